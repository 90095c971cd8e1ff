"""An invented reports site on this machine: a few schools, and whatever a test makes it do wrong.

Belongs here: answering searches, pages and files from a handful of schools. Does not belong here: what the
program is expected to make of it. The replica is the faithful one; this one is small and obeys.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import parse_qs, urlsplit

from tests.documents.reports_site.pages import (
    NO_RESULTS,
    ProviderMarkup,
    Report,
    event,
    pagination,
    result,
    search_page,
)

Reply = tuple[int, bytes, dict[str, str]]
HTML = {"Content-Type": "text/html; charset=utf-8"}
PDF = b"%PDF-1.4 an invented report "


def spelled(day: date) -> str:
    return f"{day.day:02} {day:%B %Y}"


@dataclass
class InventedSchool:
    """A school of the site. reports: file number to day inspected and day published. predecessors: URNs
    that its page links to."""

    urn: int
    reports: dict[int, tuple[date, date]] = field(default_factory=dict)
    category_id: int = 21
    is_closed: bool = False
    type_id: int = 1
    predecessors: tuple[int, ...] = ()

    def latest(self, today: date) -> date | None:
        days = [published for _, published in self.reports.values() if published <= today]
        return max(days, default=None)

    def page(self, today: date) -> bytes:
        listed = [
            Report(number, "School inspection", spelled(inspected), spelled(published)).item()
            for number, (inspected, published) in sorted(self.reports.items(), reverse=True)
            if published <= today
        ]
        return ProviderMarkup(
            urn=str(self.urn),
            name=f"Invented School {self.urn}",
            canonical=f"https://reports.ofsted.gov.uk/provider/{self.category_id}/{self.urn}",
            items=[*listed, *map(_predecessor, self.predecessors), event("opened", "Opened")],
        ).build()


def _predecessor(urn: int) -> str:
    link = f'<a href="/provider/21/{urn}">Invented School {urn}</a>'
    return event("predecessor", f"Predecessor {link}")


@dataclass
class InventedSite:
    """The site on a day. cap: the most results a page. twist: a fault that may answer instead. gone: file
    numbers that answer 410. links_say: a category that the searches give for every school, whatever it is.
    asked: paths with their queries, in order."""

    today: date
    schools: dict[int, InventedSchool] = field(default_factory=dict)
    cap: int = 100
    others: list[str] = field(default_factory=list)
    twist: Callable[[str, str], Reply | None] = lambda host, path: None
    gone: set[int] = field(default_factory=set)
    asked: list[str] = field(default_factory=list)
    repeat_rows: bool = False
    links_say: int | None = None

    def school(self, urn: int, **more: object) -> InventedSchool:
        self.schools[urn] = InventedSchool(urn, **more)  # type: ignore[arg-type]
        return self.schools[urn]

    def requests(self, start: str) -> list[str]:
        """What was asked below a path since the last ``asked.clear()``."""
        return [path for path in self.asked if path.startswith(start)]

    def reply(self, host: str, path: str) -> Reply:
        self.asked.append(path)
        twisted = self.twist(host, path)
        if twisted is not None:
            return twisted
        parts = urlsplit(path)
        if parts.path == "/_replica/day":
            return 200, json.dumps({"day": self.today.isoformat()}).encode(), {}
        if parts.path == "/search":
            return 200, self._search(parse_qs(parts.query, keep_blank_values=True)), HTML
        if parts.path.startswith("/provider/"):
            return self._provider(*parts.path.split("/")[2:4])
        if "/ELS/" in parts.path:
            return self._legacy(int(parts.path.rsplit("/", 1)[1]))
        if parts.path.startswith("/v1/file/"):
            return self._file(int(parts.path.rsplit("/", 1)[1]))
        return 404, b"", {}

    def _search(self, query: dict[str, list[str]]) -> bytes:
        first, last = (
            date(*map(int, reversed(query[f"latest_report_date_{end}"][0].split("-"))))
            for end in ("start", "end")
        )
        start, rows = int(query["start"][0]), min(int(query["rows"][0]), self.cap)
        found = [
            (latest, school)
            for school in self.schools.values()
            if (latest := school.latest(self.today)) is not None
            and first <= latest <= last
            and school.type_id == int(query["level_2_types[]"][0])
            and school.is_closed == (query["status[]"] == ["2"])
        ]
        by_date = query["sort"] == ["date"]
        found.sort(key=lambda pair: (pair[0] if by_date else date.min, pair[1].urn), reverse=by_date)
        items = [
            result(
                f"Invented School {school.urn}", category_id=self.links_say or school.category_id,
                identifier=str(school.urn), rating=None, latest=spelled(latest),
            )
            for latest, school in found
        ]  # fmt: skip
        if query["level_2_types[]"] == ["1"] and query["status[]"] == ["1"]:
            items += self.others
        shown = items[start : start + rows]
        if self.repeat_rows and by_date and start and shown:
            shown[0] = items[start - 1]
        if not items:
            return search_page([], count=0, before_list=NO_RESULTS)
        return search_page(shown, count=len(items), paging=pagination(start, rows, len(items)))

    def _provider(self, category_id: str, urn: str) -> Reply:
        school = self.schools.get(int(urn))
        if school is None or school.category_id != int(category_id):
            return 404, b"", {}
        return 200, school.page(self.today), HTML

    def _legacy(self, urn: int) -> Reply:
        school = self.schools.get(urn)
        if school is None:
            return 404, b"", {}
        return 301, b"", {"Location": f"https://reports.ofsted.gov.uk/provider/{school.category_id}/{urn}"}

    def _file(self, number: int) -> Reply:
        if number in self.gone:
            return 410, b"", {}
        if not any(number in school.reports for school in self.schools.values()):
            return 404, b"", {}
        return 200, PDF + str(number).encode(), {"Content-Type": "application/pdf"}
