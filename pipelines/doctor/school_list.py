"""The beginning of a list of schools, read as a night reads the whole.

Does not belong here: asking for it (questions/govuk.py), what is said of it (checks/school_list.py).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from pipelines.doctor.beginnings import whole_lines

if TYPE_CHECKING:
    from pipelines.documents.management_information import ParsedDocument


@dataclass(frozen=True, slots=True)
class ListedInspection:
    """An inspection as the list has it: first day, and publication as management information counts it."""

    urn: int
    started: date
    published: date


def read_list(beginning: bytes) -> ParsedDocument:
    """The rows of a beginning; raises DocumentRefused."""
    from pipelines.documents.management_information import parse_management_information

    return parse_management_information(whole_lines(beginning), title="beginning of a list", as_at=None)


def inspections_of(document: ParsedDocument) -> list[ListedInspection]:
    """Inspections with both days, of schools under the URN that they were inspected under."""
    frame = document.inspections
    own = frame[
        (frame["urn"] == frame["urn_at_inspection"])
        & frame["inspection_start_date"].notna()
        & frame["publication_date"].notna()
    ]
    return [
        ListedInspection(int(urn), started.date(), published.date())
        for urn, started, published in zip(
            own["urn"], own["inspection_start_date"], own["publication_date"], strict=True
        )
    ]
