"""The timeline of a provider page: one entry for each report file, and what happened to the school.

Belongs here: the entries in page order, a file once, and the events that have no report.
Does not belong here: the parts of a link (report_link.py), what labels mean (labels.py), the outcome and the
report card beside the timeline.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

from bs4 import Tag

from pipelines.documents.refusal import DocumentRefused
from pipelines.documents.reports_site.labels import UNKNOWN, Label, classify, lifecycle_event
from pipelines.documents.reports_site.notes import Notes, RejectedPart
from pipelines.documents.reports_site.page import (
    Page,
    classes_of,
    fold,
    link_of,
    provider_of,
    read_day,
    tags_in,
    text_of,
    urn_of,
)
from pipelines.documents.reports_site.report_link import (
    ReportLink,
    inspection_date,
    is_report_link,
    publication_date,
    read_link,
)

MARK = "timeline__day--"
ARCHIVE = "archive"
ARCHIVE_CLASS = "timeline__archive"


@dataclass(frozen=True)
class TimelineEntry:
    """A report file; position counts the timeline's items from 1.

    kind: as in the contract, or ``ambiguous`` where the page does not tell. grade: as published.
    inspection_date: the first day. nonvisual: the text for screen readers. date_in_link: the layout of pages
    with a report card. archived: it stands under older reports.
    """

    position: int
    file_id: int
    file_url: str
    label: str
    event_type: str
    kind: str
    inspection_date: date | None
    publication_date: date | None
    grade: str | None
    nonvisual: str | None
    date_in_link: bool
    archived: bool

    @property
    def place(self) -> str:
        return f"timeline entry {self.position}, file {self.file_id}"


@dataclass(frozen=True)
class LifecycleEvent:
    """What happened to the school: opened, closed, registered, predecessor or successor.

    on is None where the page gives no day (openings have none). linked_*: the provider page that it links to.
    """

    event: str
    on: date | None
    text: str
    linked_identifier: str | None = None
    linked_urn: int | None = None
    linked_category_id: int | None = None


@dataclass
class Timeline:
    """Entries newest first, as the page has them."""

    entries: list[TimelineEntry] = field(default_factory=list)
    events: list[LifecycleEvent] = field(default_factory=list)


@dataclass(frozen=True)
class _Report:
    """A link to a report and the list item that it stands in."""

    position: int
    item: Tag
    own: list[Tag]
    tag: Tag
    link: ReportLink
    is_only: bool


def read_timeline(page: Page, has_report_card: bool, notes: Notes) -> Timeline:
    """The page's timeline; raises DocumentRefused where there is none, or where it cannot be understood."""
    items = _items(page)
    timeline = Timeline()
    reports: list[_Report] = []
    for position, item in enumerate(items, start=1):
        own = list(tags_in(item, apart_from="li"))
        links = [element for element in own if is_report_link(element)]
        reports += [_Report(position, item, own, link, read_link(link), len(links) == 1) for link in links]
        if not links:
            _read_event(position, item, own, timeline, notes)
    # A missing grade tells something only on a page that shows grades: beside a report card none is shown.
    shows_grades = (
        not has_report_card
        and not any(report.link.days for report in reports)
        and any(report.link.grades for report in reports)
    )
    for report in reports:
        if (entry := _entry(report, shows_grades, notes)) is not None:
            _add(timeline, entry, notes)
    if not timeline.entries and not timeline.events:
        raise DocumentRefused("empty_timeline", "No report and no event in the timeline could be read.")
    if len(notes.rejected) > len(timeline.entries) + len(timeline.events):
        first = notes.rejected[0]
        raise DocumentRefused(
            "timeline_not_understood",
            f"{len(notes.rejected)} of {len(items)} entries could not be read; the first: {first.reason}",
            first.position,
            first.field,
            first.value,
        )
    return timeline


def _items(page: Page) -> list[Tag]:
    """The list items of the timeline and its archive, in page order, each once."""
    lists = [*page.of_class("timeline"), *page.of_class(ARCHIVE_CLASS)]
    if not lists:
        raise DocumentRefused(
            "no_timeline", "The page has no list of reports (ol.timeline): another page, or changed mark-up."
        )
    inside: set[int] = set()
    for listing in lists:
        # Most archives stand inside the timeline: walked once.
        if id(listing) not in inside:
            inside.update(map(id, tags_in(listing)))
    return [item for item in page.named("li") if id(item) in inside]


