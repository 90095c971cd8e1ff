"""Whether what a reader gave out stood in the document: days and words, however they are printed.

Belongs here: what several kinds ask. Does not belong here: a grade, for which each kind has a place of its
own; and nothing that a reader does, because a reader cannot be its own witness.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

#: The digits under which the grades of four are printed.
DIGITS = {
    "Outstanding": "1",
    "Good": "2",
    "Requires improvement": "3",
    "Satisfactory": "3",
    "Inadequate": "4",
}
#: What a document in a category of concern must say, by category.
CATEGORY_WORDS = {
    "special_measures": ("special measures",),
    "serious_weaknesses": ("serious weaknesses", "significant improvement"),
    "requires_significant_improvement": ("significant improvement",),
    "notice_to_improve": ("notice to improve", "significant improvement"),
}
NO_SIGN = re.compile(r"[\W_]+")
#: How many letters may stand between a day of the month and its month ("18, 19 and 20 March"), and its year.
TO_MONTH, TO_YEAR = 90, 45


def signs(text: str) -> str:
    """Letters and digits only, in small letters: a stray tag or mark within a word does not part it."""
    return NO_SIGN.sub("", text.casefold())


def one_line(text: str) -> str:
    """A text with single blanks."""
    return " ".join(text.split())


@lru_cache(maxsize=1024)
def in_prose(day: date) -> re.Pattern[str]:
    """A day in small letters, alone or as one of several: "18 and 19 march 2025", "18/03/2025"."""
    month, year = f"{day:%b}".casefold(), day.year
    return re.compile(
        rf"(?<!\d)(?:0?{day.day}(?:st|nd|rd|th)?(?!\d)[^a-z].{{0,{TO_MONTH}}}?\b{month}.{{0,{TO_YEAR}}}?{year}"
        rf"|0?{day.day} ?{month}[a-z]* ?{year}|{day:%d/%m/%Y})",
        re.DOTALL,
    )


def in_cell(day: date, cell: str) -> bool:
    """Whether a cell is a day, with or without a midnight behind it."""
    if str(day.year) not in cell:
        return False
    printed = re.fullmatch(r"(\d{1,4})[-/](\d{1,2})[-/](\d{1,4})(?:[ T][0:.]+)?", cell.strip())
    if printed is None:
        return False
    first, month, last = (int(number) for number in printed.groups())
    return month == day.month and {first, last} == {day.day, day.year}
