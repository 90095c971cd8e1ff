"""What of a month's counts of case outcomes may leave the desk: nothing from which one under ten follows.

Belongs here: which counts are shown. Does not belong here: counting (outcome_counts.py), and the file in
which they leave (pipelines/case_counts_file.py).

A month is told from the whole to its parts: England, its tiers and, of each tier that is shown, the local
authorities and the outcomes as two margins, and outcomes by authority where even these are large enough.
Whoever reads them knows these rules and can subtract. So a part is shown only where
- it is SMALLEST or more, and so is what is left beside all shown parts of the same whole, or nobody is left;
- what is left is of several parts, and not nine of each: whoever knows that none is ten would know that;
- of outcomes, two at least occur: else everybody's would be known.
tests/desk/test_withholding.py tries every small table and asks what can be known of it.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import TypeVar

from pipelines.case_counts_file import SMALLEST, OutcomeCount

#: Local authority, tier and outcome.
Group = tuple[str, int, str]

_Part = TypeVar("_Part", bound=Hashable)


def fit_to_leave(counts: Mapping[Group, int], smallest: int = SMALLEST) -> tuple[OutcomeCount, ...]:
    """The counts of one month that may be shown, that of the whole month first: None where it may not.

    smallest: another one for tests, which can try every table only where numbers are small.
    """
    total = sum(counts.values())
    if total < smallest:
        return (OutcomeCount(None, None, None, None),)
    shown = [OutcomeCount(None, None, None, total)]
    by_tier = _summed((tier, count) for (_, tier, _), count in counts.items())
    for tier in sorted(_shown(by_tier, smallest)):
        cells = {
            (authority, outcome): count for (authority, of, outcome), count in counts.items() if of == tier
        }
        shown += [OutcomeCount(None, tier, None, by_tier[tier]), *_of_tier(tier, cells, smallest)]
    return tuple(shown)


def _of_tier(tier: int, cells: Mapping[tuple[str, str], int], smallest: int) -> Iterable[OutcomeCount]:
    by_outcome = _summed((outcome, count) for (_, outcome), count in cells.items())
    by_authority = _summed((authority, count) for (authority, _), count in cells.items())
    outcomes = sorted(_shown(by_outcome, smallest))
    rest = _beside([by_outcome[outcome] for outcome in outcomes], sum(cells.values()))
    if not _tells_nobody(rest, smallest):
        outcomes, rest = [], [sum(cells.values())]
    for outcome in outcomes:
        yield OutcomeCount(None, tier, outcome, by_outcome[outcome])
    for authority in sorted(_shown(by_authority, smallest)):
        yield OutcomeCount(authority, tier, None, by_authority[authority])
        parts = [cells.get((authority, outcome), 0) for outcome in outcomes]
        own = _beside(parts, by_authority[authority])
        others = [whole - part for whole, part in zip(rest, own, strict=True)]
        if _tells_nobody(own, smallest) and (not any(others) or _tells_nobody(others, smallest)):
            rest = others
            for outcome, count in zip(outcomes, parts, strict=True):
                if count:
                    yield OutcomeCount(authority, tier, outcome, count)


def _shown(counts: Mapping[_Part, int], smallest: int) -> set[_Part]:
    """The parts of a whole that may be shown beside it."""
    shown = {part for part, count in counts.items() if count >= smallest}
    while shown and not _is_hidden([counts[part] for part in counts.keys() - shown], smallest):
        # Equals go together: else their order would tell which of them was withheld.
        least = min(counts[part] for part in shown)
        shown = {part for part in shown if counts[part] > least}
    return shown


def _is_hidden(withheld: Iterable[int], smallest: int) -> bool:
    """Whether nothing is known of withheld counts although their sum is."""
    counts = [count for count in withheld if count]
    is_few = len(counts) < 2 or sum(counts) < smallest
    return not counts or not (is_few or all(count == smallest - 1 for count in counts))


def _beside(parts: Sequence[int], whole: int) -> list[int]:
    """The parts, and last what is left of their whole."""
    return [*parts, whole - sum(parts)]


def _tells_nobody(parts: Sequence[int], smallest: int) -> bool:
    """Whether outcomes may stand beside each other: none is of few people, and none is everybody's."""
    return all(part == 0 or part >= smallest for part in parts) and sum(part > 0 for part in parts) > 1


def _summed(counted: Iterable[tuple[_Part, int]]) -> dict[_Part, int]:
    sums: dict[_Part, int] = {}
    for part, count in counted:
        sums[part] = sums.get(part, 0) + count
    return sums
