"""One backup of all that no night makes again: the archive, what officers wrote, facts of months that are
over, Dagster's records.

Belongs here: the parts, and that one which fails holds none of the others back. Does not belong here: how
each is copied (backups.py, dagster_records.py, pipelines/archive/mirror.py, kept_builds.py).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from desk.keeping import backups, dagster_records
from desk.keeping.databases import CannotKeep
from desk.settings import DeskSettings
from pipelines.archive import mirror
from pipelines.archive.errors import ArchiveError
from pipelines.settings import BadUsage
from pipelines.texts import say, say_counted
from pipelines.warehouse.kept_builds import copy_month_ends

MONTH_ENDS = "month-ends"


@dataclass(frozen=True)
class Part:
    """What came of one part. says: in a sentence. is_kept: False where something is missing from it."""

    says: str
    is_kept: bool = True


def back_up(settings: DeskSettings, place: str, folder: Path, keep_days: int, now: datetime) -> list[Part]:
    """Back up every part into a folder, and the archive into its second copy at ``place`` (empty: it has
    none). keep_days: of what officers wrote, older backups go once there is a new one. Raises nothing that a
    part does."""
    data = settings.data
    parts: dict[str, Callable[[], Part]] = {
        "officers": lambda: _officers(settings, folder, keep_days, now),
        "archive": lambda: _archive(data.root, place, now),
        "months": lambda: _months(copy_month_ends(data, folder / MONTH_ENDS)),
        "dagster": lambda: _dagster(dagster_records.keep(data, folder, now)),
    }
    return [_tried(name, keep) for name, keep in parts.items()]


def _tried(name: str, keep: Callable[[], Part]) -> Part:
    try:
        return keep()
    except (CannotKeep, ArchiveError, BadUsage, OSError) as error:
        return Part(say("desk.command.backup.failed", say(f"desk.command.backup.{name}"), error), False)


def _officers(settings: DeskSettings, folder: Path, keep_days: int, now: datetime) -> Part:
    try:
        file = backups.make(settings.database, settings.data.casework, folder, now)
    except backups.NothingToKeep as nothing:
        return Part(str(nothing))
    says = say("desk.command.backup.made", file, file.stat().st_size)
    if gone := backups.forget_older(folder, keep_days, now):
        says += f" {say_counted('desk.command.forgotten', len(gone), keep_days)}"
    return Part(says)


def _archive(data: Path, place: str, now: datetime) -> Part:
    if not place:
        return Part(say("desk.command.backup.no_mirror"))
    pushed = mirror.push(data, place, now=now)
    if pushed.unsound:
        return Part(say("desk.command.backup.unsound", place, len(pushed.unsound)), False)
    return Part(say("desk.command.backup.pushed", place, pushed.blobs))


def _months(copied: list[str]) -> Part:
    if not copied:
        return Part(say("desk.command.backup.no_new_month"))
    return Part(say_counted("desk.command.months_copied", len(copied)))


def _dagster(file: Path | None) -> Part:
    if file is None:
        return Part(say("desk.command.backup.no_run"))
    return Part(say("desk.command.backup.made", file, file.stat().st_size))
