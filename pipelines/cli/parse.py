"""``welfare-monitor parse``: read one published file from disk and print what was read.

Belongs here: the arguments, and telling a refusal. Does not belong here: reading (pipelines/documents).
"""

from __future__ import annotations

import hashlib
from pathlib import Path

import click

from pipelines.cli.common import print_json
from pipelines.settings import parse_day
from pipelines.sources.titles import day_in


@click.group(epilog="Example: welfare-monitor parse management-information FILE.csv > FILE.json")
def parse() -> None:
    """Read one published file and print what was read, as one JSON object.

    Nothing is stored and nothing is fetched: a way to see what the program makes of a file.
    """


@parse.command("management-information")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--format", "form", type=click.Choice(["json"]), default="json", help="The form of the output.")
@click.option(
    "--as-at",
    metavar="YYYY-MM-DD",
    default="",
    help="The day whose state of affairs the file gives.  [default: read from the title]",
)
@click.option(
    "--title", metavar="TEXT", help="The publisher's title of the file.  [default: read from the file name]"
)
def management_information(file: Path, form: str, as_at: str, title: str | None) -> None:
    """Read a file of management information or official statistics (CSV, xlsx or ods).

    \b
    Example:
        welfare-monitor parse management-information \\
            Management_information_-_state-funded_schools_as_at_31_May_2026.csv

    Prints the schools, inspections and judgements in it and the rows that were set aside. A file that
    surprises is refused whole: the reason, with row, column and value, goes to standard error, and the exit
    code is 1.
    """
    from pipelines.documents.management_information import parse_management_information, to_contract_json
    from pipelines.documents.refusal import DocumentRefused

    title = title or file.stem.replace("_", " ")
    content = file.read_bytes()
    try:
        parsed = parse_management_information(
            content, title=title, as_at=parse_day(as_at, "--as-at") or day_in(title)
        )
    except DocumentRefused as refusal:
        raise click.ClickException(f"{file.name} was refused ({refusal.reason_code}). {refusal}") from refusal
    print_json(to_contract_json(parsed, hashlib.sha256(content).hexdigest()))
