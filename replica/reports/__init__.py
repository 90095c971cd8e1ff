"""Reports and letters of invented schools, as PDF files in the layouts of every framework since 2005.

Belongs here: the shape of a document, its words and pages; one small module a layout.
Does not belong here: which schools have which reports, and addresses and pages of the site. Like the rest of
the replica it imports nothing of the program: what it knows of the layouts it knows on its own.
"""

from replica.reports.document import ReportDocument
from replica.reports.writer import report_pdf

__all__ = ["ReportDocument", "report_pdf"]
