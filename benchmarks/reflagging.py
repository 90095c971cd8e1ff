"""Flags all inspections of twenty invented years anew, as a night does after a changed rule.

    python -m benchmarks.reflagging FOLDER 2026-06-10

FOLDER holds the facts (twenty_years.py) and, after a first run, the log of what was shown. Belongs here: the
steps of a build over facts that are reused (pipelines/warehouse/build.py), as one process that is measured.
Does not belong here: making the facts, checks, publishing.
"""

from __future__ import annotations

import shutil
import sys
from datetime import date
from pathlib import Path

from benchmarks.twenty_years import FACTS
from pipelines.archive.shown_log import ShownLog
from pipelines.database import create_database
from pipelines.priority import give_way
from pipelines.warehouse.facts import SCHEMA_VERSION, BuildIdentity, name_build
from pipelines.warehouse.flag_export import export_flag_list
from pipelines.warehouse.flags import build_flags, settings_hash, shown_segment
from pipelines.warehouse.rules import RULESET_VERSION


def main(folder: Path, day: date) -> None:
    """Write FOLDER/<day>: the warehouse, the flag list, what is new in it. The first day's is then logged."""
    build = folder / day.isoformat()
    shutil.rmtree(build, ignore_errors=True)
    build.mkdir()
    log = ShownLog(folder / "shown_log")
    identity = BuildIdentity(build.name, day, "benchmark", SCHEMA_VERSION, "benchmark", "invented")
    shutil.copyfile(folder / FACTS, build / "warehouse.duckdb")
    with create_database(build / "warehouse.duckdb", spill=folder / "spill") as connection:
        name_build(connection, identity)
        build_flags(connection, as_of=day, build_id=build.name, shown=log)
        log.write_segment(
            build,
            build_id=build.name,
            as_of=day,
            ruleset_version=RULESET_VERSION,
            settings_hash=settings_hash(),
            rows=shown_segment(connection, as_of=day, build_id=build.name),
        )
        export_flag_list(connection, build / "flags", left_out=[])
    if log.head() is None:
        log.complete(build)


if __name__ == "__main__":
    give_way()
    main(Path(sys.argv[1]), date.fromisoformat(sys.argv[2]))
