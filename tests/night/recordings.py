"""Small recordings that a test writes: the monthly page and what it lists, or answers, on a day.

Belongs here: the form of a recording and of the page. Does not belong here: what the files hold, which comes
from the sample.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

PAGE = (
    "https://www.gov.uk/api/content/government/statistical-data-sets/"
    "monthly-management-information-ofsteds-school-inspections-outcomes"
)
PAGE_TITLE = "Monthly management information: Ofsted's school inspections outcomes"
LATEST = "Management information - state-funded schools - latest inspections as at"


@dataclass(frozen=True)
class Release:
    """A file of the monthly page: its day in words ("31 May 2026") and its bytes as served."""

    day: str
    content: bytes

    @property
    def title(self) -> str:
        return f"{LATEST} {self.day}"

    @property
    def address(self) -> str:
        """Another address for other bytes, as on the assets host."""
        place = hashlib.sha256(self.content).hexdigest()[:24]
        name = self.title.replace(" - ", "_-_").replace(" ", "_")
        return f"https://assets.publishing.service.gov.uk/media/{place}/{name}.csv"

    def listed(self, size: int | None = None) -> dict[str, object]:
        """Its entry on the page, which says that it has ``size`` bytes."""
        told = len(self.content) if size is None else size
        return {"attachment_type": "file", "file_size": told, "title": self.title, "url": self.address}


class SmallRecording:
    """A recording in ``folder`` that speaks of the monthly page only."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True)

    def answer(
        self,
        address: str,
        day: date,
        content: bytes | None,
        *,
        status: int = 200,
        content_type: str = "text/csv",
    ) -> None:
        """From ``day`` on the address answers this."""
        line: dict[str, object] = {"url": address, "from": day.isoformat(), "status": status}
        if content is not None:
            digest = hashlib.sha256(content).hexdigest()[:16]
            (self.folder / digest).write_bytes(content)
            line |= {"file": digest, "headers": {"ETag": f'"{digest}"', "Content-Type": content_type}}
        with (self.folder / "index.jsonl").open("a", encoding="utf-8") as index:
            index.write(json.dumps(line) + "\n")

    def page(self, day: date, listed: list[dict[str, object]]) -> None:
        """From ``day`` on the page lists these files."""
        page = {"title": PAGE_TITLE, "details": {"attachments": listed}, "links": {}}
        self.answer(PAGE, day, json.dumps(page).encode(), content_type="application/json")

    def publish(self, day: date, *releases: Release) -> None:
        """From ``day`` on the page lists these releases and each is served."""
        for release in releases:
            self.answer(release.address, day, release.content)
        self.page(day, [release.listed() for release in releases])


def cells(content: bytes) -> list[list[str]]:
    """The rows of a CSV file as published; ``rows[0]`` is the header, ``rows[i]`` is spreadsheet row ``i +
    1``."""
    return list(csv.reader(io.StringIO(content.decode("cp1252"), newline="")))


def csv_bytes(rows: list[list[str]], encoding: str = "cp1252") -> bytes:
    """Rows as the publisher writes them."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    return text.getvalue().encode(encoding)


def with_cell(release: Release, row: int, column: str, value: str) -> Release:
    """The release with one cell changed; ``row`` as a spreadsheet counts."""
    rows = cells(release.content)
    rows[row - 1][rows[0].index(column)] = value
    return replace(release, content=csv_bytes(rows))


def with_header(release: Release, column: str, name: str) -> Release:
    """The release with a column renamed."""
    return with_cell(release, 1, column, name)


def with_column(release: Release, name: str, value: str) -> Release:
    """The release with one column more, at the right, that holds ``value`` in every row."""
    header, *rows = cells(release.content)
    return replace(release, content=csv_bytes([[*header, name], *[[*row, value] for row in rows]]))


def without_column(release: Release, column: str) -> Release:
    """The release without a column."""
    rows = cells(release.content)
    place = rows[0].index(column)
    return replace(release, content=csv_bytes([row[:place] + row[place + 1 :] for row in rows]))


def with_rows(release: Release, count: int) -> Release:
    """The release cut short after so many schools, at the end of a row."""
    return replace(release, content=csv_bytes(cells(release.content)[: count + 1]))
