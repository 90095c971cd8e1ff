"""``welfare-monitor nightly``: run the Dagster job ``nightly`` in this process and say how the night went.

Belongs here: handing settings to the job, exit codes, and the summary as text. Does not belong here: any step
of the night; the job that runs here is the one that the schedule runs.
"""

from __future__ import annotations

import shlex
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipelines.cli.common import (
    DEGRADED_EXIT,
    console,
    count_in_words,
    data_option,
    day_in_words,
    objections_in_lines,
    place_in_words,
    print_json,
    show,
    tell_progress,
)
from pipelines.garbage import look_for_garbage_seldom
from pipelines.plain_text import plain
from pipelines.priority import give_way
from pipelines.settings import NightSettings, absolute, default_as_of, default_data, default_sources
from pipelines.texts import say

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

    from pipelines.night_summary import NightSummary

_OF_THE_SITE = {
    "provider_page": "new or changed page",
    "human_reading": "human reading",
    "report": "new report file",
    "gias_extract": "new extract of the register",
}


@click.command()
@click.option(
    "--sources",
    metavar="SOURCES",
    default=default_sources,
    show_default="sample",
    help="sample (invented schools), live, or recorded:DIR.",
)
@click.option(
    "--as-of",
    metavar="YYYY-MM-DD",
    default=default_as_of,
    show_default="the recording's last day; live: today",
    help="The day that the night stands for. It never goes behind the last published one.",
)
@data_option
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", help="Form of the summary."
)
def nightly(sources: str, as_of: str, data: Path, form: str) -> None:
    """Run one night: fetch, archive, parse, build, check, publish.

    \b
    With the invented schools of the sample:
        welfare-monitor nightly
    From a recording, for one day:
        welfare-monitor nightly --sources recorded:DIR --as-of 2026-06-10 --data england

    A night that finds nothing new publishes nothing and says so. What is refused or cannot be reached is
    listed; the night goes on without it and ends with exit code 3. A build that does not pass its checks is
    not published: exit code 1, and the build of the night before stays.
    """
    settings = NightSettings.from_text(data=str(data), sources=sources, as_of=as_of)
    tell_progress()
    give_way()
    look_for_garbage_seldom()
    summary = _run(settings)
    if form == "json":
        print_json(summary.record())
    else:
        _say(summary)
    sys.exit(DEGRADED_EXIT if summary.degraded else 0)


def _run(settings: NightSettings) -> NightSummary:
    """Run the night. Raises BadUsage, ClickException."""
    from pipelines.night import NightRunning
    from pipelines.watch.watched_night import watched_night

    try:
        with watched_night(settings) as night:
            from pipelines.definitions import run_nightly_job

            outcome = run_nightly_job(night)
            if not outcome.success:
                night.setbacks += outcome.failures
                raise click.ClickException(
                    "The night failed. What was published before stays as it was.\n"
                    + "\n".join(plain(said) for said in night.setbacks)
                )
            assert night.summary is not None, "the job ends with the account of its night"
            return night.summary
    except NightRunning as error:
        raise click.ClickException(str(error)) from error


def _say(summary: NightSummary) -> None:
    from pipelines.layout import BuildFolder
    from pipelines.night_summary import DEGRADED, DONE, NOTHING_NEW
    from pipelines.warehouse.flag_export import CSV_FILE, WORKBOOK_FILE

    out = console()
    headline = {
        DONE: "The night is done.",
        NOTHING_NEW: "Nothing new: the published build already stands for this night.",
        DEGRADED: "The night is done, but not everything could be had or read; see below.",
    }[summary.state]
    out.print(f"\n{headline}", style="bold")
    out.print(f"As of {day_in_words(summary.as_of)}, build {summary.build_id}, {summary.seconds:.1f} s.\n")
    _say_sources(summary, out)
    _say_new(summary, out)
    _say_flags(summary, out)
    out.print("Files")
    published = BuildFolder(summary.folder)
    out.print(f"  the list      {published.flags / CSV_FILE}, {WORKBOOK_FILE}")
    out.print(f"  warehouse     {published.warehouse} (with flags: for welfare roles)")
    out.print(f"  facts         {published.facts} (no flags: for every analyst)")
    out.print(f"\nNext: {_as_called('flags', summary)}")
    out.print(f"then: {_as_called('explain FLAG_ID', summary)}")
    out.print(f"  or: {_as_called('desk', summary)} (the same in a browser, where officers work)")


