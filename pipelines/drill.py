"""Rehearses a disaster: is what stands in the second copy enough to make tonight's list again?

Belongs here: rebuilding from the archive's second copy in a folder of its own, and comparing. Does not
belong here: what officers wrote (desk/commands/drill.py), and anything that touches the real data folder or a
source.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pipelines.archive import mirror
from pipelines.archive.archive import Archive
from pipelines.clock import fixed_clock
from pipelines.database import open_read_only, read_rows
from pipelines.documents.parsed_store import ParsedStore
from pipelines.layout import DataFolder
from pipelines.night import Night
from pipelines.records import write_record
from pipelines.settings import BadUsage
from pipelines.warehouse.build import read_manifest
from pipelines.warehouse.publish import published_build


@dataclass(frozen=True)
class Rebuilt:
    """What the second copy gave. documents: how many it holds. flags: how many were made again. differences:
    ids of flags that the published build has otherwise, or not, or alone; checks: what did not hold."""

    as_of: date
    documents: int
    flags: int
    differences: tuple[str, ...]
    checks: tuple[str, ...]
    seconds: float

    @property
    def is_sound(self) -> bool:
        return not self.differences and not self.checks


def rebuild(data: DataFolder, place: str, into: Path) -> Rebuilt:
    """Restore the archive from ``place`` into an empty folder, build the published day from it alone, check
    it, and compare its flags with the published ones.

    Nothing is fetched. Raises BadUsage where nothing is published, and what the mirror raises.
    """
    began = time.monotonic()
    published = published_build(data)
    manifest = read_manifest(published)
    if published is None or manifest is None:
        raise BadUsage(f"Nothing is published in {data.root}, so that there is nothing to compare with.")
    contents = mirror.restore(into, place)
    folder = DataFolder(into)
    write_record(folder.origin, {"sources": manifest.sources})
    night = Night(
        manifest.sources,
        None,
        folder,
        manifest.as_of,
        fixed_clock(manifest.as_of),
        Archive(folder.archive),
        ParsedStore(folder.parsed),
    )
    night.parse()
    candidate = night.build()
    verdict = night.check()
    then, now = (_flags(warehouse) for warehouse in (published.warehouse, candidate.build.warehouse))
    return Rebuilt(
        as_of=manifest.as_of,
        documents=len(contents.blobs),
        flags=len(now),
        differences=tuple(
            sorted(flag for flag in then.keys() | now.keys() if then.get(flag) != now.get(flag))
        ),
        checks=tuple(f"{each.table}.{each.name}: {each.observed}" for each in verdict.failures),
        seconds=time.monotonic() - began,
    )


def _flags(warehouse: Path) -> dict[str, tuple[object, ...]]:
    with open_read_only(warehouse) as connection:
        rows = read_rows(connection, "drill/flag")
    return {row["flag_id"]: tuple(row.values()) for row in rows}
