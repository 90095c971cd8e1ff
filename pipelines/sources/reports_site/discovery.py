"""A night at the reports site: what was published since the last complete window, then the night's patrol.

Belongs here: the order of a night's questions, the window, the account. Does not belong here: how a search is
walked (search.py), a page visited (visit.py) or patrol chosen (patrol.py).
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import UTC, date, timedelta
from pathlib import Path

from pipelines.archive.archive import Archive
from pipelines.clock import Clock
from pipelines.documents.site_relations import PROVIDER_PAGE_READER
from pipelines.documents.small_documents import SmallDocumentStore
from pipelines.progress import watched
from pipelines.school_days import school_days_between
from pipelines.sources.client import PoliteClient
from pipelines.sources.errors import HostStopped
from pipelines.sources.report import SourceState, SourceStatus
from pipelines.sources.reports_site.knowledge import SiteKnowledge, read_site_knowledge
from pipelines.sources.reports_site.patrol import Call, files_to_ask, never_read, patrol
from pipelines.sources.reports_site.search import SearchAccount, search_window
from pipelines.sources.reports_site.settings import NAME, SiteSettings, site_settings
from pipelines.sources.reports_site.visit import Visitor, Wanted

log = logging.getLogger(__name__)

MOST_SETBACKS_TOLD = 3


@dataclass(frozen=True)
class Window:
    """Days of publication, both included. is_first: no window was ever read whole."""

    first: date
    last: date
    is_first: bool


def discover_reports(
    client: PoliteClient,
    archive: Archive,
    parsed: Path,
    covered: Callable[[str], bool],
    clock: Clock,
    known_urns: Callable[[], Collection[int]] = tuple,
) -> SourceStatus:
    """Search the window, read the pages that changed and their new reports, then patrol; give an account.

    covered: whether a recording says anything about an address. parsed: DATA/parsed. known_urns: open
    schools, for those whose page was never read. A window counts as read whole, and is remembered so, only
    when every search, every changed page and every new file was had. Raises nothing that a source does.
    """
    settings = site_settings()
    if not covered(settings.address):
        log.info("%s: not covered by this recording", settings.title)
        return SourceStatus(
            NAME, settings.title, False, "not_covered", message="Not covered by this recording: skipped."
        )
    today = clock.today()
    night = clock.now().astimezone(UTC).date()  # the day by which the ledger counts
    window = next_window(archive, settings, today)
    known = read_site_knowledge(archive, parsed)
    # Chosen before the night changes what is known.
    calls = patrol(known, settings, night) + never_read(known, settings, known_urns(), night)
    searched = search_window(client, archive, settings, window.first, window.last)
    _believe_nothing_in_term(searched, window, settings)
    visitor = Visitor(client, archive, known)
    # The first night's window is the least that is fetched, whatever an earlier night had to leave.
    wanted = _published_since(min(window.first, today - timedelta(days=settings.first_window_days)))
    patrolled: list[Call] = []
    try:
        changed = changed_pages(known, searched, settings, wanted)
        is_whole = _read_pages(visitor, changed, settings, wanted, night) and searched.is_whole
        is_whole = _look_elsewhere(visitor, searched, settings, wanted, night) and is_whole
        patrolled = [call for call in calls if not _was_read(known, call.urn, night)]
        _read_pages(visitor, patrolled, settings, wanted, night)
    except HostStopped:
        is_whole = False
    SmallDocumentStore(parsed, PROVIDER_PAGE_READER).keep(visitor.read)
    if is_whole:
        archive.record_sweep(NAME, window.first, window.last, swept_at=clock.now())
    return _status(settings, window, searched, visitor, len(patrolled))


def next_window(archive: Archive, settings: SiteSettings, today: date) -> Window:
    """From some days before the end of the last window that was read whole; the first looks back further."""
    ends = [sweep.last_day for sweep in archive.sweeps(NAME)]
    if not ends:
        return Window(today - timedelta(days=settings.first_window_days), today, True)
    return Window(min(max(ends), today) - timedelta(days=settings.overlap_days), today, False)


def changed_pages(
    known: SiteKnowledge, searched: SearchAccount, settings: SiteSettings, wanted: Wanted
) -> list[Call]:
    """The pages that may say something new: never read, read when the report may still have been missing,
    or with a later report than the page lists; and those of which a wanted file could not be had on an
    earlier night."""
    calls = {}
    for urn, school in searched.schools.items():
        page = known.pages.get(urn)
        if (
            page is None
            or page.latest is None
            or school.latest is None
            or school.latest > page.latest
            or page.read_on <= school.latest
        ):
            calls[urn] = Call(urn, settings.provider(school.category_id, urn))
    for urn, page in known.pages.items():
        left = [f for f in page.listed if wanted(f) and f.file_id not in known.archived]
        if any(file.file_id not in known.gone_on for file in left):
            calls.setdefault(urn, Call(urn, page.address))
    return [calls[urn] for urn in sorted(calls)]


def _read_pages(
    visitor: Visitor, calls: list[Call], settings: SiteSettings, wanted: Wanted, night: date
) -> bool:
    """Read pages, their wanted files, and what files that are gone from them answer; whether all was had."""
    whole = True
    for call in watched(calls, "Pages of schools"):
        had = visitor.visit(call.address, call.urn, wanted)
        if call.urn in visitor.known.pages:
            for file in files_to_ask(visitor.known, settings, call.urn, night):
                visitor.ask_absent(file)
        whole = had and whole
    return whole


def _look_elsewhere(
    visitor: Visitor, searched: SearchAccount, settings: SiteSettings, wanted: Wanted, night: date
) -> bool:
    """Ask once more for pages that a search named and that were not there, by the address that leads to any
    category; whether all were had. A report without its page would otherwise be missed for good."""
    account = visitor.account
    named = sorted(account.without_page & searched.schools.keys())
    whole = _read_pages(visitor, [Call(urn, settings.legacy(urn)) for urn in named], settings, wanted, night)
    lost = [urn for urn in named if urn in account.without_page]
    account.setbacks += [f"A search lists a report of URN {urn}, and there is no page of it." for urn in lost]
    return whole and not lost


def _was_read(known: SiteKnowledge, urn: int, night: date) -> bool:
    page = known.pages.get(urn)
    return page is not None and page.read_on == night


def _published_since(day: date) -> Wanted:
    return lambda file: file.published is None or file.published >= day


def _believe_nothing_in_term(searched: SearchAccount, window: Window, settings: SiteSettings) -> None:
    """A window with several school days and no report at all is more likely a fault than a quiet week."""
    days = school_days_between(window.first, window.last)
    if searched.is_whole and not searched.announced and days and days >= settings.alarming_empty_days:
        searched.setbacks.append(f"Nothing at all is listed for a window with {days} school days.")


def _status(
    settings: SiteSettings, window: Window, searched: SearchAccount, visitor: Visitor, read: int
) -> SourceStatus:
    visited = visitor.account
    setbacks = [*searched.setbacks, *visited.setbacks]
    state: SourceState = "ok"
    if setbacks:
        state = "degraded" if searched.pages or visited.changed_pages else "unavailable"
    first = " (the first night looks so far back)" if window.is_first else ""
    said = [
        f"Published {_day(window.first)} to {_day(window.last)}{first}: "
        f"{len(searched.schools)} schools with a "
        f"report; {visited.new_files or 'no'} new report files; {read} pages on patrol."
    ]
    if setbacks:
        said += setbacks[:MOST_SETBACKS_TOLD]
        said += (
            [f"And {len(setbacks) - MOST_SETBACKS_TOLD} more."] if len(setbacks) > MOST_SETBACKS_TOLD else []
        )
        said.append("The next night reads this window again.")
    said += visited.remarks[:MOST_SETBACKS_TOLD]
    return SourceStatus(
        name=NAME,
        title=settings.title,
        covered=True,
        state=state,
        listed=len(searched.schools),
        newest_as_at=window.last if not setbacks else None,
        message=" ".join(said),
        requests={
            "search": searched.pages,
            "page": visited.pages,
            "file": visited.files,
            "absent_file": visited.absent_files_asked,
        },
    )


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
