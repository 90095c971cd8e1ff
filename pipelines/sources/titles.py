"""Choosing files by what their publisher calls them: the title says of which series and day a file is.

Belongs here: matching titles against reference/sources.toml and reading the date in them. File names, media
ids and the order of a page change from month to month and are not relied on.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import urlsplit

from pipelines.reference import read_toml

FORMATS = ("csv", "xlsx", "ods")
"""Formats that are read, the one preferred first where a release comes in several."""

_DASHES = re.compile("[\u2010-\u2015\u2212]")
_DAY = re.compile(
    r"(?P<before>\b(?:at|to|by) )?\b(?P<day>\d{1,2})(?:st|nd|rd|th)? "
    r"(?P<month>[a-z]{3,9})\.?,? (?P<year>\d{4}|\d{2})\b"
)
_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ListedFile:
    """A file as a page lists it. size: bytes, as the page says; None where it does not."""

    address: str
    title: str
    kind: str
    size: int | None


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that is taken: what it is of (``series``, ``as_at``), what it is called and where it stands.

    as_at: the day whose state it gives (of a span, the last); None where the titles of a series carry none.
    size: bytes, as the page says; None where it does not.
    """

    address: str
    title: str
    series: str
    as_at: date | None
    size: int | None = None


@dataclass(frozen=True, slots=True)
class Ignored:
    """A file or document that was looked at and left, and why."""

    address: str
    title: str
    reason: str


@dataclass(frozen=True, slots=True)
class Unrecognised:
    """A table that may hold inspections but fits no known title: somebody has to look.

    as_at: the day in its title, if there is one.
    """

    address: str
    title: str
    reason: str
    as_at: date | None


@dataclass(frozen=True, slots=True)
class Choice:
    """What became of every file of one page. taken: newest first, files without a date last."""

    taken: tuple[Attachment, ...]
    ignored: tuple[Ignored, ...]
    unrecognised: tuple[Unrecognised, ...]


@dataclass(frozen=True, slots=True)
class TitleRule:
    """One pattern of reference/sources.toml.

    page: the page that it holds for; None when it holds for every page.
    name: the series that fitting files are of, or the reason for which they are left.
    """

    pattern: re.Pattern[str]
    page: str | None
    name: str
    date_required: bool
    keeps_coming: bool

    def fits(self, page: str, title: str) -> bool:
        """Whether the rule holds for the page and its pattern is in the title."""
        return self.page in (None, page) and self.pattern.search(plain(title)) is not None


def plain(title: str) -> str:
    """A title in small letters, with every dash and every blank of one kind."""
    return " ".join(_DASHES.sub("-", title).casefold().split())


def day_in(title: str) -> date | None:
    """The day whose state a title names ("as at 30 Sept 2023", "1 Sept 2005 to 31 August 2015"), or None.

    A day after "at", "to" or "by" counts before others ("revised 5 January 2026"); of several, the last.
    """
    found = [(match["before"], _day(match)) for match in _DAY.finditer(plain(title))]
    days = [day for _, day in found if day]
    stated = [day for before, day in found if before and day]
    return max(stated or days, default=None)


def format_of(address: str) -> str:
    """The ending of an address's file name, without the dot, in small letters."""
    return PurePosixPath(urlsplit(address).path).suffix.lstrip(".").casefold()


def choose(page: str, page_title: str, files: Sequence[ListedFile]) -> Choice:
    """Decide about every file of a page; one without a day in its title takes the day of ``page_title``."""
    taken: list[Attachment] = []
    ignored: list[Ignored] = []
    unrecognised: list[Unrecognised] = []
    for file in {file.address: file for file in files}.values():  # a page may list one file twice
        match _judge(page, page_title, file):
            case Attachment() as attachment:
                taken.append(attachment)
            case Ignored() as left:
                ignored.append(left)
            case Unrecognised() as unknown:
                unrecognised.append(unknown)
    preferred, duplicates = _one_format_each(taken)
    return Choice(tuple(preferred), tuple(ignored + duplicates), tuple(unrecognised))


def series_that_keep_coming(page: str) -> frozenset[str]:
    """The series of a page of which a newer file is to be expected from time to time."""
    return frozenset(rule.name for rule in _rules("series") if rule.page == page and rule.keeps_coming)


def is_release(page: str, title: str) -> bool:
    """Whether a document of a collection is a release that carries files."""
    return any(rule.fits(page, title) for rule in _rules("document"))


def why_document_ignored(page: str, title: str) -> str | None:
    """Why a document of a collection is left, or None when no line of reference/sources.toml says so."""
    return next((rule.name for rule in _rules("ignored_document") if rule.fits(page, title)), None)


def _judge(page: str, page_title: str, file: ListedFile) -> Attachment | Ignored | Unrecognised:
    if file.kind != "file":
        return Ignored(file.address, file.title, "a page or link, not a file")
    if "/csv-preview/" in file.address:
        return Ignored(file.address, file.title, "a preview page of a file")
    if format_of(file.address) not in FORMATS:
        return Ignored(
            file.address, file.title, f"not a table in a format that is read ({', '.join(FORMATS)})"
        )
    left = next((rule for rule in _rules("ignored") if rule.fits(page, file.title)), None)
    fitting = [rule for rule in _rules("series") if rule.fits(page, file.title)]
    as_at = day_in(file.title) or day_in(page_title)
    if left and not fitting:
        return Ignored(file.address, file.title, left.name)
    if len(fitting) != 1 or left:
        fits = ", ".join([rule.name for rule in fitting] + (["a reason to leave it"] if left else []))
        reason = f"its title fits more than one line ({fits})" if fits else "its title fits no known series"
        return Unrecognised(file.address, file.title, reason, as_at)
    if as_at is None and fitting[0].date_required:
        return Unrecognised(file.address, file.title, "its title names no day", None)
    return Attachment(file.address, file.title, fitting[0].name, as_at, file.size)


def _one_format_each(taken: Sequence[Attachment]) -> tuple[list[Attachment], list[Ignored]]:
    """Of one release in several formats only the preferred; newest release first."""
    ordered = sorted(taken, key=lambda attachment: FORMATS.index(format_of(attachment.address)))
    kept: list[Attachment] = []
    dropped: list[Ignored] = []
    for attachment in ordered:
        same = [
            other for other in kept if (other.series, other.as_at) == (attachment.series, attachment.as_at)
        ]
        if same and format_of(same[0].address) != format_of(attachment.address):
            dropped.append(
                Ignored(
                    attachment.address, attachment.title, f"the same release as {format_of(same[0].address)}"
                )
            )
        else:
            kept.append(attachment)
    kept.sort(key=lambda attachment: attachment.as_at or date.min, reverse=True)
    return kept, dropped


@cache
def _rules(table: str) -> tuple[TitleRule, ...]:
    rows: list[dict[str, Any]] = read_toml("sources.toml").get(table, [])
    return tuple(
        TitleRule(
            pattern=re.compile(row["title"]),
            page=row.get("page"),
            name=row.get("name") or row.get("reason") or "",
            date_required=row.get("date") != "optional",
            keeps_coming=row.get("keeps_coming", False),
        )
        for row in rows
    )


def _day(match: re.Match[str]) -> date | None:
    """The day of a match, or None where its words name none ("16 to 19", "31 june 2024")."""
    month = next(
        (number for number, name in enumerate(_MONTHS, 1) if name.startswith(match["month"][:4])), None
    )
    year = int(match["year"]) if len(match["year"]) == 4 else 2000 + int(match["year"])
    try:
        return date(year, month, int(match["day"])) if month else None
    except ValueError:
        return None
