"""``welfare-monitor status``: how the installation stands, for a terminal and for a monitoring system.

Belongs here: what is printed, and the exit code. Does not belong here: what counts as trouble
(pipelines/watch).
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipelines.cli.common import (
    DEGRADED_EXIT,
    console,
    count_in_words,
    data_option,
    day_in_words,
    format_option,
    print_json,
    show,
    show_pairs,
)
from pipelines.clock import LONDON, machine_clock
from pipelines.plain_text import plain

if TYPE_CHECKING:
    from rich.console import Console

    from pipelines.watch.standing import Standing

_MEGABYTE = 1_000_000


@click.command(epilog="What is trouble, and alarms: docs/monitoring.md.")
@format_option
@click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
@click.option(
    "--alarm",
    is_flag=True,
    help="Tell the channels in WELFARE_MONITOR_ALARM_CHANNELS what is new and what is over. For a timer.",
)
@data_option
def status(form: str, as_json: bool, alarm: bool, data: Path) -> None:
    """How the installation stands: last night, sources, disk, and what needs somebody.

    \b
    Examples:
        welfare-monitor status
        welfare-monitor status --json
        welfare-monitor status --alarm      (each hour, by a timer: a night that never began is noticed)

    Exit codes: 0 all is well, 3 something is missing, 1 the list of this morning is not what it should be.
    It reads a few small files, and waits for no night.
    """
    from pipelines.layout import DataFolder
    from pipelines.watch.after_night import raise_alarms
    from pipelines.watch.settings import CHANNELS_VARIABLE, WatchSettings
    from pipelines.watch.standing import Gravity, look

    folder, clock = DataFolder(data), machine_clock()
    standing = look(folder, WatchSettings.read(), clock)
    problem = ""
    if alarm:
        told = raise_alarms(folder, clock)
        problem = told.problem if told else f"{CHANNELS_VARIABLE} names no channel."
    if as_json or form == "json":
        print_json(_record(standing))
    else:
        _say(standing, console())
    if problem:
        click.echo(f"Not everybody could be told: {problem}", err=True)
    if standing.gravity is Gravity.FAILED or problem:
        sys.exit(1)
    sys.exit(DEGRADED_EXIT if standing.gravity else 0)


def _record(standing: Standing) -> dict[str, Any]:
    attempt = standing.attempt
    return {
        "state": standing.gravity or "well",
        "looked_at": standing.now.isoformat(),
        "published": {"build_id": standing.build_id, "as_of": standing.as_of},
        "night": {
            "running": standing.running,
            "begun_at": attempt.begun_at.isoformat() if attempt else None,
            "ended_at": attempt.ended_at.isoformat() if attempt and attempt.ended_at else None,
            "result": attempt.result if attempt else None,
            "why": list(attempt.why) if attempt else [],
        },
        "sources": [
            {
                "name": source.name,
                "state": source.state,
                "answered_on": source.answered_on,
                "newest_as_at": source.newest_as_at,
            }
            for source in standing.sources
        ],
        "awaiting_reading": standing.awaiting_reading,
        "free_bytes": standing.free_bytes,
        "troubles": [
            {"key": each.key, "gravity": each.gravity, "says": each.says, "do": each.do}
            for each in standing.troubles
        ],
    }


def _say(standing: Standing, out: Console) -> None:
    if not standing.troubles:
        out.print("All is well.", style="bold")
    for trouble in standing.troubles:
        out.print(trouble.says, style="bold")
        show(out, trouble.do, indent=2)
    if standing.attempt is not None and standing.attempt.result in ("failed", "refused", "degraded"):
        for sentence in standing.attempt.why:
            show(out, plain(sentence), indent=2)
    out.print()
    show_pairs(out, list(_pairs(standing)), indent=0)


def _pairs(standing: Standing) -> Iterator[tuple[str, str]]:
    if standing.build_id and standing.as_of:
        yield "Published", f"{standing.build_id}, as of {day_in_words(standing.as_of)}"
    if attempt := standing.attempt:
        ended = f"ended {_moment(attempt.ended_at)}: {attempt.result}" if attempt.ended_at else "no end yet"
        yield "Last night", f"begun {_moment(attempt.begun_at)}, {ended}"
    if standing.running:
        yield "Now", "a night runs"
    for source in standing.sources:
        answered = f"answered {day_in_words(source.answered_on)}" if source.answered_on else "never answered"
        newest = f"; newest as at {day_in_words(source.newest_as_at)}" if source.newest_as_at else ""
        yield plain(source.title), f"{answered}{newest}"
    if standing.awaiting_reading is not None:
        yield "To be read by a person", count_in_words(standing.awaiting_reading, "report")
    yield "Free on the disk", f"{standing.free_bytes // _MEGABYTE:,} MB"


def _moment(moment: datetime) -> str:
    local = moment.astimezone(LONDON)
    return f"{day_in_words(local.date())}, {local:%H:%M}"
