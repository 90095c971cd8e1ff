"""``welfare-monitor backup``: all that no night makes again, in another place.

Belongs here: options, what is printed, and that it is remembered. Does not belong here: what the parts are
(desk/keeping/everything.py).
"""

from __future__ import annotations

from pathlib import Path

import click

from pipelines.cli.common import data_option
from pipelines.clock import machine_clock
from pipelines.settings import (
    BACKUPS_VARIABLE,
    BadUsage,
    absolute,
    default_archive_mirror,
    default_backups,
)
from pipelines.texts import say


@click.command(epilog="What is in it, bringing it back, and a drill: docs/runbook.md, docs/desk.md.")
@click.argument("folder", default=default_backups, type=click.Path(file_okay=False))
@click.option(
    "--mirror",
    "place",
    metavar="PLACE",
    default=default_archive_mirror,
    show_default="WELFARE_MONITOR_ARCHIVE_MIRROR",
    help="Where the archive's second copy stands: a folder, or s3://BUCKET/PREFIX.",
)
@click.option(
    "--keep-days",
    type=click.IntRange(1),
    default=30,
    show_default=True,
    help="Remove backups of what officers wrote that are older; the newest always stays.",
)
@data_option
def backup(folder: str, place: str, keep_days: int, data: Path) -> None:
    """Back up all that no night makes again; the desk and a night may run.

    \b
    For example:
        welfare-monitor backup /mnt/backups --mirror /mnt/mirror

    What officers wrote with objections to contact (one private file each time), facts of months that are
    over and Dagster's records go into FOLDER (without it, the one that WELFARE_MONITOR_BACKUPS names), and
    what the archive has had since into its second copy. A part that fails holds none of the others back; the
    command then ends with 1, and status and alarms tell of it.
    """
    from desk.keeping.everything import back_up
    from desk.settings import DeskSettings
    from pipelines.watch.backups import remember_backup

    if not folder:
        raise BadUsage(f"Name a folder for backups, or set {BACKUPS_VARIABLE}.")
    if not data.is_dir():
        raise click.ClickException(say("retention.no_folder", data))
    settings, clock = DeskSettings.read(data), machine_clock()
    parts = back_up(settings, place, absolute(folder), keep_days, clock.now())
    for part in parts:
        click.echo(part.says, err=not part.is_kept)
    is_whole = all(part.is_kept for part in parts)
    remember_backup(settings.data, clock.now(), is_whole=is_whole)
    if not is_whole:
        raise click.ClickException(say("desk.command.backup.not_whole"))
