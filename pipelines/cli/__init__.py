"""The command ``welfare-monitor``: its list of commands, and how errors and exit codes leave it.

Belongs here: which commands exist. Each command stands in a module of its own that is imported when it is
asked for: a person who wants the flagged list does not wait for Dagster. Does not belong here: any work. Exit
codes: 0 done, 1 failed, 2 bad usage, 3 done but degraded.
"""

from __future__ import annotations

import importlib
import io
import sys
from importlib import metadata
from typing import Any

import click

from pipelines.leaving import leave_at_once
from pipelines.records import keep_others_from_writing
from pipelines.settings import BadUsage

COMMANDS = {
    "nightly": "Run one night: fetch, archive, parse, build, check, publish.",
    "status": "How the installation stands: last night, sources, disk, and what needs somebody.",
    "flags": "The list of open flags: which schools to look at, why, and by when.",
    "replay": "Which flags officers would have been shown, night by night, and how much work they would be.",
    "explain": "Why a flag stands, or all that is known of a school and why it is not on the list.",
    "do-not-contact": "Record that a school is not to be contacted; list such objections, or lift one.",
    "subject-report": "Everything that is held about a school, for a request for access or an objection.",
    "rectification": (
        "What was shown of a school and is another now: from which night to which, and in which files."
    ),
    "report": "The national picture as one page that works offline and prints.",
    "export": "Write the facts as Parquet and CSV, with a data package that explains them.",
    "cite": "What a figure is cited with: build, day, version of the tables, sources with dates, licence.",
    "doctor": "Look at each source once: does what the program assumes of it hold?",
    "backfill": "Fetch the history of schools from the reports site, which no night asks for.",
    "mirror": "A second copy of the archive, in a folder or an object store: push to it, restore from it.",
    "parse": "Read one published file and print what was read, as one JSON object.",
    "document": "List fetched documents; keep one out of the next build, or let it in; verify them all.",
}
#: Commands of the officers' desk. They are named here and stand in desk/commands: nothing of pipelines/
#: imports the desk, and only who asks for one of them loads it.
COMMANDS_OF_THE_DESK = {
    "desk": "Open the officers' desk: the web application in which they see the list and note what they did.",
    "digest": "Send each officer their morning digest: counts and links, where there is something to say.",
    "backup": "Back up all that no night makes again; the desk and a night may run.",
    "restore": "Make what officers wrote as it is in a backup. Stop the desk first; what is there is kept.",
    "drill": "Rehearse a disaster: make tonight's list, and what officers wrote, from the backups alone.",
    "retention": "What has been kept long enough: databases and lists, records of runs, what officers wrote.",
    "case-counts": "Count how cases ended, for each month that is over, without what leads back to a school.",
    "officer": "Who may sign in to the desk: add an account, list them, disable one, give a new sign-in.",
}
EVERY_COMMAND = COMMANDS | COMMANDS_OF_THE_DESK


class LazyGroup(click.Group):
    """A group whose commands are imported on use: command ``a-name`` is ``pipelines.cli.a_name:a_name``, or
    the same below ``desk.commands``."""

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """As a shell runs it."""
        try:
            return super().__call__(*args, **kwargs)
        except SystemExit as ended:
            if isinstance(ended.code, int):
                leave_at_once(ended.code)
            raise

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(EVERY_COMMAND)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in EVERY_COMMAND:
            return None
        name = cmd_name.replace("-", "_")
        room = "desk.commands" if cmd_name in COMMANDS_OF_THE_DESK else "pipelines.cli"
        command: click.Command = getattr(importlib.import_module(f"{room}.{name}"), name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(EVERY_COMMAND.items()))

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except BadUsage as error:
            raise click.UsageError(str(error)) from error
        except _explained_errors() as error:
            raise click.ClickException(str(error)) from error


def _explained_errors() -> tuple[type[Exception], ...]:
    """Errors whose message already says what happened and what to do."""
    from pipelines.archive.errors import ArchiveError
    from pipelines.casework_file import CaseworkUnreadable
    from pipelines.warehouse.published import PublishedUnavailable

    return (ArchiveError, CaseworkUnreadable, PublishedUnavailable)


def _print_version(ctx: click.Context, parameter: click.Parameter, wanted: bool) -> None:
    if wanted and not ctx.resilient_parsing:
        click.echo(f"welfare-monitor {metadata.version('ofsted-welfare-monitor')}")
        ctx.exit()


@click.group(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Exit codes: 0 done, 1 failed, 2 bad usage, 3 done but degraded. docs/command-line.md has more.",
)
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_print_version,
    help="Show the version and exit.",
)
def main() -> None:
    """The Ofsted welfare monitor: which published inspection outcomes a welfare officer should look at.

    \b
    A first look, with the invented schools of the sample:
        welfare-monitor nightly
        welfare-monitor flags
        welfare-monitor explain FLAG_ID

    Tiers order outreach; they never predict risk, and a person reviews every flag.
    """
    keep_others_from_writing()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A terminal that is not UTF-8 gets question marks, not a traceback.
            stream.reconfigure(errors="replace")
