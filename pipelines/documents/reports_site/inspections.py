"""The inspections that a provider page speaks of: each report with the grades that are surely its own.

Belongs here: giving the outcome's and the report card's grades to the report of the same day, and the kind
and framework that follow from that. Does not belong here: reading any of them, joining with other documents
(warehouse/).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from pipelines.documents.reports_site.judgements import Judgement
from pipelines.documents.reports_site.notes import Notes
from pipelines.documents.reports_site.outcome import PLACE as OUTCOME
from pipelines.documents.reports_site.outcome import Outcome
from pipelines.documents.reports_site.report_card_html import PLACE as CARD
from pipelines.documents.reports_site.report_card_html import ReportCard
from pipelines.documents.reports_site.timeline import TimelineEntry
from pipelines.documents.reports_site.words import OVERALL, four_grade, framework_of

AMBIGUOUS = "ambiguous"
GRADED = "graded"
REPORT_CARD = "report_card"


@dataclass(frozen=True)
class Inspection:
    """An inspection as the page has it.

    kind: as in the contract, or ``ambiguous``. file_id, report_url, publication_date: None for one that only
    the outcome or the report card speaks of.
    """

    file_id: int | None
    report_url: str | None
    event_type: str | None
    kind: str
    framework: str | None
    inspection_date: date | None
    publication_date: date | None
    judgements: tuple[Judgement, ...]


def join_grades(
    entries: Sequence[TimelineEntry],
    outcome: Outcome | None,
    card: ReportCard | None,
    provider: str | None,
    notes: Notes,
) -> list[Inspection]:
    """The page's inspections in its order; then the outcome's and the card's that no report listed has."""
    inspections = [_of_entry(entry, notes) for entry in entries]
    if outcome is not None and outcome.inspection_date is not None:
        kind = REPORT_CARD if outcome.is_report_card else GRADED
        _give(inspections, outcome.inspection_date, outcome.judgements, kind, OUTCOME, notes)
    if card is not None and card.inspection_date is not None:
        _give(inspections, card.inspection_date, card.judgements, REPORT_CARD, CARD, notes)
    return [
        replace(inspection, framework=framework_of(inspection.kind, inspection.inspection_date, provider))
        for inspection in inspections
    ]


def _of_entry(entry: TimelineEntry, notes: Notes) -> Inspection:
    return Inspection(
        entry.file_id,
        entry.file_url,
        entry.event_type,
        entry.kind,
        None,
        entry.inspection_date,
        entry.publication_date,
        tuple(_shown_grade(entry, notes)),
    )


def _shown_grade(entry: TimelineEntry, notes: Notes) -> list[Judgement]:
    """The grade that the timeline shows beside a report: overall effectiveness of a graded inspection."""
    word = entry.grade
    if word is None:
        return []
    if entry.kind != GRADED:
        notes.info(
            "grade_of_ungraded_visit", "A visit that is not graded shows a grade.", entry.place, word[:80]
        )
        return []
    if entry.inspection_date is None:
        return []
    grade = four_grade(word, entry.inspection_date)
    if grade is None:
        notes.warn("unknown_grade", "The grade is not known here.", entry.place, word[:80])
        return [Judgement(OVERALL, None, None, "unknown", None, word, entry.place)]
    return [
        Judgement(OVERALL, grade.grade, grade.rank, grade.status, entry.inspection_date, word, entry.place)
    ]


def _give(
    inspections: list[Inspection],
    day: date,
    judgements: Sequence[Judgement],
    kind: str,
    place: str,
    notes: Notes,
) -> None:
    """Add grades to the one report of that day that can have them; else to a new inspection."""
    if not judgements:
        return
    able = [
        index
        for index, inspection in enumerate(inspections)
        if inspection.inspection_date == day and inspection.kind in (kind, AMBIGUOUS)
    ]
    if len(able) > 1:
        notes.warn("two_reports_of_one_day", "Two reports could have these grades: neither gets them.", place)
    elif able:
        inspections[able[0]] = _with_grades(inspections[able[0]], judgements, kind, place, notes)
    elif any(inspection.inspection_date == day for inspection in inspections):
        notes.warn(
            "grades_without_report", "The report of that day is of a kind that has no such grades.", place
        )
    else:
        notes.warn("grades_without_report", "No report of that day is listed.", place, day.isoformat())
        inspections.append(Inspection(None, None, None, kind, None, day, None, tuple(judgements)))


def _with_grades(
    inspection: Inspection, judgements: Sequence[Judgement], kind: str, place: str, notes: Notes
) -> Inspection:
    """Both sources' grades; an area that they grade differently has none."""
    by_area = {judgement.area: judgement for judgement in inspection.judgements}
    for judgement in judgements:
        earlier = by_area.get(judgement.area)
        if earlier is None or earlier.status == "unknown":
            by_area[judgement.area] = judgement
        elif judgement.status != "unknown" and earlier.grade != judgement.grade:
            notes.warn("grades_differ", "The page gives an area two grades.", place, judgement.area)
            by_area[judgement.area] = Judgement(
                judgement.area, None, None, "unknown", None, judgement.published, judgement.locator
            )
    return replace(inspection, kind=kind, judgements=tuple(by_area.values()))
