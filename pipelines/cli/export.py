"""``welfare-monitor export``: the published facts as files, with the data package that describes them.

Belongs here: which build and which folder. Does not belong here: the files (pipelines/warehouse/exports.py).
"""

from __future__ import annotations

from pathlib import Path

import click

from pipelines.cli.common import console, data_option, show
from pipelines.layout import DataFolder
from pipelines.settings import BadUsage, absolute
from pipelines.texts import say


@click.command(epilog="The same files stand in published/exports of the data folder after each night.")
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@click.option("--build", "build_id", metavar="ID", help="A build that is kept (default: the published one).")
@data_option
def export(folder: Path, build_id: str | None, data: Path) -> None:
    """Write the facts as Parquet and CSV, with a data package that explains them.

    \b
    Examples:
        welfare-monitor export facts-2026-06
        welfare-monitor export facts-2026-05 --build 2026-05-31

    Nothing about flags is written: the officers' list stands in published/flags, for welfare roles only.
    """
    from pipelines.database import open_read_only
    from pipelines.warehouse.citation import facts_of
    from pipelines.warehouse.exports import DESCRIPTOR, write_exports

    out = absolute(str(folder))
    if out.is_dir() and any(out.iterdir()) and not (out / DESCRIPTOR).exists():
        raise BadUsage(say("export.folder.other", out))
    with open_read_only(facts_of(DataFolder(data), build_id)) as connection:
        write_exports(connection, out)
    show(console(), say("export.done", out, len(list(out.iterdir()))))
