"""``welfare-monitor backup``: what officers wrote, in one file in another place."""

from __future__ import annotations

from pathlib import Path

import click

from pipelines.cli.common import data_option
from pipelines.clock import machine_clock
from pipelines.texts import say, say_counted


@click.command(epilog="What a backup holds, and a drill: docs/desk.md.")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option(
    "--keep-days",
    type=click.IntRange(1),
    default=30,
    show_default=True,
    help="Remove backups in the folder that are older; the newest always stays.",
)
@data_option
def backup(folder: Path, keep_days: int, data: Path) -> None:
    """Back up what officers wrote, and objections to contact, in one private file; a desk may run.

    \b
    For example:
        welfare-monitor backup /mnt/backups/desk

    The archive of what was published is not in it: copy that folder by whatever copies your other files.
    """
    from desk.keeping import backups
    from desk.keeping.databases import CannotKeep
    from desk.settings import DeskSettings

    settings, now = DeskSettings.read(data), machine_clock().now()
    try:
        file = backups.make(settings.database, settings.data.casework, folder, now)
    except (CannotKeep, OSError) as error:
        raise click.ClickException(str(error)) from error
    click.echo(say("desk.command.backed_up", file, file.stat().st_size))
    if gone := backups.forget_older(folder, keep_days, now):
        click.echo(say_counted("desk.command.forgotten", len(gone), keep_days))
