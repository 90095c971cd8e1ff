"""Ungraded inspections of September 2019 to November 2025: an outcome in a sentence, and no table.

Evidence: the opening of one real report of 2023 (a good school, improving); general knowledge for the rest.
"""

from __future__ import annotations

from datetime import date

from replica.frameworks import UNGRADED_OUTCOMES
from replica.reports.document import ReportDocument
from replica.reports.education_inspection import attend, footer, improve, information, safeguarding
from replica.reports.furniture import SECTION_8, days, school_details, small_print
from replica.reports.prose import paragraph
from replica.reports.typesetting import BOLD, HEADING, TITLE, Pages

GRADE_IN_TITLE_UNTIL = date(2024, 9, 1)
#: In another wording since then, of which both are found.
CONCERNS_REWORDED = date(2022, 9, 1)

NEXT_GRADED = "The school’s next inspection will be a graded inspection."
OUTCOMES = {
    "good": "{school} continues to be a good school.",
    "outstanding": "{school} continues to be an outstanding school.",
    "good-improving": "{school} continues to be a good school. There is enough evidence of improved "
    "performance to suggest that the school could be judged outstanding if we were to carry out a graded "
    f"(section 5) inspection now. {NEXT_GRADED}",
    "good-concerns": "{school} continues to be a good school. However, inspectors have some concerns that "
    f"standards may be declining, as set out below. {NEXT_GRADED}",
    "outstanding-concerns": "{school} continues to be an outstanding school. However, the evidence "
    "gathered suggests that the inspection grade might not be as high if a graded (section 5) inspection "
    f"were carried out now. {NEXT_GRADED}",
    "maintained": "{school} has taken effective action to maintain the standards identified at the previous "
    "inspection.",
    "improved": "{school}’s work may have improved significantly across all areas since the previous "
    "inspection.",
    "not-as-strong": "Some aspects of {school}’s work may not be as strong as at the time of the previous "
    "inspection.",
}
REWORDED = {
    "good-concerns": "There has been no change to this school’s overall judgement of good as a result of "
    "this ungraded (section 8) inspection. However, the evidence gathered suggests that the inspection "
    f"grade might not be as high if a graded (section 5) inspection were carried out now. {NEXT_GRADED}",
    "outstanding-concerns": "There has been no change to this school’s overall judgement of outstanding as "
    "a result of this ungraded (section 8) inspection. However, the evidence gathered suggests that the "
    "inspection grade might not be as high if a graded (section 5) inspection were carried out now. "
    f"{NEXT_GRADED}",
}
BACKGROUND = (
    "When we have judged a school to be good, we will then normally go into the school about once every "
    "four years to confirm that the school remains good. This is called an ungraded inspection, and it is "
    "carried out under section 8 of the Education Act 2005. We do not give graded judgements on an ungraded "
    "inspection. However, if we find evidence that a school would now receive a higher or lower grade, then "
    "the next inspection will be a graded inspection, which is carried out under section 5 of the Act. "
    "Usually this is within one to two years of the date of the ungraded inspection. If we have serious "
    "concerns about safeguarding, behaviour or the quality of education, we will deem the ungraded "
    "inspection a graded inspection immediately."
)


def pages(document: ReportDocument) -> Pages:
    report = footer(document)
    report.text(_title(document), TITLE)
    report.text(document.address)
    report.space()
    report.row("Inspection dates:", days(document, " and "), style=BOLD)
    report.space()
    report.text("Outcome", HEADING)
    report.text(_outcome(document))
    report.space()
    attend(report, document)
    report.new_page()
    report.text("What does the school do well and what does it need to do better?", HEADING)
    for subject in ("teaching", "weaknesses", "strengths", "leadership"):
        report.text(paragraph(document, subject, 4))
        report.space()
    safeguarding(report, document)
    improve(report, document)
    report.text("Background", HEADING)
    report.text(BACKGROUND)
    report.new_page()
    school_details(
        report,
        document,
        legal=SECTION_8,
        contacts=("Telephone number", "Website"),
        previous="13 and 14 September 2017, under section 8 of the Education Act 2005",
    )
    information(report, document)
    small_print(report, document)
    return report


def _title(document: ReportDocument) -> str:
    if document.first_day >= GRADE_IN_TITLE_UNTIL:
        return f"Inspection of {document.school_name}"
    word = "an outstanding" if "Outstanding" in document.outcome else "a good"
    return f"Inspection of {word} school: {document.school_name}"


def _outcome(document: ReportDocument) -> str:
    """The paragraph of an outcome; without one, a sentence that concludes nothing."""
    code = next((code for code, words in UNGRADED_OUTCOMES.items() if words == document.outcome), "")
    if not code:
        return "Inspectors visited the school and looked at its work."
    reworded = document.first_day >= CONCERNS_REWORDED and code in REWORDED
    return (REWORDED if reworded else OUTCOMES)[code].format(school=document.school_name)
