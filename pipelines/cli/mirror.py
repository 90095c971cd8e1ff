"""``welfare-monitor mirror``: a second copy of the archive, pushed to and brought back from.

Belongs here: the four things that are done with a mirror, in words. Does not belong here: how it is done
(pipelines/archive/mirror.py), and copies of what officers write (desk/commands/backup.py).
"""

from __future__ import annotations

import sys
from pathlib import Path

import click

from pipelines.archive import mirror as mirrored
from pipelines.archive.mirror_contents import Contents
from pipelines.cli.common import DEGRADED_EXIT, count_in_words, data_option
from pipelines.clock import machine_clock
from pipelines.settings import ARCHIVE_MIRROR_VARIABLE, BadUsage, default_archive_mirror

_place = click.argument("place", default=default_archive_mirror)


@click.group(epilog="Example: welfare-monitor mirror push /mnt/backups/archive. More: docs/scaling.md.")
def mirror() -> None:
    """A second copy of the archive, in a folder or an object store: push to it, restore from it.

    PLACE is a folder, or an address like s3://bucket/prefix; without it, the one that
    WELFARE_MONITOR_ARCHIVE_MIRROR names, to which every night pushes. Nothing there is ever written over or
    removed.
    """


@mirror.command()
@_place
@data_option
def push(place: str, data: Path) -> None:
    """Add what the archive has had since the last push; a night may be running.

    \b
    For example:
        welfare-monitor mirror push /mnt/backups/archive
        welfare-monitor mirror push s3://bucket/welfare-monitor
    """
    pushed = mirrored.push(data, _named(place), now=machine_clock().now())
    if pushed.number is None:
        click.echo("Nothing new: the mirror has everything that the archive has.")
    else:
        click.echo(
            f"Push {pushed.number}: {count_in_words(pushed.blobs, 'document')} and "
            f"{count_in_words(pushed.files, 'other object')}, {pushed.size:,} bytes."
        )
    _tell("Missing or altered in the archive, and not in the mirror:", pushed.unsound)


@mirror.command()
@_place
def verify(place: str) -> None:
    """Read everything that the mirror holds, and say what of it is missing or altered.

    \b
    For example:
        welfare-monitor mirror verify s3://bucket/welfare-monitor
    """
    contents, problems = mirrored.verify(_named(place))
    click.echo(_held(contents))
    if problems:
        raise click.ClickException("\n".join(problems))
    click.echo("Everything is there and is what was pushed.")


@mirror.command()
@_place
@data_option
def restore(place: str, data: Path) -> None:
    """Make the archive of an empty data folder as the last push left it. The next night makes the rest.

    \b
    For example:
        welfare-monitor mirror restore s3://bucket/welfare-monitor --data /srv/welfare-monitor
    """
    contents = mirrored.restore(data, _named(place))
    click.echo(_held(contents))
    click.echo(f"The archive in {data} is as it was then. Run a night: it makes everything else again.")
    _tell("Never in the mirror, because they were missing or altered before:", sorted(contents.owed))


@mirror.command()
@_place
@data_option
def mend(place: str, data: Path) -> None:
    """Bring back single documents that are missing or altered in the archive here. Every one is read.

    \b
    For example:
        welfare-monitor mirror mend s3://bucket/welfare-monitor
    """
    mended, lost = mirrored.mend(data, _named(place))
    click.echo(f"{count_in_words(len(mended), 'document')} brought back.")
    _tell("Not sound in the mirror either:", lost)


def _named(place: str) -> str:
    if not place:
        raise BadUsage(f"Name the place of the mirror, or set {ARCHIVE_MIRROR_VARIABLE}.")
    return place


def _held(contents: Contents) -> str:
    last = contents.pushes[-1]
    return (
        f"{count_in_words(len(contents.blobs), 'document')} and {contents.size:,} bytes in all, as of push "
        f"{last.number} on {last.pushed_at:%d %B %Y at %H:%M} UTC."
    )


def _tell(what: str, hashes: tuple[str, ...] | list[str]) -> None:
    """Documents that are not as they should be; the command then ends as degraded."""
    if hashes:
        click.echo("\n  ".join((what, *hashes)))
        sys.exit(DEGRADED_EXIT)
