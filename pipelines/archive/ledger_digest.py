"""The ledger without what only repeats, so that a night does not read the lines of twenty years.

Belongs here: which answers repeat, and keeping the rest in one file beside the ledger. Does not belong
here: the ledger itself (ledger.py), which keeps every line; the digest is made again from it whenever it is
missing, damaged or of another ledger.

A page that is patrolled for years says the same thing each time. Of consecutive answers of one address that
brought the same body, the digest keeps the first, those of the second day and of the second day on which the
body came anew, and the last: what a first night, a page's standing, two nights without a file, the newest
headers and a body that came on one day only are told by. Everything else stays: answers without a body,
decisions, windows.
"""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from pipelines.archive.ledger_entries import Entry, FetchRecord, Purpose, from_json, to_json
from pipelines.records import write_bytes

log = logging.getLogger(__name__)

FILE, FORM = ".digest.json", 1
DUE_AFTER = 8_000_000
"""Bytes of lines that are not in the digest, some 20,000 of them, past which it is made anew."""
_TAIL = 4096


@dataclass(frozen=True)
class Place:
    """How far a file of the ledger has been read: bytes and lines; tail: a hash of the last bytes of
    these."""

    size: int = 0
    lines: int = 0
    tail: str = ""

    @classmethod
    def at(cls, path: Path, size: int, lines: int) -> Place:
        return cls(size, lines, _tail(path, size))

    def is_in(self, path: Path) -> bool:
        """Whether the file still begins with what was read of it, as far as its size and these bytes tell."""
        return path.is_file() and path.stat().st_size >= self.size and _tail(path, self.size) == self.tail


@dataclass
class _Run:
    """Consecutive answers of one address that say the same thing."""

    says: Hashable
    first_day: date
    days: set[date] = field(default_factory=set)
    new_days: set[date] = field(default_factory=set)
    last: int | None = None


class Condensed:
    """Entries without repetitions, given in order of sequence; by sequence in ``entries``."""

    def __init__(self) -> None:
        self.entries: dict[int, Entry] = {}
        self._runs: dict[str, _Run] = {}

    def add(self, entry: Entry) -> None:
        self.entries[entry.sequence] = entry
        if not isinstance(entry, FetchRecord):
            return
        says = (entry.sha256, entry.purpose, entry.redirected_to, entry.redacted)
        day = entry.fetched_at.date()
        run = self._runs.get(entry.address)
        if run is None or run.says != says or entry.sha256 is None:
            run = self._runs[entry.address] = _Run(says, day)
        if run.last is not None:
            del self.entries[run.last]
        is_second = len(run.days) < 2 and day not in run.days
        is_second_new = not entry.from_cache and len(run.new_days) < 2 and day not in run.new_days
        if is_second:
            run.days.add(day)
        if is_second_new:
            run.new_days.add(day)
        run.last = None if is_second or is_second_new or entry.sha256 is None else entry.sequence


def read_digest(folder: Path) -> tuple[list[Entry], dict[Path, Place]]:
    """The digest of the ledger in ``folder`` and how far that ledger is in it; nothing where there is none
    that can be trusted."""
    path = folder / FILE
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return [], {}
    try:
        seal, _, body = content.partition(b"\n")
        if seal.decode() != hashlib.sha256(body).hexdigest():
            raise ValueError("it is not what was written")
        told = json.loads(body)
        if told["form"] != FORM:
            raise ValueError("it is of another form")
        places = {folder / name: Place(**place) for name, place in told["places"].items()}
        if not all(place.is_in(file) for file, place in places.items()):
            raise ValueError("the ledger has changed where it was read already")
        return list(_entries(told)), places
    except (ValueError, KeyError, TypeError) as error:
        log.warning("%s is left aside and made again from the ledger (%s)", path.name, error)
        return [], {}


def write_digest(folder: Path, entries: Iterable[Entry], places: Mapping[Path, Place]) -> None:
    """Keep the digest. Columns, and each text once: half a million entries are read in about a second."""
    texts: dict[str, int] = {}

    def number(text: str | None) -> int:
        return -1 if text is None else texts.setdefault(text, len(texts))

    purposes: dict[Purpose, int] = {}
    fetches: list[list[int]] = []
    others: list[dict[str, Any]] = []
    for entry in entries:
        if not isinstance(entry, FetchRecord):
            others.append(to_json(entry))
            continue
        if entry.purpose not in purposes:
            purposes[entry.purpose] = number(json.dumps(to_json(entry)["purpose"]))
        fetches.append(
            [
                entry.sequence,
                number(entry.address),
                number(entry.fetched_at.isoformat()),
                entry.status,
                number(json.dumps(dict(entry.headers))),
                number(entry.sha256),
                -1 if entry.bytes is None else entry.bytes,
                int(entry.from_cache),
                purposes[entry.purpose],
                number(entry.redirected_to),
                number(json.dumps(entry.redacted)),
            ]
        )
    told = {
        "form": FORM,
        "places": {path.name: vars(place) for path, place in places.items()},
        "texts": list(texts),
        "fetches": list(zip(*fetches, strict=True)),
        "others": others,
    }
    body = json.dumps(told, ensure_ascii=False).encode()
    write_bytes(folder / FILE, hashlib.sha256(body).hexdigest().encode() + b"\n" + body, private=True)


def _entries(told: Mapping[str, Any]) -> Iterator[Entry]:
    """Fetches and other entries, in order of sequence."""
    texts: Sequence[str] = told["texts"]
    moments: dict[int, datetime] = {}
    headers: dict[int, Mapping[str, str]] = {}
    purposes: dict[int, Purpose] = {}
    redacted: dict[int, tuple[str, ...]] = {}
    others = [from_json(line) for line in told["others"]]
    at = 0
    for row in zip(*told["fetches"], strict=True):
        sequence, address, moment, status, head, sha256, size, cached, purpose, led, taken = row
        while at < len(others) and others[at].sequence < sequence:
            yield others[at]
            at += 1
        if moment not in moments:
            moments[moment] = datetime.fromisoformat(texts[moment])
        if head not in headers:
            headers[head] = json.loads(texts[head])
        if purpose not in purposes:
            purposes[purpose] = Purpose.from_json(json.loads(texts[purpose]))
        if taken not in redacted:
            redacted[taken] = tuple(json.loads(texts[taken]))
        yield FetchRecord(
            sequence,
            texts[address],
            moments[moment],
            status,
            headers[head],
            None if sha256 < 0 else texts[sha256],
            None if size < 0 else size,
            bool(cached),
            purposes[purpose],
            None if led < 0 else texts[led],
            redacted[taken],
        )
    yield from others[at:]


def _tail(path: Path, size: int) -> str:
    with path.open("rb") as file:
        file.seek(max(0, size - _TAIL))
        return hashlib.sha256(file.read(min(size, _TAIL))).hexdigest()
