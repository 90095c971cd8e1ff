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

from pipelines.archive.archive import Archive
from pipelines.archive.ledger import PROVIDER_PAGE, REPORT, FetchRecord
from pipelines.documents.site_relations import PROVIDER_PAGE_READER
from pipelines.documents.small_documents import SmallDocumentStore

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
class KnownPage:
    """A school's page as the archive last had it. address: with the category that the site gave it.

    listed: its report files. latest: the newest publication on it. read_on: the last night that it was had.
    """

    urn: int
    address: str
    listed: tuple[ListedFile, ...]
    latest: date | None
    read_on: date


@dataclass
class SiteKnowledge:
    """pages: the newest by URN. ever_listed: every file that any page of the URN listed, with its address.

    archived: files whose bytes are at hand. answered_on, gone_on: nights on which a file answered at all,
    and with 404 or 410. absent_on: nights on which a page of its school was read that did not list it,
    since one last did. no_page_on: the last night on which a URN had no page.
    """

    pages: dict[int, KnownPage] = field(default_factory=dict)
    ever_listed: dict[int, dict[int, ListedFile]] = field(default_factory=dict)
    archived: set[int] = field(default_factory=set)
    answered_on: dict[int, date] = field(default_factory=dict)
    gone_on: dict[int, list[date]] = field(default_factory=dict)
    absent_on: dict[int, list[date]] = field(default_factory=dict)
    no_page_on: dict[int, date] = field(default_factory=dict)


def file_id_of(address: str) -> int | None:
    """The number of a report file in its address; None where it has none."""
    match = _FILE.search(address)
    return int(match[1]) if match else None


def provider_in(address: str) -> tuple[int, int] | None:
    """Category and URN in the address of a page; None for another address."""
    match = _PROVIDER.search(address)
    return (int(match[1]), int(match[2])) if match else None


def read_site_knowledge(archive: Archive, parsed: Path) -> SiteKnowledge:
    """Gather what the archive knows; pages that nobody read yet are read now."""
    fetches = [f for f in archive.fetches() if f.purpose.kind in (PROVIDER_PAGE, REPORT)]
    listings = _listings(archive, parsed, fetches)
    known = SiteKnowledge()
    for fetch in fetches:
        day = fetch.fetched_at.date()
        if fetch.purpose.kind == REPORT:
            _take_file(known, fetch, day)
        elif fetch.sha256 is not None:
            listing = listings.get(fetch.sha256[:16])
            if listing is not None:
                _take_page(known, *listing, fetch, day)
        elif (match := _LEGACY.search(fetch.address)) or (match := _PROVIDER.search(fetch.address)):
            known.no_page_on[int(match.groups()[-1])] = day
    return known


def read_page(content: bytes) -> tuple[int, tuple[ListedFile, ...]]:
    """URN and report files of one page; raises DocumentRefused."""
    rows = PROVIDER_PAGE_READER.read(content)
    ((urn, *_),) = rows["page"]
    listed = [
        ListedFile(file_id, address, published)
        for _, _, file_id, address, _, _, _, _, published in rows["page_inspection"]
        if file_id is not None
    ]
    return urn, tuple(listed)


def note_page(known: SiteKnowledge, urn: int, listed: tuple[ListedFile, ...], fetch: FetchRecord) -> None:
    """Take in a page that was read tonight."""
    _take_page(known, urn, listed, fetch, fetch.fetched_at.date())


def _take_file(known: SiteKnowledge, fetch: FetchRecord, day: date) -> None:
    file_id = file_id_of(fetch.address)
    if file_id is None:
        return
    known.answered_on[file_id] = day
    if fetch.sha256:
        known.archived.add(file_id)
    elif fetch.status in (404, 410):
        known.gone_on.setdefault(file_id, []).append(day)


def _take_page(
    known: SiteKnowledge, urn: int, listed: tuple[ListedFile, ...], fetch: FetchRecord, day: date
) -> None:
    ever = known.ever_listed.setdefault(urn, {})
    now = {file.file_id for file in listed}
    for file_id in ever:
        nights = known.absent_on.setdefault(file_id, [])
        if file_id in now:
            nights.clear()
        elif day not in nights:
            nights.append(day)
    ever.update({file.file_id: file for file in listed})
    known.pages[urn] = KnownPage(
        urn=urn,
        address=fetch.redirected_to or fetch.address,
        listed=listed,
        latest=max((file.published for file in listed if file.published), default=None),
        read_on=day,
    )
    known.no_page_on.pop(urn, None)


def _listings(
    archive: Archive, parsed: Path, fetches: Iterable[FetchRecord]
) -> dict[str, tuple[int, tuple[ListedFile, ...]]]:
    """URN and listed files of every archived page that could be read, by document."""
    pages = [f.sha256 for f in fetches if f.purpose.kind == PROVIDER_PAGE and f.sha256]
    if not pages:
        return {}
    import duckdb

    from pipelines.warehouse.database import read_rows

    store = SmallDocumentStore(parsed, PROVIDER_PAGE_READER)
    store.read_new(pages, archive.read)
    files = store.paths()
    with duckdb.connect(":memory:") as connection:
        connection.execute("SET VARIABLE page_files = ?", [[str(path) for path in files["page"]]])
        connection.execute(
            "SET VARIABLE page_inspection_files = ?", [[str(path) for path in files["page_inspection"]]]
        )
        return {
            row["document_id"]: (
                row["urn"],
                tuple(
                    ListedFile(*listed)
                    for listed in zip(
                        row["file_ids"] or (), row["addresses"] or (), row["published"] or (), strict=True
                    )
                ),
            )
            for row in read_rows(connection, "sources/page_listing")
        }
