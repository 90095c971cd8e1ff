"""``welfare-monitor report``: the national picture as one page.

Belongs here: which build, which version, which file. Does not belong here: the page
(pipelines/national_picture).
"""

from __future__ import annotations

from pathlib import Path

import click

from pipelines.cli.common import console, data_option, show
from pipelines.layout import DataFolder
from pipelines.settings import BadUsage, absolute
from pipelines.texts import say


@click.command(epilog="The same statements run in a notebook: docs/analysts.md.")
@click.argument("file", metavar="[FILE]", type=click.Path(dir_okay=False), default="national-picture.html")
@click.option("--build", "build_id", metavar="ID", help="A build that is kept (default: the published one).")
@click.option("--restricted", is_flag=True, help="Also tell of flags: caseload by tier. For welfare roles.")
@data_option
def report(file: str, build_id: str | None, restricted: bool, data: Path) -> None:
    """The national picture as one page that works offline and prints.

    \b
    Examples:
        welfare-monitor report
        welfare-monitor report may.html --build 2026-05-31
        welfare-monitor report caseload.html --restricted

    FILE is national-picture.html where none is named. Beneath each chart stand its numbers, and the SQL
    behind it.
    """
    from pipelines.database import open_read_only
    from pipelines.national_picture.page import picture_page
    from pipelines.records import write_bytes
    from pipelines.warehouse.citation import facts_of
    from pipelines.warehouse.published import open_published

    if restricted and build_id:
        raise BadUsage("--restricted tells of the published build only: leave --build out.")
    if restricted:
        with open_published(data) as connection:
            page = picture_page(connection, restricted=True)
    else:
        with open_read_only(facts_of(DataFolder(data), build_id)) as connection:
            page = picture_page(connection, restricted=False)
    path = absolute(file)
    write_bytes(path, page.encode(), private=restricted)
    show(console(), say("report.written", path))
