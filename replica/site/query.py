"""The question that a search asks: parameters of the address, in every spelling that the site takes.

Belongs here: reading and writing parameters. Does not belong here: answering (search.py), mark-up.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from urllib.parse import parse_qsl, urlencode

#: The site gives no more in one page, whatever it is asked for, since February 2025.
MOST_ROWS = 100
ORDINARY_ROWS = 10
ARRAY = re.compile(r"(\w+)(?:\[\d*\])?")
SORTS = {"relevancy": "desc", "date": "desc", "az": "asc"}
STATUSES = {"1": "Open", "2": "Closed", "4": "Proposed to open"}
RATINGS = {"1": "Outstanding", "2": "Good", "5": "Requires Improvement", "4": "Inadequate"}


class UnreadableQuery(ValueError):
    """A parameter that the site would not take; the message names it."""


@dataclass(frozen=True)
class Query:
    """A search. Empty means any; first and last: the window of the latest report's publication."""

    words: str = ""
    level_1: int = 0
    level_2: frozenset[int] = frozenset()
    statuses: frozenset[str] = frozenset()
    authorities: frozenset[int] = frozenset()
    regions: frozenset[str] = frozenset()
    ratings: frozenset[str] = frozenset()
    first: date | None = None
    last: date | None = None
    start: int = 0
    rows: int = ORDINARY_ROWS
    sort: str = "az"
    order: str = "asc"
    asked: tuple[tuple[str, str], ...] = ()

    def at(self, start: int) -> Query:
        return replace(self, start=start)

    def address(self, *, sort: str = "") -> str:
        """This search as the site links to it; with another order where one is named."""
        kept = [(name, value) for name, value in self.asked if name not in ("start", "rows", "sort", "order")]
        kept = [("q", self.words), ("location", ""), ("radius", ""), *kept]
        kept += [("start", str(self.start)), ("rows", str(self.rows))]
        if sort:
            kept += [("sort", sort), ("order", SORTS[sort])]
        elif any(name == "sort" for name, _ in self.asked):
            kept += [("sort", self.sort), ("order", self.order)]
        return f"/search?{urlencode(kept)}"


def read_query(text: str, *, most_rows: int = MOST_ROWS) -> Query:
    """The query of an address; raises UnreadableQuery rather than answering another question."""
    pairs = parse_qsl(text, keep_blank_values=True)
    values: dict[str, list[str]] = {}
    for name, value in pairs:
        match = ARRAY.fullmatch(name)
        if match and value:
            values.setdefault(match[1], []).append(value)
    sort = _one(values, "sort", "relevancy" if values.get("q") else "az")
    if sort not in SORTS:
        raise UnreadableQuery(f"sort={sort} is none of {', '.join(SORTS)}")
    rows = _number(values, "rows", ORDINARY_ROWS) or ORDINARY_ROWS
    return Query(
        words=_one(values, "q", ""),
        level_1=_number(values, "level_1_types", 0),
        level_2=_numbers(values, "level_2_types") - {0},
        statuses=_words(values, "status", STATUSES),
        authorities=_numbers(values, "local_authority"),
        regions=frozenset(values.get("region", [])),
        ratings=_words(values, "rating", RATINGS),
        first=_day(values, "latest_report_date_start"),
        last=_day(values, "latest_report_date_end"),
        start=_number(values, "start", 0),
        rows=min(rows, most_rows),
        sort=sort,
        order=_one(values, "order", SORTS[sort]),
        asked=_as_linked(pairs),
    )


def _as_linked(pairs: Sequence[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """The parameters as the site's own links spell them: status[0]=1, and none that is empty."""
    counted: dict[str, int] = {}
    spelt = []
    for name, value in pairs:
        match = ARRAY.fullmatch(name)
        if not match or not value or match[1] in ("q", "location", "radius"):
            continue
        if match[0] == match[1] and match[1] != "level_2_types":
            spelt.append((name, value))
        else:
            number = counted[match[1]] = counted.get(match[1], -1) + 1
            spelt.append((f"{match[1]}[{number}]", value))
    return tuple(spelt)


def _one(values: dict[str, list[str]], name: str, otherwise: str) -> str:
    return values.get(name, [otherwise])[-1]


def _number(values: dict[str, list[str]], name: str, otherwise: int) -> int:
    text = _one(values, name, str(otherwise))
    if not text.isdecimal():
        raise UnreadableQuery(f"{name}={text} is no number")
    return int(text)


def _numbers(values: dict[str, list[str]], name: str) -> frozenset[int]:
    for text in values.get(name, []):
        if not text.isdecimal():
            raise UnreadableQuery(f"{name}={text} is no number")
    return frozenset(map(int, values.get(name, [])))


def _words(values: dict[str, list[str]], name: str, known: dict[str, str]) -> frozenset[str]:
    for text in values.get(name, []):
        if text not in known:
            raise UnreadableQuery(f"{name}={text} is none of {', '.join(known)}")
    return frozenset(known[text] for text in values.get(name, []))


def _day(values: dict[str, list[str]], name: str) -> date | None:
    text = _one(values, name, "")
    if not text:
        return None
    if not re.fullmatch(r"\d{2}-\d{2}-\d{4}", text):
        raise UnreadableQuery(f"{name}={text} is not DD-MM-YYYY")
    try:
        return datetime.strptime(f"{text} +0000", "%d-%m-%Y %z").date()
    except ValueError:
        raise UnreadableQuery(f"{name}={text} is no day") from None
