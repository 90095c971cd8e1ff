"""Graded reports of September 2005 to August 2009. All of it [KNOW]: no such report was at hand.

Evidence: "Unique Reference Number" and, under "Overall effectiveness of the school", a line "Grade: 2".
Certain when that grade stands once and the table of the annex, where there is one, gives the same digits; the
annex also answers "Does this school require special measures?" and "… a notice to improve?" with Yes or No.
"""

from __future__ import annotations

import re

from pipelines.documents.report.details import read_details
from pipelines.documents.report.document import Doubt, ParsedReport, ReportJudgement
from pipelines.documents.report.grade_block import GradeStyle, read_lines
from pipelines.documents.report.graded import graded_report
from pipelines.documents.report.opening import is_letter
from pipelines.documents.report.statements import Category, read_category
from pipelines.documents.report.text import ReportText
from pipelines.documents.report.vocabulary import titles

FRAMEWORK = LAYOUT = "section5_2005"
ANNEX = "section5_2005_annex"
SCALE = "four_grades_satisfactory"
OVERALL = re.compile(r"overall effectiveness of the school grade ?:? ?[1-4]\b")
REFERENCE = "unique reference number"
QUESTION = re.compile(
    r"\bdoes this school require (?P<what>special measures|a notice to improve)\s*\?\s*(?P<answer>yes|no)\b"
)
CATEGORIES = {"special measures": "special_measures", "a notice to improve": "notice_to_improve"}
# The second column of the annex, for ages 16 to 19.
SIXTH_FORM_COLUMN = r"(?=[1-4](?:\s+(?:[1-4]|na|n/a))?\s*$)"


def recognises(report: ReportText) -> bool:
    """Whether it prints its overall grade as ``Grade: N``."""
    return OVERALL.search(report.flat) is not None and REFERENCE in report.flat and not is_letter(report)


def read(report: ReportText) -> ParsedReport:
    """The report's judgements and category."""
    grades, doubts = read_lines(report, LAYOUT, GradeStyle.digits(SCALE, before=r"grade\s*:?\s*"))
    in_annex, _ = read_lines(report, ANNEX, GradeStyle.digits(SCALE))
    doubts = (*doubts, *_disagreement(grades, in_annex))
    category = read_category(report, FRAMEWORK)
    return graded_report(
        framework=FRAMEWORK,
        details=read_details(report),
        grades=() if doubts else grades,
        safeguarding=(),
        category=_with_annex(report, category),
        doubts=doubts,
    )


def _disagreement(
    grades: tuple[ReportJudgement, ...], annex: tuple[ReportJudgement, ...]
) -> tuple[Doubt, ...]:
    body = {judgement.area: judgement.grade for judgement in grades}
    areas = {found.area for found in annex if body.get(found.area, found.grade) != found.grade}
    return (Doubt("annex_disagrees", f"Its annex gives another grade: {titles(areas)}."),) if areas else ()


def _with_annex(report: ReportText, category: Category) -> Category:
    """The category that sentences and annex agree on; a No to one question answers nothing on the other."""
    yes = {
        CATEGORIES[found["what"]]: found
        for found in QUESTION.finditer(report.flat)
        if found["answer"] == "yes"
    }
    values = {*yes} | ({category.value} if category.value else set())
    if len(values) > 1:
        doubt = Doubt(
            "category_contradictory", "Its sentences on a category of concern contradict one another."
        )
        return Category(None, True, None, (doubt,))
    for value, found in yes.items():
        return Category(value, True, report.locator(*found.span()))
    return category
