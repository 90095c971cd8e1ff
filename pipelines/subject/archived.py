"""What the archive and the records of nights hold of a school: fetches of its documents, decisions on them.

Belongs here: looking through the ledger, and for the URN in what nights wrote down. Does not belong here:
reading any document; reports name people and are never searched.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from pipelines.archive.archive import Archive
from pipelines.archive.ledger_entries import Decision, FetchRecord
from pipelines.layout import DataFolder

DOCUMENT_ID_LENGTH = 16  # hexadecimal digits of the sha256, as in source_document
_PIECE = 1 << 20  # bytes


@dataclass(frozen=True)
class Fetched:
    """One line of the ledger about a document of the subject.

    is_own: the document is about the subject alone; else it is a list that has rows of others, too.
    """

    fetched_at: datetime
    address: str
    kind: str
    title: str | None
    status: int
    sha256: str | None
    is_own: bool


def fetches(
    archive: Archive,
    urns: Collection[int],
    own_documents: Collection[str],
    own_addresses: Collection[str],
    cited: Collection[str],
) -> list[Fetched]:
    """Every fetch of a page or report of the subject, also of ones that were never read, and of each list
    that is cited."""
    numbers = "|".join(map(str, urns))
    own_page = re.compile(rf"/provider/\d+/(?:{numbers})/?$|/urn/(?:{numbers})\.pdf$")
    own, lists = set(own_documents), set(cited)
    addresses, of_lists = set(own_addresses), set[str]()
    # What old answers only repeat is not among these; every address with each of its documents is.
    for fetch in archive.fetches():
        if _named(fetch) in own or own_page.search(fetch.address):
            addresses.add(fetch.address)
        if _named(fetch) in lists:
            of_lists.add(fetch.address)
    return [
        _told(fetch, is_own=fetch.address in addresses)
        for fetch in archive.every_fetch_of(addresses | of_lists)
        if fetch.address in addresses or _named(fetch) in lists
    ]


def decisions(archive: Archive, documents: Collection[str]) -> list[Decision]:
    """What operators decided about these documents."""
    return [entry for entry in archive.decisions() if entry.sha256[:DOCUMENT_ID_LENGTH] in set(documents)]


def records_that_name(data: DataFolder, urns: Collection[int]) -> list[str]:
    """Files in which nights and checks wrote something down and a URN occurs, by path in the data folder."""
    number = re.compile(rb"(?<!\d)(?:" + b"|".join(str(urn).encode() for urn in urns) + rb")(?!\d)")
    places = [*data.night.rglob("*"), *data.builds.glob("*/verdict.json"), *data.dagster.rglob("*")]
    return sorted(
        str(path.relative_to(data.root)) for path in places if path.is_file() and _occurs(number, path)
    )


def _named(fetch: FetchRecord) -> str | None:
    return fetch.sha256[:DOCUMENT_ID_LENGTH] if fetch.sha256 else None


def _told(fetch: FetchRecord, *, is_own: bool) -> Fetched:
    return Fetched(
        fetched_at=fetch.fetched_at,
        address=fetch.address,
        kind=fetch.purpose.kind,
        title=fetch.purpose.title,
        status=fetch.status,
        sha256=fetch.sha256,
        is_own=is_own,
    )


def _occurs(number: re.Pattern[bytes], path: Path) -> bool:
    """Whether a number stands in a file, read piece by piece: Dagster's records can be large."""
    kept = b""
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            if number.search(kept + piece):
                return True
            kept = piece[-8:]
    return False
