"""``welfare-monitor replay``: what officers would have been shown, over all archived history.

Belongs here: the command's words, its table, and its files. Does not belong here: any reckoning
(pipelines/warehouse/replay).
"""

from __future__ import annotations

import tomllib
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipelines.cli.common import console, data_option, print_json, show, tell_progress
from pipelines.layout import DataFolder
from pipelines.reference import read_toml
from pipelines.settings import BadUsage, parse_day
from pipelines.texts import in_words, say

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

    from pipelines.database import Row
    from pipelines.warehouse.flags import Ruleset
    from pipelines.warehouse.replay import Replay
    from pipelines.warehouse.replay.outcomes import Outcomes

WEEKS = 26


@click.command(epilog="What it reckons, and what it cannot know: docs/replay.md.")
@click.option(
    "--from", "first", metavar="YYYY-MM-DD", help=f"First night (default: {WEEKS} weeks before the last)."
)
@click.option("--to", "last", metavar="YYYY-MM-DD", help="Last night (default: the last published one).")
@click.option(
    "--knowledge",
    type=click.Choice(["archived", "assumed"]),
    default="archived",
    show_default=True,
    help="As this archive knew it then, or as it would have been known soon after publication.",
)
@click.option(
    "--ruleset",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Also replay the rules of this folder (a changed copy of sql/rules), and tell what they change.",
)
@click.option(
    "--settings",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Also replay with this changed copy of reference/thresholds.toml, and tell what it changes.",
)
@click.option(
    "--capacity",
    type=click.IntRange(min=1),
    help="First attempts that a team makes on a working day (default: as reference/thresholds.toml says).",
)
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    help="Write replay.html, flag_interval.parquet and weekly.parquet into this folder.",
)
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
@data_option
def replay(
    first: str | None,
    last: str | None,
    knowledge: Any,
    ruleset: Path | None,
    settings: Path | None,
    capacity: int | None,
    out: Path | None,
    form: str,
    data: Path,
) -> None:
    """Which flags officers would have been shown, night by night, and how much work they would be.

    \b
    Examples:
        welfare-monitor replay
        welfare-monitor replay --from 2025-11-01 --to 2026-06-10 --knowledge assumed --out replay
        welfare-monitor replay --settings my-thresholds.toml      what other thresholds would change

    Nothing is fetched, and nothing that was shown to officers is changed.
    """
    from pipelines.night import NightRunning, hold_data_folder
    from pipelines.warehouse.flags import current_ruleset
    from pipelines.warehouse.replay import replay as run
    from pipelines.warehouse.replay.knowledge import published
    from pipelines.warehouse.replay.outcomes import changed_flags, outcomes_of
    from pipelines.warehouse.rules import RuleRefused

    folder = DataFolder(data)
    build = published(folder)
    last_night = parse_day(last or "", "--to") or build["as_of"]
    first_night = parse_day(first or "", "--from") or _usual_first_night(knowledge, last_night, build)
    if first_night > last_night:
        raise BadUsage(f"--from {first_night} lies after --to {last_night}.")
    tell_progress()
    try:
        current = current_ruleset()
        other = _other(current, ruleset, settings)
        replayed = run(
            folder,
            first_night,
            last_night,
            knowledge=knowledge,
            rulesets=[current, *([other] if other else [])],
            hold=lambda: hold_data_folder(folder),
        )
    except NightRunning as error:
        raise click.ClickException(str(error)) from error
    except RuleRefused as error:
        raise BadUsage(str(error)) from error
    outcomes = outcomes_of(replayed[0], capacity or current.settings["threshold"]["team_capacity_per_day"])
    changed = changed_flags(*replayed) if other else None
    if out:
        _write(out, replayed[0], outcomes, changed, build)
    if form == "json":
        print_json(_record(replayed[0], outcomes, changed, build))
        return
    terminal = console()
    _say(terminal, replayed[0], outcomes, changed)
    if out:
        show(terminal, f"Written: {out / 'replay.html'}, flag_interval.parquet and weekly.parquet beside it.")


def _usual_first_night(knowledge: str, last_night: date, build: Row) -> date:
    """Some weeks before, or the first night of a younger archive: before it, nothing was known."""
    weeks_before = last_night - timedelta(weeks=WEEKS)
    first_known: date = build["first_known"]
    return min(max(weeks_before, first_known), last_night) if knowledge == "archived" else weeks_before


