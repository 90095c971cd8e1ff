"""Puts a graded report together and checks its parts against one another.

Belongs here: what graded reports of every era have in common: details, table of grades, safeguarding,
category.
Does not belong here: how an era prints them (one module an era).
"""

from __future__ import annotations

from collections.abc import Iterable

from pipelines.documents.report.details import Details
from pipelines.documents.report.document import SAFEGUARDING, Doubt, ParsedReport, ReportJudgement
from pipelines.documents.report.statements import Category

LOWEST_GRADE = "Inadequate"
CATEGORY_NOT_FOUND = Doubt(
    "category_not_found", "Its grades mean a category of concern, but no sentence that names it was found."
)
CATEGORY_DISAGREES = Doubt(
    "category_disagrees", "It names a category of concern that its grades do not mean."
)
CATEGORY_OF_INDEPENDENT = Doubt(
    "category_of_independent", "It names a category of concern, in which no independent school can be."
)


def graded_report(
    *,
    framework: str | None,
    details: Details,
    grades: tuple[ReportJudgement, ...],
    safeguarding: tuple[ReportJudgement, ...],
    category: Category,
    doubts: Iterable[Doubt],
    kind: str = "graded",
    may_be_in_category: bool = True,
) -> ParsedReport:
    """A graded report; where its category and its grades exclude one another, it gives neither.

    may_be_in_category: False for independent schools, which are in no category of concern whatever their
    grades.
    """
    judgements = (*grades, *safeguarding)
    doubts = [*details.doubts, *doubts, *category.doubts]
    adverse = _means_category(judgements)
    known = (_tell_of_category(judgements) or bool(category.value)) and not category.doubts
    if category.value and not may_be_in_category:
        doubts.append(CATEGORY_OF_INDEPENDENT)
        category = Category(None, True, None)
    elif category.value and grades and not adverse:
        doubts.append(CATEGORY_DISAGREES)
        judgements, category, known = (), Category(None, True, None), False
    elif adverse and may_be_in_category and not category.value:
        doubts.append(CATEGORY_NOT_FOUND)
        known = False
    return ParsedReport(
        framework=framework,
        kind=kind,
        urn=details.urn,
        inspection_number=details.inspection_number,
        inspection_start_date=details.first_day,
        inspection_end_date=details.last_day,
        publication_date=details.publication_date,
        category_of_concern=category.value,
        category_known=known and may_be_in_category,
        category_locator=category.locator if category.value else None,
        judgements=judgements,
        school_name=details.school_name,
        doubts=tuple(doubts),
    )


def _tell_of_category(judgements: Iterable[ReportJudgement]) -> bool:
    """Whether grades tell of a category or of none: without an overall one, safeguarding must be known."""
    areas = {judgement.area for judgement in judgements}
    return "overall_effectiveness" in areas or (SAFEGUARDING in areas and len(areas) > 1)


def _means_category(judgements: Iterable[ReportJudgement]) -> bool:
    """Whether grades put a school into a category: the overall grade where there is one, else any area."""
    by_area = {judgement.area: judgement.grade for judgement in judgements}
    if "overall_effectiveness" in by_area:
        return by_area["overall_effectiveness"] == LOWEST_GRADE
    if by_area.get(SAFEGUARDING) in ("No", "Not met"):
        return True
    return LOWEST_GRADE in by_area.values() or "Urgent improvement" in by_area.values()
