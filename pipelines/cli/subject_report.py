"""``welfare-monitor subject-report``: everything that is held about a school, to be read or sent.

Belongs here: the arguments, and where the answer goes. Does not belong here: gathering it and how it reads
(pipelines/subject).
"""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from pipelines.cli.common import URN, data_option, format_option, print_json
from pipelines.clock import machine_clock
from pipelines.settings import BadUsage
from pipelines.texts import say


@click.command(epilog="docs/data-protection.md says what to look at before one is sent.")
@click.argument("urn", type=URN)
@format_option
@click.option(
    "--out",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write it to a .txt or .html file that only this account may read.",
)
@data_option
def subject_report(urn: int, form: str, out: Path | None, data: Path) -> None:
    """Everything that is held about a school, for a request for access or an objection.

    \b
    Examples:
        welfare-monitor subject-report 900101
        welfare-monitor subject-report 900101 --out answer.html
        welfare-monitor subject-report 900101 --format json > held.json

    The school's rows in every table, and those of the schools that it was before and became after; what
    officers were shown and when; files that carry it; documents and when each was fetched; objections; what
    is deliberately not held, for how long the rest is, and whom to ask.
    """
    from pipelines.casework_port import open_casework
    from pipelines.layout import DataFolder
    from pipelines.records import write_bytes
    from pipelines.subject.forms import as_html, as_text
    from pipelines.subject.letter import letter_of
    from pipelines.subject.report import subject_report as gather
    from pipelines.warehouse.published import open_published

    forms = {".txt": as_text, ".html": as_html}
    if out is not None and (form != "text" or out.suffix not in forms):
        raise BadUsage(say("subject_report.out_form"))
    folder = DataFolder(data)
    with open_published(data) as connection:
        report = gather(connection, folder, open_casework(folder), urn, made_on=machine_clock().today())
    if form == "json":
        print_json(_as_json(asdict(report)))
    elif out is None:
        click.echo(as_text(letter_of(report)), nl=False)
    else:
        write_bytes(out, forms[out.suffix](letter_of(report)).encode("utf-8"), private=True)
        click.echo(say("subject_report.written", out))


def _as_json(value: object) -> object:
    """Paths and other values that JSON has no form for as text; days and moments are left to print_json."""
    if isinstance(value, dict):
        return {name: _as_json(held) for name, held in value.items()}
    if isinstance(value, (list, tuple)):
        return [_as_json(held) for held in value]
    return str(value) if isinstance(value, Path) else value
