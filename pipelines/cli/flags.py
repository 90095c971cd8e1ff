"""``welfare-monitor flags``: the officers' list, for a person at eight in the morning or for a program.

Belongs here: how the list looks in a terminal. Does not belong here: what stands on it (sql/views/flags), and
its files (pipelines/warehouse/flag_export.py).
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipelines.cli.common import (
    console,
    count_in_words,
    data_option,
    day_in_words,
    event_in_words,
    freshness_in_words,
    objections_in_lines,
    print_json,
    school_line,
    show,
)
from pipelines.clock import machine_clock
from pipelines.plain_text import plain
from pipelines.texts import say, say_counted

if TYPE_CHECKING:
    import duckdb
    from rich.console import Console, Group
    from rich.text import Text

    from pipelines.casework_port import Casework
    from pipelines.warehouse.published import Row

_REMARKS = {"Comparison": "comparability", "Not known": "unknowns", "Also open": "other_open_flags"}


@click.command(epilog="One flag in full: welfare-monitor explain FLAG_ID.")
@click.option("--tier", type=click.IntRange(1, 4), help="Only this tier: 1, 2, 3 or 4.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "csv", "json"]),
    default="table",
    show_default=True,
    help="For people, for a spreadsheet, or for a program.",
)
@data_option
def flags(tier: int | None, form: str, data: Path) -> None:
    """The list of open flags: which schools to look at, why, and by when.

    \b
    Examples:
        welfare-monitor flags
        welfare-monitor flags --tier 1
        welfare-monitor flags --format json > flags.json

    csv and json hold every column, under the names that the warehouse gives them. The same list, with
    headings in words, stands in published/flags/ of the data folder as flag_list.csv and flag_list.xlsx.
    """
    from pipelines.casework_port import left_out, open_casework
    from pipelines.layout import DataFolder
    from pipelines.warehouse.flag_export import read_flag_list, write_csv
    from pipelines.warehouse.published import open_published

    casework = open_casework(DataFolder(data))
    with open_published(data) as connection:
        not_to_show = left_out(connection, casework)
        columns, listed = read_flag_list(connection, not_to_show)
        wanted = [flag for flag in listed if tier in (None, flag["tier"])]
        objections = _objections(connection, casework, not_to_show)
        if form == "table":
            elsewhere = len(listed) - len(wanted)
            _print_list(connection, wanted, tier, not_to_show, objections, elsewhere=elsewhere)
            return
        if form == "json":
            print_json(wanted)
        else:
            write_csv(sys.stdout, columns, ([flag[column] for column in columns] for flag in wanted))
    for line in objections:
        click.echo(line, err=True)


def _objections(
    connection: duckdb.DuckDBPyConnection, casework: Casework, not_to_show: list[int]
) -> list[str]:
    """What the list says of schools that it leaves out, and of objections to look at again."""
    from pipelines.casework_port import reached_schools, reviews_due
    from pipelines.warehouse.published import read_rows

    (counted,) = read_rows(connection, "left_out", left_out=not_to_show)
    due = reviews_due(casework, machine_clock().today(), reached_schools(connection, casework.objections()))
    return objections_in_lines(counted["schools"], len(due))


def _print_list(
    connection: duckdb.DuckDBPyConnection,
    listed: list[Row],
    only_tier: int | None,
    not_to_show: list[int],
    objections: list[str],
    *,
    elsewhere: int,
) -> None:
    from rich.text import Text

    from pipelines.warehouse.flag_export import tier_in_words
    from pipelines.warehouse.published import read_rows

    out = console()
    (build,) = read_rows(connection, "build")
    (standing,) = read_rows(connection, "standing", left_out=not_to_show)
    reasons = {row["flag_id"]: row["reasons"] for row in read_rows(connection, "list_reason")}
    as_of = day_in_words(build["as_of"])
    show(out, Text(f"Outreach list for {as_of}", style="bold"))
    show(out, say("list.caution"))
    for tier in read_rows(connection, "tier"):
        of_tier = [flag for flag in listed if flag["tier"] == tier["tier"]]
        if of_tier:
            _print_tier(out, f"Tier {tier['tier']} · {tier_in_words(tier)}", of_tier, reasons)
    show(out, "")
    if not listed and only_tier is None:
        show(out, say("command.nothing_open", as_of))
    elif not listed:
        show(out, say("command.nothing_open_in_tier", only_tier, as_of, f"{elsewhere:,}"))
    if standing["standing"]:
        show(out, say_counted("command.standing", standing["standing"]))
    (awaiting,) = read_rows(connection, "awaiting_reading")
    if awaiting["reports"]:
        show(out, say_counted("command.awaiting_reading", awaiting["reports"]))
    for line in objections:
        show(out, line)
    for source in read_rows(connection, "freshness"):
        show(out, freshness_in_words(source))
    show(out, say("command.build_of_list", build["build_id"]))


def _print_tier(out: Console, title: str, listed: list[Row], reasons: dict[str, list[str]]) -> None:
    from rich.rule import Rule
    from rich.table import Table
    from rich.text import Text

    show(out, "")
    show(out, Text(f"{title} · {len(listed):,} open", style="bold"))
    show(out, Rule(style="dim"))
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(width=16)
    table.add_column(ratio=1)
    for flag in listed:
        table.add_row(_when(flag), _what(flag, reasons.get(flag["flag_id"], [])))
    show(out, table)


def _when(flag: Row) -> Text:
    from rich.text import Text

    if flag["respond_by"] is None:
        return Text("No deadline")
    late = f"\n{flag['late_discovery']}" if flag["late_discovery"] else ""
    return Text.assemble("Respond by\n", (day_in_words(flag["respond_by"]), "bold"), late)


def _what(flag: Row, reasons: list[str]) -> Group:
    from rich.console import Group
    from rich.table import Table
    from rich.text import Text

    from pipelines.warehouse.flag_export import why_in_lines

    school = plain(flag["school"] or "Name not known")
    since = say(
        "command.days_since",
        count_in_words(flag["days_since_inspection"], "day"),
        f"{flag['days_since_publication']:,}",
        f"{flag['days_since_detection']:,}",
    )
    event = event_in_words(flag["event_kind"], flag["inspection_kind"], flag["publication_date"])
    if flag["days_to_publication"] is not None:
        event += say("command.after_inspection", count_in_words(flag["days_to_publication"], "day"))
    why = Table.grid(padding=(0, 1, 0, 0))
    for reason in why_in_lines(flag["reasons"], reasons):
        why.add_row("·", Text(reason))
    remarks = [
        f"{since} {plain(flag['leaders_have_known'])}",
        *(f"{label}: {plain(flag[column])}" for label, column in _REMARKS.items() if flag[column]),
        *([f"Lifted from tier {flag['base_tier']}."] if flag["base_tier"] != flag["tier"] else []),
    ]
    return Group(
        Text.assemble((school, "bold"), f"  URN {flag['urn']}"),
        Text("\n".join([school_line(flag, "trust"), f"{event}. {category_in_words(flag)}"])),
        why,
        Text.assemble("\n".join(remarks), (f"\nFlag {flag['flag_id']}\n", "dim")),
    )


def category_in_words(flag: Row) -> str:
    """The category of concern before and now, as a sentence."""
    before, after = (plain(flag[column]).lower() for column in ("category_before", "category_after"))
    if before == after:
        return f"Category of concern: {after}{'' if after in ('none', 'not known') else ', before and now'}."
    return f"Category of concern: {after} now, {before} before."
