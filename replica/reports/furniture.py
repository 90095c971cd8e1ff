"""What reports of several eras print alike: days, school details, statutory sentences, small print.

Belongs here: wording that more than one layout uses.
Does not belong here: grades and their words (grades.py), and the order of a layout's parts.
"""

from __future__ import annotations

from datetime import date

from replica.reports.document import ReportDocument
from replica.reports.prose import person
from replica.reports.typesetting import HEADING, SMALL, Pages

KING_SINCE = date(2022, 9, 8)
SECTION_5 = "This inspection of the school was carried out under section 5 of the Education Act 2005."
SECTION_8 = "This inspection of the school was carried out under section 8 of the Education Act 2005."
INDEPENDENT = (
    "This inspection was carried out under section 109(1) and (2) of the Education and Skills Act 2008, "
    "the purpose of which is to advise the Secretary of State for Education about the school’s suitability "
    "for continued registration as an independent school. The school was inspected against the "
    "independent school standards."
)


def day(of: date, *, padded: bool = False) -> str:
    """9 November 2016"""
    return f"{of:%d} {of:%B %Y}" if padded else f"{of.day} {of:%B %Y}"


def days(document: ReportDocument, join: str = "–", *, padded: bool = False) -> str:
    """9–10 November 2016, 30 April–1 May 2013; with another join: 18 and 19 March 2025."""
    first, last = document.first_day, document.last_day
    if first == last:
        return day(last, padded=padded)
    number = f"{first:%d}" if padded else f"{first.day}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{number}{join}{day(last, padded=padded)}"
    month = f"{number} {first:%B}"
    return f"{month if first.year == last.year else f'{month} {first.year}'}{join}{day(last, padded=padded)}"


def majesty(document: ReportDocument) -> str:
    return "His Majesty’s" if document.first_day >= KING_SINCE else "Her Majesty’s"


def statutory_sentence(document: ReportDocument) -> str:
    """The sentence of section 44 that puts a school into a category of concern; empty where there is none."""
    if not document.category:
        return ""
    opinion = f"{majesty(document)} Chief Inspector is of the opinion that this school"
    if document.category == "SM":
        return (
            f"In accordance with section 44(1) of the Education Act 2005, {opinion} requires special "
            "measures because it is failing to give its pupils an acceptable standard of education and the "
            "persons responsible for leading, managing or governing the school are not demonstrating the "
            "capacity to secure the necessary improvement in the school."
        )
    return (
        f"In accordance with section 44(2) of the Education Act 2005, {opinion} requires significant "
        "improvement, because it is performing significantly less well than it might in all the "
        "circumstances reasonably be expected to perform."
    )


def safeguarding_sentence(document: ReportDocument) -> str:
    """Whether arrangements are effective; empty where that was not judged."""
    answer = document.grades.get("safeguarding", "Yes")
    return {
        "Yes": "The arrangements for safeguarding are effective.",
        "No": "The arrangements for safeguarding are not effective.",
    }.get(answer, "")


def printed_number(document: ReportDocument) -> str:
    """The inspection number as reports print it: without the letters that files put before older ones."""
    return document.inspection_number.removeprefix("ITS")


def ages(document: ReportDocument) -> str:
    return {
        "Nursery": "3 to 5",
        "Primary": "3 to 11",
        "Secondary": "11 to 18",
        "Special": "4 to 19",
    }.get(document.phase, "5 to 16")


def school_category(document: ReportDocument) -> str:
    if document.is_independent:
        return "Independent school"
    return "Academy converter" if document.trust_name else "Community"


def authority(document: ReportDocument) -> str:
    if document.is_independent:
        return "Proprietor"
    return "Board of trustees" if document.trust_name else "The governing body"


def school_details(
    pages: Pages, document: ReportDocument, *, legal: str, contacts: tuple[str, ...], previous: str
) -> None:
    """The block of September 2012 to November 2025, with the people named in it.

    contacts: the labels of telephone, website and e-mail of its time. previous: when it was last inspected.
    """
    chair, head = people_labels(document)
    site = "-".join(document.school_name.lower().replace("’", "").replace("'", "").split())
    values = {
        "Telephone number": "01632 960123",
        "Fax number": "01632 960124",
        "Website": f"www.{site}-and-its-nursery-and-childcare.{document.local_authority.lower()}.example",
        "Email address": f"office@{site}.{document.local_authority.lower()}.example",
    }
    pages.text("School details", HEADING)
    pages.row("Unique reference number", str(document.urn))
    pages.row("Local authority", document.local_authority)
    pages.row("Inspection number", printed_number(document))
    pages.text(legal)
    pages.row("Type of school", document.phase)
    pages.row("School category", school_category(document))
    pages.row("Age range of pupils", ages(document))
    pages.row("Gender of pupils", "Mixed")
    pages.row("Number of pupils on the school roll", str(document.pupils))
    pages.row("Appropriate authority", authority(document))
    if document.trust_name:
        pages.row("Chair of trust", person(document, "chair of trust"))
    pages.row(chair, person(document, "chair"))
    pages.row(head, person(document, "head"))
    for label in contacts:
        pages.row(label, values[label])
    pages.row("Date of previous inspection", previous)


def people_labels(document: ReportDocument) -> tuple[str, str]:
    """The labels under which people are named; they differ from school to school."""
    chair = ("Chair", "Chair of governing body", "Interim chair")[document.urn % 3]
    head = ("Headteacher", "Principal", "Executive headteacher", "Interim headteacher")[document.urn % 4]
    return ("Proprietor", head) if document.is_independent else (chair, head)


def small_print(pages: Pages, document: ReportDocument) -> None:
    """The last page of every report since 2012."""
    pages.space(20)
    pages.lines(
        (
            "Any complaints about the inspection or the report should be made following the procedures set "
            "out in the guidance ‘Raising concerns and making a complaint about Ofsted’.",
            "The Office for Standards in Education, Children’s Services and Skills (Ofsted) regulates and "
            "inspects to achieve excellence in the care of children and young people, and in education and "
            "skills for learners of all ages. It regulates and inspects childcare and children’s social "
            "care, and inspects schools, colleges, initial teacher training, further education and skills, "
            "and education and training in prisons and other secure establishments. It assesses council "
            "children’s services.",
            "You may reuse this information (not including logos) free of charge in any format or medium, "
            "under the terms of the Open Government Licence.",
            "Piccadilly Gate",
            "Store Street",
            "Manchester",
            "M1 2WD",
            "T: 0300 123 1231",
            "Textphone: 0161 618 8524",
            "E: enquiries@ofsted.gov.uk",
            "W: www.gov.uk/ofsted",
            f"© Crown copyright {document.published.year}",
        ),
        SMALL,
    )
