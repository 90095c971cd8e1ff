"""Letters: short inspections, monitoring, urgent and focused inspections, interim assessments.

Belongs here: what letters have in common, and the letters that need no more than a few sentences.
Does not belong here: what monitoring concludes (monitoring.py).
"""

from __future__ import annotations

from datetime import date

from replica.frameworks import UNGRADED_OUTCOMES
from replica.reports.document import ReportDocument
from replica.reports.furniture import SECTION_8, day, days, majesty, people_labels, school_details
from replica.reports.prose import paragraph, person, sentences
from replica.reports.typesetting import BOLD, HEADING, SMALL, Pages

REPORT_CARDS_SINCE = date(2025, 11, 10)

SHORT_OUTCOMES = {
    "good": ("This school continues to be good.", ""),
    "outstanding": ("This school continues to be outstanding.", ""),
    "good-improving": (
        "This school continues to be good.",
        "There is enough evidence of improved performance that the school may be judged outstanding at a "
        "section 5 inspection. The school’s next inspection will be a section 5 inspection.",
    ),
    "good-concerns": (
        "This school continues to be good.",
        "I am not satisfied that the school would be judged good now in every respect. The school’s next "
        "inspection will be a section 5 inspection.",
    ),
}


def letterhead(document: ReportDocument, title: str) -> Pages:
    """The first lines of a letter to the head: addresses, day, greeting and title."""
    report = Pages(footer=lambda page, count: (f"{page}",))
    report.lines(("Ofsted", "Piccadilly Gate", "Store Street", "Manchester", "M1 2WD"), SMALL)
    report.lines(("T 0300 123 1231", "enquiries@ofsted.gov.uk", "www.gov.uk/ofsted"), SMALL)
    report.space()
    report.text(day(document.published))
    report.text(person(document, "head"))
    report.text(people_labels(document)[1])
    report.text(document.school_name)
    report.text(document.address)
    report.space()
    report.text(f"Dear {person(document, 'head')}")
    report.space()
    report.text(f"{title} {document.school_name}", BOLD)
    report.space()
    return report


def close(report: Pages, document: ReportDocument) -> None:
    """Signature, copies, and the page with the school's details."""
    report.text(
        "I am copying this letter to the chair of the board of trustees or governors, the regional director "
        "at the Department for Education and the director of children’s services. This letter will be "
        "published on the Ofsted reports website."
    )
    report.text("Yours sincerely")
    report.space(20)
    report.text(person(document, "lead"))
    report.text(f"{majesty(document)} Inspector")
    report.new_page()
    school_details(
        report,
        document,
        legal=SECTION_8,
        contacts=("Telephone number", "Email address"),
        previous="14 March 2013",
    )


def short_inspection(document: ReportDocument) -> Pages:
    """September 2015 to August 2019; evidence: general knowledge."""
    code = next((code for code, words in UNGRADED_OUTCOMES.items() if words == document.outcome), "")
    heading, more = SHORT_OUTCOMES.get(code, ("The school’s work was looked at.", ""))
    report = letterhead(document, "Short inspection of")
    report.text(
        f"Following my visit to the school on {days(document)}, I write on behalf of Her Majesty’s Chief "
        "Inspector of Education, Children’s Services and Skills to report the inspection findings. The "
        "visit was the first short inspection carried out since the school was judged to be good in March "
        "2013."
    )
    report.text(heading, HEADING)
    report.text(f"The leadership team has maintained the quality of education. {more}")
    report.text(paragraph(document, "leadership", 5))
    report.text("Safeguarding is effective.", HEADING)
    report.text(paragraph(document, "safeguarding", 4))
    report.text("Inspection findings", HEADING)
    report.bullets(sentences(document, "strengths", 3) + sentences(document, "teaching", 3))
    report.text("Next steps for the school", HEADING)
    report.text("Leaders and those responsible for governance should ensure that:")
    report.bullets(sentences(document, "improve", 3))
    report.text("Information about the inspection", HEADING)
    report.text(paragraph(document, "activities", 4))
    close(report, document)
    return report


def focused(document: ReportDocument) -> Pages:
    """Inspections without formal designation, urgent since 2022, focused monitoring under report cards."""
    title = "Focused monitoring" if document.first_day >= REPORT_CARDS_SINCE else "Urgent"
    if document.first_day < date(2022, 9, 1):
        title = "No formal designation"
    report = letterhead(document, f"{title} inspection of")
    report.text(
        f"Following my visit to your school on {days(document, ' and ')}, I write on behalf of "
        f"{majesty(document)} Chief Inspector of Education, Children’s Services and Skills to confirm the "
        "inspection findings. This was an inspection with no formal designation, carried out under section "
        "8 of the Education Act 2005 because Ofsted’s Chief Inspector was concerned about safeguarding and "
        "behaviour."
    )
    report.text("Evidence", HEADING)
    report.text(paragraph(document, "activities", 4))
    report.text("Having considered the evidence I am of the opinion that at this time:", BOLD)
    answer = document.grades.get("safeguarding", "Yes") in ("Yes", "Met")
    report.text(f"Safeguarding is {'effective' if answer else 'not effective'}.", HEADING)
    report.text(paragraph(document, "safeguarding", 4))
    report.text(paragraph(document, "behaviour", 4))
    report.text("Priorities for further improvement", HEADING)
    report.bullets(sentences(document, "improve", 3))
    close(report, document)
    return report


def interim_assessment(document: ReportDocument) -> Pages:
    """A letter to parents, 2009 to 2015, without a visit. Evidence: one sentence of a real letter."""
    report = Pages()
    report.text(f"{document.published:%B %Y}")
    report.text("Dear parent")
    report.text(f"{document.school_name}: Ofsted’s interim assessment", BOLD)
    report.row("URN", str(document.urn))
    report.text(
        "As you will know, your child’s school was judged to be good or outstanding at its last inspection. "
        "I am pleased to inform you that our interim assessment indicates that the school’s performance has "
        "been sustained and that we can defer its next inspection. As a result, the next inspection will "
        f"not take place any earlier than the summer term of {document.published.year + 2}, unless we "
        "receive information in the meantime that raises concerns about the performance of the school."
    )
    report.text(
        "In reaching this conclusion, we looked at a range of data from the school’s previous inspection, "
        "at pupils’ achievement over three years, at attendance, and at any concerns that parents had "
        "raised with us. Where the data are not outstanding this does not mean that anything is inadequate "
        "or requires improvement."
    )
    report.text("Yours sincerely")
    report.text(person(document, "director"))
    report.text("Director, Education")
    return report
