"""Graded reports of September 2005 to August 2009: grades as "Grade: 2", an annex, a letter to pupils.

Evidence: general knowledge of that layout; no such report was at hand.
"""

from __future__ import annotations

from replica.reports.document import ReportDocument
from replica.reports.furniture import SECTION_5, ages, authority, days, printed_number, statutory_sentence
from replica.reports.grades import GRADED, overall
from replica.reports.prose import paragraph, person, sentences
from replica.reports.typesetting import BOLD, HEADING, SMALL, TITLE, Pages

SIXTH_FORM_AT, SCHOOL_AT = 430, 370
KEY = ("Grade 1 Outstanding", "Grade 2 Good", "Grade 3 Satisfactory", "Grade 4 Inadequate")


def pages(document: ReportDocument) -> Pages:
    name, printed = document.school_name, days(document)
    report = Pages(header=lambda page, count: (f"Inspection Report: {name}, {printed} {page} of {count}",))
    _cover(report, document)
    _findings(report, document)
    _annex(report, document)
    _letter(report, document)
    return report


def _cover(report: Pages, document: ReportDocument) -> None:
    report.text(document.school_name, TITLE)
    report.text("Inspection Report", HEADING)
    report.row("Unique Reference Number", str(document.urn))
    report.row("Local Authority", document.local_authority)
    report.row("Inspection number", printed_number(document))
    report.row("Inspection dates", days(document))
    report.row("Reporting inspector", person(document, "lead"))
    report.text(SECTION_5)
    report.row("Type of school", document.phase)
    report.row("School category", "Community")
    report.row("Age range of pupils", ages(document))
    report.row("Gender of pupils", "Mixed")
    report.row("Number on roll", str(document.pupils))
    report.row("Appropriate authority", authority(document))
    report.row("Date of previous school inspection", "1 March 2001")
    report.row("School address", document.address)
    report.row("Telephone number", "01632 960123")
    report.row("Fax number", "01632 960124")
    report.row("Chair", person(document, "chair"))
    report.row("Headteacher", person(document, "head"))
    report.space(60)
    report.cells((0, "Age group"), (160, "Inspection dates"), (320, "Inspection number"), style=BOLD)
    report.cells((0, ages(document)), (160, days(document)), (320, printed_number(document)))
    report.new_page()
    report.lines(
        (
            f"© Crown copyright {document.first_day.year}",
            "Website: www.ofsted.gov.uk",
            "This document may be reproduced in whole or in part for non-commercial educational purposes, "
            "provided that the information quoted is reproduced without adaptation and the source and date "
            "of publication are stated.",
            "Further copies of this report are obtainable from the school. Under the Education Act 2005, the "
            "school must provide a copy of this report free of charge to certain categories of people.",
        ),
        SMALL,
    )
    report.new_page()


def _findings(report: Pages, document: ReportDocument) -> None:
    grades = document.grades

    def graded(title: str, digit: str, *subjects: str) -> None:
        if digit in GRADED:
            report.text(title, BOLD)
            report.text(f"Grade: {digit}")
        for subject in subjects:
            report.text(paragraph(document, subject, 4, place=title))

    report.text("Introduction", HEADING)
    report.text("The inspection was carried out by two Additional Inspectors.")
    report.text("Description of the school", HEADING)
    report.text(paragraph(document, "context", 4))
    report.text("Key for inspection grades", BOLD)
    report.lines(KEY)
    report.text("Overall effectiveness of the school", HEADING)
    report.text(f"Grade: {overall(document)}")
    if sentence := statutory_sentence(document):
        report.text(sentence)
    report.text(paragraph(document, "strengths", 5))
    report.text(paragraph(document, "weaknesses", 4))
    report.text("What the school should do to improve further", HEADING)
    report.bullets(sentences(document, "improve", 3), symbol=False)
    graded("Achievement and standards", grades.get("achievement", ""), "strengths", "context")
    report.text("Personal development and well-being", BOLD)
    report.text(paragraph(document, "behaviour", 5))
    report.text("Quality of provision", HEADING)
    graded("Teaching and learning", grades.get("teaching", ""), "teaching")
    graded("Leadership and management", grades.get("leadership", ""), "leadership")
    graded("Effectiveness and efficiency of the sixth form", grades.get("sixth-form", ""))
    report.new_page()


def _annex(report: Pages, document: ReportDocument) -> None:
    """Digits in two columns; the second, for ages 16 to 19, is NA without a sixth form."""
    grades = document.grades
    has_sixth_form = grades.get("sixth-form") in GRADED
    measures, notice = document.category == "SM", document.category == "NTI"

    def row(question: str, school: str, sixth_form: str = "") -> None:
        if school:
            report.row(
                question,
                f"{school}   {sixth_form or ('NA' if not has_sixth_form else school)}",
                value_at=SCHOOL_AT,
            )

    report.text("Annex A", HEADING)
    report.text("Inspection judgements", HEADING)
    report.text(
        "Key to judgements: grade 1 is outstanding, grade 2 good, grade 3 satisfactory, and grade 4 "
        "inadequate"
    )
    report.row("", "School Overall   16-19", value_at=SCHOOL_AT, style=BOLD)
    report.text("Overall effectiveness", BOLD)
    row(
        "How effective, efficient and inclusive is the provision of education, integrated care and any "
        "extended services in meeting the needs of learners?",
        overall(document),
        grades.get("sixth-form", "") if has_sixth_form else "",
    )
    row("Effective steps have been taken to promote improvement since the last inspection", "Yes")
    report.text("Achievement and standards", BOLD)
    row("How well do learners achieve?", grades.get("achievement", ""))
    row("The standards reached by learners", "3")
    report.text("Personal development and well-being", BOLD)
    row("The extent of learners’ spiritual, moral, social and cultural development", "2")
    report.text("The quality of provision", BOLD)
    row(
        "How effective are teaching and learning in meeting the full range of learners’ needs?",
        grades.get("teaching", ""),
    )
    report.text("Leadership and management", BOLD)
    row(
        "How effective are leadership and management in raising achievement and supporting all learners?",
        grades.get("leadership", ""),
    )
    report.row("Does this school require special measures?", "Yes" if measures else "No", value_at=SCHOOL_AT)
    report.row("Does this school require a notice to improve?", "Yes" if notice else "No", value_at=SCHOOL_AT)
    report.new_page()


def _letter(report: Pages, document: ReportDocument) -> None:
    report.text("Annex B", HEADING)
    report.text("Text from letter to pupils explaining the findings of the inspection", HEADING)
    report.text("Dear Pupils")
    report.text(f"Thank you for making us so welcome at {document.school_name}.")
    report.text("You told us that your school is good, and some of you said that it is outstanding.")
    report.text(paragraph(document, "behaviour", 2, place="letter"))
    report.text(person(document, "lead"))
    report.text("Lead inspector")
