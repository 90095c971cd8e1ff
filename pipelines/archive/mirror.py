"""A second copy of the archive, in a folder or an object store, that grows by what a night added.

Belongs here: what a push adds, and bringing the archive back or mending it from there. Does not belong here:
the place itself (mirror_store.py), what stands in it and whether it is whole (mirror_contents.py), and what
officers write (desk/keeping, which has backups of its own).

A push costs what is new since the last one, however large the archive is. Nothing in a mirror is ever
written over with anything else: bodies are named by their hash, the ledger is kept in the pieces that each
push added, and a push counts only when its record, written last, is there.
"""

from __future__ import annotations

import hashlib
import json
import logging
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from pipelines.archive.blobs import BlobStore
from pipelines.archive.errors import ArchiveCorrupted, ArchiveError
from pipelines.archive.files import locked, sync_folder
from pipelines.archive.ledger_entries import FetchRecord, from_json
from pipelines.archive.mirror_contents import (
    LEDGER,
    ORIGIN,
    WRITTEN_ONCE,
    Contents,
    Piece,
    Push,
    blob_name,
    each,
    last_push,
    names_before,
    problems,
    read_blob,
    read_contents,
    read_piece,
    record_name,
)
from pipelines.archive.mirror_store import AlreadyThere, Store
from pipelines.records import write_bytes

log = logging.getLogger(__name__)

ARCHIVE, RESTORING = "archive", "restoring"
NOTHING = hashlib.sha256().hexdigest()


class NotThisArchive(ArchiveError):
    """The archive here does not continue what the mirror holds."""


@dataclass(frozen=True)
class Pushed:
    """What a push added: bodies (of documents), other objects, bytes of both.

    number: of the push, None where there was nothing to add. unsound: bodies (by sha256) that the ledger
    names and that are missing or altered here: everything else was pushed, and these are tried each time.
    """

    number: int | None
    blobs: int
    files: int
    size: int
    unsound: tuple[str, ...]


def push(root: Path, address: str, *, now: datetime) -> Pushed:
    """Add to the mirror what the archive of the data folder ``root`` has had since the last push.

    A night may run beside it: whole ledger lines are taken, and their bodies were there before them. Raises
    NotThisArchive where the ledger here is not what was pushed, continued: nothing is pushed then, so that a
    damaged ledger never follows its sound copy. Raises StoreFailed where the mirror cannot be used.
    """
    archive = root / ARCHIVE
    if not (root / LEDGER).is_dir():
        raise ArchiveError(f"There is no archive in {root}: run a night there first.")
    store, blobs = Store(address), BlobStore(archive / "blobs")
    with locked(archive / ".mirror.lock"):
        last = last_push(store)
        number = last.number + 1 if last else 1
        grown = _grown(root, last, number)
        wanted = list(dict.fromkeys([*(last.owed if last else ()), *_bodies(grown)]))
        sizes = dict(zip(wanted, each(wanted, lambda sha256: _push_blob(store, blobs, sha256)), strict=True))
        pushed = {sha256: size for sha256, size in sizes.items() if size is not None}
        unsound = tuple(sha256 for sha256 in wanted if sha256 not in pushed)
        added = [*grown, *_new_files(root, store, number)]
        if not (added or pushed):
            return Pushed(None, 0, 0, 0, unsound)
        each(added, lambda new: store.write(new[0].stored_as, new[1]))
        record = Push(
            number=number,
            pushed_at=now,
            before=last.sha256 if last else None,
            pieces=tuple(piece for piece, _ in added),
            blobs=pushed,
            ledger={**(last.ledger if last else {}), **_lengths(root, grown)},
            owed=unsound,
        )
        try:
            store.write(record_name(number), record.content, new=True)
        except AlreadyThere as error:
            raise NotThisArchive(
                f"Another machine pushed to {address} at the same moment. Only one archive may: find out "
                "which, then run this again."
            ) from error
    size = sum(pushed.values()) + sum(piece.size for piece, _ in added)
    return Pushed(number, len(pushed), len(added), size, unsound)


def verify(address: str) -> tuple[Contents, list[str]]:
    """What the mirror holds, and what of it is missing or altered, a sentence each. Every object is read."""
    store = Store(address)
    contents = read_contents(store)
    return contents, problems(store, contents)


def restore(root: Path, address: str) -> Contents:
    """Make the archive of an empty data folder as the last push left it; what was brought back.

    Every object is verified on its way. A restore that was cut short goes on where it was. Raises
    ArchiveError where the folder has an archive, and ArchiveCorrupted where the mirror is damaged.
    """
    if (root / ARCHIVE).exists():
        raise ArchiveError(
            f"{root / ARCHIVE} exists, and nothing is written over it. Restore into another data folder, or "
            "move that one away; single altered files are mended by `welfare-monitor mirror mend`."
        )
    store, draft = Store(address), root / RESTORING
    contents = read_contents(store)
    draft.mkdir(mode=0o700, parents=True, exist_ok=True)
    blobs = BlobStore(draft / ARCHIVE / "blobs")
    each(contents.blobs, lambda sha256: _bring_blob(store, blobs, sha256))
    for name, pieces in contents.files().items():
        # Joined in memory: a month of the ledger has some megabytes.
        content = b"".join(each(pieces, lambda piece: read_piece(store, piece)))
        write_bytes(draft / name, content, private=True)
    if (draft / ORIGIN).exists():
        (draft / ORIGIN).replace(root / ORIGIN)
    (draft / ARCHIVE).replace(root / ARCHIVE)
    sync_folder(root)
    shutil.rmtree(draft)
    return contents


