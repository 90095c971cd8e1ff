"""Report cards, since November 2025.

Evidence: one whole real card, openings of two more and 36 lines of others; "not met", a category on a card
and the cards of independent schools are inferred.
"""

from __future__ import annotations

from replica.reports.document import ReportDocument
from replica.reports.furniture import day, majesty, small_print, statutory_sentence
from replica.reports.grades import CARD_GROUPS
from replica.reports.prose import paragraph, person, sentences
from replica.reports.typesetting import BOLD, HEADING, TITLE, Pages

#: In a group the areas stand in the order of the alphabet.
AREAS = {
    "achievement": "Achievement",
    "attendance": "Attendance and behaviour",
    "curriculum": "Curriculum and teaching",
    "early-years": "Early years",
    "inclusion": "Inclusion",
    "leadership": "Leadership and governance",
    "wellbeing": "Personal development and wellbeing",
    "post-16": "Post-16 provision",
}
PROSE = {
    "achievement": "strengths",
    "attendance": "behaviour",
    "curriculum": "teaching",
    "early-years": "early",
    "inclusion": "strengths",
    "leadership": "leadership",
    "wellbeing": "behaviour",
    "post-16": "sixth",
}
LEGEND = CARD_GROUPS[:5]
AT = 410
SAFEGUARDING = {
    "Met": (
        "Safeguarding standards met",
        "The safeguarding standards are met. This means that leaders and/or those responsible for "
        "governance and oversight fulfil their specific responsibilities and have established an open "
        "culture in which safeguarding is everyone’s responsibility and concerns are actively identified, "
        "acted upon and managed.",
    ),
    "Not met": (
        "Safeguarding standards not met",
        "The safeguarding standards are not met. This means that leaders and/or those responsible for "
        "governance and oversight have not established an open culture in which safeguarding is everyone’s "
        "responsibility.",
    ),
    "Insufficient evidence": (
        "Safeguarding standards insufficient evidence",
        "There was too little to see on the days of the inspection to tell.",
    ),
}
HOW_WE_EVALUATE = (
    "When we inspect schools for safeguarding, they can have the following outcomes:",
    "Met: The school has an open and positive culture of safeguarding. All legal requirements are met.",
    "Not met: The school has not created an open and positive culture of safeguarding. Not all legal "
    "requirements are met.",
)
EXPLAINED = (
    "Practice is exceptional: of the highest standard nationally. Other schools can learn from it.",
    "The school reaches a strong standard. Leaders are working above the standard expected of them.",
    "The school is fulfilling the expected standard of education and/or care.",
    "The expected standards are not met but leaders are likely able to make the necessary improvements.",
    "The school needs to make urgent improvements to provide the expected standard of education and/or care.",
)
YEARS = ("2024/25", "2023/24", "2022/23")


def pages(document: ReportDocument) -> Pages:
    report = opening(document)
    grade_groups(report, document)
    report.text("What it’s like to be a pupil at this school", HEADING)
    report.text(paragraph(document, "attend", 4))
    report.text("Next steps", HEADING)
    report.bullets(sentences(document, "improve", 2), symbol=False)
    report.new_page()
    _about(report, document)
    _facts_and_figures(report, document)
    _explained(report, document)
    small_print(report, document)
    report.text("© Crown copyright")
    return report


def opening(document: ReportDocument) -> Pages:
    """The first page: the school, the first day of the inspection, the picture's legend, safeguarding."""
    report = Pages()
    report.text(document.school_name, TITLE)
    report.text(f"Address: {document.address}")
    report.text(f"Unique reference number (URN): {document.urn}")
    report.space(30)
    report.text(f"Inspection report: {day(document.first_day)}", HEADING)
    for grade in LEGEND:
        report.space(8)
        report.cells((12, grade))
    report.space(30)
    if "safeguarding" in document.grades:
        heading, sentence = SAFEGUARDING[document.grades["safeguarding"]]
        report.cells((12, heading), style=BOLD)
        report.text(sentence)
    report.text("How we evaluate safeguarding", HEADING)
    report.lines(HOW_WE_EVALUATE)
    report.new_page()
    return report