def _entry(report: _Report, shows_grades: bool, notes: Notes) -> TimelineEntry | None:
    link = report.link
    if link.file_id is None:
        reason = "The report's link names no file number."
        notes.rejected.append(
            RejectedPart(report.position, None, "link", link.address[:200], "no_file_number", reason)
        )
        return None
    place = f"timeline entry {report.position}, file {link.file_id}"
    inspected = inspection_date(report.own, link, report.is_only, place, notes)
    published = publication_date(report.item, report.own, report.tag, link, report.is_only, place, notes)
    if inspected and published and published < inspected:
        # One of the two is another entry's, or misprinted.
        notes.warn("published_before_inspected", "The report is older than its inspection.", place)
        inspected = None
    label = _label(link, inspected, shows_grades, place, notes)
    return TimelineEntry(
        report.position,
        link.file_id,
        link.address,
        label.words,
        label.event_type,
        label.kind,
        inspected,
        published,
        label.grade,
        link.nonvisual,
        bool(link.days),
        report.tag.find_parent(class_=ARCHIVE_CLASS) is not None,
    )


def _label(link: ReportLink, inspected: date | None, shows_grades: bool, place: str, notes: Notes) -> Label:
    unsure = Label(link.words, UNKNOWN, "other")
    if len(link.grades) > 1:
        notes.warn("two_grades", "The entry shows two grades.", place, "; ".join(link.grades)[:200])
        return unsure
    if link.spoken_words is not None and fold(link.spoken_words) != fold(link.words):
        told = f"{link.words}; {link.spoken_words}"[:200]
        notes.warn("labels_differ", "Label and text for screen readers name different events.", place, told)
        return unsure
    grade = link.grades[0] if link.grades else None
    label = classify(link.words, grade=grade, inspected=inspected, shows_grades=shows_grades)
    if label.event_type == UNKNOWN:
        notes.warn("unknown_label", "The label of the report is not known here.", place, link.words[:120])
        return unsure
    return label


def _add(timeline: Timeline, entry: TimelineEntry, notes: Notes) -> None:
    """Keep the first entry of a file; where a second one differs, what they differ in is not sure."""
    for index, earlier in enumerate(timeline.entries):
        if earlier.file_id != entry.file_id:
            continue
        notes.info("duplicate_entry", "The file stands twice on the page; the first is kept.", entry.place)
        if (entry.label, entry.grade) != (earlier.label, earlier.grade):
            notes.warn("entries_differ", "The two entries of one file differ in label or grade.", entry.place)
            earlier = replace(earlier, event_type=UNKNOWN, kind="other", grade=None)
        if entry.inspection_date != earlier.inspection_date:
            notes.warn("entries_differ", "The two entries of one file differ in date.", entry.place)
            earlier = replace(earlier, inspection_date=None)
        if entry.publication_date != earlier.publication_date:
            notes.warn("entries_differ", "The two entries of one file differ in publication.", entry.place)
            earlier = replace(earlier, publication_date=None)
        timeline.entries[index] = earlier
        return
    timeline.entries.append(entry)


def _read_event(position: int, item: Tag, own: list[Tag], timeline: Timeline, notes: Notes) -> None:
    place = f"timeline entry {position}"
    titles = [part for part in own if "event__title" in classes_of(part)]
    text = " ".join(text_of(title) for title in titles)
    marks = [name.removeprefix(MARK) for name in classes_of(item) if name.startswith(MARK)]
    event = lifecycle_event(marks, text)
    if event == ARCHIVE:
        return
    if event is None:
        told = text[:120] or ", ".join(marks) or text_of(item)[:120]
        notes.warn("unknown_event", "The event is not known here.", place, told)
        return
    days = {read_day(text_of(part)) for part in own if "timeline__date" in classes_of(part)}
    if len(days) > 1 or None in days:
        notes.warn("unreadable_date", "The date of the event cannot be read.", place)
        days = set()
    linked = {provider for link in own if (provider := provider_of(link_of(link)))}
    if len(linked) > 1:
        notes.warn("two_linked_providers", "The event links to several providers.", place)
        linked = set()
    category_id, identifier = next(iter(linked), (None, None))
    timeline.events.append(
        LifecycleEvent(
            event,
            days.pop() if days else None,
            text[:200],
            identifier,
            urn_of(identifier) if identifier else None,
            category_id,
        )
    )
