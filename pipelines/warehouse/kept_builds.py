"""Which published builds are kept, and how much of each.

Belongs here: the builds that are still here, the last of each month, copying those, and taking away what has
had its time.
Does not belong here: how long that is (reference/retention.toml), publishing (publish.py), and showing what
would go (pipelines/retention.py).

A figure that was cited must be found again: the last build of each month keeps its facts. What it says of
flags goes with the builds beside it, because a flag on a school with one head is personal data.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path

from pipelines.archive.files import sync_folder
from pipelines.layout import BuildFolder, DataFolder
from pipelines.records import read_record
from pipelines.reference import read_toml

PUBLISHED_MARK = "published.json"


def is_published(build: BuildFolder) -> bool:
    """Whether a build was published, now or earlier."""
    return (build.root / PUBLISHED_MARK).exists()


def published_folders(data: DataFolder) -> list[BuildFolder]:
    """The builds that were published and are still here, the newest publication first."""
    folders = data.builds.iterdir() if data.builds.is_dir() else ()
    marked = [build for build in map(BuildFolder, folders) if is_published(build)]
    return sorted(marked, key=published_at, reverse=True)


def published_at(build: BuildFolder) -> datetime:
    """When a build was published, by the clock of the machine that did it."""
    return datetime.fromtimestamp((build.root / PUBLISHED_MARK).stat().st_mtime, UTC)


def stands_for(build: BuildFolder) -> date:
    """The day that a published build stands for; that of its publication where its mark does not say."""
    marked = read_record(build.root / PUBLISHED_MARK) or {}
    as_of = marked.get("as_of")
    return date.fromisoformat(as_of) if as_of else published_at(build).date()


def month_ends(builds: Iterable[BuildFolder]) -> frozenset[str]:
    """The ids of the last build of each month, by the day that it stands for and then by its publication."""
    last = {
        (stands_for(build).year, stands_for(build).month): build.build_id
        for build in sorted(builds, key=lambda build: (stands_for(build), published_at(build)))
    }
    return frozenset(last.values())


def holds_flags(build: BuildFolder) -> bool:
    """Whether more than the facts of a build is still here."""
    return any(path.name not in _kept_of_a_month_end(build) for path in build.root.iterdir())


def keep_facts_only(build: BuildFolder) -> None:
    """Take everything out of a build that is about flags. Safe to repeat; open files can be read on."""
    for path in build.root.iterdir():
        if path.name not in _kept_of_a_month_end(build):
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink()


def copy_month_ends(data: DataFolder, to: Path) -> list[str]:
    """Copy the facts of the last build of each month that is over into a folder, where they are not there
    yet; nothing there is written over or removed. Gives the ids of those copied."""
    published = published_folders(data)
    last_of_month = month_ends(published)
    running = max(((stands_for(build).year, stands_for(build).month) for build in published), default=None)
    copied = []
    for build in published:
        day, there = stands_for(build), to / build.build_id
        if build.build_id not in last_of_month or (day.year, day.month) == running or there.exists():
            continue
        draft = to / f".{build.build_id}.draft"
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(parents=True)
        for path in (build.root / name for name in _kept_of_a_month_end(build)):
            if path.is_dir():
                shutil.copytree(path, draft / path.name)
            else:
                shutil.copy2(path, draft)  # with its time, which is that of the publication
        draft.replace(there)
        sync_folder(to)
        copied.append(build.build_id)
    return copied


def _kept_of_a_month_end(build: BuildFolder) -> frozenset[str]:
    """Named one by one, so that a new file of a build counts as about flags until somebody says otherwise."""
    return frozenset((build.facts.name, build.exports.name, build.manifest.name, PUBLISHED_MARK))


def prune(data: DataFolder, *, keep: BuildFolder) -> None:
    """Keep the newest builds whole, by the time of their publication, and of each earlier month the facts of
    its last."""
    published = published_folders(data)
    last_of_month = month_ends(published)
    for build in published[read_toml("retention.toml")["builds"]["kept"] :]:
        if build.build_id == keep.build_id:
            continue
        if build.build_id in last_of_month:
            keep_facts_only(build)
        else:
            shutil.rmtree(build.root)
