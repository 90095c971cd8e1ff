"""What stands in a mirror: the record of each push, the objects that it speaks of, and whether all are whole.

Belongs here: names and form of what a mirror holds, reading its records, verifying it. Does not belong here:
what is pushed and brought back (mirror.py).

- ``archive/blobs/ab/SHA256``: a body, by its hash;
- ``archive/ledger/2026-06.jsonl.000123``: what push 123 added to that file; ``archive/shown_log`` and
  ``archive/inbox`` likewise, whose files come whole;
- ``pushes/000123.json``: the record of push 123, written last: a push without one does not count.

A record says what its push added (``pieces``, ``blobs``, with size and hash), how long each ledger file has
become and its hash (``ledger``), which bodies it could not take (``owed``), and the hash of the record
before, so that neither a record nor an object can be changed or taken away unseen.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from typing import Any, TypeVar

from pipelines.archive.errors import ArchiveCorrupted, ArchiveError
from pipelines.archive.mirror_store import Store

LEDGER = "archive/ledger"
WRITTEN_ONCE = ("archive/shown_log", "archive/inbox")
ORIGIN = "origin.json"
RECORDS = "pushes"
AT_ONCE = 8
"""Objects under way at the same time: what costs in an object store is waiting for each answer."""

Item = TypeVar("Item")
Found = TypeVar("Found")


@dataclass(frozen=True)
class Piece:
    """Bytes of a file of the data folder, from ``offset`` on; name: the file, relative to that folder."""

    name: str
    offset: int
    size: int
    sha256: str
    push: int

    @property
    def stored_as(self) -> str:
        return f"{self.name}.{self.push:06}"


@dataclass(frozen=True)
class Push:
    """A record. ledger: by file, its whole size and hash after this push. sha256: of the record itself."""

    number: int
    pushed_at: datetime
    before: str | None
    pieces: tuple[Piece, ...]
    blobs: Mapping[str, int]
    ledger: Mapping[str, tuple[int, str]]
    owed: tuple[str, ...]
    sha256: str = field(default="", compare=False)

    @property
    def content(self) -> bytes:
        """The record as it is written."""
        told = asdict(self) | {"pushed_at": self.pushed_at.astimezone(UTC).isoformat()}
        del told["sha256"]
        return json.dumps(told, sort_keys=True).encode() + b"\n"


@dataclass(frozen=True)
class Contents:
    """All records of a mirror, in order."""

    pushes: tuple[Push, ...]

    @property
    def blobs(self) -> dict[str, int]:
        """Every body with its size."""
        return {sha256: size for push in self.pushes for sha256, size in push.blobs.items()}

    @property
    def owed(self) -> set[str]:
        """Bodies that the ledger names and no push could take."""
        return {sha256 for push in self.pushes for sha256 in push.owed} - self.blobs.keys()

    def files(self) -> dict[str, list[Piece]]:
        """Every other file with its pieces, in order."""
        found = defaultdict(list)
        for push in self.pushes:
            for piece in push.pieces:
                found[piece.name].append(piece)
        return dict(found)

    @property
    def size(self) -> int:
        """Bytes of everything that the records speak of."""
        pieces = (piece.size for push in self.pushes for piece in push.pieces)
        return sum(self.blobs.values()) + sum(pieces)


def record_name(number: int) -> str:
    return f"{RECORDS}/{number:06}.json"


def blob_name(sha256: str) -> str:
    return f"archive/blobs/{sha256[:2]}/{sha256}"


def last_push(store: Store) -> Push | None:
    """The newest record; None where nothing was ever pushed."""
    numbers = _numbers(store)
    return _read_record(store, numbers[-1]) if numbers else None


def names_before(store: Store, folder: str, number: int) -> list[str]:
    """The files (relative to the data folder) of which a push before ``number`` took a piece. What a push
    that was cut short left there is not counted: its number is still to come."""
    found = (name.rpartition(".") for name in store.names(folder))
    at = f"{folder}/" if folder else ""
    return [f"{at}{name}" for name, _, push in found if name and push.isdecimal() and int(push) < number]


def read_contents(store: Store) -> Contents:
    """All records, each verified by the one after it; ArchiveCorrupted where one is missing or altered, and
    ArchiveError where nothing was ever pushed."""
    numbers = _numbers(store)
    if not numbers:
        raise ArchiveError(f"Nothing was ever pushed to {store.address}, or it is not the place of a mirror.")
    if numbers != list(range(1, numbers[-1] + 1)):
        raise ArchiveCorrupted(f"Records of pushes are missing from {store.address}/{RECORDS}.")
    pushes = each(numbers, lambda number: _read_record(store, number))
    for before, push in zip([None, *pushes], pushes, strict=False):
        if push.before != (before.sha256 if before else None):
            raise ArchiveCorrupted(
                f"{store.address}: the record before push {push.number} was altered after it was written. "
                "Name another place and push there, while the archive still stands."
            )
    return Contents(tuple(pushes))


def read_piece(store: Store, piece: Piece) -> bytes:
    """The bytes of a piece; ArchiveCorrupted where they are missing or altered."""
    return _sound(store, piece.stored_as, piece.sha256)


def read_blob(store: Store, sha256: str) -> bytes:
    """The bytes of a body; ArchiveCorrupted where they are missing or altered."""
    return _sound(store, blob_name(sha256), sha256)


def problems(store: Store, contents: Contents) -> list[str]:
    """What is missing from the mirror or altered there, a sentence each. Every object is read for it."""
    checks: list[Callable[[], object]] = [
        (lambda piece=piece: read_piece(store, piece))  # type: ignore[misc]
        for pieces in contents.files().values()
        for piece in pieces
    ]
    checks += [(lambda sha256=sha256: read_blob(store, sha256)) for sha256 in contents.blobs]  # type: ignore[misc]

    def told(check: Callable[[], object]) -> str | None:
        try:
            check()
        except ArchiveCorrupted as error:
            return str(error)
        return None

    found = [said for said in each(checks, told) if said]
    never = "Body {} was missing or altered whenever it was to be pushed."
    return [*found, *(never.format(sha256) for sha256 in sorted(contents.owed))]


def each(items: Iterable[Item], work: Callable[[Item], Found]) -> list[Found]:
    """What ``work`` gives for every item, several under way at a time."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(work, items))


def _numbers(store: Store) -> list[int]:
    names = (name.removesuffix(".json") for name in store.names(RECORDS) if name.endswith(".json"))
    return sorted(int(name) for name in names if name.isdecimal())


def _read_record(store: Store, number: int) -> Push:
    content = store.read(record_name(number))
    try:
        told: dict[str, Any] = json.loads(content)
        return Push(
            number=told["number"],
            pushed_at=datetime.fromisoformat(told["pushed_at"]),
            before=told["before"],
            pieces=tuple(Piece(**piece) for piece in told["pieces"]),
            blobs=told["blobs"],
            ledger={name: (size, sha256) for name, (size, sha256) in told["ledger"].items()},
            owed=tuple(told["owed"]),
            sha256=hashlib.sha256(content).hexdigest(),
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ArchiveCorrupted(
            f"{record_name(number)} in {store.address} is no record of a push ({error!r})."
        ) from error


def _sound(store: Store, name: str, sha256: str) -> bytes:
    try:
        content = store.read(name)
    except FileNotFoundError as error:
        raise ArchiveCorrupted(f"{name} is missing from {store.address}.") from error
    if hashlib.sha256(content).hexdigest() != sha256:
        raise ArchiveCorrupted(f"{name} in {store.address} was altered after it was pushed.")
    return content
