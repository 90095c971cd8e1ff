"""Is there room for a night, before one begins?

Belongs here: what a night needs, reckoned from the one before, and the refusal. Does not belong here: a disk
that fills up in the middle all the same (pipelines/archive/errors.py).
"""

from __future__ import annotations

import shutil
from pathlib import Path

from pipelines.archive.errors import ArchiveFull
from pipelines.layout import DataFolder
from pipelines.warehouse.publish import published_build


def require_room(data: DataFolder, builds_at_once: float) -> None:
    """Refuse a night that would fill the disk: ArchiveFull, before anything is fetched.

    builds_at_once: how many times the published build a night needs for a while (the candidate, and what is
    spilled while it is made). A first night has nothing to reckon from and is let begin.
    """
    build = published_build(data)
    if build is None:
        return
    needed = int(_size(build.root) * builds_at_once)
    free = shutil.disk_usage(data.root).free
    if free < needed:
        raise ArchiveFull(
            f"{free:,} bytes free where {data.root} stands, and a night needs about {needed:,} for a while. "
            "It was not begun, and nothing has changed: make room (welfare-monitor retention says what may "
            "go) and run again."
        )


def _size(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
