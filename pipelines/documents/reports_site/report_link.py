"""The link to a report file in a provider page's timeline, and the days printed with it.

Belongs here: taking the link's text apart, its file number, the days of its own list item.
Does not belong here: what the label means (labels.py), the order of entries (timeline.py).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bs4 import Tag
from bs4.element import NavigableString, PageElement

from pipelines.documents.reports_site.notes import Notes
from pipelines.documents.reports_site.page import (
    DAY,
    ancestors,
    classes_of,
    clean,
    link_of,
    read_day,
    split_link,
    text_of,
)

# Also the address of before mid-2018: /provider/files/{id}/urn/{urn}.pdf.
FILE_PATH = re.compile(r"/(?:v1/file|provider/files)/([1-9]\d{0,11})(?:/urn/\d+\.pdf)?/?$", re.ASCII)
# "School inspection, PDF - 06 May 2025", for screen readers only.
SPOKEN = re.compile(rf"(?P<words>.+?)(?: ?, ?PDF)?(?: ?[-–] ?(?P<day>{DAY}))?", re.ASCII)
PDF = re.compile(r"\(\s*PDF\s*\)", re.IGNORECASE)


@dataclass(frozen=True)
class ReportLink:
    """A link, read. words: its label. grades: what is printed bold. days: times inside it, as printed.

    nonvisual: the text for screen readers, with spoken_words and spoken_day taken from it.
    """

    address: str
    file_id: int | None
    words: str
    grades: tuple[str, ...]
    days: tuple[str, ...]
    nonvisual: str | None
    spoken_words: str | None
    spoken_day: date | None


def is_report_link(element: Tag) -> bool:
    """Whether an element is a link to a report, by its class or by its address."""
    return element.name == "a" and (
        "publication-link" in classes_of(element) or _file_id(link_of(element)) is not None
    )


def read_link(link: Tag) -> ReportLink:
    """The link's text by what each part is; whatever is not marked belongs to the label."""
    texts: list[str] = []
    grades: list[str] = []
    days: list[str] = []
    nonvisual: list[str] = []
    parts: list[PageElement] = link.contents[::-1]
    while parts:
        part = parts.pop()
        if type(part) is NavigableString:
            texts.append(str(part))
        elif isinstance(part, Tag):
            marks = classes_of(part)
            if "nonvisual" in marks:
                nonvisual.append(text_of(part))
            elif part.name == "time":
                days.append(text_of(part))
            elif part.name == "strong":
                grades.append(text_of(part))
            elif "filetype" not in marks:
                parts.extend(reversed(part.contents))
    spoken = SPOKEN.fullmatch(" ".join(nonvisual))
    address = link_of(link)
    return ReportLink(
        address,
        _file_id(address),
        clean(PDF.sub(" ", " ".join(texts))).strip(" :()-–"),
        tuple(grade for grade in grades if grade),
        tuple(days),
        " ".join(nonvisual) or None,
        spoken["words"] if spoken else None,
        read_day(spoken["day"] or "") if spoken else None,
    )


def inspection_date(
    own: Sequence[Tag], link: ReportLink, is_only: bool, place: str, notes: Notes
) -> date | None:
    """The day beside the link or, beside a report card, in it.

    own: the elements of this very list item; a neighbour's day is another report's. is_only: the item has no
    other report; of several, the day beside them could be any one's.
    """
    beside = [text_of(part) for part in own if "timeline__date" in classes_of(part)]
    printed = [*beside, *link.days] if is_only else [*link.days]
    days = {read_day(text) for text in printed}
    if len(days) == 1 and None not in days:
        return days.pop()
    told = "; ".join(printed or beside)[:200]
    if told:
        notes.warn("unreadable_date", "The entry has no one day of inspection.", place, told)
    else:
        notes.warn("no_inspection_date", "The entry has no day of inspection.", place)
    return None


def publication_date(
    item: Tag, own: Sequence[Tag], link: Tag, read: ReportLink, is_only: bool, place: str, notes: Notes
) -> date | None:
    """The day after "Published", or else the one in the text for screen readers; None where they differ.

    is_only: the item has no other report, so that every time in it is this report's.
    """
    every = [part for part in own if part.name == "time"]
    outside = [time for time in every if not any(map(_holds_other_times, ancestors(time, item)))]
    box = next((around for around in ancestors(link, item) if "event__title" in classes_of(around)), None)
    times = [time for time in outside if any(around is box for around in ancestors(time, item))]
    if not times and is_only:
        times = outside
    printed = [text_of(time) for time in times if time.has_attr("pubdate")] or [
        text_of(time) for time in times
    ]
    days = {read_day(text) for text in printed}
    if read.spoken_day is not None:
        days.add(read.spoken_day)
    if len(days) == 1 and None not in days:
        return days.pop()
    if days:
        told = "; ".join([*printed, read.nonvisual or ""])[:200]
        notes.warn("unreadable_date", "The entry has no one day of publication.", place, told)
    else:
        notes.warn("no_publication_date", "The entry has no day of publication.", place)
    return None


def _file_id(address: str) -> int | None:
    parts = split_link(address)
    match = FILE_PATH.match(parts.path) if parts else None
    return int(match[1]) if match else None


def _holds_other_times(element: Tag) -> bool:
    """Whether a time in an element is the inspection's."""
    return element.name == "a" or "timeline__date" in classes_of(element)
