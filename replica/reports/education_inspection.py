"""Graded reports of September 2019 to November 2025: an overall grade to August 2024, none since.

Evidence: the front page of one real report of March 2025, code that reads these files, general knowledge.
Independent schools kept their overall grade to the end.
"""

from __future__ import annotations

from datetime import date

from replica.reports.document import ReportDocument
from replica.reports.furniture import (
    INDEPENDENT,
    SECTION_5,
    days,
    majesty,
    safeguarding_sentence,
    school_details,
    small_print,
    statutory_sentence,
)
from replica.reports.grades import FOUR_GRADES, graded
from replica.reports.prose import paragraph, person, sentences
from replica.reports.typesetting import BOLD, HEADING, TITLE, Pages

NO_OVERALL_SINCE = date(2024, 9, 1)
AREAS = {
    "overall": "Overall effectiveness",
    "quality": "The quality of education",
    "behaviour": "Behaviour and attitudes",
    "development": "Personal development",
    "leadership": "Leadership and management",
    "early-years": "Early years provision",
    "sixth-form": "Sixth-form provision",
}
NO_OVERALL_GRADE = (
    "Ofsted no longer gives schools an overall effectiveness grade. The previous graded inspection took "
    "place when it did, and its grades ranged from outstanding to inadequate. From September 2024 graded "
    "inspections will not be given an overall effectiveness grade."
)


def footer(document: ReportDocument) -> Pages:
    """Empty pages with the two-line footer of 2019 to 2025."""
    name, printed = document.school_name, days(document, " and ")
    return Pages(footer=lambda page, count: (f"Inspection report: {name}", f"{printed}          {page}"))


def pages(document: ReportDocument) -> Pages:
    report = footer(document)
    _front(report, document)
    attend(report, document)
    report.text("What does the school do well and what does it need to do better?", HEADING)
    for subject in ("strengths", "teaching", "weaknesses", "early", "behaviour", "leadership"):
        report.text(paragraph(document, subject, 4))
        report.space()
    safeguarding(report, document)
    improve(report, document)
    school_details(
        report,
        document,
        legal=INDEPENDENT if document.is_independent else SECTION_5,
        contacts=("Telephone number", "Website"),
        previous="9 May 2018, under section 5 of the Education Act 2005"
        if not document.is_independent
        else "9 to 11 May 2018",
    )
    information(report, document, independent=document.is_independent)
    small_print(report, document)
    return report


def _front(report: Pages, document: ReportDocument) -> None:
    report.text(f"Inspection of {document.school_name}", TITLE)
    report.text(document.address)
    report.space()
    report.row("Inspection dates:", days(document, " and "), style=BOLD)
    report.space()
    for label, digit in graded(document, AREAS):
        report.row(label, FOUR_GRADES[digit], style=BOLD)
        report.space(4)
    if document.first_day < NO_OVERALL_SINCE or document.is_independent:
        previous = document.previous_overall
        report.row(
            "Previous inspection grade", FOUR_GRADES[previous] if previous else "Not previously inspected"
        )
    else:
        report.text(NO_OVERALL_GRADE)
    if document.is_independent:
        report.row("Does the school meet the independent school standards?", "Yes")
    report.new_page()


def attend(report: Pages, document: ReportDocument) -> None:
    report.text("What is it like to attend this school?", HEADING)
    report.text(paragraph(document, "attend", 4))
    report.space()
    report.text(paragraph(document, "behaviour", 3, place="attend"))


def safeguarding(report: Pages, document: ReportDocument) -> None:
    report.text("Safeguarding", HEADING)
    if sentence := safeguarding_sentence(document):
        report.text(sentence)
    report.text(paragraph(document, "safeguarding", 4))


def improve(report: Pages, document: ReportDocument) -> None:
    report.text("What does the school need to do to improve?", HEADING)
    report.text("(Information for the school and appropriate authority)", BOLD)
    if document.kind == "graded" and (sentence := statutory_sentence(document)):
        report.text(sentence)
    report.bullets(sentences(document, "improve", 3), symbol=False)
    report.text("How can I feed back my views?", HEADING)
    report.text(
        "You can use Ofsted Parent View to give Ofsted your opinion on your child’s school, or to find out "
        "what other parents and carers think. We use information from Parent View when deciding which "
        "schools to inspect."
    )
    report.new_page()


def information(report: Pages, document: ReportDocument, *, independent: bool = False) -> None:
    report.text("Information about this school", HEADING)
    report.bullets(sentences(document, "context", 3), symbol=False)
    report.text("Information about this inspection", HEADING)
    if not independent:
        report.text(
            "The inspectors carried out this inspection under section 5 or section 8 of the Education Act "
            "2005."
        )
    report.bullets(sentences(document, "activities", 4), symbol=False)
    report.text("Inspection team", BOLD)
    report.cells((0, f"{person(document, 'lead')}, lead inspector"), (280, f"{majesty(document)} Inspector"))
    report.cells((0, person(document, "team")), (280, "Ofsted Inspector"))
    report.new_page()
