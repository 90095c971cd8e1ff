"""What stands in a published file, from the school and its inspection.

Belongs here: filling in the document. Does not belong here: its words and layout (replica/reports/).
"""

from __future__ import annotations

from datetime import date

from replica.frameworks import framework_on
from replica.places import address, place_of
from replica.reports import ReportDocument
from replica.schools import Inspection, School
from replica.site.publications import Publication

SHORT_INSPECTIONS = (date(2015, 9, 1), date(2019, 8, 31))
PROGRESS_MONITORING = "progress monitoring"


def document_of(publication: Publication) -> ReportDocument:
    """The report or letter; raises ValueError for one that nobody could publish."""
    school, inspection, change = publication.school, publication.inspection, publication.change
    if inspection is None:
        return _document(publication, "conversion", publication.published)
    if change is not None and publication.is_later_grading:
        return _document(
            publication,
            "monitoring",
            publication.inspected,
            grades=change.grades,
            category=inspection.category,
        )
    grades = inspection.grades | _replaced(inspection, publication.published)
    if school.independent and inspection.kind == "monitoring":
        return _document(
            publication,
            "independent_additional",
            inspection.day,
            outcome=inspection.outcome,
        )
    return _document(
        publication,
        "unreadable" if inspection.is_unreadable else kind_of(inspection),
        inspection.day,
        last_day=inspection.last_day,
        grades=grades,
        category=inspection.category if inspection.grades else category_before(school, inspection.day),
        outcome=inspection.outcome,
    )


def kind_of(inspection: Inspection) -> str:
    """The kind of report: ungraded inspections had other names and forms until 2019."""
    first, last = SHORT_INSPECTIONS
    if inspection.kind == "ungraded" and inspection.day <= last:
        return "short" if inspection.day >= first else "interim"
    return inspection.kind


def category_before(school: School, day: date) -> str:
    """The category of concern that a visit on a day follows up, of this school or of the one before it."""
    graded = _graded_before(school, day)
    return graded[-1].category if graded else ""


def _replaced(inspection: Inspection, by: date) -> dict[str, str]:
    """The grades that replacements published by a day put right."""
    grades: dict[str, str] = {}
    for change in inspection.changes:
        if change.is_replacement and change.published <= by:
            grades.update(change.grades)
    return grades


def grades_shown(inspection: Inspection, day: date) -> dict[str, str]:
    """The grades on the school's page: replacements count, later gradings do not change a card."""
    return inspection.grades | _replaced(inspection, day)


def _graded_before(school: School, day: date) -> list[Inspection]:
    own = [
        inspection
        for inspection in school.inspections
        if inspection.kind in ("graded", "card") and inspection.day < day
    ]
    if own or len(school.predecessors) != 1:
        return own
    return _graded_before(school.predecessors[0], day)


def _document(
    publication: Publication,
    kind: str,
    first_day: date,
    *,
    last_day: date | None = None,
    grades: dict[str, str] | None = None,
    category: str = "",
    outcome: str = "",
) -> ReportDocument:
    school, inspection = publication.school, publication.inspection
    before = _graded_before(school, first_day)
    previous = before[-1].grades.get("overall", "") if before else ""
    return ReportDocument(
        kind=kind,
        school_name=school.name_on(publication.published).strip(),
        urn=school.urn,
        inspection_number=inspection.number if inspection and not publication.is_later_grading else "",
        first_day=first_day,
        last_day=last_day or first_day,
        published=publication.published,
        framework=framework_on(first_day).name,
        address=address(school),
        local_authority=place_of(school).local_authority,
        grades=grades or {},
        category=category,
        outcome=outcome,
        previous_overall=previous if previous.isdigit() and previous in "1234" else "",
        predecessors=tuple((other.name.strip(), other.urn) for other in school.predecessors),
        pupils=school.pupils,
        phase=school.phase,
        trust_name=school.trust.name.strip() if school.trust else "",
        is_independent=school.independent,
        additional=PROGRESS_MONITORING,
    )
