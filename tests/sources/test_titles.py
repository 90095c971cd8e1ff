"""Files are chosen by title and day, whatever their order, spelling of dates or file names."""

from __future__ import annotations

from datetime import date

import pytest

from pipelines.sources.titles import Attachment, Choice, Ignored, ListedFile, Unrecognised, choose, day_in

MONTHLY = "state_funded_management_information"
STATISTICS = "official_statistics"
INDEPENDENT = "independent_management_information"
FIVE_YEAR = "five_year_data"


def file(title: str, name: str = "a.csv", kind: str = "file") -> ListedFile:
    return ListedFile(f"https://assets.publishing.service.gov.uk/media/1/{name}", title, kind, None)


def chosen(page: str, *files: ListedFile, page_title: str = "A page") -> Choice:
    return choose(page, page_title, files)


@pytest.mark.parametrize(
    "title, day",
    [
        ("latest inspections as at 31 August 2026", date(2026, 8, 31)),
        ("latest inspections as at 31 Aug 2026", date(2026, 8, 31)),
        ("latest inspections at 30 Sep 2023", date(2023, 9, 30)),
        ("latest inspections at 30 Sept 2023", date(2023, 9, 30)),
        ("Latest inspections \u2013 as at 31\u00a0March 2025", date(2025, 3, 31)),
        ("1 September 2015 to 31 August 2019", date(2019, 8, 31)),
        ("1 Sept 2005 to 31 August 2015", date(2015, 8, 31)),
        ("External MI - Schools - 31 Aug 16", date(2016, 8, 31)),
        ("as at 31st December 2024", date(2024, 12, 31)),
        ("year to date published by 31 January 2026", date(2026, 1, 31)),
        ("as at 31 August 2025 (revised 5 January 2026)", date(2025, 8, 31)),
        ("as at 31 June 2025", None),
        ("pupils of 16 to 19 years", None),
        ("all inspections", None),
    ],
)
def test_the_day_in_a_title(title: str, day: date | None) -> None:
    assert day_in(title) == day


@pytest.mark.parametrize(
    "page, title, series, day",
    [
        (
            MONTHLY,
            "Management information - state-funded schools - latest inspections as at 31 May 2026",
            "state_funded_latest",
            date(2026, 5, 31),
        ),
        (
            MONTHLY,
            "Management information \u2013 state-funded schools \u2013 latest inspections at 31 Dec 2019",
            "state_funded_latest",
            date(2019, 12, 31),
        ),
        (
            MONTHLY,
            "State-funded schools - all inspections - year to date published by 31 August 2026",
            "state_funded_year_to_date",
            date(2026, 8, 31),
        ),
        (
            MONTHLY,
            "Management information - state-funded schools - 1 September 2015 to 31 August 2019",
            "state_funded_2015_2019",
            date(2019, 8, 31),
        ),
        (
            MONTHLY,
            "Management information - schools - 1 Sept 2005 to 31 August 2015",
            "state_funded_2005_2015",
            date(2015, 8, 31),
        ),
        (
            STATISTICS,
            "State-funded schools inspections and outcomes as at 31 August 2025: school level data",
            "state_funded_latest",
            date(2025, 8, 31),
        ),
        (
            INDEPENDENT,
            "Non-association independent schools most recent inspections data as at 31 December 2024",
            "independent_latest",
            date(2024, 12, 31),
        ),
        (
            INDEPENDENT,
            "Non-association independent schools additional inspections data as at 31 December 2024",
            "independent_additional",
            date(2024, 12, 31),
        ),
        (FIVE_YEAR, "Five-year Ofsted inspection data: state-funded schools", "five_year", None),
    ],
)
def test_every_series_is_known_by_its_titles(page: str, title: str, series: str, day: date | None) -> None:
    listed = file(title)
    assert chosen(page, listed).taken == (Attachment(listed.address, title, series, day),)


def test_a_title_without_a_day_takes_that_of_its_page() -> None:
    title = "State-funded schools inspections and outcomes as at 31 August 2024"
    (taken,) = chosen(STATISTICS, file("School-level data"), page_title=title).taken
    assert taken.as_at == date(2024, 8, 31)


def test_the_newest_release_comes_first_whatever_the_order_of_the_page() -> None:
    months = ("31 January 2026", "31 August 2026", "30 April 2026")
    files = [
        file(f"state-funded schools - latest inspections as at {month}", f"{month}.csv") for month in months
    ]
    assert [taken.as_at for taken in chosen(MONTHLY, *files).taken] == [
        date(2026, 8, 31),
        date(2026, 4, 30),
        date(2026, 1, 31),
    ]


def test_of_several_formats_the_best_is_taken_and_the_rest_are_named() -> None:
    title = "state-funded schools - latest inspections as at 31 August 2026"
    choice = chosen(MONTHLY, file(title, "a.ods"), file(title, "a.csv"), file(title, "a.XLSX"))
    assert [taken.address[-4:] for taken in choice.taken] == [".csv"]
    assert {left.reason for left in choice.ignored} == {"the same release as csv"}
    assert [
        taken.address[-4:] for taken in chosen(MONTHLY, file(title, "a.ods"), file(title, "a.xlsx")).taken
    ] == ["xlsx"]


@pytest.mark.parametrize(
    "page, listed, reason",
    [
        (MONTHLY, file("Guidance", kind="html"), "not a file"),
        (MONTHLY, file("state-funded schools - latest inspections as at 31 May 2026", "a.pdf"), "format"),
        (MONTHLY, file("Metadata for the management information"), "about the data"),
        (MONTHLY, file("External MI - Schools - 31 Aug 16", "a.xlsx"), "another layout"),
        (MONTHLY, file("Management information - schools - 31 Aug 2017", "a.xlsx"), "another layout"),
        (
            MONTHLY,
            file("Management information - schools - Tables 2 and 3 - 31 August 2019"),
            "another layout",
        ),
        (STATISTICS, file("State-funded schools as at 31 August 2025: charts and tables", "a.ods"), "totals"),
        (
            FIVE_YEAR,
            file("Five-year Ofsted inspection data: early years and childcare", "a.ods"),
            "another remit",
        ),
    ],
)
def test_what_is_left_is_left_for_a_reason(page: str, listed: ListedFile, reason: str) -> None:
    choice = chosen(page, listed)
    (left,) = choice.ignored
    assert isinstance(left, Ignored)
    assert reason in left.reason
    assert (choice.taken, choice.unrecognised) == ((), ())


def test_a_preview_page_is_left() -> None:
    preview = ListedFile("https://www.gov.uk/csv-preview/1/a.csv", "latest inspections", "file", None)
    assert "preview" in chosen(MONTHLY, preview).ignored[0].reason


@pytest.mark.parametrize(
    "title, reason",
    [
        (
            "Management information - state-funded schools - newest outcomes as at 31 May 2026",
            "no known series",
        ),
        ("state-funded schools - latest inspections", "no day"),
        (
            "state-funded schools - latest inspections and all inspections - year to date 31 May 2026",
            "more than",
        ),
        ("state-funded schools - latest inspections as at 31 May 2026: metadata", "more than"),
    ],
)
def test_a_table_that_nobody_expected_is_reported(title: str, reason: str) -> None:
    (unknown,) = chosen(MONTHLY, file(title)).unrecognised
    assert isinstance(unknown, Unrecognised)
    assert reason in unknown.reason