def grade_groups(report: Pages, document: ReportDocument) -> None:
    """The areas under the heading of their grade, the best group first."""
    for group in CARD_GROUPS:
        areas = [area for area in AREAS if document.grades.get(area) == group]
        if areas:
            report.text(group, HEADING)
        for area in areas:
            report.row(AREAS[area], group, value_at=AT, style=BOLD)
            report.text(paragraph(document, PROSE[area], 5, place=area))
            report.space()
    report.new_page()


def _about(report: Pages, document: ReportDocument) -> None:
    report.text("About this inspection", HEADING)
    if document.trust_name:
        report.text(
            f"This school is part of {document.trust_name.strip()}, which means other people in the trust "
            "also have responsibility for running the school. The trust is run by the chief executive "
            f"officer (CEO), {person(document, 'chief')}, and overseen by a board of trustees, chaired by "
            f"{person(document, 'chair of trust')}."
        )
    if document.is_independent:
        report.text(
            "Inspectors carried out this standard inspection under section 109(1) and (2) of the Education "
            "and Skills Act 2008. They checked whether the school meets the independent school standards."
        )
    else:
        report.text("Inspectors carried out this full inspection under section 5 of the Education Act 2005.")
    if statutory := statutory_sentence(document):
        report.text(statutory)
    report.text("Inspection activities:", BOLD)
    report.text(paragraph(document, "activities", 4))
    report.text("The inspectors confirmed the following information about the school:", BOLD)
    report.text(paragraph(document, "context", 3))
    head = "Headteacher" if document.urn % 2 else "Joint Acting Head of School"
    report.text(f"{head}: {person(document, 'head')}")
    report.text("Lead inspector:", BOLD)
    report.text(f"{person(document, 'lead')}, {majesty(document)} Inspector")
    report.text("Team inspectors:", BOLD)
    report.text(f"{person(document, 'team')}, Ofsted Inspector")
    report.new_page()


def _facts_and_figures(report: Pages, document: ReportDocument) -> None:
    """Tables whose titles speak of an expected standard that is no grade."""
    report.text("Facts and figures used on inspection", HEADING)
    report.text("The data was used by the inspector(s) during the inspection.")
    report.text(f"This data is from {day(document.first_day)}")
    report.text("School and pupil context", HEADING)
    report.text("Total pupils", BOLD)
    report.text(str(document.pupils))
    report.text("Above average" if document.pupils > 272 else "Close to average")
    report.text("What does this mean?")
    report.text(
        "The total number of pupils currently at this school, compared with other schools of this phase."
    )
    report.text("National average: 272")
    subjects = ("reading, writing and mathematics", "reading", "mathematics")
    for group in ("Pupils", "Disadvantaged pupils"):
        for at, subject in enumerate(subjects):
            report.text(f"{group} reaching the expected standard in {subject}", BOLD)
            report.text(f"The percentage of pupils meeting the expected standard in {subject}.")
            report.cells((0, "Year"), (110, "This school"), (220, "National average"), (340, "Compared with"))
            for back, year in enumerate(YEARS):
                share = 50 + (document.urn + 7 * at + 3 * back) % 40
                report.cells((0, year), (110, f"{share}%"), (220, f"{62 + at}%"), (340, "Close to average"))
    report.text("Overall absence", BOLD)
    report.cells((0, "2024/25 (2 terms)"), (110, "5.2%"), (220, "5.2%"), (340, "Close to average"))
    report.new_page()


def _explained(report: Pages, document: ReportDocument) -> None:
    report.text("Our grades explained", HEADING)
    for grade, meaning in zip(LEGEND, EXPLAINED, strict=True):
        report.text(grade, BOLD)
        report.text(meaning)
    if document.is_independent:
        report.text("Insufficient evidence", BOLD)
        report.text("Inspectors could not gather enough evidence to reach a grade.")
