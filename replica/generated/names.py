"""Names that no school, trust or authority has: invented places, and the words that schools put behind them.

Belongs here: the words, and putting them together without giving one name twice.
Does not belong here: which school is where (population.py).

No place here is a word of any school's, trust's, authority's or constituency's name in England;
tests/replica/test_generated_names.py holds that where the recorded England is at hand.
"""

from __future__ import annotations

from pathlib import Path
from random import Random

FOLDER = Path(__file__).parent
#: Invented beginnings of places, and endings that real places have too.
STEMS = (FOLDER / "stems.txt").read_text(encoding="utf-8").split()
ENDINGS = (FOLDER / "endings.txt").read_text(encoding="utf-8").split()

#: What may stand behind a place, by phase; the commonest first and oftenest.
PATTERNS = {
    "Primary": (
        "{} Primary School",
        "{} Primary School",
        "{} Community Primary School",
        "{} Church of England Primary School",
        "{} Catholic Primary School",
        "{} Infant School",
        "{} Junior School",
        "{} Primary Academy",
        "{} Park Primary School",
        "{} Lane Primary School",
        "{} Hill Primary School",
        "{} Road Infant School",
    ),
    "Secondary": (
        "{} School",
        "{} High School",
        "{} Academy",
        "{} Community School",
        "{} Grammar School",
        "{} Catholic High School",
        "{} Upper School",
        "{} College",
    ),
    "Special": ("{} School", "{} Court School", "{} Lodge School", "{} Hall School", "{} Park School"),
    "Nursery": ("{} Nursery School", "{} Nursery School and Family Centre", "{} Lane Nursery School"),
    "Alternative provision": (
        "{} Pupil Referral Unit",
        "{} Centre",
        "The {} Academy",
        "{} Short Stay School",
    ),
    "Independent": ("{} House School", "{} Preparatory School", "{} Hall", "{} Independent School"),
}
#: Put before a place whose every name is taken; "Nether" and "Upper" as in many real villages.
QUALIFIERS = ("", "Nether ", "Upper ", "Little ", "Great ", "East ", "West ", "North ", "South ")

TRUST_PATTERNS = (
    "{} Learning Trust",
    "{} Academies Trust",
    "{} Multi Academy Trust ",  # a blank at the end, as in published files
    "{} Education Partnership",
    "The {} Schools Trust",
)
NUMBER_OF_REGIONS = 9
AUTHORITY_ENDINGS = ("shire", "land", "marsh", "sea", "borough", "water")


def places() -> list[str]:
    """Every invented place, in a fixed order."""
    return [stem + ending for stem in STEMS for ending in ENDINGS]


class Names:
    """Gives names, none of them twice."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self._places = places()
        self._taken: set[str] = set()

    def school(self, phase: str) -> str:
        """A name for a school of a phase, or of "Independent"."""
        return self._new(PATTERNS[phase])

    def pair(self) -> tuple[str, str]:
        """An infant and a junior school of one place."""
        while True:
            place = self._random.choice(QUALIFIERS) + self._random.choice(self._places)
            infants, juniors = f"{place} Infant School", f"{place} Junior School"
            if infants not in self._taken and juniors not in self._taken:
                self._taken |= {infants, juniors}
                return infants, juniors

    def trust(self) -> str:
        return self._new(TRUST_PATTERNS)

    def federation(self) -> str:
        return self._new(("{} Federation",))

    def is_free(self, name: str) -> bool:
        """Take a name if nobody has it."""
        if name in self._taken:
            return False
        self._taken.add(name)
        return True

    def _new(self, patterns: tuple[str, ...]) -> str:
        qualifiers = 1
        while True:
            place = QUALIFIERS[self._random.randrange(qualifiers)] + self._random.choice(self._places)
            name = self._random.choice(patterns).format(place)
            if self.is_free(name):
                return name
            qualifiers = len(QUALIFIERS)  # the plain name is taken


def authority_names(region_number: int, how_many: int) -> list[str]:
    """Names of one region's authorities; no two regions share one."""
    stems = STEMS[region_number::NUMBER_OF_REGIONS]
    names = [f"{stem}{ending}" for ending in AUTHORITY_ENDINGS for stem in stems]
    return names[:how_many]
