"""``welfare-monitor retention``: what has been kept long enough, and removing it.

Belongs here: showing it, and holding the data folder while it goes. Does not belong here: what has a time
(pipelines/retention.py, desk/keeping) and how long (reference/retention.toml, reference/desk.toml).
"""

from __future__ import annotations

from pathlib import Path

import click

from pipelines.cli.common import console, data_option, show
from pipelines.clock import machine_clock
from pipelines.layout import DataFolder
from pipelines.texts import say, say_counted

MOST_TOLD = 10


@click.command(
    epilog="How long each is kept: reference/retention.toml and desk.toml; why: docs/data-protection.md."
)
@click.option("--apply", is_flag=True, help="Remove what is shown. Without it nothing is removed.")
@data_option
def retention(apply: bool, data: Path) -> None:
    """What has been kept long enough: databases and lists, records of runs, what officers wrote.

    \b
    Examples:
        welfare-monitor retention
        welfare-monitor retention --apply

    The archive and the published build are never touched. The newest builds are kept by number whenever one
    is published; this removes those among them that are too old.
    """
    from desk.keeping import closed_cases, old_records
    from desk.settings import DeskSettings
    from desk.store.database import StoreUnavailable
    from pipelines.definitions import run_records
    from pipelines.night import NightRunning, hold_data_folder
    from pipelines.reference import read_toml
    from pipelines.retention import due

    folder = DataFolder(data)
    if not folder.root.is_dir():
        raise click.ClickException(say("retention.no_folder", data))
    out, clock = console(), machine_clock()
    try:
        with hold_data_folder(folder), run_records(folder) as runs:
            cases = closed_cases.due(folder, clock, read_toml("retention.toml")["closed_case"]["days"])
            beside = old_records.due(DeskSettings.read(folder.root), clock)
            for kind in [*due(folder, clock, runs), cases, *beside]:
                show(out, f"{kind.title}: {say_counted('retention.counts', len(kind.gone), kind.held)}")
                show(out, kind.rule, indent=2)
                for line in kind.gone[:MOST_TOLD]:
                    show(out, line, indent=4)
                if len(kind.gone) > MOST_TOLD:
                    show(out, say("retention.more", len(kind.gone) - MOST_TOLD), indent=4)
                if apply:
                    kind.remove()
    except (NightRunning, StoreUnavailable) as error:
        raise click.ClickException(str(error)) from error
    show(out, say("retention.removed") if apply else say("retention.nothing_removed"))
