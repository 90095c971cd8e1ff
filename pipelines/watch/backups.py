"""When a backup was made last, and whether all of it could be.

Belongs here: the record of it, DATA/watch/backup.json. Does not belong here: making one (desk/keeping), and
how old is too old (standing.py).
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from pipelines.layout import DataFolder
from pipelines.records import read_record, write_record


@dataclass(frozen=True)
class LastBackup:
    """tried_at: the last time. whole_at: the last time that nothing was missing; None: never."""

    tried_at: datetime
    whole_at: datetime | None

    @property
    def is_whole(self) -> bool:
        return self.tried_at == self.whole_at


def last_backup(data: DataFolder) -> LastBackup | None:
    """None where nobody has made one."""
    record = read_record(_file(data)) or {}
    try:
        whole_at = record["whole_at"]
        return LastBackup(
            datetime.fromisoformat(record["tried_at"]), datetime.fromisoformat(whole_at) if whole_at else None
        )
    except (KeyError, TypeError, ValueError):
        return None


def remember_backup(data: DataFolder, now: datetime, *, is_whole: bool) -> None:
    """Keep that one was tried; a folder that is not ours, or that is full, stays as it is."""
    before = last_backup(data)
    whole_at = now if is_whole else before.whole_at if before else None
    if data.root.is_dir():
        with suppress(OSError):
            write_record(
                _file(data), {"tried_at": now.isoformat(), "whole_at": whole_at and whole_at.isoformat()}
            )


def _file(data: DataFolder) -> Path:
    return data.watch / "backup.json"
