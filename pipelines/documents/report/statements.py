"""The sentences that report a category of concern and whether safeguarding is effective.

Belongs here: the statutory wording of each era and what contradicts it.
Does not belong here: tables of grades.

Evidence: section 44 of the Education Act 2005 "is of the opinion that this school requires special measures"
[REAL 2017] and section 13 "no longer requires special measures" [REAL 2018]; significant improvement, notices
to improve and the same sentence on report cards [KNOW]; "The arrangements for safeguarding are effective."
[REAL 2016], not effective [KNOW].
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipelines.documents.report.document import SAFEGUARDING, Doubt, ReportJudgement
from pipelines.documents.report.text import ReportText
from pipelines.documents.report.vocabulary import grade_of

SCHOOL = r"(?:school|academy|college|nursery(?: school)?|pupil referral unit|unit|centre|provider)"
OPINION = re.compile(
    rf"of the opinion that,? (?:this|the) {SCHOOL} (?:(?P<no_longer>no longer) )?requires? "
    r"(?P<what>special measures|significant improvement)"
)
# The first line of findings, 2012 to 2015. "This is a school that requires improvement" is no category.
FINDING = re.compile(
    rf"this is an? {SCHOOL} that (?:(?P<special>requires special measures)|has serious weaknesses)\b"
)
SIGNIFICANT_IMPROVEMENT = {
    "section5_2005": "notice_to_improve",
    "section5_2009": "notice_to_improve",
    "report_card_2025": "requires_significant_improvement",
}

VERDICT = r"(?:\s+\w+){0,2}?\s+are\s+(?P<not>not\s+effective|ineffective)?(?(not)|effective)\b"
EFFECTIVE = (
    re.compile(rf"arrangements\s+for\s+safeguarding{VERDICT}"),
    re.compile(rf"safeguarding\s+arrangements{VERDICT}"),
)
# A sentence of its own: one that begins otherwise may speak of an earlier inspection or of the nursery.
SENTENCE_BEGINS = re.compile(r"(?:^|[.:]\s)(?P<lead>(?:the\s+)?(?:school's\s+)?)\Z", re.MULTILINE)
BEGINS_WITHIN = 30
SAFEGUARDING_HEADING = re.compile(
    r"^safeguarding is (?P<not>not effective|ineffective)?(?(not)|effective)\b", re.MULTILINE
)


@dataclass(frozen=True)
class Category:
    """A category of concern as a report states it.

    stated: whether any sentence speaks of one, also of leaving it.
    """

    value: str | None
    stated: bool
    locator: str | None
    doubts: tuple[Doubt, ...] = ()


def read_category(report: ReportText, framework: str | None) -> Category:
    """The category that the report's own statutory sentence gives; contradictory sentences are a doubt."""
    significant = SIGNIFICANT_IMPROVEMENT.get(framework or "", "serious_weaknesses")
    found: dict[str | None, str] = {}
    value: str | None
    for match in OPINION.finditer(report.flat):
        value = "special_measures" if match["what"] == "special measures" else significant
        found.setdefault(None if match["no_longer"] else value, report.locator(*match.span()))
    for match in FINDING.finditer(report.flat):
        value = "special_measures" if match["special"] else significant
        found.setdefault(value, report.locator(*match.span()))
    if len(found) > 1:
        doubt = Doubt(
            "category_contradictory", "Its sentences on a category of concern contradict one another."
        )
        return Category(None, True, None, (doubt,))
    for value, locator in found.items():
        return Category(value, True, locator)
    return Category(None, False, None)


def read_safeguarding(
    report: ReportText, *, required: bool, heading: bool = False
) -> tuple[tuple[ReportJudgement, ...], tuple[Doubt, ...]]:
    """Whether safeguarding is effective (Yes or No). heading: letters print it as a heading of its own."""
    sentences = _sentences(report)
    if heading:
        sentences += [
            (match.span(), match)
            for match in SAFEGUARDING_HEADING.finditer(report.folded)
            if report.text[match.start()].isupper()
        ]
    answers = {"No" if match["not"] else "Yes" for _, match in sentences}
    if len(answers) > 1:
        return (), (
            Doubt("safeguarding_contradictory", "Its sentences on safeguarding contradict one another."),
        )
    if not answers:
        missing = Doubt("safeguarding_not_found", "No sentence says whether safeguarding is effective.")
        return (), (missing,) if required else ()
    answer, (first, _) = answers.pop(), sentences[0]
    meaning = grade_of("four_grades", SAFEGUARDING, answer)
    assert meaning is not None
    locator = report.locator(*first)
    return (ReportJudgement(SAFEGUARDING, meaning.grade, meaning.rank, meaning.status, locator),), ()


def _sentences(report: ReportText) -> list[tuple[tuple[int, int], re.Match[str]]]:
    """Each sentence on safeguarding, with its span from its first word on.

    Its capital tells it from the rest of a sentence that wrapped to a new line.
    """
    found = []
    for pattern in EFFECTIVE:
        for match in pattern.finditer(report.folded):
            before = report.folded[max(0, match.start() - BEGINS_WITHIN) : match.start()]
            begins = SENTENCE_BEGINS.search(before)
            if begins and report.text[first := match.start() - len(begins["lead"])].isupper():
                found.append(((first, match.end()), match))
    return found
