"""Graded reports of September 2009 to August 2012, in their two layouts.

To December 2011: questions with digits, tables of further grades, percentages of parents, a glossary.
Evidence: pages of one real report of 2011, and general knowledge. January to August 2012: five areas with
digits; general knowledge.
"""

from __future__ import annotations

from datetime import date

from replica.reports.document import ReportDocument
from replica.reports.furniture import SECTION_5, ages, authority, days, printed_number, statutory_sentence
from replica.reports.grades import GRADED, overall
from replica.reports.prose import paragraph, person, sentences
from replica.reports.typesetting import BOLD, HEADING, SMALL, TITLE, Pages

FIVE_AREAS_SINCE = date(2012, 1, 1)
AT = 430
FIVE_AREAS = {
    "achievement": "Achievement of pupils",
    "teaching": "Quality of teaching",
    "behaviour": "Behaviour and safety of pupils",
    "leadership": "Leadership and management",
}
GRADES_OF_TYPES = (
    ("Nursery schools", 59, 35, 3, 3),
    ("Primary schools", 9, 44, 39, 7),
    ("Secondary schools", 13, 36, 41, 11),
    ("Sixth forms", 15, 39, 43, 3),
    ("Special schools", 35, 43, 17, 5),
    ("All schools", 13, 43, 37, 8),
)
GLOSSARY = {
    "Grade 1 Outstanding": "These features are highly effective. An outstanding school provides "
    "exceptionally well for all its pupils’ needs.",
    "Grade 2 Good": "These are very positive features of a school. A school that is good is serving its "
    "pupils well.",
    "Grade 3 Satisfactory": "These features are of reasonable quality. A satisfactory school is providing "
    "adequately for its pupils.",
    "Grade 4 Inadequate": "These features are not of an acceptable standard. An inadequate school needs to "
    "make significant improvement in order to meet the needs of its pupils. Ofsted inspectors will make "
    "further visits until it improves.",
}


def pages(document: ReportDocument) -> Pages:
    name, printed = document.school_name, days(document)
    report = Pages(header=lambda page, count: (f"Inspection report: {name}, {printed} {page} of {count}",))
    _cover(report, document)
    if document.first_day >= FIVE_AREAS_SINCE:
        _five_areas(report, document)
    else:
        _questions(report, document)
        _tables(report, document)
        _views_of_parents(report, document)
    _glossary(report, document)
    _letter(report, document)
    return report


def _cover(report: Pages, document: ReportDocument) -> None:
    report.text(document.school_name, TITLE)
    report.text("Inspection report", HEADING)
    report.row("Unique Reference Number", str(document.urn))
    report.row("Local Authority", document.local_authority)
    report.row("Inspection number", printed_number(document))
    report.row("Inspection dates", days(document))
    report.row("Reporting inspector", f"{person(document, 'lead')} HMI")
    report.text(SECTION_5)
    report.row("Type of school", document.phase)
    report.row("School category", "Community")
    report.row("Age range of pupils", ages(document))
    report.row("Gender of pupils", "Mixed")
    report.row("Number of pupils on the school roll", str(document.pupils))
    report.row("Appropriate authority", authority(document))
    report.row("Chair", person(document, "chair"))
    report.row("Headteacher", person(document, "head"))
    report.row("Date of previous school inspection", "13 November 2007")
    report.row("School address", document.address)
    report.row("Telephone number", "01632 960123")
    report.row("Fax number", "01632 960124")
    report.row("Email address", f"office@school{document.urn}.{document.local_authority.lower()}.example")
    report.space(40)
    report.row("Age group", ages(document))
    report.row("Inspection dates", days(document))
    report.row("Inspection number", printed_number(document))
    report.new_page()
    report.lines(
        (
            "The Office for Standards in Education, Children’s Services and Skills (Ofsted) regulates and "
            "inspects to achieve excellence in the care of children and young people, and in education and "
            "skills for learners of all ages. It regulates and inspects childcare and children’s social "
            "care.",
            f"© Crown copyright {document.first_day.year}",
        ),
        SMALL,
    )
    report.new_page()
    report.text("Introduction", HEADING)
    report.text(paragraph(document, "activities", 4))
    report.text("Information about the school", HEADING)
    report.text(paragraph(document, "context", 5))
    report.new_page()


def _questions(report: Pages, document: ReportDocument) -> None:
    report.text(
        "Inspection grades: 1 is outstanding, 2 is good, 3 is satisfactory, and 4 is inadequate", SMALL
    )
    report.text("Please turn to the glossary for a description of the grades and inspection terms", SMALL)
    report.text("Inspection judgements", HEADING)
    report.row("Overall effectiveness: how good is the school?", overall(document), value_at=AT, style=BOLD)
    report.row(
        "The school’s capacity for sustained improvement",
        document.grades["capacity"],
        value_at=AT,
        style=BOLD,
    )
    report.text("Main findings", HEADING)
    if sentence := statutory_sentence(document):
        report.text(sentence)
    report.text(paragraph(document, "strengths", 5))
    report.text(paragraph(document, "weaknesses", 5))
    _improve(report, document)
    report.new_page()


def _improve(report: Pages, document: ReportDocument) -> None:
    report.text("What does the school need to do to improve further?", HEADING)
    report.bullets(sentences(document, "improve", 3))
    report.text(
        "About 40% of the schools whose overall effectiveness is judged satisfactory may receive a "
        "monitoring visit by an Ofsted inspector before their next section 5 inspection."
    )


