"""What GOV.UK publishes of the generated country: monthly files in their time, and what stands long since.

Belongs here: which file is published on which day.
Does not belong here: columns (the modules that write files), pages (recording.py).

A month's file comes out about five weeks after the month's end; until then only the reports site knows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta

from replica.generated.country import GeneratedCountry
from replica.generated.school_year import weekday_on_or_after
from replica.independent import additional_inspections, most_recent_inspections
from replica.monthly import inspections_in_year, latest_inspections
from replica.recording import (
    CSV,
    INDEPENDENT,
    INDEPENDENT_PAGE,
    MONTHLY_PAGE,
    ODS,
    PUBLISHED_FILES,
    STATE_FUNDED,
    PublishedFile,
    Response,
    responses_of,
)
from replica.schools import Scenario, School

DAYS_TO_MONTHLY_FILE = 35
#: Months whose files are out on the first night; older ones would only repeat what those say.
MONTHS_BEFORE = 1
#: Files of the scenario's recording that speak of years before report cards serve every country.
FILES_SINCE_REPORT_CARDS = ("30 April 2026", "31 May 2026")

Writer = Callable[[Sequence[School]], bytes]


def monthly_files_published_on(month_end: date) -> date:
    """The day on which the files as at a month's end come out."""
    return weekday_on_or_after(month_end + timedelta(days=DAYS_TO_MONTHLY_FILE))


def listed_on(printed: date) -> date:
    """The day on which monthly files first tell of what they print under a date (``Event.printed``)."""
    return monthly_files_published_on(_month_end(printed))


def govuk_responses(country: GeneratedCountry) -> list[Response]:
    """Every page and file of GOV.UK until the last night, as the server and a recording want them."""
    files = list(_files(country))
    days = sorted({published.night for published in files})
    nights = {day: date.fromisoformat(day) for day in days}
    return responses_of(Scenario(nights, country.schools), files)


def month_ends(country: GeneratedCountry) -> list[date]:
    """The months whose files can be had on one of the nights, newest first."""
    found = []
    day = _month_end(country.last_night)
    while True:
        day = day.replace(day=1) - timedelta(days=1)
        published = monthly_files_published_on(day)
        if published <= country.last_night:
            found.append(day)
        if sum(monthly_files_published_on(each) <= country.first_night for each in found) == MONTHS_BEFORE:
            return found


def _files(country: GeneratedCountry) -> Iterator[PublishedFile]:
    """Newest first."""
    for month_end in month_ends(country):
        yield from _of_month(country, month_end)
    for published in PUBLISHED_FILES:
        if not any(day in published.title for day in FILES_SINCE_REPORT_CARDS):
            yield PublishedFile(
                published.page,
                country.first_night.isoformat(),
                published.title,
                published.filename,
                published.content_type,
                published.make,
            )


def _of_month(country: GeneratedCountry, as_at: date) -> Iterator[PublishedFile]:
    night = max(monthly_files_published_on(as_at), country.first_night).isoformat()
    words = f"{as_at.day} {as_at:%B %Y}"

    def published(page: str, title: str, ending: str, content_type: str, make: Writer) -> PublishedFile:
        return PublishedFile(page, night, title, _file_name(title, ending), content_type, make)

    in_year_title = f"{STATE_FUNDED} - all inspections - year to date published by {words}"
    yield published(
        MONTHLY_PAGE,
        f"{STATE_FUNDED} - latest inspections as at {words}",
        "csv",
        CSV,
        lambda schools: latest_inspections(schools, as_at=as_at, web_link="Web Link (opens in new window)"),
    )
    yield published(
        MONTHLY_PAGE,
        in_year_title,
        "ods",
        ODS,
        lambda schools: inspections_in_year(schools, as_at=as_at, title=in_year_title),
    )
    yield published(
        INDEPENDENT_PAGE,
        f"{INDEPENDENT} - most recent inspections data as at {words}",
        "csv",
        CSV,
        lambda schools: most_recent_inspections(schools, as_at=as_at),
    )
    if _was_visited_between(country, as_at):
        yield published(
            INDEPENDENT_PAGE,
            f"{INDEPENDENT} - as at {words}: additional inspections data",
            "csv",
            CSV,
            lambda schools: additional_inspections(schools, as_at=as_at),
        )


def _was_visited_between(country: GeneratedCountry, as_at: date) -> bool:
    """Whether a small country has any row for the additional file; nobody publishes an empty one."""
    return any(
        inspection.kind == "monitoring" and inspection.is_printed(as_at)
        for school in country.schools.values()
        if school.independent and school.is_listed(as_at)
        for inspection in school.inspections
    )


def _file_name(title: str, ending: str) -> str:
    return f"{title.replace(' ', '_').replace(':', '')}.{ending}"


def _month_end(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
