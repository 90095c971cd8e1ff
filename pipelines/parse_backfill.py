"""Reads all archived pages and reports anew in parts, for several processes or machines to share.

Belongs here: which parts there are, reading one, taking all into the store of parsed documents. Does not
belong here: who reads which part and when (assets/parse_backfill.py), and reading a document.

After a new version of a reader a night reads everything again by itself, on one machine. Where that is too
slow, this is run before it; the night then finds the work done. A part is all documents whose hash begins
with one digit, so parts are of one size, whatever was published when. Each is read into a store of its own
below ``parsed/backfill``; nothing waits for anything else, and a part that was cut short goes on where it
was.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

from pipelines.archive.archive import Archive
from pipelines.archive.ledger_entries import PROVIDER_PAGE, REPORT
from pipelines.documents.site_relations import PROVIDER_PAGE_READER, REPORT_READER
from pipelines.documents.small_documents import Reader, SmallDocumentStore
from pipelines.layout import DataFolder
from pipelines.night import hold_data_folder

PARTS, STAGED = "0123456789abcdef", "backfill"
READERS: dict[str, Reader] = {PROVIDER_PAGE: PROVIDER_PAGE_READER, REPORT: REPORT_READER}


def parts_to_read(data: DataFolder) -> list[str]:
    """The parts of which some document has not been read by the readers of today."""
    archive = Archive(data.archive)
    unread = {sha256[0] for reader in READERS.values() for sha256 in _unread(data, archive, reader)}
    return [part for part in PARTS if part in unread or _staged(data, part).is_dir()]


def read_part(data: DataFolder, part: str) -> int:
    """Read the documents of a part that have not been read; how many those were. Needs the archive, and
    nothing that another part writes: any process that sees the data folder may do it, also beside a night."""
    archive, count = Archive(data.archive), 0
    for reader in READERS.values():
        wanted = [sha256 for sha256 in _unread(data, archive, reader) if sha256[0] == part]
        # Parts are what is shared out: each is read by the process that it was given to.
        staged = SmallDocumentStore(_staged(data, part), reader)
        count += staged.read_new(wanted, archive.read, processes=1)
    return count


def take_in_parts(data: DataFolder) -> int:
    """Take what was read of all parts into the store that nights read; how many documents. Holds the data
    folder: raises NightRunning while a night does."""
    count = 0
    with hold_data_folder(data):
        for part in PARTS:
            if not _staged(data, part).is_dir():
                continue
            for reader in READERS.values():
                parsed = SmallDocumentStore(data.parsed, reader)
                count += parsed.take_in(SmallDocumentStore(_staged(data, part), reader))
            shutil.rmtree(_staged(data, part))
        shutil.rmtree(data.parsed / STAGED, ignore_errors=True)
    return count


def _unread(data: DataFolder, archive: Archive, reader: Reader) -> Iterator[str]:
    known = SmallDocumentStore(data.parsed, reader).known()
    purpose = next(purpose for purpose, its in READERS.items() if its is reader)
    fetched = (fetch for fetch in archive.fetches() if fetch.purpose.kind == purpose)
    return (sha256 for sha256 in dict.fromkeys(f.sha256 for f in fetched) if sha256 and sha256 not in known)


def _staged(data: DataFolder, part: str) -> Path:
    return data.parsed / STAGED / part
