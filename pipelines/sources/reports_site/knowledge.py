"""What the archive knows of the reports site when a night begins: pages, what they list, files, answers of
404.

Belongs here: gathering it from the ledger and from the pages as they were read. Does not belong here:
deciding what to ask (discovery.py, patrol.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from pipelines.archive.archive import Archive
from pipelines.archive.ledger_entries import PROVIDER_PAGE, REPORT, FetchRecord
from pipelines.documents.site_relations import PROVIDER_PAGE_READER
from pipelines.documents.small_documents import Rows, SmallDocumentStore
from pipelines.scratch import scratch
from pipelines.sources.errors import GONE

_FILE = re.compile(r"/(?:v1/file|provider/files)/(\d{1,12})(?:/urn/\d+\.pdf)?$")
_PROVIDER = re.compile(r"/provider/(\d{1,6})/([1-9]\d{5})$")
_LEGACY = re.compile(r"/ELS/([1-9]\d{5})$")


@dataclass(frozen=True)
class ListedFile:
    """A report file as a page lists it."""

    file_id: int
    address: str
    published: date | None


@dataclass(frozen=True)
class Listing:
    """What one state of a page says: whose it is, its report files, the URNs that it names as
    predecessors."""

    urn: int
    files: tuple[ListedFile, ...]
    predecessors: tuple[int, ...]


@dataclass(frozen=True)
class KnownPage:
    """A school's page as the archive last had it. address: with the category that the site gave it.

    listed: its report files. latest: the newest publication on it. predecessors: their URNs. read_on: the
    last night that it was had.
    """

    urn: int
    address: str
    listed: tuple[ListedFile, ...]
    latest: date | None
    predecessors: tuple[int, ...]
    read_on: date


@dataclass
class SiteKnowledge:
    """pages: the newest by URN. ever_listed: every file that any page of the URN listed, with its address.

    archived: files whose bytes are at hand. answered_on, gone_on: nights on which a file answered at all,
    and with 404 or 410. absent_on: nights on which a page of its school was read that did not list it,
    since one last did. asked_on: the last night that told something of a URN's page: the page itself, or
    that there is none at the address (later than ``read_on``, then).
    """

    pages: dict[int, KnownPage] = field(default_factory=dict)
    ever_listed: dict[int, dict[int, ListedFile]] = field(default_factory=dict)
    archived: set[int] = field(default_factory=set)
    answered_on: dict[int, date] = field(default_factory=dict)
    gone_on: dict[int, list[date]] = field(default_factory=dict)
    absent_on: dict[int, list[date]] = field(default_factory=dict)
    asked_on: dict[int, date] = field(default_factory=dict)

    def is_vanished(self, urn: int) -> bool:
        """Whether a known page was not at its address when it was last asked."""
        return self.asked_on[urn] > self.pages[urn].read_on


def file_id_of(address: str) -> int | None:
    """The number of a report file in its address; None where it has none."""
    match = _FILE.search(address)
    return int(match[1]) if match else None


def read_site_knowledge(archive: Archive, parsed: Path) -> SiteKnowledge:
    """Gather what the archive knows; pages that nobody read yet are read now."""
    fetches = [f for f in archive.fetches() if f.purpose.kind in (PROVIDER_PAGE, REPORT)]
    listings = _listings(archive, parsed, fetches)
    known = SiteKnowledge()
    for fetch in fetches:
        if archive.is_doubted(fetch.sha256):
            continue
        if fetch.purpose.kind == REPORT:
            note_file(known, fetch)
        elif fetch.sha256 is not None:
            listing = listings.get(fetch.sha256[:16])
            if listing is not None:
                note_page(known, listing, fetch)
        elif fetch.status in GONE:
            note_no_page(known, fetch)
    return known


def listing_of(rows: Rows) -> Listing:
    """What one page lists, by its rows."""
    ((urn, *_),) = rows["page"]
    files = [
        ListedFile(file_id, address, published)
        for _, _, file_id, address, _, _, _, _, published in rows["page_inspection"]
        if file_id is not None
    ]
    predecessors = {
        linked for _, event, _, linked in rows["page_event"] if event == "predecessor" and linked is not None
    }
    return Listing(urn, tuple(files), tuple(sorted(predecessors)))


def note_page(known: SiteKnowledge, listing: Listing, fetch: FetchRecord) -> None:
    """Take in a page that was had."""
    day = fetch.fetched_at.date()
    _note_absent(known, listing, day)
    known.ever_listed.setdefault(listing.urn, {}).update({file.file_id: file for file in listing.files})
    known.pages[listing.urn] = KnownPage(
        urn=listing.urn,
        address=fetch.redirected_to or fetch.address,
        listed=listing.files,
        latest=max((file.published for file in listing.files if file.published), default=None),
        predecessors=listing.predecessors,
        read_on=day,
    )
    known.asked_on[listing.urn] = day
    # An older address may lead to the page of another URN.
    known.asked_on[_urn_asked(fetch.address) or listing.urn] = day


def note_no_page(known: SiteKnowledge, fetch: FetchRecord) -> None:
    """Take in that there is no page at an address. A page that is known stays known: it may have moved."""
    urn = _urn_asked(fetch.address)
    if urn is not None:
        known.asked_on[urn] = fetch.fetched_at.date()


def note_file(known: SiteKnowledge, fetch: FetchRecord) -> None:
    """Take in what a report file answered."""
    file_id = file_id_of(fetch.address)
    if file_id is None:
        return
    day = fetch.fetched_at.date()
    known.answered_on[file_id] = day
    if fetch.sha256:
        known.archived.add(file_id)
    elif fetch.status in GONE:
        known.gone_on.setdefault(file_id, []).append(day)


def _urn_asked(address: str) -> int | None:
    """The URN in the address of a page, of either form."""
    match = _LEGACY.search(address) or _PROVIDER.search(address)
    return int(match.groups()[-1]) if match else None


def _note_absent(known: SiteKnowledge, listing: Listing, day: date) -> None:
    """Count the nights on which a page was had without a file that it once listed."""
    now = {file.file_id for file in listing.files}
    for file_id in known.ever_listed.get(listing.urn, {}):
        if file_id in now:
            known.absent_on.pop(file_id, None)
        elif day not in known.absent_on.get(file_id, ()):
            known.absent_on.setdefault(file_id, []).append(day)


def _listings(archive: Archive, parsed: Path, fetches: Iterable[FetchRecord]) -> dict[str, Listing]:
    """What every archived page that could be read lists, by document."""
    pages = [f.sha256 for f in fetches if f.purpose.kind == PROVIDER_PAGE and f.sha256]
    if not pages:
        return {}
    from pipelines.database import name_files, read_rows

    store = SmallDocumentStore(parsed, PROVIDER_PAGE_READER)
    store.read_new(pages, archive.read)
    files = store.paths()
    with scratch() as connection:
        for relation in ("page", "page_inspection", "page_event"):
            name_files(connection, relation, files[relation])
        return {row["document_id"]: _listing(row) for row in read_rows(connection, "sources/page_listing")}


def _listing(row: dict[str, Any]) -> Listing:
    listed = zip(row["file_ids"] or (), row["addresses"] or (), row["published"] or (), strict=True)
    return Listing(row["urn"], tuple(ListedFile(*file) for file in listed), tuple(row["predecessors"] or ()))
