"""Additional inspections of independent schools: progress monitoring, material change and others.

Evidence: heads of real reports of 2026. Standard inspections are laid out as those of other schools.
"""

from __future__ import annotations

from replica.reports.document import ReportDocument
from replica.reports.furniture import days
from replica.reports.monitoring import WELL
from replica.reports.prose import paragraph, person
from replica.reports.typesetting import BOLD, HEADING, TITLE, Pages

STANDARDS = "independent school standards"
#: What each type of inspection concludes, well and otherwise.
TYPES = {
    "progress monitoring": (
        f"The school meets all of the {STANDARDS} that were checked during this inspection",
        f"The school does not meet all of the {STANDARDS} that were checked during this inspection",
    ),
    "material change": (
        f"The school is likely to meet the relevant {STANDARDS} if the material change is implemented",
        f"The school is unlikely to meet the relevant {STANDARDS} if the material change is implemented",
    ),
    "pre-registration": (
        f"The school is likely to meet all the {STANDARDS} if it is registered",
        f"The school is unlikely to meet all the {STANDARDS} if it is registered",
    ),
    "emergency": (
        f"The school meets the {STANDARDS} that were checked during this inspection",
        f"The school does not meet all of the {STANDARDS} that were checked during this inspection",
    ),
}


def outcome(document: ReportDocument) -> str:
    """The sentence that the report prints: the better one unless the document's outcome says otherwise."""
    well, otherwise = TYPES[document.additional]
    return well if document.outcome in ("", *WELL) else otherwise


def pages(document: ReportDocument) -> Pages:
    name, printed = document.school_name, days(document, " to ")
    report = Pages(footer=lambda page, count: (f"Inspection report: {name}, {printed}", f"{page}"))
    report.text(name, TITLE)
    report.text(document.address)
    report.space()
    report.text(f"Unique reference number (URN): {document.urn}")
    report.space(20)
    report.row(f"{document.additional.capitalize()} inspection report:", printed, value_at=230, style=BOLD)
    report.space()
    report.row("Overall outcome", outcome(document), value_at=230, style=BOLD)
    report.space()
    report.text(
        f"At its most recent inspection, the school was judged to not meet all of the {STANDARDS} and "
        "associated requirements. It was once judged to be inadequate, and later to require improvement."
    )
    report.text("Part 1. Quality of education provided", HEADING)
    report.text(paragraph(document, "teaching", 5))
    report.text("Part 3. Welfare, health and safety of pupils", HEADING)
    report.text(paragraph(document, "safeguarding", 5))
    report.text("Part 8. Quality of leadership in and management of schools", HEADING)
    report.text(paragraph(document, "leadership", 5))
    report.new_page()
    report.text("School details", HEADING)
    report.row("Proprietor", person(document, "chair"))
    report.row("Headteacher", person(document, "head"))
    report.row("Number of pupils on the school roll", str(document.pupils))
    report.text("Information about this inspection", HEADING)
    report.text(paragraph(document, "activities", 3))
    report.row("Lead inspector", person(document, "lead"))
    return report
