"""Academy conversion letters: the new school and those that it replaces.

Evidence: one whole real letter of 2026.
"""

from __future__ import annotations

from replica.reports.document import ReportDocument
from replica.reports.furniture import majesty
from replica.reports.prose import person
from replica.reports.typesetting import HEADING, Pages

EXPLANATION = (
    "Under the Academies Act 2010, schools may apply to the Secretary of State to convert to academy "
    "status. These schools are known as academy converters.",
    "On conversion to academy status, the existing school closes and a new school opens in its place. "
    "Although little may have changed, the academy converter is a new legal entity.",
    "Academy converters may not have yet received an inspection under section 5 or section 8 of the "
    "Education Act 2005 since they became an academy. However, to assist parents and other interested "
    "parties, information about, and the inspection history of the school that preceded the new academy is "
    "available on Ofsted’s reports website.",
    "It is important to note that, as the academy converter is a new school, which may not yet have been "
    "inspected, the inspection judgements of the predecessor school and any associated Ofsted logos are "
    "not those of the new academy, whether they were outstanding or inadequate.",
)


def pages(document: ReportDocument) -> Pages:
    report = Pages()
    report.text(f"Existing academy: {document.school_name}")
    report.text(f"URN: {document.urn}")
    for name, urn in document.predecessors:
        report.text(f"Predecessor school: {name}")
        report.text(f"URN: {urn}")
    report.space(30)
    report.lines(part.strip() for part in document.address.split(","))
    report.space(30)
    report.text("Academy conversion and predecessor schools", HEADING)
    for paragraph in EXPLANATION:
        report.text(paragraph)
        report.space()
    report.text(
        f"Finally, under section 8 of the Education Act 2005 {majesty(document)} Chief Inspector (HMCI) may "
        "decide to inspect any school in England if HMCI judges that a school would benefit from inspection."
    )
    report.space(30)
    report.text(f"{person(document, 'director')} HMI")
    report.text("National Director, Education")
    return report
