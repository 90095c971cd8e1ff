"""Graded reports of September 2015 to August 2019.

Evidence: two whole real reports of 2016 and the text of two more.
"""

from __future__ import annotations

from replica.reports.document import ReportDocument
from replica.reports.furniture import (
    INDEPENDENT,
    SECTION_5,
    days,
    safeguarding_sentence,
    school_details,
    small_print,
    statutory_sentence,
)
from replica.reports.grades import FOUR_GRADES, graded, overall
from replica.reports.prose import person, sentences
from replica.reports.typesetting import BOLD, HEADING, TITLE, Pages

AREAS = {
    "leadership": "Effectiveness of leadership and management",
    "teaching": "Quality of teaching, learning and assessment",
    "welfare": "Personal development, behaviour and welfare",
    "outcomes": "Outcomes for pupils",
    "early-years": "Early years provision",
    "sixth-form": "16 to 19 study programmes",
}
PROSE = {
    "leadership": "leadership",
    "teaching": "teaching",
    "welfare": "behaviour",
    "outcomes": "strengths",
    "early-years": "early",
    "sixth-form": "sixth",
}
FINDINGS = {
    "1": "This is an outstanding school",
    "2": "This is a good school",
    "3": "This is a school that requires improvement",
    "4": "This is an inadequate school",
}


def pages(document: ReportDocument) -> Pages:
    name, printed = document.school_name, days(document)
    report = Pages(
        header=lambda page, count: (f"Inspection report: {name}, {printed}      Page {page} of {count}",)
    )
    _front(report, document)
    _full_report(report, document)
    report.new_page()
    school_details(
        report,
        document,
        legal=INDEPENDENT if document.is_independent else SECTION_5,
        contacts=("Telephone number", "Website", "Email address"),
        previous="18–19 September 2013",
    )
    _information(report, document)
    small_print(report, document)
    return report


def _front(report: Pages, document: ReportDocument) -> None:
    digit, previous = overall(document), document.previous_overall
    report.text("School report", HEADING)
    report.text(document.school_name, TITLE)
    report.text(document.address)
    report.row("Inspection dates", days(document))
    report.row("Overall effectiveness", FOUR_GRADES[digit], style=BOLD)
    for label, given in graded(document, AREAS):
        report.row(label, FOUR_GRADES[given])
    report.row(
        "Overall effectiveness at previous inspection",
        FOUR_GRADES[previous] if previous else "Not previously inspected",
    )
    report.text("Summary of key findings for parents and pupils", HEADING)
    report.text(FINDINGS[digit], BOLD)
    first, then = ("weaknesses", "strengths") if digit in ("3", "4") else ("strengths", "weaknesses")
    report.columns(
        sentences(document, first, 4),
        sentences(document, then, 3) + sentences(document, "behaviour", 2, place="front"),
    )
    if document.is_independent:
        report.text("Compliance with regulatory requirements", BOLD)
        report.bullets(
            ["The school meets the requirements of the schedule to the independent school standards."]
        )
    report.new_page()


def _full_report(report: Pages, document: ReportDocument) -> None:
    report.text("Full report", HEADING)
    if sentence := statutory_sentence(document):
        report.text(sentence)
    report.text("What does the school need to do to improve further?", BOLD)
    report.bullets(sentences(document, "improve", 4))
    report.new_page()
    report.text("Inspection judgements", HEADING)
    for area, label in AREAS.items():
        digit = document.grades.get(area, "")
        if digit not in FOUR_GRADES:
            continue
        report.row(label, FOUR_GRADES[digit], style=BOLD)
        report.bullets(sentences(document, PROSE[area], 5, place=area))
        if area == "leadership":
            report.text("Safeguarding", BOLD)
            report.bullets([safeguarding_sentence(document), *sentences(document, "safeguarding", 4)])
        if area == "welfare":
            report.text("Personal development and welfare", BOLD)
            report.bullets(
                [
                    "The school’s work to promote pupils’ personal development and welfare is good.",
                    *sentences(document, "behaviour", 3, place="development"),
                ]
            )


def _information(report: Pages, document: ReportDocument) -> None:
    report.text("Information about this school", HEADING)
    report.bullets(sentences(document, "context", 5))
    report.new_page()
    report.text("Information about this inspection", HEADING)
    report.bullets(sentences(document, "activities", 5))
    report.text("Inspection team", BOLD)
    report.cells((0, f"{person(document, 'lead')}, lead inspector"), (280, "Her Majesty’s Inspector"))
    report.cells((0, person(document, "team")), (280, "Ofsted Inspector"))
    report.new_page()