def mend(root: Path, address: str) -> tuple[list[str], list[str]]:
    """Bring back bodies that the mirror holds and that are missing or altered in the archive of ``root``.

    Returns those that were mended, and those that cannot be, because the mirror has none sound either. Every
    body here is read for it.
    """
    store = Store(address)
    blobs = BlobStore(root / ARCHIVE / "blobs")
    mended, lost = [], []
    for sha256 in read_contents(store).blobs:
        try:
            blobs.read(sha256)
        except ArchiveCorrupted:
            try:
                _bring_blob(store, blobs, sha256)
            except ArchiveCorrupted:
                lost.append(sha256)
            else:
                mended.append(sha256)
    return mended, lost


def _grown(root: Path, last: Push | None, number: int) -> list[tuple[Piece, bytes]]:
    """What each file of the ledger has more than the last push left of it, in whole lines."""
    before = last.ledger if last else {}
    here = {f"{LEDGER}/{path.name}": path for path in sorted((root / LEDGER).iterdir()) if _is_ledger(path)}
    if gone := sorted(before.keys() - here.keys()):
        raise _not_this_archive(f"{gone[0]} is missing here")
    found, newest = [], max((name for name in here if name.endswith(".jsonl")), default="")
    for name, path in here.items():
        size, sha256 = before.get(name, (0, NOTHING))
        if path.stat().st_size == size and name != newest:
            continue  # nothing of it is pushed; the newest tells whether it is this archive at all
        content = path.read_bytes()
        if len(content) < size or hashlib.sha256(content[:size]).hexdigest() != sha256:
            raise _not_this_archive(f"the first {size:,} bytes of {name} are not those that were pushed")
        if more := content[size : content.rfind(b"\n") + 1]:
            found.append((_piece(name, size, more, number), more))
    return found


def _lengths(root: Path, grown: Iterable[tuple[Piece, bytes]]) -> dict[str, tuple[int, str]]:
    """How long each file of the ledger that grew is with its new piece, and the hash of so much of it."""
    found = {}
    for piece, _ in grown:
        size = piece.offset + piece.size
        with (root / piece.name).open("rb") as file:
            found[piece.name] = (size, hashlib.sha256(file.read(size)).hexdigest())
    return found


def _piece(name: str, offset: int, content: bytes, number: int) -> Piece:
    return Piece(name, offset, len(content), hashlib.sha256(content).hexdigest(), number)


def _is_ledger(path: Path) -> bool:
    """The months, and lines set aside: files that are only ever added to."""
    return path.is_file() and not path.name.startswith(".")


def _not_this_archive(what: str) -> NotThisArchive:
    return NotThisArchive(
        f"Nothing was pushed: {what}. Either the ledger here is damaged (then restore it: "
        "`welfare-monitor mirror restore` into an empty data folder), or this mirror is another archive's "
        "(then name another place)."
    )


def _bodies(grown: Iterable[tuple[Piece, bytes]]) -> Iterator[str]:
    """The bodies that new lines of the ledger brought; an answer of 304 brought none."""
    for piece, content in grown:
        if not piece.name.endswith(".jsonl"):
            continue
        for line in content.splitlines():
            entry = from_json(json.loads(line))
            if isinstance(entry, FetchRecord) and entry.sha256 and not entry.from_cache:
                yield entry.sha256


def _new_files(root: Path, store: Store, number: int) -> list[tuple[Piece, bytes]]:
    """Files that are written once and that no push before this one has taken."""
    here = {
        f"{folder}/{path.name}": path
        for folder in WRITTEN_ONCE
        for path in sorted((root / folder).glob("[!.]*"))
        if path.is_file()
    }
    if (root / ORIGIN).is_file():
        here[ORIGIN] = root / ORIGIN
    folders = {name.rpartition("/")[0] for name in here}
    taken = {name for folder in folders for name in names_before(store, folder, number)}
    contents = {name: path.read_bytes() for name, path in here.items() if name not in taken}
    return [(_piece(name, 0, content, number), content) for name, content in contents.items()]


def _push_blob(store: Store, blobs: BlobStore, sha256: str) -> int | None:
    """The size of the body that was pushed; None where it is missing or altered here."""
    try:
        content = blobs.read(sha256)
    except ArchiveCorrupted as error:
        log.warning("not in the mirror: %s", error)
        return None
    store.write(blob_name(sha256), content)
    return len(content)


def _bring_blob(store: Store, blobs: BlobStore, sha256: str) -> None:
    """Keep a body of the mirror in the archive; ArchiveCorrupted where the mirror has none that is sound."""
    content = read_blob(store, sha256)
    with blobs.receive(len(content)) as incoming:
        incoming.write(content)
        blobs.keep(incoming)
