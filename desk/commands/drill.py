"""``welfare-monitor drill``: would the backups be enough?

Belongs here: what is rehearsed, and what is printed of it. Does not belong here: rebuilding
(pipelines/drill.py) and bringing back what officers wrote (desk/keeping).
"""

from __future__ import annotations

import sys
import tempfile
from contextlib import closing
from pathlib import Path

import click

from pipelines.cli.common import DEGRADED_EXIT, count_in_words, data_option, day_in_words, tell_progress
from pipelines.clock import machine_clock
from pipelines.settings import BadUsage, default_archive_mirror, default_backups

_MOST_NAMED = 5


@click.command(epilog="Backups, and what to do on the day itself: docs/runbook.md.")
@click.option(
    "--mirror",
    "place",
    metavar="PLACE",
    default=default_archive_mirror,
    show_default="WELFARE_MONITOR_ARCHIVE_MIRROR",
    help="The archive's second copy.",
)
@click.option(
    "--backups",
    metavar="FOLDER",
    default=lambda: default_backups() or None,
    show_default="WELFARE_MONITOR_BACKUPS",
    type=click.Path(exists=True, path_type=Path),
    help="The folder of `backup`, of which the newest is taken, or one of its files.",
)
@data_option
def drill(place: str, backups: Path | None, data: Path) -> None:
    """Rehearse a disaster: make tonight's list, and what officers wrote, from the backups alone.

    \b
    For example, twice a year:
        welfare-monitor drill --mirror /mnt/mirror --backups /mnt/backups/desk

    It works in a temporary folder of this account and removes it. The data folder is only read, and no source
    is asked. Exit codes: 0 the backups are enough, 3 something differs, 1 they cannot be used.
    """
    from pipelines.archive.errors import ArchiveError
    from pipelines.drill import rebuild
    from pipelines.layout import DataFolder

    if not place:
        raise BadUsage("Say where the archive's second copy is: --mirror PLACE.")
    tell_progress()
    with tempfile.TemporaryDirectory(prefix="welfare-monitor-drill-") as work:
        try:
            rebuilt = rebuild(DataFolder(data), place, Path(work) / "data")
        except ArchiveError as error:
            raise click.ClickException(f"The archive's second copy cannot be used: {error}") from error
        click.echo(
            f"The archive: {count_in_words(rebuilt.documents, 'document')} brought back, and "
            f"{day_in_words(rebuilt.as_of)} built from them in {rebuilt.seconds:.0f} s with "
            f"{count_in_words(rebuilt.flags, 'flag')}."
        )
        for check in rebuilt.checks:
            click.echo(f"  A check does not hold: {check}")
        if rebuilt.differences:
            named = ", ".join(rebuilt.differences[:_MOST_NAMED])
            click.echo(f"  {count_in_words(len(rebuilt.differences), 'flag')} not as published: {named}.")
        if backups is None:
            click.echo("What officers wrote: not rehearsed, because --backups names nothing.")
        else:
            click.echo(_officers(backups, Path(work) / "desk"))
    if not rebuilt.is_sound:
        click.echo("The second copy does not give what is published. Push to it, and look again.")
        sys.exit(DEGRADED_EXIT)
    click.echo("The backups are enough.")


def _officers(backups: Path, into: Path) -> str:
    """What the newest backup gives. Raises ClickException."""
    from sqlalchemy import func, select

    from desk.keeping.backups import bring_back
    from desk.keeping.databases import CannotKeep
    from desk.store.database import StoreUnavailable, open_store
    from desk.store.models import Case, Officer

    made = sorted(backups.glob("desk-*.tar")) if backups.is_dir() else [backups]
    if not made:
        raise click.ClickException(f"There is no backup in {backups}.")
    address = f"sqlite:///{into / 'desk.sqlite3'}"
    into.mkdir(mode=0o700)
    try:
        restored = bring_back(address, into, made[-1], machine_clock().now())
        with closing(open_store(address)) as store, store.read() as session:
            cases, accounts = (
                session.scalar(select(func.count()).select_from(kind)) or 0 for kind in (Case, Officer)
            )
    except (CannotKeep, StoreUnavailable, OSError) as error:
        raise click.ClickException(f"The backup {made[-1].name} cannot be used: {error}") from error
    return (
        f"What officers wrote: {count_in_words(cases, 'case')} and {count_in_words(accounts, 'account')}, as "
        f"of {restored.made_at:%d %B %Y, %H:%M} UTC ({made[-1].name})."
    )
