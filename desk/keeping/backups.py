"""Backups of what officers wrote: one private file each, checked when it is made and before it is used.

Belongs here: what a file of backup holds, which go in time, and bringing one back. Does not belong here: how
a database is copied (databases.py).

A backup is a tar file: the database, the objections to contact, the months whose case outcomes were counted,
and backup.json with the sha256 of each. The database is copied first: an objection is written before the step
that recorded it is kept, so the copy of the objections holds every one that the copy of the database tells
of; so it is with months.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import tarfile
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from desk.casework import audit
from desk.casework.codes import Action
from desk.keeping.databases import CannotKeep, copy_name, copy_to, nobody_else, replace_by
from desk.store.database import known_revisions, open_store
from pipelines.archive.files import sync_folder
from pipelines.case_counts_file import FILE as COUNTS
from pipelines.case_counts_file import CaseCountsFile, CaseCountsUnreadable
from pipelines.casework_file import FILE as OBJECTIONS
from pipelines.casework_file import CaseworkFile, CaseworkUnreadable
from pipelines.records import write_bytes

_ABOUT = "backup.json"
_NAME = "desk-%Y%m%dT%H%M%SZ.tar"
_PATTERN = "desk-????????T??????Z.tar"


@dataclass(frozen=True)
class Restored:
    """made_at: when the backup was made. aside: the folder that holds what was there before.
    kept_objections: whether the record of objections stayed, because it is as new or newer."""

    made_at: datetime
    aside: Path
    kept_objections: bool


def make(address: str, casework: Path, folder: Path, now: datetime) -> Path:
    """Make a backup in a folder and give its file. casework: the folder of objections. Raises CannotKeep."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    file = folder / now.astimezone(UTC).strftime(_NAME)
    if file.exists():
        raise CannotKeep(f"{file} was made in this very second.")
    with tempfile.TemporaryDirectory(prefix=".desk-backup-", dir=folder) as working:
        copy = Path(working) / copy_name(address)
        copy_to(address, copy)
        beside = [Path(working) / name for name in (OBJECTIONS, COUNTS)]
        for part in beside:
            with suppress(FileNotFoundError):
                write_bytes(part, (casework / part.name).read_bytes(), private=True)
        parts = [part for part in (copy, *beside) if part.exists()]
        about = {
            "made_at": now.isoformat(),
            "revision": known_revisions()[0],
            "sha256": {part.name: _sha256(part) for part in parts},
        }
        draft = Path(working) / file.name
        with (
            os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT, 0o600), "wb") as written,
            tarfile.open(fileobj=written, mode="w") as tar,
        ):
            _add(tar, _ABOUT, json.dumps(about, indent=1).encode(), now)
            for part in parts:
                _add(tar, part.name, part.read_bytes(), now)
        with draft.open("rb") as whole:
            os.fsync(whole.fileno())
        draft.replace(file)
    sync_folder(folder)
    return file


def forget_older(folder: Path, days: int, now: datetime) -> list[Path]:
    """Remove backups that are older than so many days, the newest never; gives those removed."""
    *older, _ = sorted(folder.glob(_PATTERN))
    before = (now.astimezone(UTC) - timedelta(days=days)).strftime(_NAME)
    gone = [file for file in older if file.name < before]
    for file in gone:
        file.unlink()
    return gone


def bring_back(address: str, casework: Path, file: Path, now: datetime) -> Restored:
    """Make everything as it is in a backup; what is there is kept beside it. Raises CannotKeep, in which case
    the database is as it was."""
    with (
        nobody_else(address),
        tempfile.TemporaryDirectory(prefix=".restore-", dir=_made(casework)) as working,
    ):
        about = _unpacked(file, Path(working))
        copy = Path(working) / copy_name(address)
        if not copy.exists():
            raise CannotKeep(
                f"{file} holds no {copy.name}: it was made of another kind of database than the desk has now."
            )
        aside = casework / now.astimezone(UTC).strftime("before-restore-%Y%m%dT%H%M%SZ")
        aside.mkdir(mode=0o700)
        kept = _bring_back_objections(casework, Path(working), aside)
        _bring_back_counts(casework, Path(working), aside)
        replace_by(address, copy, aside)
    made_at = datetime.fromisoformat(about["made_at"])
    store = open_store(address)  # an older backup's tables are brought up to date
    try:
        with store.write() as session:
            audit.record(session, Action.RESTORED, at=now, officer_id=None, backup_of=made_at.isoformat())
    finally:
        store.close()
    return Restored(made_at, aside, kept)


def _bring_back_objections(casework: Path, working: Path, aside: Path) -> bool:
    """An objection that was recorded after the backup is honoured all the same: the record stays, unless it
    is lost, cannot be read, or ends sooner."""
    backed_up, now = CaseworkFile(working), CaseworkFile(casework)
    last = _last(backed_up)
    try:
        if not backed_up.path.exists() or (now.path.exists() and _last(now) >= last):
            return True
    except CaseworkUnreadable:
        pass
    _replace(now.path, backed_up.path, aside)
    return False


def _bring_back_counts(casework: Path, working: Path, aside: Path) -> None:
    """Months are only ever added, and never counted twice: the file stays unless it is lost or cannot be
    read."""
    backed_up, now = CaseCountsFile(working), CaseCountsFile(casework)
    if not backed_up.path.exists():
        return
    with suppress(CaseCountsUnreadable):
        if {month.month for month in now.read()[0]} >= {month.month for month in backed_up.read()[0]}:
            return
    _replace(now.path, backed_up.path, aside)


def _replace(file: Path, by: Path, aside: Path) -> None:
    if file.exists():
        write_bytes(aside / file.name, file.read_bytes(), private=True)
    write_bytes(file, by.read_bytes(), private=True)


def _last(record: CaseworkFile) -> int:
    entries = record.entries()
    return entries[-1].sequence if entries else 0


def _unpacked(file: Path, to: Path) -> dict[str, Any]:
    """Write the parts of a backup into a folder, each as it was when it was made. Raises CannotKeep."""
    try:
        with tarfile.open(file) as tar:
            about: dict[str, Any] = json.loads(_part(tar, _ABOUT))
            if about["revision"] not in known_revisions():
                raise CannotKeep(
                    f"{file} was made by a newer version of this program (revision {about['revision']}). Use "
                    "that version: nothing was changed."
                )
            for name in (OBJECTIONS, COUNTS, "desk.sqlite3", "desk.dump"):
                if name in about["sha256"]:
                    write_bytes(to / name, _part(tar, name), private=True)
                    if _sha256(to / name) != about["sha256"][name]:
                        raise CannotKeep(f"{name} in {file} is not as it was backed up. Take another backup.")
    except (OSError, tarfile.TarError, KeyError, ValueError, TypeError) as error:
        raise CannotKeep(f"{file} is no whole backup of a desk ({error}). Nothing was changed.") from error
    return about


def _part(tar: tarfile.TarFile, name: str) -> bytes:
    part = tar.extractfile(name)
    if part is None:
        raise KeyError(name)
    return part.read()


def _add(tar: tarfile.TarFile, name: str, content: bytes, now: datetime) -> None:
    part = tarfile.TarInfo(name)
    part.size, part.mode, part.mtime = len(content), 0o600, int(now.timestamp())
    tar.addfile(part, io.BytesIO(content))


def _sha256(file: Path) -> str:
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def _made(folder: Path) -> Path:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder
