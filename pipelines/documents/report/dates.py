"""The days of an inspection, as reports print them.

Belongs here: "9-10 November 2016", "18 and 19 March 2025", "31 January-1 February 2017", "20/05/2014 to
22/05/2014".
Does not belong here: where in a report they stand (details.py).
"""

from __future__ import annotations

import re
from datetime import date, timedelta

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# Ofsted was set up in 1992: no inspection of its own is older.
FIRST_DAY = date(1992, 1, 1)
# An inspection that gathers more evidence later prints all its days; the longest known took four months.
LONGEST_INSPECTION = timedelta(days=200)

MONTH = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|"
    "aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
DAY = r"\d{1,2}(?:st|nd|rd|th)?"
ITEM = rf"{DAY}(?: (?:{MONTH}))?(?: (?:19|20)\d\d)?"
JOIN = r" ?(?:-|,|&|,? and| to) ?"
WORDED = rf"(?<![\d/]){ITEM}(?:{JOIN}{ITEM})*(?<= (?:19|20)\d\d)(?!\d)"
NUMERIC = r"(?<![\d/])\d\d/\d\d/(?:19|20)\d\d(?: ?(?:-|to|and) ?\d\d/\d\d/(?:19|20)\d\d)?(?![\d/])"
DAYS = f"(?:{WORDED}|{NUMERIC})"

PART = re.compile(rf"(\d{{1,2}})(?:st|nd|rd|th)?(?: ({MONTH}))?(?: ((?:19|20)\d\d))?")
NUMERIC_PART = re.compile(r"(\d\d)/(\d\d)/(\d{4})")


def read_days(text: str) -> tuple[date, date] | None:
    """First and last day that text matching DAYS prints; None where they are no days or out of order."""
    try:
        days = _numeric(text) if "/" in text else _worded(text)
    except ValueError:
        return None
    if not days or days != sorted(days) or days[0] < FIRST_DAY or days[-1] - days[0] > LONGEST_INSPECTION:
        return None
    return days[0], days[-1]


def _numeric(text: str) -> list[date]:
    return [date(int(year), int(month), int(day)) for day, month, year in NUMERIC_PART.findall(text)]


def _worded(text: str) -> list[date]:
    """A month or year that is not printed beside a day is that of the day after it."""
    days: list[date] = []
    month = year = ""
    for day, own_month, own_year in reversed(PART.findall(text)):
        month, year = own_month or month, own_year or year
        if not month or not year:
            raise ValueError(text)
        days.append(date(int(year), MONTHS.index(month[:3]) + 1, int(day)))
    return days[::-1]
