"""The phases and types of England's schools: how many there are, and how large they are.

Belongs here: England's proportions, in round numbers. Does not belong here: any school (population.py).
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Phase:
    """A phase of England's schools, and how many there are.

    pupils: a tenth of them have fewer than the first number, half than the second, nine tenths than the last.
    types: (type of education, whether it is an academy, share in a hundred).
    establishments: the first number that authorities give to such schools.
    """

    name: str
    number: int
    pupils: tuple[int, int, int]
    establishments: int
    types: tuple[tuple[str, bool, int], ...]


PHASES = (
    Phase(
        "Primary",
        16_700,
        (89, 228, 462),
        2000,
        (
            ("Community School", False, 30),
            ("Voluntary Aided School", False, 12),
            ("Voluntary Controlled School", False, 9),
            ("Foundation School", False, 3),
            ("Academy Converter", True, 35),
            ("Academy Sponsor Led", True, 11),
        ),
    ),
    Phase(
        "Secondary",
        3_450,
        (575, 1042, 1580),
        4000,
        (
            ("Community School", False, 8),
            ("Voluntary Aided School", False, 5),
            ("Foundation School", False, 5),
            ("Academy Converter", True, 54),
            ("Academy Sponsor Led", True, 28),
        ),
    ),
    Phase(
        "Special",
        1_080,
        (62, 136, 261),
        7000,
        (
            ("Community Special School", False, 44),
            ("Foundation Special School", False, 9),
            ("Academy Special Converter", True, 35),
            ("Academy Special Sponsor Led", True, 12),
        ),
    ),
    Phase(
        "Alternative provision",
        340,
        (8, 37, 110),
        1100,
        (
            ("Pupil Referral Unit", False, 55),
            ("Academy Alternative Provision Converter", True, 31),
            ("Academy Alternative Provision Sponsor Led", True, 14),
        ),
    ),
    Phase("Nursery", 380, (55, 92, 149), 1000, (("LA Nursery School", False, 100),)),
    Phase("Independent", 1_150, (30, 95, 320), 6000, (("Other Independent School", False, 100),)),
)
MAINTAINED_BEFORE = {
    "Primary": "Community School",
    "Secondary": "Community School",
    "Special": "Community Special School",
    "Alternative provision": "Pupil Referral Unit",
}


def numbers_by_phase(schools: int) -> list[int]:
    """How many of each phase, by the largest remainders, so that they add up."""
    total = sum(phase.number for phase in PHASES)
    exact = [schools * phase.number / total for phase in PHASES]
    numbers = [int(share) for share in exact]
    order = sorted(range(len(PHASES)), key=lambda place: exact[place] - numbers[place], reverse=True)
    for place in order[: schools - sum(numbers)]:
        numbers[place] += 1
    return numbers
