"""Is there room for a night, before one begins?

Belongs here: what a night needs, reckoned from those before, and the refusal. Does not belong here: what they
brought (growth.py), and a disk that fills up in the middle all the same (pipelines/archive/errors.py).
"""

from __future__ import annotations

import shutil
from pathlib import Path

from pipelines.archive.errors import ArchiveFull
from pipelines.layout import DataFolder
from pipelines.warehouse.publish import published_build
from pipelines.watch.growth import most_of_a_night
from pipelines.watch.settings import WatchSettings


def require_room(data: DataFolder, settings: WatchSettings) -> None:
    """Refuse a night that would fill the disk: ArchiveFull, before anything is fetched.

    Three things are written for a while or for good: a candidate as large as the published build, what
    DuckDB spills while it is made, and documents, of which the largest of the last nights tells. A first
    night has nothing to reckon from and is let begin.
    """
    build = published_build(data)
    if build is None:
        return
    size = _size(build.root)
    candidate, spilled = int(size * settings.builds_at_once), int(size * settings.spilled_builds)
    documents = int(most_of_a_night(data) * settings.documents_at_once)
    needed = candidate + spilled + documents
    free = shutil.disk_usage(data.root).free
    if free < needed:
        raise ArchiveFull(
            f"{free:,} bytes free where {data.root} stands, and a night needs about {needed:,} for a while: "
            f"{candidate:,} for its build, {spilled:,} for what is set aside while that is made, and "
            f"{documents:,} for documents, by the largest of the last nights. It was not begun, and nothing "
            "has changed: make room (welfare-monitor retention says what may go) and run again."
        )


def _size(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