def _tables(report: Pages, document: ReportDocument) -> None:
    """Tables of further grades; of rows with footnotes and indented ones nothing is told elsewhere."""
    grades = document.grades

    def row(label: str, digit: str) -> None:
        if digit in GRADED:
            report.row(label, digit, value_at=AT)

    report.text("Outcomes for individuals and groups of pupils", HEADING)
    report.text(paragraph(document, "behaviour", 5))
    report.text("These are the grades for pupils’ outcomes", BOLD)
    row(
        "Pupils’ achievement and the extent to which they enjoy their learning", grades.get("achievement", "")
    )
    report.text("Taking into account:")
    row("Pupils’ attainment¹", "3")
    row("The quality of pupils’ learning and their progress", grades.get("achievement", ""))
    row("The extent to which pupils feel safe", "2")
    row("Pupils’ behaviour", "2")
    report.text(
        "¹ The grades for attainment and attendance are: 1 is high; 2 is above average; 3 is broadly "
        "average; and 4 is low",
        SMALL,
    )
    report.text("How effective is the provision?", HEADING)
    report.text(paragraph(document, "teaching", 5))
    report.text("These are the grades for the quality of provision", BOLD)
    row("The quality of teaching", grades.get("teaching", ""))
    report.text("Taking into account:")
    row("The use of assessment to support learning", "3")
    row("The extent to which the curriculum meets pupils’ needs", "2")
    report.text("How effective are leadership and management?", HEADING)
    report.text(paragraph(document, "leadership", 5))
    report.text("These are the grades for leadership and management", BOLD)
    row(
        "The effectiveness of leadership and management in embedding ambition and driving improvement",
        grades.get("leadership", ""),
    )
    report.text("Taking into account:")
    row("The leadership and management of teaching and learning", grades.get("leadership", ""))
    if grades.get("sixth-form") in GRADED:
        report.text("Sixth form", HEADING)
        report.text(paragraph(document, "sixth", 3))
        report.text("These are the grades for the sixth form", BOLD)
        row("Overall effectiveness of the sixth form", grades["sixth-form"])
        report.text("Taking into account:")
        row("Outcomes for students in the sixth form", grades["sixth-form"])
    report.new_page()


def _views_of_parents(report: Pages, document: ReportDocument) -> None:
    report.text("Views of parents and carers", HEADING)
    report.text(paragraph(document, "activities", 2, place="views"))
    report.text(f"Responses from parents and carers to Ofsted’s questionnaire: {document.school_name}", BOLD)
    report.cells((0, "Statements"), (240, "Agree"), (300, "%"), (340, "Disagree"), (410, "%"), style=BOLD)
    for at, statement in enumerate(
        (
            "My child enjoys school",
            "My child is making enough progress",
            "The teaching is good",
            "It is well led",
        )
    ):
        report.cells(
            (0, statement), (240, f"{40 + at}"), (300, f"{90 - at}"), (340, f"{at + 1}"), (410, f"{at + 2}")
        )
    report.new_page()


def _five_areas(report: Pages, document: ReportDocument) -> None:
    """The files of that time have no grade for behaviour: a document without one prints the overall grade."""
    given = {"behaviour": overall(document), **document.grades}
    report.text("Inspection report", SMALL)
    report.text(
        "Inspection grades: 1 is outstanding, 2 is good, 3 is satisfactory, and 4 is inadequate", SMALL
    )
    report.text("Inspection judgements", HEADING)
    report.row("Overall effectiveness", overall(document), value_at=AT, style=BOLD)
    for area, label in FIVE_AREAS.items():
        report.row(label, given[area], value_at=AT, style=BOLD)
    report.text("Key findings", HEADING)
    if sentence := statutory_sentence(document):
        report.text(sentence)
    report.bullets(sentences(document, "strengths", 4) + sentences(document, "weaknesses", 3))
    report.new_page()
    _improve(report, document)
    report.text("Main report", HEADING)
    for area, label in FIVE_AREAS.items():
        report.text(label, HEADING)
        subject = {"teaching": "teaching", "behaviour": "behaviour", "leadership": "leadership"}.get(area)
        report.text(paragraph(document, subject or "strengths", 5, place=label))
    report.new_page()


def _glossary(report: Pages, document: ReportDocument) -> None:
    """Word for word that of real reports: grade words and percentages of all schools, not of this one."""
    report.text("Glossary", HEADING)
    report.text("What inspection judgements mean", HEADING)
    report.cells((0, "Grade"), (90, "Judgement"), (190, "Description"), style=BOLD)
    for grade, meaning in GLOSSARY.items():
        report.row(grade, meaning, value_at=210)
    report.text("Overall effectiveness of schools", HEADING)
    report.text("Overall effectiveness judgement (percentage of schools)", BOLD)
    report.cells(
        (0, "Type of school"), (160, "Outstanding"), (240, "Good"), (310, "Satisfactory"), (400, "Inadequate")
    )
    for kind, *shares in GRADES_OF_TYPES:
        report.cells((0, kind), *zip((160, 240, 310, 400), map(str, shares), strict=True))
    report.text(
        "New school inspection arrangements were introduced on 1 September 2009. This means that "
        "inspectors now make some additional judgements that were not made previously.",
        SMALL,
    )
    report.new_page()


def _letter(report: Pages, document: ReportDocument) -> None:
    report.text(f"{document.last_day.day} {document.last_day:%B %Y}")
    report.text("Dear Pupils")
    report.text(f"Inspection of {document.school_name}, ZZ1 9ZZ", BOLD)
    report.text("Thank you for the welcome that you gave us. You go to a good school, some of you said.")
    report.bullets(sentences(document, "behaviour", 2, place="letter"))
    report.text("Yours sincerely")
    report.text(person(document, "lead"))
    report.text("Lead inspector")
