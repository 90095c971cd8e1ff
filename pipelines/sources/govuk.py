"""GOV.UK: finding what Ofsted has published there and archiving whatever is new.

Belongs here: going through the pages of reference/sources.toml and judging each as a source. How a file is
recognised belongs to titles.py, the JSON of a page to content_api.py, HTTP to client.py.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from pipelines.archive.archive import Archive
from pipelines.archive.errors import ArchiveCorrupted
from pipelines.archive.ledger_entries import CONTENT_PAGE, MANAGEMENT_INFORMATION, Purpose
from pipelines.reference import read_toml
from pipelines.sources.client import PoliteClient
from pipelines.sources.content_api import ContentPage, ListedDocument, UnexpectedShape
from pipelines.sources.errors import SourceUnavailable
from pipelines.sources.report import SourceFinding, SourceReport, SourceState, SourceStatus
from pipelines.sources.titles import (
    Attachment,
    Ignored,
    ListedFile,
    Unrecognised,
    choose,
    is_release,
    series_that_keep_coming,
    why_document_ignored,
)

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ListingPage:
    """A page of reference/sources.toml that lists files, itself or through the documents of a collection."""

    name: str
    title: str
    address: str
    lists: Literal["attachments", "documents"]


@dataclass
class _Account:
    """What happened to one source so far this night."""

    page: ListingPage
    attachments: list[Attachment] = field(default_factory=list)
    ignored: list[Ignored] = field(default_factory=list)
    findings: list[SourceFinding] = field(default_factory=list)
    setbacks: list[str] = field(default_factory=list)
    new: list[Attachment] = field(default_factory=list)
    unrecognised: list[Unrecognised] = field(default_factory=list)
    was_reached: bool = False


def listing_pages() -> tuple[ListingPage, ...]:
    """The pages that are read each night."""
    return tuple(ListingPage(**row) for row in read_toml("sources.toml")["page"])


def discover_and_fetch(
    client: PoliteClient, archive: Archive, covered: Callable[[str], bool]
) -> SourceReport:
    """Read every listing page, archive each file that the archive does not have yet, and give an account.

    covered: whether a recording says anything about an address; always true for a live run.
    A file is fetched once: an address of the assets host never changes its content. Raises nothing that a
    source does; ArchiveFull and ArchiveCorrupted pass through, because they concern the archive.
    """
    return SourceReport(tuple(_one_source(client, archive, covered, page) for page in listing_pages()))


def _one_source(
    client: PoliteClient, archive: Archive, covered: Callable[[str], bool], page: ListingPage
) -> SourceStatus:
    if not covered(page.address):
        log.info("%s: not covered by this recording", page.title)
        return SourceStatus(
            page.name, page.title, False, "not_covered", message="Not covered by this recording: skipped."
        )
    account = _Account(page)
    _list_files(client, archive, account)
    _fetch_files(client, archive, account)
    return _status(archive, account)


def _list_files(client: PoliteClient, archive: Archive, account: _Account) -> None:
    """Read the page, and the documents of a collection, and choose what is taken."""
    page = account.page
    listing = _fetch_page(client, archive, account, page.address, page.title)
    if listing is None:
        return
    account.was_reached = True
    with _unexpected_shape_noted(account, page.address):
        if page.lists == "attachments":
            _take(account, listing.title, listing.files)
        else:
            _list_documents(client, archive, account, listing)
        _notice_what_vanished(archive, account, listing)
    _notice_unrecognised(account)
    _notice_double_releases(account)


def _list_documents(
    client: PoliteClient, archive: Archive, account: _Account, collection: ContentPage
) -> None:
    page = account.page.name
    for document in collection.documents:
        if is_release(page, document.title):
            _list_release(client, archive, account, document)
        elif reason := why_document_ignored(page, document.title):
            account.ignored.append(Ignored(document.address, document.title, reason))
        else:
            account.findings.append(
                SourceFinding(
                    "document_not_recognised",
                    document.address,
                    f"“{document.title}” in the collection is neither known as a release nor as something "
                    "to leave.",
                )
            )


def _list_release(
    client: PoliteClient, archive: Archive, account: _Account, document: ListedDocument
) -> None:
    release = _fetch_page(client, archive, account, document.address, document.title)
    if release is None:
        return
    with _unexpected_shape_noted(account, document.address):
        if not _take(account, document.title, release.files):
            account.findings.append(
                SourceFinding(
                    "release_without_schools",
                    document.address,
                    f"“{document.title}” lists no table of schools.",
                )
            )


def _fetch_page(
    client: PoliteClient, archive: Archive, account: _Account, address: str, title: str
) -> ContentPage | None:
    """A content page, or None with the setback noted."""
    with _unexpected_shape_noted(account, address):
        try:
            return ContentPage.read(
                archive.body(client.get(address, Purpose(kind=CONTENT_PAGE, title=title)))
            )
        except SourceUnavailable as error:
            account.setbacks.append(f"The page could not be read: {error}.")
    return None


@contextmanager
def _unexpected_shape_noted(account: _Account, address: str) -> Iterator[None]:
    """Note, instead of raising, that a page is not built as it used to be."""
    try:
        yield
    except UnexpectedShape as surprise:
        account.setbacks.append(f"The page {address} is not built as expected: {surprise}.")


def _take(account: _Account, page_title: str, files: tuple[ListedFile, ...]) -> bool:
    """Choose among the files of one page and note what became of each; whether any was taken."""
    choice = choose(account.page.name, page_title, files)
    known = {attachment.address for attachment in account.attachments}
    account.attachments.extend(file for file in choice.taken if file.address not in known)
    account.ignored.extend(choice.ignored)
    account.unrecognised.extend(choice.unrecognised)
    return bool(choice.taken)


def _notice_unrecognised(account: _Account) -> None:
    """Report each unknown table; one newer than a series that keeps coming may be that series, renamed."""
    newest = _newest_by_series(account)
    overdue_since = min(
        (newest.get(series, date.min) for series in series_that_keep_coming(account.page.name)),
        default=date.max,
    )
    for file in account.unrecognised:
        message = f"“{file.title}” is a table, but {file.reason}: give it a line in reference/sources.toml."
        account.findings.append(SourceFinding("attachment_not_recognised", file.address, message))
        if file.as_at and file.as_at > overdue_since:
            account.setbacks.append(f"{message} It is newer than files of this source that were recognised.")


def _newest_by_series(account: _Account) -> dict[str, date]:
    newest: dict[str, date] = {}
    for file in account.attachments:
        if file.as_at:
            newest[file.series] = max(file.as_at, newest.get(file.series, date.min))
    return newest


def _notice_what_vanished(archive: Archive, account: _Account, listing: ContentPage) -> None:
    """Whatever kind of thing an earlier state of the page listed must still be listed."""
    listed = _kinds_listed(account.page, listing)
    for sha256 in _earlier_states(archive, account.page):
        try:
            earlier = ContentPage.read(archive.read(sha256))
            gone = sorted(_kinds_listed(account.page, earlier) - listed)
        except UnexpectedShape:
            continue  # a state that could not be read was reported on its own night
        except ArchiveCorrupted as error:
            log.warning(
                "%s: an earlier state of the page cannot be compared with. %s", account.page.title, error
            )
            continue
        if gone:
            account.setbacks.append(
                f"The page no longer lists any {' or '.join(gone)}, which it listed before: look at "
                f"{account.page.address}."
            )
            return


def _kinds_listed(page: ListingPage, listing: ContentPage) -> set[str]:
    """The kinds of thing that a state of the page lists: series or, for a collection, releases."""
    if page.lists == "attachments":
        return {f"file of {file.series}" for file in choose(page.name, listing.title, listing.files).taken}
    return {"release" for document in listing.documents if is_release(page.name, document.title)}


def _earlier_states(archive: Archive, page: ListingPage) -> Iterable[str]:
    """The hash of every different state in which the page was archived, newest first."""
    hashes = [
        fetch.sha256
        for fetch in reversed(archive.fetches())
        if fetch.address == page.address and fetch.purpose.kind == CONTENT_PAGE and fetch.sha256
    ]
    return dict.fromkeys(hashes)


def _notice_double_releases(account: _Account) -> None:
    """Two addresses for one release: both are archived, and somebody is told."""
    first: dict[tuple[str, date | None], Attachment] = {}
    for attachment in account.attachments:
        other = first.setdefault((attachment.series, attachment.as_at), attachment)
        if other is not attachment:
            account.findings.append(
                SourceFinding(
                    "two_files_one_release",
                    attachment.address,
                    f"“{attachment.title}” and “{other.title}” are of one series and day; both were taken.",
                )
            )


def _fetch_files(client: PoliteClient, archive: Archive, account: _Account) -> None:
    newest_first = sorted(account.attachments, key=lambda file: file.as_at or date.min, reverse=True)
    wanted = [file for file in newest_first if archive.latest(file.address) is None]
    for number, file in enumerate(wanted, start=1):
        log.info("%s: fetching %d of %d: %s", account.page.title, number, len(wanted), file.title)
        try:
            record = client.get(
                file.address, Purpose(MANAGEMENT_INFORMATION, file.series, file.title, file.as_at)
            )
        except SourceUnavailable as error:
            account.setbacks.append(f"“{file.title}” could not be had: {error}.")
            continue
        account.new.append(file)
        if file.size is not None and record.bytes != file.size:
            message = (
                f"“{file.title}” has {record.bytes:,} bytes; its page says {file.size:,}. If it was cut off, "
                f"keep it out: welfare-monitor document quarantine {str(record.sha256)[:12]} --reason …"
            )
            account.setbacks.append(message)
            account.findings.append(SourceFinding("size_differs", file.address, message))


def _status(archive: Archive, account: _Account) -> SourceStatus:
    state: SourceState = "ok"
    if account.setbacks:
        state = "degraded" if account.was_reached else "unavailable"
    archived = [file for file in account.attachments if archive.latest(file.address)]
    newest = max((file.as_at for file in archived if file.as_at), default=None)
    return SourceStatus(
        name=account.page.name,
        title=account.page.title,
        covered=True,
        state=state,
        new=tuple(account.new),
        listed=len(account.attachments),
        newest_as_at=newest,
        ignored=tuple(account.ignored),
        findings=tuple(account.findings),
        message=" ".join([*_in_words(account, newest), *account.setbacks]),
    )


def _in_words(account: _Account, newest: date | None) -> list[str]:
    """What the source lists, as a sentence; none when it could not be reached."""
    if not account.was_reached:
        return []
    if not account.attachments:
        return [] if account.setbacks else ["Nothing is published there yet."]
    files = "1 file" if len(account.attachments) == 1 else f"{len(account.attachments)} files"
    day = f", the newest archived as at {newest.day} {newest:%B %Y}" if newest else ""
    return [f"Lists {files}{day}; {len(account.new) or 'none'} new."]
