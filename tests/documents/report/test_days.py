"""The days of an inspection in every way in which reports print them."""

from __future__ import annotations

import re
from datetime import date

import pytest

from pipelines.documents.report.dates import DAYS, read_days
from pipelines.documents.report.text import pages_from_text


def days_in(text: str) -> tuple[date, date] | None:
    folded = pages_from_text(text).flat
    found = re.search(DAYS, folded)
    return read_days(found[0]) if found else None


@pytest.mark.parametrize(
    "text, first, last",
    [
        ("13 January 2026", date(2026, 1, 13), date(2026, 1, 13)),
        ("9–10 November 2016", date(2016, 11, 9), date(2016, 11, 10)),
        ("03–04 March 2015", date(2015, 3, 3), date(2015, 3, 4)),
        ("18 and 19 March 2025", date(2025, 3, 18), date(2025, 3, 19)),
        ("4, 5 and 6 October 2022", date(2022, 10, 4), date(2022, 10, 6)),
        ("31 January–1 February 2017", date(2017, 1, 31), date(2017, 2, 1)),
        ("31 January and\n1 February 2023", date(2023, 1, 31), date(2023, 2, 1)),
        ("30 November to 1 December 2022", date(2022, 11, 30), date(2022, 12, 1)),
        ("23 and 24 November 2022 and 16 January 2023", date(2022, 11, 23), date(2023, 1, 16)),
        ("8th March 2004", date(2004, 3, 8), date(2004, 3, 8)),
        ("12 Sept 2013", date(2013, 9, 12), date(2013, 9, 12)),
        ("20/05/2014 to 22/05/2014", date(2014, 5, 20), date(2014, 5, 22)),
    ],
)
def test_days(text: str, first: date, last: date) -> None:
    assert days_in(f"Inspection dates: {text} Good") == (first, last)


@pytest.mark.parametrize(
    "text",
    [
        "31 June 2025",
        "0 May 2025",
        "19 and 18 March 2025",
        "May 2014",
        "16 to 19 study programmes",
        "3 May 1980",
        "1 January 2010 and 1 January 2020",
        "31/02/2014",
        "1 2 2014",
    ],
)
def test_what_is_no_day_is_none(text: str) -> None:
    assert days_in(text) is None
