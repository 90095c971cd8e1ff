"""Graded reports of September 2012 to August 2015: word and digit, this inspection and the previous one.

Evidence: the opening of one real report of 2015, and general knowledge.
"""

from __future__ import annotations

from datetime import date

from replica.reports.document import ReportDocument
from replica.reports.furniture import SECTION_5, days, school_details, small_print, statutory_sentence
from replica.reports.grades import FOUR_GRADES, graded, overall, word
from replica.reports.prose import person, sentences
from replica.reports.typesetting import BOLD, HEADING, TITLE, Pages

LEADERSHIP_FIRST_SINCE = date(2014, 9, 1)
AREAS = {
    "achievement": "Achievement of pupils",
    "teaching": "Quality of teaching",
    "behaviour": "Behaviour and safety of pupils",
    "leadership": "Leadership and management",
}
HEADINGS = {
    "achievement": "The achievement of pupils",
    "teaching": "The quality of teaching",
    "behaviour": "The behaviour and safety of pupils",
    "leadership": "The leadership and management",
    "early-years": "The early years provision",
    "sixth-form": "The sixth form provision",
}
PLURAL = ("behaviour", "leadership")
PROSE = {
    "achievement": "strengths",
    "teaching": "teaching",
    "behaviour": "behaviour",
    "leadership": "leadership",
    "early-years": "early",
    "sixth-form": "sixth",
}
FINDINGS = {
    "1": "This is an outstanding school.",
    "2": "This is a good school.",
    "3": "This is a school that requires improvement. It is not good because",
    "4": "This is an inadequate school. It is not good because",
}
CATEGORY_FINDINGS = {
    "SM": "This is a school that requires special measures.",
    "SWK": "This is a school that has serious weaknesses.",
}
BELOW_THE_FINDINGS = {
    True: "The school has the following strengths",
    False: "It is not yet an outstanding school because",
}
MEANINGS = {
    "Grade 1   Outstanding": "An outstanding school is highly effective in delivering outcomes that provide "
    "exceptionally well for all its pupils’ needs.",
    "Grade 2   Good": "A good school is effective in delivering outcomes that provide well for all its "
    "pupils’ needs.",
    "Grade 3   Requires improvement": "A school that requires improvement is not yet a good school, but it "
    "is not inadequate.",
    "Grade 4   Inadequate": "A school that requires special measures is one where the school is failing to "
    "give its pupils an acceptable standard of education and the school’s leaders, managers or governors "
    "have not demonstrated that they have the capacity to secure the necessary improvement in the school. "
    "A school that has serious weaknesses is inadequate overall and requires significant improvement but "
    "leadership and management are judged to be Grade 3 or better.",
}


def pages(document: ReportDocument) -> Pages:
    name, printed = document.school_name, days(document, padded=True)
    report = Pages(header=lambda page, count: (f"Inspection report: {name}, {printed} {page} of {count}",))
    _front(report, document)
    _about(report, document)
    _judgements(report, document)
    _meanings(report)
    school_details(
        report,
        document,
        legal=SECTION_5,
        contacts=("Telephone number", "Fax number", "Email address"),
        previous="18–19 September 2010",
    )
    small_print(report, document)
    return report


def _areas(document: ReportDocument) -> dict[str, str]:
    """Leadership stood last until August 2014, and first since."""
    areas = list(AREAS.items())
    if document.first_day >= LEADERSHIP_FIRST_SINCE:
        areas.reverse()
    return {**dict(areas), "early-years": "Early years provision", "sixth-form": "Sixth form provision"}


def _front(report: Pages, document: ReportDocument) -> None:
    report.text("School report", HEADING)
    report.text(document.school_name, TITLE)
    report.text(document.address)
    report.row("Inspection dates", days(document, padded=True), style=BOLD)
    previous, digit = document.previous_overall, overall(document)
    report.cells(
        (0, "Overall effectiveness"),
        (150, "Previous inspection:"),
        (300, f"{_previous_word(document)}   {previous}" if previous else "Not previously inspected"),
    )
    report.cells((150, "This inspection:"), (300, f"{FOUR_GRADES[digit]}   {digit}"))
    for label, given in graded(document, _areas(document)):
        report.cells((0, label), (300, f"{FOUR_GRADES[given]}   {given}"))
    report.text("Summary of key findings for parents and pupils", HEADING)
    report.text(CATEGORY_FINDINGS.get(document.category) or FINDINGS[digit], BOLD)
    adverse = digit in ("3", "4")
    first, then = ("weaknesses", "strengths") if adverse else ("strengths", "weaknesses")
    _two_columns(report, sentences(document, first, 6))
    if digit != "1":
        report.text(BELOW_THE_FINDINGS[adverse], BOLD)
        _two_columns(report, sentences(document, then, 4))
    report.new_page()


def _two_columns(report: Pages, points: list[str]) -> None:
    middle = len(points) // 2
    report.columns(points[:middle], points[middle:])


def _previous_word(document: ReportDocument) -> str:
    """A grade of 3 two years into the framework may be of either scale; it was still satisfactory then."""
    before = date(2012, 8, 31) if document.first_day < LEADERSHIP_FIRST_SINCE else document.first_day
    return word(document.previous_overall, before)


def _about(report: Pages, document: ReportDocument) -> None:
    report.text("Information about this inspection", HEADING)
    report.bullets(sentences(document, "activities", 5))
    report.text("Inspection team", HEADING)
    report.cells((0, f"{person(document, 'lead')}, Lead inspector"), (280, "Her Majesty’s Inspector"))
    report.cells((0, person(document, "team")), (280, "Additional Inspector"))
    report.new_page()
    report.text("Full report", HEADING)
    if sentence := statutory_sentence(document):
        report.text(sentence)
    report.text("Information about this school", HEADING)
    report.bullets(sentences(document, "context", 5))
    report.text("What does the school need to do to improve further?", HEADING)
    report.bullets(sentences(document, "improve", 4))
    report.new_page()


def _judgements(report: Pages, document: ReportDocument) -> None:
    report.text("Inspection judgements", HEADING)
    for area in _areas(document):
        digit = document.grades.get(area, "")
        if digit not in FOUR_GRADES:
            continue
        report.cells((0, f"{HEADINGS[area]} {_verdict(area, digit)}"), style=BOLD)
        report.bullets(sentences(document, PROSE[area], 5, place=area))
    report.new_page()


def _verdict(area: str, digit: str) -> str:
    if digit == "3":
        return "require improvement" if area in PLURAL else "requires improvement"
    return f"{'are' if area in PLURAL else 'is'} {FOUR_GRADES[digit].lower()}"


def _meanings(report: Pages) -> None:
    report.text("What inspection judgements mean", HEADING)
    report.row("Grade   Judgement", "Description", value_at=230, style=BOLD)
    for grade, meaning in MEANINGS.items():
        report.row(grade, meaning, value_at=230)
    report.new_page()
