"""The opening of a report: the part before its prose, which tells what kind of document it is.

Belongs here: where the opening ends, whether an independent school is spoken of.
Does not belong here: the evidence for each layout; every reader states its own.
"""

from __future__ import annotations

import re
from functools import lru_cache

from pipelines.documents.report.text import ReportText

# A front page holds some 2,500 characters; until 2012 the grades stand on pages after a cover.
LONGEST_OPENING = 4000
PROSE = (
    "what is it like to attend",
    "summary of key findings",
    "full report",
    "what does the school need to do",
)
# Begins with plain letters: those are found at once.
LETTER = re.compile(r"dear\b(?<=\bdear)")
INDEPENDENT = "independent school standards"
STATE_FUNDED = ("section 5 of the education act 2005", "section 8 of the education act 2005")


# Every layout asks of one report after another.
@lru_cache(maxsize=1)
def opening_ends(report: ReportText) -> int:
    """The position at which the prose of a report begins."""
    found = [at for words in PROSE if (at := report.flat.find(words, 0, LONGEST_OPENING)) >= 0]
    return min(found, default=min(len(report.flat), LONGEST_OPENING))


@lru_cache(maxsize=1)
def is_letter(report: ReportText) -> bool:
    """Whether it is written to somebody."""
    return LETTER.search(report.flat, 0, LONGEST_OPENING) is not None


def is_independent(report: ReportText) -> bool:
    """Whether the school is inspected against the independent school standards and not under the 2005 Act."""
    return INDEPENDENT in report.flat and not any(words in report.flat for words in STATE_FUNDED)
