"""Report cards, from November 2025.

Evidence: "Unique reference number (URN): 123456", a heading "Inspection report: 13 January 2026" (a footer
has a school's name there) and "Safeguarding standards met" [REAL: one whole card, openings of two more, 36
lines of others]. "Safeguarding standards not met" and a category of concern on a card [INFERRED];
insufficient evidence [REAL glossary].
A grade is a line of area and grade alone, with capitals. The legend of page 1, group headings, "Our grades
explained" and prose ("the expected standard in reading") are none [REAL].
Certain when the six areas that every school has stand so, repeats agree, and each area stands under the
heading of its grade.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from pipelines.documents.management_information.eras import fold
from pipelines.documents.report.dates import DAYS
from pipelines.documents.report.details import read_details
from pipelines.documents.report.document import SAFEGUARDING, Doubt, ParsedReport, ReportJudgement
from pipelines.documents.report.grade_block import Found, GradeStyle, read_lines, standing_lines
from pipelines.documents.report.graded import graded_report
from pipelines.documents.report.opening import is_independent
from pipelines.documents.report.statements import read_category
from pipelines.documents.report.text import ReportText
from pipelines.documents.report.vocabulary import grade_of, grade_words, titles

FRAMEWORK = "report_card_2025"
KIND = LAYOUT = SCALE = "report_card"
STYLE = GradeStyle.words(SCALE, capital=True)
HEADING_DAY = re.compile(rf"inspection report: ({DAYS})(?! ?\d)")
OPENING = 3000
REFERENCE = re.compile(r"unique reference number \(urn\): \d{6}\b")
SAFEGUARDING_WORDS = re.compile(r"safeguarding standards\b|how we evaluate safeguarding\b")

STANDARDS = re.compile(
    r"safeguarding standards:?\s+(?P<answer>met|not met|insufficient evidence)$", re.MULTILINE
)
SENTENCE = re.compile(r"the safeguarding standards are (?P<answer>not met|met)\b")
# An area that nobody here knows, or a known one spelled anew: its grade would be lost.
ENDS_IN_GRADE = re.compile(rf"^(?P<area>[^\n]{{3,60}}?):? (?P<grade>{grade_words(SCALE)})$", re.MULTILINE)
HEADING = re.compile(rf"^(?P<grade>{grade_words(SCALE)})$", re.MULTILINE)
FULL_INSPECTION = re.compile(r"carried out this (?P<kind>[a-z ]{0,30}?)inspection under section\b")


def recognises(report: ReportText) -> bool:
    """Whether it opens as a report card does."""
    return all(
        pattern.search(report.flat, 0, OPENING) for pattern in (REFERENCE, HEADING_DAY, SAFEGUARDING_WORDS)
    )


def read(report: ReportText) -> ParsedReport:
    """The card's grades, safeguarding and category."""
    kind = _kind(report)
    grades, doubts = read_lines(report, LAYOUT, STYLE)
    lines = standing_lines(report, LAYOUT, STYLE)
    doubts += _unknown_areas(report, lines)
    doubts += _misplaced(lines, _headings(report))
    if kind != KIND:
        doubts += (
            Doubt("not_a_full_inspection", "It is laid out as a report card but is of another inspection."),
        )
    safeguarding, unsaid = _safeguarding(report)
    return graded_report(
        framework=FRAMEWORK,
        kind=kind,
        details=replace(
            read_details(report, HEADING_DAY), last_day=None
        ),  # the heading prints the first day only
        grades=() if doubts else grades,
        safeguarding=safeguarding,
        category=read_category(report, FRAMEWORK),
        doubts=(*doubts, *unsaid),
        may_be_in_category=not is_independent(report),
    )


def _kind(report: ReportText) -> str:
    found = FULL_INSPECTION.search(report.flat)
    words = found["kind"] if found else ""
    if "focused" in words:
        return "focused_monitoring"
    return "monitoring" if "monitoring" in words else KIND


def _unknown_areas(report: ReportText, lines: Sequence[Found]) -> tuple[Doubt, ...]:
    known = {line.grade_span[0] for line in lines}
    unknown = [
        match
        for match in ENDS_IN_GRADE.finditer(report.folded)
        if match.start("grade") not in known
        and report.text[match.start()].isupper()
        and report.text[match.start("grade")].isupper()
        and not HEADING.fullmatch(match["area"])
    ]
    return (Doubt("unknown_area", "A grade stands beside an area that is not known."),) if unknown else ()


def _misplaced(lines: Sequence[Found], headings: Sequence[re.Match[str]]) -> tuple[Doubt, ...]:
    """Areas that stand under the heading of another grade than their own."""
    grades = {line.grade_span[0] for line in lines}
    groups = [heading for heading in headings if heading.start() not in grades]
    wrong = set()
    for line in lines:
        above = [group for group in groups if group.end() <= line.label_span[0]]
        if above and line.word and fold(above[-1]["grade"]) != fold(line.word):
            wrong.add(line.area)
    return (
        (Doubt("group_disagrees", f"Under the heading of another grade: {titles(wrong)}."),) if wrong else ()
    )


def _headings(report: ReportText) -> list[re.Match[str]]:
    """Lines that are a grade alone. Several in a row are the legend of the picture, and no heading."""
    found = [match for match in HEADING.finditer(report.folded) if report.text[match.start()].isupper()]
    beside = {at for at, (one, other) in enumerate(pairwise(found)) if one.end() + 1 == other.start()}
    return [match for at, match in enumerate(found) if at not in beside and at - 1 not in beside]


def _safeguarding(report: ReportText) -> tuple[tuple[ReportJudgement, ...], tuple[Doubt, ...]]:
    standing = [match for match in STANDARDS.finditer(report.folded) if _begins_line(report, match.start())]
    found = [*standing, *SENTENCE.finditer(report.flat)]
    answers = {fold(match["answer"]) for match in found}
    if len(answers) != 1:
        code, words = (
            ("safeguarding_contradictory", "contradict one another")
            if answers
            else ("safeguarding_not_found", "are absent")
        )
        return (), (Doubt(code, f"The words on safeguarding standards {words}."),)
    meaning = grade_of(SCALE, SAFEGUARDING, answers.pop())
    assert meaning is not None
    locator = report.locator(*found[0].span())
    return (ReportJudgement(SAFEGUARDING, meaning.grade, meaning.rank, meaning.status, locator),), ()


def _begins_line(report: ReportText, position: int) -> bool:
    return report.text[max(0, position - 1) : position] in ("", "\n")