def _other(current: Ruleset, rules: Path | None, settings: Path | None) -> Ruleset | None:
    """The changed ruleset; what is not named stays as it is."""
    from pipelines.warehouse.flags import Ruleset
    from pipelines.warehouse.rules import load_rules

    if rules is None and settings is None:
        return None
    found = read_toml("thresholds.toml")
    if settings is not None:
        try:
            found = tomllib.loads(settings.read_text(encoding="utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise BadUsage(f"{settings} cannot be read: {error}.") from error
        wrong = set(current.settings) ^ set(found) or set(current.settings["threshold"]) ^ set(
            found["threshold"]
        )
        if wrong:
            raise BadUsage(
                f"{settings} and reference/thresholds.toml differ in what they name: "
                f"{', '.join(sorted(wrong))}. Begin with a copy and change values only."
            )
    return Ruleset(tuple(load_rules(rules)) if rules else current.rules, found)


def _write(out: Path, replayed: Replay, outcomes: Outcomes, changed: list[Row] | None, build: Row) -> None:
    import pandas as pd

    from pipelines.warehouse.replay.page import replay_page
    from pipelines.warehouse.replay.tables import write_tables

    # Flags name schools: like the lists, for welfare roles only.
    out.mkdir(parents=True, exist_ok=True, mode=0o700)
    write_tables(out, flag_interval=replayed.intervals, weekly=pd.DataFrame(outcomes.weekly))
    page = out / "replay.html"
    page.touch(mode=0o600)
    page.write_text(replay_page(replayed, outcomes, changed, build), encoding="utf-8")


def _record(replayed: Replay, outcomes: Outcomes, changed: list[Row] | None, build: Row) -> dict[str, Any]:
    return {
        "first_night": replayed.first_night,
        "last_night": replayed.last_night,
        "knowledge": replayed.knowledge,
        "settings_hash": replayed.settings_hash,
        "build": build,
        "weekly": outcomes.weekly,
        "ended": outcomes.ended,
        "lead_time": outcomes.lead_time,
        "capacity": outcomes.capacity,
        "reach": [{"tier": tier, **count} for tier, count in outcomes.reach.items()],
        "changed": changed,
    }


def _say(out: Console, replayed: Replay, outcomes: Outcomes, changed: list[Row] | None) -> None:
    from pipelines.warehouse.replay.outcomes import ENDED_FIRST, REACHED, WAITING
    from pipelines.warehouse.replay.summary import ENDINGS, TIERS, endings_of, weeks_of

    days = in_words(replayed.first_night), in_words(replayed.last_night)
    out.print(say("replay.title", *days), style="bold")
    for text in ("replay.what", f"replay.knowledge.{replayed.knowledge}"):
        show(out, say(text))
    out.print()
    weeks = weeks_of(outcomes)
    if not outcomes.weekly:
        show(out, say("replay.nothing"))
        return
    heads = [say(f"replay.{what}", tier) for what in ("raised_in", "open_in") for tier in TIERS]
    rows = [
        [
            in_words(date.fromisoformat(week.name)),
            *(week.raised[tier] for tier in TIERS),
            *(week.open_at_end[tier] for tier in TIERS),
        ]
        for week in weeks
    ]
    out.print(_table(say("replay.caseload"), [say("replay.week_from"), *heads], rows))
    out.print(
        _table(
            say("replay.endings"),
            [say("replay.tier_head"), *(say(f"replay.ending.{ending}") for ending in ENDINGS)],
            [[tier, *(count[ending] for ending in ENDINGS)] for tier, count in endings_of(outcomes).items()],
        )
    )
    names = (REACHED, ENDED_FIRST, WAITING)
    out.print(
        _table(
            say("replay.reach_head"),
            [say("replay.tier_head"), *(say(f"replay.reach.{name}") for name in names)],
            [[tier, *(count[name] for name in names)] for tier, count in outcomes.reach.items()],
        )
    )
    show(out, say("replay.reach_what", outcomes.capacity))
    columns = (
        "tier",
        "flags",
        "earlier_than_lists",
        "not_in_lists_yet",
        "median_days_gained",
        "nine_in_ten_at_most",
    )
    out.print(
        _table(
            say("replay.lead_head"),
            [say("replay.tier_head"), *(say(f"replay.lead.{name}") for name in columns[1:])],
            [
                ["" if row[name] is None else f"{row[name]:g}" for name in columns]
                for row in outcomes.lead_time
            ],
        )
    )
    show(out, say("replay.lead_what"))
    if changed is not None:
        show(out, say("replay.changed_what", len(changed)))
        never = say("replay.never_open")
        out.print(
            _table(
                say("replay.changed_head"),
                ["URN", say("replay.school"), say("replay.tier_now"), say("replay.tier_changed")],
                [
                    [
                        row["urn"],
                        row["school_name"] or "",
                        row["tier_now"] or never,
                        row["tier_changed"] or never,
                    ]
                    for row in changed
                ],
            )
        )
    show(out, say("replay.precaution"))


def _table(title: str, heads: list[str], rows: list[list[Any]]) -> Table:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    from pipelines.plain_text import plain

    table = Table(title=Text(title), title_justify="left", box=box.SIMPLE_HEAD, title_style="bold")
    for place, head in enumerate(heads):
        table.add_column(Text(head), justify="right" if place else "left", no_wrap=not place)
    for row in rows:
        table.add_row(*(Text(plain(str(cell))) for cell in row))
    return table
