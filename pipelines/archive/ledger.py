"""The ledger: one JSON object a line, by month, of every answer fetched, every decision of an operator and
every publication window that was read whole.

Belongs here: writing lines durably, reading them in order.
Does not belong here: what a line says (ledger_entries.py), the bytes (blobs.py), and what the log of shown
flags holds (shown_log.py).
"""

from __future__ import annotations

import heapq
import json
import logging
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import pairwise
from operator import attrgetter
from pathlib import Path

from pipelines.archive.errors import ArchiveCorrupted, disk_explained
from pipelines.archive.files import locked, sync_folder, write_all
from pipelines.archive.ledger_digest import DUE_AFTER, Condensed, Place, read_digest, write_digest
from pipelines.archive.ledger_entries import Entry, to_json
from pipelines.archive.ledger_lines import LineReader

log = logging.getLogger(__name__)

_ADDRESS = b'"address": "'
_sequence = attrgetter("sequence")


@dataclass(frozen=True, slots=True)
class TornLine:
    """The last line of a run that was killed while writing it: set aside, never lost.

    file: the side file that it was moved to.
    text: what there was of it.
    """

    file: Path
    text: str


@dataclass
class Ledger:
    """The ledger in one folder, readable and appendable by several processes at once.

    It is held without what only repeats, once there is much of it (ledger_digest.py).
    Raises ArchiveCorrupted for a malformed line (file and line number named) or a sequence number used twice.
    """

    folder: Path
    torn_lines: tuple[TornLine, ...] = ()
    _entries: list[Entry] = field(default_factory=list)
    _read_up_to: dict[Path, int] = field(default_factory=dict)
    _lines_read: dict[Path, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        with self._locked():
            self.torn_lines = tuple(self._set_torn_lines_aside())
            self._read_digest()
            self._read_what_is_new()

    def entries(self, skip: int = 0) -> tuple[Entry, ...]:
        """Entries after the first ``skip``, in order of sequence; of old ones not those that only repeat."""
        with self._locked():
            self._read_what_is_new()
        return tuple(self._entries[skip:])

    def every_entry(self, addresses: Iterable[str] | None = None) -> Iterator[Entry]:
        """Every entry that was ever written, in order of sequence, read anew; where addresses are given, of
        answers only those of one of them, which is twenty times as fast."""
        with self._locked():
            ends = {path: path.stat().st_size for path in self._files()}
        wanted = None if addresses is None else frozenset(map(_as_written, addresses))
        read = LineReader().read
        every = (_lines(path, 0, end, 0, read, wanted) for path, end in ends.items())
        return heapq.merge(*every, key=_sequence)

    def append(self, month_of: datetime, make: Callable[[int], Entry]) -> Entry:
        """Write the entry that ``make`` builds for the next sequence number; durable when this returns."""
        with self._locked():
            self._read_what_is_new()
            entry = make(self._entries[-1].sequence + 1 if self._entries else 1)
            path = self.folder / f"{month_of.astimezone(UTC):%Y-%m}.jsonl"
            self._append_line(path, (json.dumps(to_json(entry), ensure_ascii=False) + "\n").encode())
            self._entries.append(entry)
        return entry

    def _locked(self) -> AbstractContextManager[None]:
        return locked(self.folder / ".lock")

    def _append_line(self, path: Path, line: bytes) -> None:
        is_new = not path.exists()
        with disk_explained(self.folder):
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
            try:
                before = os.fstat(descriptor).st_size
                try:
                    write_all(descriptor, line)
                    os.fsync(descriptor)
                except OSError:
                    os.ftruncate(descriptor, before)
                    raise
            finally:
                os.close(descriptor)
            if is_new:
                sync_folder(self.folder)
        self._read_up_to[path] = before + len(line)
        self._lines_read[path] = self._lines_read.get(path, 0) + 1

    def _files(self) -> list[Path]:
        return sorted(self.folder.glob("*.jsonl"))

    def _read_digest(self) -> None:
        """Take in what the digest has; where much is not in it, make it anew."""
        self._entries, places = read_digest(self.folder)
        ends = {path: path.stat().st_size for path in self._files()}
        if sum(ends.values()) - sum(place.size for place in places.values()) > DUE_AFTER:
            lines = {path: places.get(path, Place()).lines for path in ends}
            condensed = Condensed()
            for entry in self._entries:
                condensed.add(entry)
            for entry in self._in_order(places, ends, lines):
                condensed.add(entry)
            self._entries = list(condensed.entries.values())
            places = {path: Place.at(path, end, lines[path]) for path, end in ends.items()}
            with disk_explained(self.folder):
                write_digest(self.folder, self._entries, places)
        self._read_up_to = {path: place.size for path, place in places.items()}
        self._lines_read = {path: place.lines for path, place in places.items()}

    def _in_order(
        self, places: dict[Path, Place], ends: dict[Path, int], lines: dict[Path, int]
    ) -> Iterator[Entry]:
        """Entries of all files that are not in the digest, one at a time. lines: counted on."""
        last = self._entries[-1].sequence if self._entries else 0
        read = LineReader().read

        def counted(path: Path) -> Iterator[Entry]:
            number = lines[path]
            for entry in _lines(path, places.get(path, Place()).size, ends[path], number, read):
                number += 1
                yield entry
            lines[path] = number

        for entry in heapq.merge(*map(counted, ends), key=_sequence):
            if entry.sequence <= last:
                raise self._used_twice(entry.sequence)
            last = entry.sequence
            yield entry

    def _read_what_is_new(self) -> None:
        """Take in the lines that this or another process wrote since the last look."""
        known = len(self._entries)
        read = LineReader().read
        for path in self._files():
            start, end = self._read_up_to.get(path, 0), path.stat().st_size
            if end == start:
                continue
            had = len(self._entries)
            self._entries += _lines(path, start, end, self._lines_read.get(path, 0), read)
            self._lines_read[path] = self._lines_read.get(path, 0) + len(self._entries) - had
            self._read_up_to[path] = end
        if len(self._entries) > known:
            new = sorted(self._entries[known:], key=_sequence)
            if known and new[0].sequence <= self._entries[known - 1].sequence:
                raise self._used_twice(new[0].sequence)
            for before, after in pairwise(new):
                if after.sequence == before.sequence:
                    raise self._used_twice(after.sequence)
            self._entries[known:] = new

    def _used_twice(self, sequence: int) -> ArchiveCorrupted:
        return ArchiveCorrupted(
            f"Two lines of the ledger in {self.folder} have sequence number {sequence}, or are not in "
            "order. Restore the ledger from a backup; do not renumber it by hand."
        )

    def _set_torn_lines_aside(self) -> list[TornLine]:
        found = []
        for path in self._files():
            if _ends_whole(path):
                continue
            content = path.read_bytes()
            whole = content.rfind(b"\n") + 1
            side_file = path.with_name(path.name + ".torn")
            self._copy_aside(side_file, content[whole:] + b"\n")
            os.truncate(path, whole)
            found.append(TornLine(side_file, content[whole:].decode(errors="replace")))
            log.warning(
                "the last line of %s was cut short by a run that was killed; it was moved to %s and what it "
                "recorded is fetched again",
                path.name,
                side_file.name,
            )
        return found

    def _copy_aside(self, side_file: Path, content: bytes) -> None:
        with disk_explained(self.folder):
            descriptor = os.open(side_file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
            try:
                write_all(descriptor, content)
                os.fsync(descriptor)
            finally:
                os.close(descriptor)
            sync_folder(self.folder)


def _ends_whole(path: Path) -> bool:
    """Whether the last line was written to its end."""
    with path.open("rb") as file:
        if file.seek(0, os.SEEK_END) == 0:
            return True
        file.seek(-1, os.SEEK_END)
        return file.read(1) == b"\n"


def _lines(
    path: Path,
    start: int,
    end: int,
    number: int,
    read: Callable[[bytes], Entry],
    addresses: frozenset[bytes] | None = None,
) -> Iterator[Entry]:
    """The entries of a file between two places. number: how many lines stand before the first. addresses: as
    they are written; answers of others are passed over unread."""
    with path.open("rb") as file:
        file.seek(start)
        while start < end:
            line = file.readline()
            start += len(line)
            number += 1
            if addresses is not None and not _may_tell_of(addresses, line):
                continue
            try:
                entry = read(line)
            except (ValueError, KeyError, TypeError, AttributeError) as error:
                raise ArchiveCorrupted(
                    f"{path}, line {number} is not a ledger entry ({error!r}). Restore the file from a "
                    "backup, or move that line to a file of another name and say so in your records: what it "
                    "recorded is then fetched again."
                ) from error
            yield entry


def _as_written(address: str) -> bytes:
    """An address as a line has it, up to the first quotation mark: more of it is not compared."""
    return json.dumps(address, ensure_ascii=False)[1:].encode().partition(b'"')[0]


def _may_tell_of(addresses: frozenset[bytes], line: bytes) -> bool:
    """Whether a line that was not read is of one of these addresses, or has none that can be seen so."""
    begins = line.find(_ADDRESS) + len(_ADDRESS)
    return begins < len(_ADDRESS) or line[begins : line.find(b'"', begins)] in addresses
