"""Letters after monitoring inspections, and what takes their place under report cards.

Evidence: a real letter of 2015 on special measures, sentences of 2013, 2018, 2020, 2024 and 2025; general
knowledge for serious weaknesses and notices to improve. How monitoring under report cards is laid out is not
known: it is set here as a report card whose areas were graded again.
"""

from __future__ import annotations

from datetime import date

from replica.frameworks import MONITORING_OUTCOMES
from replica.reports.document import ReportDocument
from replica.reports.furniture import days, majesty, statutory_sentence
from replica.reports.letters import REPORT_CARDS_SINCE, close, letterhead
from replica.reports.prose import paragraph, sentences
from replica.reports.report_card import grade_groups, opening
from replica.reports.typesetting import BOLD, HEADING, Pages

WELL = (MONITORING_OUTCOMES["effective"], MONITORING_OUTCOMES["enough-progress"])
PROGRESS_SINCE = date(2022, 9, 1)
ACTION_SINCE = date(2012, 9, 1)

MONITORED = {
    "SM": ("Special measures", "requiring special measures"),
    "SWK": ("Serious weaknesses", "having serious weaknesses"),
    "RSI": ("Requires significant improvement", "requiring significant improvement"),
    "NTI": ("Notice to improve", "requiring significant improvement"),
    "": ("Requires improvement", ""),
}
ACTION = {
    "SM": "towards the removal of special measures",
    "SWK": "towards the removal of the serious weaknesses designation",
    "RSI": "towards the removal of the serious weaknesses designation",
    "NTI": "towards the removal of the serious weaknesses designation",
    "": "to tackle the areas requiring improvement identified at the last section 5 inspection in order to "
    "become a good school",
}


def pages(document: ReportDocument) -> Pages:
    if document.first_day >= REPORT_CARDS_SINCE:
        return _report_card(document)
    report = letterhead(document, f"{MONITORED[document.category][0]} monitoring inspection of")
    if document.first_day >= PROGRESS_SINCE:
        report.text(
            "This letter sets out the findings from the monitoring inspection that took place on "
            f"{days(document, ' and ')}, on behalf of {majesty(document)} Chief Inspector of Education, "
            "Children’s Services and Skills. The inspection was carried out under section 8 of the "
            "Education Act 2005."
        )
    else:
        report.text(
            f"Following my visit to your school on {days(document)}, I write on behalf of Her Majesty’s "
            "Chief Inspector of Education, Children’s Services and Skills to confirm the inspection "
            "findings. Thank you for the help that you gave during the inspection."
        )
        report.text(
            "The inspection was the first monitoring inspection since the school was judged to be "
            "inadequate or to require improvement at its section 5 inspection."
        )
    report.text("Having considered all the evidence I am of the opinion that at this time:", BOLD)
    if conclusion := sentence(document):
        report.text(conclusion)
    report.text("The progress made towards improvement", HEADING)
    report.text(paragraph(document, "leadership", 5))
    report.text(paragraph(document, "teaching", 4))
    report.text("Priorities for further improvement", HEADING)
    report.bullets(sentences(document, "improve", 3))
    report.text("Evidence", HEADING)
    report.text(paragraph(document, "activities", 4))
    close(report, document)
    return report


def sentence(document: ReportDocument) -> str:
    """What the visit concluded, in the words of its time; empty where the document has no outcome."""
    if not document.outcome:
        return ""
    well = document.outcome in WELL
    if document.first_day >= PROGRESS_SINCE:
        if not well:
            return "Leaders have not made enough progress to improve the school."
        judged = MONITORED[document.category][1]
        aim = f"no longer be judged as {judged}" if judged else "become good"
        return (
            "Leaders have made progress to improve the school, but more work is necessary for the school to "
            f"{aim}."
        )
    if document.first_day < ACTION_SINCE:
        progress = "satisfactory" if well else "inadequate"
        return f"The school has made {progress} progress in addressing the issues for improvement."
    who = "Leaders and managers" if document.category else "Senior leaders and governors"
    return f"{who} are {'' if well else 'not '}taking effective action {ACTION[document.category]}."


def _report_card(document: ReportDocument) -> Pages:
    """Grades that were given again, and that the school goes on in a category where it does."""
    report = opening(document)
    grade_groups(report, document)
    report.text("About this inspection", HEADING)
    report.text(
        "Inspectors carried out this monitoring inspection under section 8 of the Education Act 2005."
    )
    if statutory := statutory_sentence(document):
        report.text(statutory)
    if document.outcome:
        report.text(f"The school is {'' if document.outcome in WELL else 'not '}making enough progress.")
    report.text(paragraph(document, "activities", 3))
    return report
