"""Letters after short inspections of good and outstanding schools, 2015 to 2019. All of it [KNOW].

Evidence: a letter ("Dear …") with the title "Short inspection of …".
The outcome is "This school continues to be good" (or outstanding), read only where nothing hints at a return;
"Safeguarding is effective." is a heading of its own.
"""

from __future__ import annotations

import re

from pipelines.documents.report.document import ParsedReport
from pipelines.documents.report.letters import read_letter
from pipelines.documents.report.opening import LONGEST_OPENING, is_letter
from pipelines.documents.report.statements import Category
from pipelines.documents.report.text import ReportText

KIND = "short"
TITLE = re.compile(r"short inspection of\b")


def recognises(report: ReportText) -> bool:
    """Whether it is a letter on a short inspection."""
    return is_letter(report) and TITLE.search(report.flat, 0, LONGEST_OPENING) is not None


def read(report: ReportText) -> ParsedReport:
    """The outcome and the safeguarding heading. Such a letter says nothing of a category."""
    return read_letter(
        report, KIND, outcome_kind=KIND, category=Category(None, False, None), category_known=False
    )
