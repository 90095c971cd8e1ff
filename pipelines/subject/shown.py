"""What was shown of a school, from which night to which, and in which published builds.

Belongs here: reading the log of what was shown and the builds that are kept. Does not belong here: which of
it was wrong (rectification.py), and the log itself (pipelines/archive/shown_log.py).
"""

from __future__ import annotations

import csv
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from pipelines.archive.shown_log import ShownLog
from pipelines.layout import BuildFolder, DataFolder
from pipelines.warehouse.build import read_manifest
from pipelines.warehouse.flag_export import CSV_FILE, heading
from pipelines.warehouse.kept_builds import is_published

OPEN = "open"
"""The one status with which a flag stands on the officers' list."""


@dataclass(frozen=True)
class PublishedBuild:
    """A build that was published. as_of: the night that it stands for."""

    build_id: str
    as_of: date


@dataclass(frozen=True)
class Spell:
    """One flag with unchanged values, from the build that first showed them to the last that did.

    values: as the log holds them. transitions: what happened to the flag when the spell began. builds: all
    published builds in it, oldest first. ended: whether a later build showed other values.
    """

    flag_id: str
    values: dict[str, Any]
    transitions: list[dict[str, str]]
    builds: list[PublishedBuild]
    ended: bool

    @property
    def first(self) -> PublishedBuild:
        return self.builds[0]

    @property
    def last(self) -> PublishedBuild:
        return self.builds[-1]


@dataclass(frozen=True)
class KeptBuild:
    """A published build whose files are still here. listed: URNs of the subject on its flag_list.csv;
    None where the build has no such file."""

    build: PublishedBuild
    folder: BuildFolder
    listed: list[int] | None


def published_builds(log: ShownLog) -> list[PublishedBuild]:
    """Every build that was ever published, oldest first: each has a segment in the log."""
    return [
        PublishedBuild(segment.header["build_id"], date.fromisoformat(segment.header["as_of"]))
        for segment in log.segments()
    ]


def spells(log: ShownLog, urns: Collection[int], flags: Collection[str]) -> list[Spell]:
    """The spells of every flag that has one of these ids, or was ever shown for one of these URNs."""
    segments = list(log.segments())
    builds = [PublishedBuild(s.header["build_id"], date.fromisoformat(s.header["as_of"])) for s in segments]
    wanted = set(flags) | {row["flag_id"] for s in segments for row in s.rows if row["urn"] in set(urns)}
    shown: dict[str, list[tuple[int, dict[str, Any]]]] = {flag_id: [] for flag_id in sorted(wanted)}
    for number, segment in enumerate(segments):
        for row in segment.rows:
            if row["flag_id"] in shown:
                shown[row["flag_id"]].append((number, row))
    found = []
    for flag_id, rows in shown.items():
        ends = [number for number, _ in rows[1:]] + [len(builds)]
        for (number, row), end in zip(rows, ends, strict=False):
            values = {name: value for name, value in row.items() if name not in ("flag_id", "transitions")}
            in_it = builds[number:end]
            found.append(Spell(flag_id, values, row["transitions"], in_it, ended=end < len(builds)))
    return found


def kept_builds(data: DataFolder, urns: Collection[int]) -> list[KeptBuild]:
    """Published builds whose files are still here, oldest first."""
    found = []
    for root in data.builds.iterdir() if data.builds.is_dir() else ():
        folder = BuildFolder(root)
        manifest = read_manifest(folder)
        if manifest and is_published(folder):
            build = PublishedBuild(manifest.build_id, manifest.as_of)
            found.append(KeptBuild(build, folder, _listed(folder, urns)))
    return sorted(found, key=lambda kept: (kept.build.as_of, kept.build.build_id))


def _listed(folder: BuildFolder, urns: Collection[int]) -> list[int] | None:
    try:
        text = (folder.flags / CSV_FILE).read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return None
    on_it = {row[heading("urn")] for row in csv.DictReader(text.splitlines())}
    return [urn for urn in urns if str(urn) in on_it]
