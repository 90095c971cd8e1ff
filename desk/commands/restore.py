"""``welfare-monitor restore``: what officers wrote, as it is in a backup."""

from __future__ import annotations

from pathlib import Path

import click

from pipelines.cli.common import data_option
from pipelines.clock import machine_clock
from pipelines.texts import say


@click.command(epilog="What a backup holds, and a drill: docs/desk.md.")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@data_option
def restore(file: Path, data: Path) -> None:
    """Make what officers wrote as it is in a backup. Stop the desk first; what is there is kept.

    \b
    For example:
        welfare-monitor restore /mnt/backups/desk/desk-20260611T053000Z.tar

    Objections that were recorded since stay in force.
    """
    from desk.keeping import backups
    from desk.keeping.databases import CannotKeep
    from desk.settings import DeskSettings
    from desk.store.database import StoreUnavailable

    settings = DeskSettings.read(data)
    try:
        restored = backups.bring_back(settings.database, settings.data.casework, file, machine_clock().now())
    except (CannotKeep, StoreUnavailable, OSError) as error:
        raise click.ClickException(str(error)) from error
    click.echo(say("desk.command.restored", f"{restored.made_at:%Y-%m-%d %H:%M} UTC", restored.aside))
    if restored.kept_objections:
        click.echo(say("desk.command.kept_objections"))
