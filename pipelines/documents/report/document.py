"""What the reader of reports returns.

Belongs here: the shape of a read report. Does not belong here: any reading, and no name of any person.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

# Raised whenever the same bytes would give another reading: stored readings of older ones are then unused.
PARSER_VERSION = 4

SAFEGUARDING = "safeguarding"


@dataclass(frozen=True)
class ReportJudgement:
    """One judgement. grade and grade_rank are None unless status is ``graded``; rank 1 is best.

    locator: page and quoted words, as ``page 1: 'Outcomes for pupils Good'``.
    """

    area: str
    grade: str | None
    grade_rank: int | None
    status: str
    locator: str


@dataclass(frozen=True)
class Doubt:
    """Why a person has to read the report. code is snake_case and stable."""

    code: str
    message: str


@dataclass(frozen=True)
class ParsedReport:
    """A report or letter, read. What is in doubt is absent, and doubts say why; what is present is certain.

    kind: graded, report_card, ungraded, short, monitoring, focused_monitoring, interim, conversion_letter or
    other.
    framework is None where none applies or the layout is not known. category_known: False where the document
    does not tell; True with no category_of_concern means that the school is in none.
    outcome: what an ungraded, short, monitoring or additional inspection concluded, in the published words.
    predecessor_urns: schools that this one replaces, as a conversion letter states. school_name: only where
    no URN is printed.
    """

    framework: str | None
    kind: str
    urn: int | None = None
    inspection_number: str | None = None
    inspection_start_date: date | None = None
    inspection_end_date: date | None = None
    publication_date: date | None = None
    category_of_concern: str | None = None
    category_known: bool = False
    category_locator: str | None = None
    outcome: str | None = None
    outcome_locator: str | None = None
    judgements: tuple[ReportJudgement, ...] = ()
    predecessor_urns: tuple[int, ...] = ()
    school_name: str | None = None
    doubts: tuple[Doubt, ...] = ()

    @property
    def needs_human_reading(self) -> bool:
        """Whether anything that the layout should tell is in doubt."""
        return bool(self.doubts)

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why a person has to read it, in sentences."""
        return tuple(doubt.message for doubt in self.doubts)

    @property
    def safeguarding(self) -> str | None:
        """Yes or No (effective), Met or Not met; None where not judged or in doubt."""
        return next((found.grade for found in self.judgements if found.area == SAFEGUARDING), None)
