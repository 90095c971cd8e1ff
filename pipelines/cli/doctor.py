"""``welfare-monitor doctor``: one look at each source, and a verdict on everything that is assumed of it.

Belongs here: the verdicts as a table for people, exit codes. Does not belong here: looking and judging
(pipelines/doctor).
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipelines.cli.common import (
    DEGRADED_EXIT,
    console,
    count_in_words,
    data_option,
    print_json,
    show,
    tell_progress,
)
from pipelines.plain_text import plain
from pipelines.settings import NightSettings, default_as_of, default_sources

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

    from pipelines.doctor.examination import Outcome
    from pipelines.doctor.judging import Judgement

UNREACHED_EXIT = 1


@click.command()
@click.option(
    "--sources",
    metavar="SOURCES",
    default=default_sources,
    show_default="sample",
    help="sample (invented schools) or live. A recording cannot be looked at.",
)
@click.option(
    "--as-of",
    metavar="YYYY-MM-DD",
    default=default_as_of,
    show_default="the sample's last day; live: today",
    help="The day on which the sample's sites stand.",
)
@data_option
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", help="Form of the verdicts."
)
def doctor(sources: str, as_of: str, data: Path, form: str) -> None:
    """Look at each source once: does what the program assumes of it hold?

    \b
    Before the first live night, as the account that will run it:
        export WELFARE_MONITOR_CONTACT=data.team@council.example
        welfare-monitor doctor --sources live

    Some 40 requests, one a second to each host, by the same client as a night: robots.txt is honoured. Every
    assumption gets a verdict: "holds", "differs", with what was seen and what that means for a night, or
    "cannot be told", with why. A copy of what differs is kept in DATA/doctor, readable by its owner only: it
    may hold a report, which names a head. The archive is not touched, so no night finds anything of it.

    Exit codes: 0 nothing differs; 3 something differs; 1 a host gave no answer at all. docs/doctor.md says
    what to do with each verdict.
    """
    settings = NightSettings.from_text(data=str(data), sources=sources, as_of=as_of)
    tell_progress()
    from pipelines.doctor.examination import examine
    from pipelines.doctor.keeping import VERDICTS
    from pipelines.night import NightRunning
    from pipelines.records import require_record

    try:
        outcome = examine(settings)
    except NightRunning as error:
        raise click.ClickException(str(error)) from error
    if form == "json":
        print_json({"folder": str(outcome.folder), **require_record(outcome.folder / VERDICTS)})
    else:
        _say(outcome)
    sys.exit(_exit_code(outcome))


def _exit_code(outcome: Outcome) -> int:
    if outcome.examination.unreached:
        return UNREACHED_EXIT
    return DEGRADED_EXIT if outcome.examination.differing else 0


def _say(outcome: Outcome) -> None:
    from pipelines.doctor.assumptions import SOURCES

    out, examination = console(), outcome.examination
    for source, title in SOURCES.items():
        out.print(f"\n{title}", style="bold")
        judged = [one for one in examination.judgements if one.assumption.source == source]
        show(out, _table(judged), indent=2)
    _say_what_differs(examination.differing, out)
    counted = Counter(judgement.verdict for judgement in examination.judgements)
    told = ", ".join(f"{verdict} {count}" for verdict, count in sorted(counted.items(), reverse=True))
    show(
        out,
        f"\nOf {len(examination.judgements)} assumptions: {told}. "
        f"{count_in_words(outcome.requests, 'request')}.",
    )
    for host in examination.unreached:
        show(out, f"Not reached: {host.host} ({host.title}). Look at the network, then run this again.")
    show(out, f"Kept: {outcome.folder} (for its owner only: a report file names people)")
    click.echo("What to do with a verdict: docs/doctor.md.")


def _table(judged: list[Judgement]) -> Table:
    """Verdict, assumption and what was seen; what differs first."""
    from rich.table import Table

    from pipelines.doctor.verdicts import CANNOT_BE_TOLD, DIFFERS, HOLDS

    order = (DIFFERS, HOLDS, CANNOT_BE_TOLD)
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False)
    table.add_column("verdict", no_wrap=True)
    table.add_column("assumption", ratio=5, overflow="fold")
    table.add_column("seen", ratio=4, overflow="fold")
    for judgement in sorted(judged, key=lambda one: order.index(one.verdict)):
        assumption = judgement.assumption
        table.add_row(judgement.verdict, f"{assumption.claim} [{assumption.id}]", plain(judgement.seen))
    return table


def _say_what_differs(differing: list[Judgement], out: Console) -> None:
    """What each difference means for a night."""
    if not differing:
        return
    out.print("\nWhat differs, and what it means for a night", style="bold")
    for judgement in differing:
        show(out, f"{judgement.assumption.id}: {plain(judgement.seen)}", indent=2)
        show(out, judgement.assumption.means, indent=4)
