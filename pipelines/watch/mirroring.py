"""The archive's second copy follows every night, however the night ended.

Belongs here: that a mirror which is down fails no night and is told of. Does not belong here: what a push
does (pipelines/archive/mirror.py), and telling (alarms.py).
"""

from __future__ import annotations

import logging
from contextlib import suppress

from pipelines.archive import mirror
from pipelines.archive.errors import ArchiveError
from pipelines.clock import Clock
from pipelines.layout import DataFolder
from pipelines.records import read_record, write_record
from pipelines.settings import default_archive_mirror

log = logging.getLogger(__name__)

RECORD = "mirror.json"


def follow_in_mirror(data: DataFolder, clock: Clock) -> str:
    """Push what the archive has had since the last push, where WELFARE_MONITOR_ARCHIVE_MIRROR names a place.
    Returns why that could not be done whole; empty where it was, or where there is no mirror."""
    place, record = default_archive_mirror(), data.night / RECORD
    if not place or not data.archive.is_dir():
        # A disk that is full or may not be written to has its own message, which this must not hide.
        with suppress(OSError):
            record.unlink(missing_ok=True)
        return ""
    problem = ""
    try:
        pushed = mirror.push(data.root, place, now=clock.now())
        if pushed.unsound:
            problem = f"{len(pushed.unsound)} documents are missing or altered in the archive."
    except (ArchiveError, OSError) as error:
        problem = str(error)
    if problem:
        log.error("The archive's second copy is not up to date: %s", problem)
    with suppress(OSError):
        write_record(record, {"problem": problem})
    return problem


def mirror_problem(data: DataFolder) -> str:
    """What the last push met; empty where all was well or there is no mirror."""
    told = read_record(data.night / RECORD)
    return str(told.get("problem") or "") if isinstance(told, dict) else ""
