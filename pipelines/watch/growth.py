"""How much each of the last nights brought into the archive, as its ledger tells.

Belongs here: the record of it, DATA/watch/growth.json, and what follows for the next night. Does not belong
here: whether there is room (room.py). A first night and a backfill are not in it: they bring years at once,
and no night after them does.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from pipelines.archive.archive import Archive
from pipelines.archive.errors import ArchiveError
from pipelines.layout import DataFolder
from pipelines.night import Night
from pipelines.records import read_record, write_record
from pipelines.warehouse.publish import published_build

NIGHTS = 31
"""So many are kept: each month has a night on which management information comes out, the largest of all."""


@contextmanager
def growth_remembered(night: Night) -> Iterator[None]:
    """Keep what a night brings, however it ends."""
    is_first = published_build(night.data) is None
    had = len(night.archive.fetches())
    try:
        yield
    finally:
        if not is_first:
            # Neither a full disk nor a damaged ledger must hide why the night failed.
            with suppress(OSError, ArchiveError):
                kept = [*_nights(night.data), bytes_since(night.archive, had)]
                write_record(_file(night.data), kept[-NIGHTS:])


def bytes_since(archive: Archive, had: int) -> int:
    """Bytes of the bodies that were new in the fetches after the first ``had``."""
    fetches = archive.fetches()
    known = {fetch.sha256 for fetch in fetches[:had]}
    new = {fetch.sha256: fetch.bytes or 0 for fetch in fetches[had:] if fetch.sha256 not in known}
    return sum(new.values())


def most_of_a_night(data: DataFolder) -> int:
    """Bytes that the largest of the last nights brought; 0 where none is known yet."""
    return max(_nights(data), default=0)


def _nights(data: DataFolder) -> list[int]:
    record = read_record(_file(data))
    return [size for size in record if isinstance(size, int)] if isinstance(record, list) else []


def _file(data: DataFolder) -> Path:
    return data.watch / "growth.json"
