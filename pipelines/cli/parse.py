"""``welfare-monitor parse``: read one published file from disk and print what was read.

Belongs here: the arguments, and telling a refusal. Does not belong here: reading (pipelines/documents).
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from pipelines.cli.common import print_json
from pipelines.settings import parse_day
from pipelines.sources.titles import day_in


def _file_argument(command: Callable[..., None]) -> Callable[..., None]:
    """``FILE [--format json]``, which every kind takes."""
    form = click.option(
        "--format", "form", type=click.Choice(["json"]), default="json", help="The form of the output."
    )
    file = click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
    return file(form(command))


@click.group(epilog="Example: welfare-monitor parse management-information FILE.csv > FILE.json")
def parse() -> None:
    """Read one published file and print what was read, as one JSON object.

    Nothing is stored and nothing is fetched: a way to see what the program makes of a file.
    """


@parse.command("management-information")
@_file_argument
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

    named = title or file.stem.replace("_", " ")
    day = parse_day(as_at, "--as-at") or day_in(named)
    _print_parsed(
        file, lambda content: parse_management_information(content, title=named, as_at=day), to_contract_json
    )


@parse.command("provider-page")
@_file_argument
def provider_page(file: Path, form: str) -> None:
    """Read a school's page of the reports site, saved as HTML; both layouts, before and since report cards.

    \b
    Example:
        welfare-monitor parse provider-page provider-page.html

    An entry that says only "School inspection" may be ungraded or graded without an overall grade: its kind
    is left open, because the page does not tell.
    """
    from pipelines.documents.reports_site import parse_provider_page, to_contract_json

    _print_parsed(file, parse_provider_page, to_contract_json)


@parse.command("search-page")
@_file_argument
def search_page(file: Path, form: str) -> None:
    """Read a page of search results of the reports site, saved as HTML.

    \b
    Example:
        welfare-monitor parse search-page search-page.html
    """
    from pipelines.documents.reports_site import parse_search_page, to_contract_json

    _print_parsed(file, parse_search_page, to_contract_json)


@parse.command("report")
@_file_argument
def report(file: Path, form: str) -> None:
    """Read a report as Ofsted publishes it, a PDF of any framework since 2005.

    \b
    Example:
        welfare-monitor parse report report.pdf

    What cannot be read with certainty is left out, and "needs_human_reading" says so and why. Only the lines
    that state a grade, a category of concern or safeguarding are quoted.
    """
    from pipelines.documents.report import parse_report, to_contract_json

    _print_parsed(file, parse_report, to_contract_json)


def _print_parsed(
    file: Path, read: Callable[[bytes], Any], to_json: Callable[[Any, str], dict[str, Any]]
) -> None:
    """Print what was read; a refusal goes to standard error with its reason, exit code 1."""
    from pipelines.documents.refusal import DocumentRefused

    content = file.read_bytes()
    try:
        parsed = read(content)
    except DocumentRefused as refusal:
        raise click.ClickException(f"{file.name} was refused ({refusal.reason_code}). {refusal}") from refusal
    print_json(to_json(parsed, hashlib.sha256(content).hexdigest()))
