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
import json
import tarfile
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from desk.casework import audit
from desk.casework.codes import Action
from desk.keeping.databases import CannotKeep, copy_name, copy_to, is_there, nobody_else, replace_by
from desk.keeping.packed import pack
from desk.store.database import known_revisions, open_store
from pipelines.case_counts_file import FILE as COUNTS
from pipelines.case_counts_file import CaseCountsFile, CaseCountsUnreadable
from pipelines.casework_file import FILE as OBJECTIONS
from pipelines.casework_file import CaseworkFile, CaseworkUnreadable
from pipelines.records import write_bytes

_ABOUT = "backup.json"
_DATABASES = ("desk.sqlite3", "desk.dump")
_NAME = "desk-%Y%m%dT%H%M%SZ.tar"
_PATTERN = "desk-????????T??????Z.tar"


@dataclass(frozen=True)
class Restored:
    """made_at: when the backup was made. aside: the folder that holds what was there before.
    kept_objections: whether the record of objections stayed, because it is as new or newer."""

    made_at: datetime
    aside: Path
    kept_objections: bool


class NothingToKeep(CannotKeep):
    """Nobody has opened a desk here yet, nor objected to contact."""


def make(address: str, casework: Path, folder: Path, now: datetime) -> Path:
    """Make a backup in a folder and give its file. casework: the folder of objections, which may be recorded
    where no desk was ever opened. Raises CannotKeep, also where something that the newest backup in the
    folder holds is here no more, and NothingToKeep."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    file = folder / now.astimezone(UTC).strftime(_NAME)
    if file.exists():
        raise CannotKeep(f"{file} was made in this very second.")
    with tempfile.TemporaryDirectory(prefix=".desk-backup-", dir=folder) as working:
        copy = Path(working) / copy_name(address)
        if is_there(address):
            copy_to(address, copy)
        beside = [Path(working) / name for name in (OBJECTIONS, COUNTS)]
        for part in beside:
            with suppress(FileNotFoundError):
                write_bytes(part, (casework / part.name).read_bytes(), private=True)
        parts = [part for part in (copy, *beside) if part.exists()]
        _require_nothing_lost(folder, {part.name for part in parts})
        if not parts:
            raise NothingToKeep("Nobody has opened a desk here yet, nor objected to contact.")
        about = {
            "made_at": now.isoformat(),
            "revision": known_revisions()[0],
            "sha256": {part.name: _sha256(part) for part in parts},
        }
        write_bytes(Path(working) / _ABOUT, json.dumps(about, indent=1).encode(), private=True)
        pack(file, [Path(working) / _ABOUT, *parts], now)
    return file


def _require_nothing_lost(folder: Path, here: set[str]) -> None:
    """What was backed up once is never removed by the program: a backup without it would in time take the
    place of those that have it. Raises CannotKeep."""
    made = sorted(folder.glob(_PATTERN))
    if not made:
        return
    newest = made[-1]
    try:
        with tarfile.open(newest) as tar:
            lost = set(tar.getnames()) - {_ABOUT} - here
    except tarfile.TarError:
        return  # damaged: the one that is made now takes its place
    if here & set(_DATABASES):
        lost -= set(_DATABASES)  # of the other kind: the desk has moved
    if lost:
        raise CannotKeep(
            f"{', '.join(sorted(lost))} is here no more, and {newest} holds it. Bring it back with "
            "`welfare-monitor restore`; where it is really no longer wanted, move the backups away."
        )


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
        has_database = copy.exists()
        if not has_database and any((Path(working) / name).exists() for name in _DATABASES):
            raise CannotKeep(
                f"{file} holds no {copy.name}: it was made of another kind of database than the desk has now."
            )
        aside = casework / now.astimezone(UTC).strftime("before-restore-%Y%m%dT%H%M%SZ")
        aside.mkdir(mode=0o700)
        kept = _bring_back_objections(casework, Path(working), aside)
        _bring_back_counts(casework, Path(working), aside)
        if has_database:
            replace_by(address, copy, aside)
    made_at = datetime.fromisoformat(about["made_at"])
    if not has_database:
        return Restored(made_at, aside, kept)
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
            for name in (OBJECTIONS, COUNTS, *_DATABASES):
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


def _sha256(file: Path) -> str:
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def _made(folder: Path) -> Path:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder
