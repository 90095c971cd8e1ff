"""Reads one school's page and fetches the report files on it that the archive lacks.

Belongs here: one visit, and what came of it. Does not belong here: which schools are visited (discovery.py,
patrol.py).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from pipelines.archive.archive import Archive
from pipelines.archive.ledger_entries import PROVIDER_PAGE, REPORT, FetchRecord, Purpose
from pipelines.documents.refusal import DocumentRefused
from pipelines.documents.site_relations import PROVIDER_PAGE_READER
from pipelines.documents.small_documents import WhatWasRead
from pipelines.sources.client import PoliteClient
from pipelines.sources.errors import HostStopped, NotThere, SourceUnavailable
from pipelines.sources.reports_site.knowledge import (
    ListedFile,
    SiteKnowledge,
    listing_of,
    note_file,
    note_no_page,
    note_page,
)

Wanted = Callable[[ListedFile], bool]


@dataclass
class VisitAccount:
    """What the visits of a night came to. Setbacks leave something unread; remarks are answers worth a
    look. without_page: URNs that had no page at any address asked."""

    pages: int = 0
    changed_pages: int = 0
    files: int = 0
    new_files: int = 0
    absent_files_asked: int = 0
    without_page: set[int] = field(default_factory=set)
    setbacks: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


@dataclass
class Visitor:
    """Visits pages with one client, and keeps the account and the archive's knowledge up to date.

    read: what the pages said, by sha256, for the store of pages: nobody reads them a second time.
    """

    client: PoliteClient
    archive: Archive
    known: SiteKnowledge
    account: VisitAccount = field(default_factory=VisitAccount)
    read: dict[str, WhatWasRead] = field(default_factory=dict)

    def visit(self, address: str, urn: int, wanted: Wanted) -> bool:
        """Read a page and its wanted files; whether all of it was had (a 404 is an answer, too).

        Raises HostStopped once the site is left alone for this run.
        """
        listed = self._page(address, urn)
        return listed is not None and self.fetch_files(listed, wanted)

    def fetch_files(self, listed: Iterable[ListedFile], wanted: Wanted) -> bool:
        """Fetch the wanted files that the archive lacks; whether all were had (a 404 is an answer, too).

        Raises HostStopped once the site is left alone for this run.
        """
        whole = True
        for file in listed:
            if wanted(file) and file.file_id not in self.known.archived:
                whole = self._file(file) and whole
        return whole

    def ask_absent(self, file: ListedFile) -> None:
        """Ask for a file that its page no longer lists: its answer tells whether it was withdrawn."""
        self.account.absent_files_asked += 1
        try:
            note_file(self.known, self.client.get(file.address, Purpose(kind=REPORT)))
        except NotThere as answer:
            note_file(self.known, answer.record)
        except SourceUnavailable as error:
            self.account.setbacks.append(f"A file that is listed no longer could not be asked: {error}.")

    def _page(self, address: str, urn: int) -> tuple[ListedFile, ...] | None:
        self.account.pages += 1
        try:
            fetch = self.client.get(address, Purpose(kind=PROVIDER_PAGE))
        except NotThere as answer:
            note_no_page(self.known, answer.record)
            self.account.without_page.add(urn)
            self.account.remarks.append(
                f"URN {urn} has no page at {address} (status {answer.record.status})."
            )
            return ()
        except SourceUnavailable as error:
            self._left(error)
            return None
        return self._read(fetch, urn)

    def _read(self, fetch: FetchRecord, urn: int) -> tuple[ListedFile, ...] | None:
        found = PROVIDER_PAGE_READER.read_or_refuse(self.archive.body(fetch))
        self.read[str(fetch.sha256)] = found
        if isinstance(found, DocumentRefused):
            self.account.setbacks.append(f"The page {fetch.address} was not understood: {found}.")
            return None
        listing = listing_of(found)
        note_page(self.known, listing, fetch)
        if listing.urn != urn:
            self.account.setbacks.append(
                f"The page {fetch.address} is that of URN {listing.urn}, not of {urn}."
            )
            return None
        self.account.without_page.discard(urn)
        self.account.changed_pages += not fetch.from_cache
        return listing.files

    def _file(self, file: ListedFile) -> bool:
        self.account.files += 1
        try:
            note_file(self.known, self.client.get(file.address, Purpose(kind=REPORT)))
        except NotThere as answer:
            note_file(self.known, answer.record)
            self.account.remarks.append(
                f"Report file {file.file_id} is listed and is not there (status {answer.record.status})."
            )
            return True
        except SourceUnavailable as error:
            self._left(error)
            return False
        self.account.new_files += 1
        return True

    def _left(self, error: SourceUnavailable) -> None:
        """Note what could not be had; where the host is left alone, the night's visits end."""
        self.account.setbacks.append(f"{error}.")
        if isinstance(error, HostStopped):
            raise error
