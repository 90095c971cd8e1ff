"""Assembles the recording: which file is published under which title on which night, and index.jsonl.

Belongs here: titles, file names, addresses and nights.
Does not belong here: columns (the modules that write files) and cases (scenario.txt).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from replica.govuk import Attachment, api_address, page
from replica.history import csv_2015_2019, workbook_2005_2015
from replica.independent import additional_inspections, most_recent_inspections, most_recent_inspections_2025
from replica.monthly import inspections_in_year, latest_inspections, year_to_date
from replica.schools import Scenario, School
from replica.statistics import official_statistics

CSV = "text/csv"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
JSON = "application/json; charset=utf-8"

STATE_FUNDED = "Management information - state-funded schools"
INDEPENDENT = "Management information - non-association independent schools"
IN_YEAR_TITLE = f"{STATE_FUNDED} - all inspections - year to date published by 31 May 2026"
STATISTICS_TITLE = "State-funded schools inspections and outcomes as at 31 August {year}"

DATA_SETS = "/government/statistical-data-sets"
MONTHLY_PAGE = f"{DATA_SETS}/monthly-management-information-ofsteds-school-inspections-outcomes"
INDEPENDENT_PAGE = (
    f"{DATA_SETS}/non-association-independent-schools-inspections-and-outcomes-management-information"
)
COLLECTION_PAGE = (
    "/government/collections/maintained-schools-and-academies-inspections-and-outcomes-official-statistics"
)
STATISTICS_PAGE = (
    "/government/statistics/state-funded-schools-inspections-and-outcomes-as-at-31-august-{year}"
)


@dataclass(frozen=True)
class PublishedFile:
    """A file that appears on a page on a night and stays there: title, name, type and how it is made."""

    page: str
    night: str
    title: str
    filename: str
    content_type: str
    make: Callable[[Sequence[School]], bytes]


#: Newest first, as the pages list them.
PUBLISHED_FILES = (
    PublishedFile(
        MONTHLY_PAGE,
        "second",
        f"{STATE_FUNDED} - latest inspections as at 31 May 2026",
        "Management_information_-_state-funded_schools_-_latest_inspections_as_at_31_May_2026.csv",
        CSV,
        lambda schools: latest_inspections(
            schools, as_at=date(2026, 5, 31), web_link="Web Link (opens in new window)"
        ),
    ),
    PublishedFile(
        MONTHLY_PAGE,
        "second",
        IN_YEAR_TITLE,
        "Management_information_-_state-funded_schools_-_as_at_31_May_2026.ods",
        ODS,
        lambda schools: inspections_in_year(schools, as_at=date(2026, 5, 31), title=IN_YEAR_TITLE),
    ),
    PublishedFile(
        MONTHLY_PAGE,
        "first",
        f"{STATE_FUNDED} - latest inspections as at 30 April 2026",
        "Management_information_-_state-funded_schools_-_latest_inspections_as_at_30_Apr_2026.csv",
        CSV,
        lambda schools: latest_inspections(schools, as_at=date(2026, 4, 30), web_link="Web Link"),
    ),
    PublishedFile(
        MONTHLY_PAGE,
        "first",
        f"{STATE_FUNDED} - all inspections - year to date published by 31 August 2025",
        "Management_information_-_state-funded_schools_-_all_inspections_-_year_to_date"
        "_published_by_31_Aug_2025.csv",
        CSV,
        lambda schools: year_to_date(
            schools, published_from=date(2024, 9, 1), published_by=date(2025, 8, 31)
        ),
    ),
    PublishedFile(
        MONTHLY_PAGE,
        "first",
        f"{STATE_FUNDED} - 1 September 2015 to 31 August 2019",
        "Management_information_-_state-funded_schools_1_September_2015_to_31_August_2019.csv",
        CSV,
        csv_2015_2019,
    ),
    PublishedFile(
        MONTHLY_PAGE,
        "first",
        "Management information - schools - 1 September 2005 to 31 August 2015",
        "Management_information_-_schools_-_1_Sept_2005_to_31_August_2015.xlsx",
        XLSX,
        workbook_2005_2015,
    ),
    PublishedFile(
        STATISTICS_PAGE.format(year=2025),
        "first",
        f"{STATISTICS_TITLE.format(year=2025)}: school level data",
        "State-funded_schools_inspections_and_outcomes_as_at_31_August_2025.csv",
        CSV,
        lambda schools: official_statistics(
            schools,
            headers="state_funded_statistics_2025",
            as_at=date(2025, 8, 31),
            published_by=date(2025, 9, 30),
            blank_rows_below=15,
        ),
    ),
    PublishedFile(
        STATISTICS_PAGE.format(year=2024),
        "first",
        f"{STATISTICS_TITLE.format(year=2024)}: school level data",
        "State-funded_schools_inspections_and_outcomes_as_at_31_August_2024.csv",
        CSV,
        lambda schools: official_statistics(
            schools,
            headers="state_funded_statistics_2024",
            as_at=date(2024, 8, 31),
            published_by=date(2024, 9, 30),
        ),
    ),
    PublishedFile(
        INDEPENDENT_PAGE,
        "second",
        f"{INDEPENDENT} - most recent inspections data as at 31 May 2026",
        "Management_information_-_non-association_independent_schools_"
        "most_recent_inspections_data_as_at_31_May_2026.csv",
        CSV,
        lambda schools: most_recent_inspections(schools, as_at=date(2026, 5, 31)),
    ),
    PublishedFile(
        INDEPENDENT_PAGE,
        "second",
        f"{INDEPENDENT} - as at 31 May 2026: additional inspections data",
        "Management_information_-_non-association_independent_schools_"
        "additional_inspections_data_as_at_31_May_2026.csv",
        CSV,
        lambda schools: additional_inspections(schools, as_at=date(2026, 5, 31)),
    ),
    PublishedFile(
        INDEPENDENT_PAGE,
        "first",
        f"{INDEPENDENT} - most recent inspections data as at 31 July 2025",
        "Management_information_-_non-association_independent_schools_"
        "most_recent_inspections_data_as_at_31_July_2025.csv",
        CSV,
        lambda schools: most_recent_inspections_2025(schools, as_at=date(2025, 7, 31)),
    ),
)

#: Pages with their title and kind; the collection carries documents instead of files.
PAGES = {
    MONTHLY_PAGE: (
        "Monthly management information: Ofsted's school inspections outcomes",
        "statistical_data_set",
    ),
    INDEPENDENT_PAGE: (
        "Non-association independent schools inspections and outcomes: management information",
        "statistical_data_set",
    ),
    COLLECTION_PAGE: (
        "Maintained schools and academies inspections and outcomes: official statistics",
        "document_collection",
    ),
    STATISTICS_PAGE.format(year=2025): (STATISTICS_TITLE.format(year=2025), "statistics"),
    STATISTICS_PAGE.format(year=2024): (STATISTICS_TITLE.format(year=2024), "statistics"),
}


@dataclass(frozen=True)
class Response:
    """One line of index.jsonl and the bytes of its file."""

    url: str
    since: date
    filename: str
    content_type: str
    content: bytes

    @cached_property
    def etag(self) -> str:
        return f'"{hashlib.sha256(self.content).hexdigest()[:16]}"'

    def line(self) -> str:
        headers = {"Content-Type": self.content_type, "ETag": self.etag}
        answer = {"url": self.url, "from": self.since.isoformat(), "status": 200, "file": self.filename}
        return json.dumps(answer | {"headers": headers}, ensure_ascii=False)


def write_recording(scenario: Scenario, folder: Path) -> list[Response]:
    """Write every file and index.jsonl into a folder, made where it is missing; returns what was written."""
    responses = responses_of(scenario)
    folder.mkdir(parents=True, exist_ok=True)
    for response in responses:
        (folder / response.filename).write_bytes(response.content)
    index = "".join(response.line() + "\n" for response in responses)
    (folder / "index.jsonl").write_text(index, encoding="utf-8", newline="\n")
    return responses


def responses_of(
    scenario: Scenario, published_files: Sequence[PublishedFile] = PUBLISHED_FILES
) -> list[Response]:
    """Every answer of the recording: pages as they stand on each night that changes them, and the files."""
    schools = list(scenario.schools.values())
    files: list[Response] = []
    listed: dict[str, list[tuple[str, Attachment]]] = {address: [] for address in PAGES}
    for number, published in enumerate(published_files, start=1):
        content = published.make(schools)
        attachment = Attachment(
            f"{number:024d}", published.title, published.filename, published.content_type, len(content)
        )
        listed[published.page].append((published.night, attachment))
        files.append(
            Response(
                attachment.url,
                scenario.nights[published.night],
                published.filename,
                published.content_type,
                content,
            )
        )
    return _pages(scenario, listed) + files


def _pages(scenario: Scenario, listed: dict[str, list[tuple[str, Attachment]]]) -> list[Response]:
    order = list(scenario.nights)
    pages = []
    for address, (title, schema) in PAGES.items():
        nights = sorted({night for night, _ in listed[address]} or {order[0]}, key=order.index)
        for night in nights:
            shown = [
                attachment
                for since, attachment in listed[address]
                if order.index(since) <= order.index(night)
            ]
            content = page(
                address,
                title=title,
                schema=schema,
                updated=scenario.nights[night],
                attachments=shown,
                documents=_collected() if address == COLLECTION_PAGE else (),
            )
            filename = f"content-{address.rsplit('/', 1)[1]}-{scenario.nights[night].isoformat()}.json"
            pages.append(Response(api_address(address), scenario.nights[night], filename, JSON, content))
    return pages


def _collected() -> list[tuple[str, str]]:
    return [(STATISTICS_PAGE.format(year=year), STATISTICS_TITLE.format(year=year)) for year in (2025, 2024)]
