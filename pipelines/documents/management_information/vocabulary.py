"""The published words: grades, categories, outcomes, and which framework and kind an inspection has.

Belongs here: looking words up in reference/ (scales, areas, frameworks, inspection types).
Does not belong here: any of those words; they are data.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fnmatch import fnmatchcase
from functools import cache
from typing import TYPE_CHECKING

from pipelines.documents.management_information.eras import fold
from pipelines.reference import read_csv

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

REPORT_CARD = "report_card_2025"
REPORT_CARD_SCALE = "report_card"
CATEGORIES = "category_of_concern"
OTHER_KIND = "other"


@dataclass(frozen=True)
class Grade:
    """What a published word means; grade and rank are None where nothing was graded. Rank 1 is best."""

    grade: str | None
    rank: int | None
    status: str


@dataclass(frozen=True)
class Framework:
    """An inspection framework; first_day and last_day bound the starts of its inspections (None: open)."""

    name: str
    first_day: date | None
    last_day: date | None
    scale: str


@cache
def scale(name: str) -> dict[str, Grade]:
    """A scale's accepted words, folded."""
    grades = {
        fold(row["code"]): Grade(
            row["grade"] or None, int(row["rank"]) if row["rank"] else None, row["status"]
        )
        for row in read_csv("scales.csv")
        if row["scale"] == name
    }
    if not grades:
        raise KeyError(f"reference/scales.csv has no scale {name!r}")
    return grades


@cache
def area_scale(area: str, framework_scale: str) -> str:
    """The scale of one area under a framework's scale: safeguarding has its own."""
    rows = [row for row in read_csv("areas.csv") if row["area"] == area]
    if len(rows) != 1:
        raise KeyError(f"reference/areas.csv has {len(rows)} lines for area {area!r}")
    own = rows[0]["report_card_scale" if framework_scale == REPORT_CARD_SCALE else "four_grade_scale"]
    return own or framework_scale


@cache
def area_frameworks(area: str) -> frozenset[str]:
    """The frameworks that judge an area."""
    return frozenset(
        name for row in read_csv("areas.csv") if row["area"] == area for name in row["frameworks"].split()
    )


@cache
def frameworks(provider: str) -> tuple[Framework, ...]:
    """The frameworks that apply to state_funded or independent schools, oldest first."""
    prefix = "independent_" if provider == "independent" else ""
    return tuple(
        Framework(
            row["framework"], _day(row[f"{prefix}first_day"]), _day(row[f"{prefix}last_day"]), row["scale"]
        )
        for row in read_csv("frameworks.csv")
        if row[f"{prefix}first_day"]
    )


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


@cache
def four_grade_scales() -> tuple[str, ...]:
    """The scales of 1 to 4 grades, older first."""
    return tuple(
        dict.fromkeys(row["scale"] for row in read_csv("frameworks.csv") if row["scale"] != REPORT_CARD_SCALE)
    )


def by_start_date(starts: NDArray[np.datetime64], among: Sequence[Framework]) -> NDArray[np.int32]:
    """The index of each start date's framework (-1: no date, or before the first).

    The last framework given stays open: a 1 to 4 grade after its last day is still a 1 to 4 grade.
    """
    # Imported here: whoever looks up the words of a page needs none of it.
    import numpy as np

    first_days = np.array([framework.first_day for framework in among], dtype="datetime64[D]")
    index = np.searchsorted(first_days, starts, side="right").astype(np.int32) - 1
    index[np.isnat(starts)] = -1
    return index


def scale_without_framework(provider: str) -> str:
    """The scale of 1 to 4 grades given before any framework that is listed for these schools."""
    return "independent_before_2015" if provider == "independent" else four_grade_scales()[0]


@cache
def kind_of(event_type_grouping: str, inspection_type_grouping: str, inspection_type: str) -> str | None:
    """The kind that an inspection's types name; None where no line of inspection_types.csv fits."""
    words = {
        "event_type_grouping": fold(event_type_grouping),
        "inspection_type_grouping": fold(inspection_type_grouping),
        "inspection_type": fold(inspection_type),
    }
    for row in read_csv("inspection_types.csv"):
        if fnmatchcase(words[row["field"]], fold(row["pattern"])):
            return row["kind"]
    return None