def _as_called(command: str, summary: NightSummary) -> str:
    """A command line that works where this one did, with the data folder unless it is the usual one."""
    program = Path(sys.argv[0])
    named = program.name if str(program.parent) == "." else str(program)
    if program.is_absolute() and program.is_relative_to(Path.cwd()):
        named = str(program.relative_to(Path.cwd()))
    data = summary.folder.parent
    return f"{named} {command}" + (
        "" if data == absolute(default_data()) else f" --data {shlex.quote(str(data))}"
    )


def _say_sources(summary: NightSummary, out: Console) -> None:
    out.print("Sources", style="bold")
    for source in summary.sources:
        show(out, f"{source['title']}: {plain(source['message'])}{_freshness(source, summary)}", indent=2)
    for document in summary.refused_documents:
        place = place_in_words(*(document.get(key) for key in ("row_number", "column_name", "value")))
        show(
            out,
            f"Refused: {plain(document['title'])}{f' ({place})' if place else ''}: "
            f"{plain(document['reason'])}",
            indent=2,
        )
    out.print()


def _freshness(source: dict[str, Any], summary: NightSummary) -> str:
    newest = source["newest_as_at"]
    if not newest:
        return ""
    days = (summary.as_of - date.fromisoformat(newest)).days
    return f" Newest data are {days} days old."


def _say_new(summary: NightSummary, out: Console) -> None:
    facts = summary.facts
    out.print("What was new", style="bold")
    of_the_site = [
        count_in_words(count, what)
        for kind, what in _OF_THE_SITE.items()
        if (count := summary.new_of_the_site.get(kind, 0))
    ]
    if not (summary.new_documents or of_the_site):
        out.print("  No new document.")
    for title in summary.new_documents:
        show(out, plain(title), indent=2)
    if of_the_site:
        show(out, f"{', '.join(of_the_site)}.", indent=2)
    changes = ", ".join(
        f"{count} {event.replace('_', ' ')}" for event, count in summary.changes_tonight.items()
    )
    show(out, f"Flags: {changes or 'no change'}.", indent=2)
    first_known = f" ({facts['new_inspections']:,} first known tonight)" if summary.published else ""
    show(
        out,
        f"The warehouse holds {facts['schools']:,} schools, {facts['inspections']:,} inspections"
        f"{first_known} and {facts['grades']:,} grades. "
        f"{count_in_words(facts['rejected_rows'], 'row')} set aside, "
        f"{count_in_words(facts['findings'], 'finding')} to look at (tables rejected_row and finding).",
        indent=2,
    )
    if facts["awaiting_reading"]:
        show(
            out,
            f"{count_in_words(facts['awaiting_reading'], 'report')} could not be read with certainty: for a "
            "person to read (table awaiting_reading). No grade was guessed.",
            indent=2,
        )
    show(out, _case_counts(summary.case_counts), indent=2)
    out.print()


def _case_counts(counts: dict[str, Any]) -> str:
    """What the table case_outcome_count holds, which the desk fills and no source does."""
    if counts["problem"]:
        return f"The table case_outcome_count is empty. {plain(counts['problem'])}"
    if not counts["months"]:
        return "The desk has handed over no counts of case outcomes yet (table case_outcome_count)."
    months = count_in_words(counts["months"], "month")
    return f"Case outcomes are counted for {months} (table case_outcome_count)."


def _say_flags(summary: NightSummary, out: Console) -> None:
    out.print("Open flags", style="bold")
    if not summary.flags_by_tier:
        out.print("  None.\n")
        return
    for tier in summary.flags_by_tier:
        # A second run on one day publishes nothing: what the first one raised is not said to be new again.
        raised = f", {tier['raised_tonight']} raised tonight" if summary.published else ""
        out.print(f"  Tier {tier['tier']}: {tier['flags']} open{raised}")
        for reason in summary.reasons:
            if reason["tier"] == tier["tier"]:
                show(out, _counted(reason["flags"], plain(reason["title"])), indent=4)
    standing = summary.flags_by_status.get("standing", 0)
    if standing:
        out.print(f"  Besides: {standing} on the standing list of schools in a category of concern.")
    for line in objections_in_lines(summary.not_shown, summary.reviews_due):
        show(out, line, indent=2)
    out.print(f"  {say('list.tiers_order_outreach')}.\n")


def _counted(count: int, what: str) -> Table:
    """A count and what it counts, the words hanging beside it where they need more than one line."""
    from rich.table import Table

    line = Table.grid(padding=(0, 2))
    line.add_column(justify="right", min_width=4, no_wrap=True)
    line.add_column()
    line.add_row(f"{count:,}", what)
    return line
