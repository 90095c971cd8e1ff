"""``welfare-monitor cite``: what a figure from the published tables is cited with.

Belongs here: printing it. Does not belong here: gathering it (pipelines/warehouse/citation.py).
"""

from __future__ import annotations

from pathlib import Path

import click

from pipelines.cli.common import console, data_option, format_option, print_json, show, show_pairs
from pipelines.layout import DataFolder
from pipelines.texts import in_words, say


@click.command(epilog="Month-end builds keep their facts for years: docs/analysts.md.")
@click.option("--build", "build_id", metavar="ID", help="A build that is kept (default: the published one).")
@format_option
@data_option
def cite(build_id: str | None, form: str, data: Path) -> None:
    """What a figure is cited with: build, day, version of the tables, sources with dates, licence.

    \b
    Examples:
        welfare-monitor cite
        welfare-monitor cite --build 2026-05-31 --format json

    The first six or more characters of a build's id name it; an unknown one lists those that are kept.
    """
    from pipelines.warehouse.citation import cite as gather

    citation = gather(DataFolder(data), build_id)
    if form == "json":
        print_json(citation.record())
        return
    out = console()
    show(out, say("cite.title", in_words(citation.as_of)))
    show_pairs(out, citation.lines())
