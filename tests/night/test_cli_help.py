"""The command as a whole: help that teaches, exit codes, and nothing heavy imported for a light question."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from importlib import metadata

import click
import pytest
from click.testing import CliRunner

from pipelines.archive.errors import ArchiveError
from pipelines.cli import EVERY_COMMAND as SUMMARIES
from pipelines.cli import main
from pipelines.settings import PROJECT_ROOT, BadUsage

HEAVY = ("dagster", "great_expectations", "pandas")
FORBIDDEN_WORDS = ("failing", "at risk", "failed attempt", "escalate", "underperform", "risk score")


def commands(
    group: click.Group, path: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Every command below a group, with the words that name it."""
    with click.Context(group) as context:
        for name in group.list_commands(context):
            command = group.get_command(context, name)
            assert command is not None
            yield (*path, name), command
            if isinstance(command, click.Group):
                yield from commands(command, (*path, name))


EVERY_COMMAND = [pytest.param(path, id=" ".join(path)) for path, _ in commands(main)]


def help_of(*path: str) -> str:
    result = CliRunner().invoke(main, [*path, "--help"])
    assert result.exit_code == 0
    return result.output


def test_help_lists_every_command() -> None:
    text = help_of()
    assert all(name in text for name in SUMMARIES)


@pytest.mark.parametrize("path", EVERY_COMMAND)
def test_every_help_shows_an_example(path: tuple[str, ...]) -> None:
    assert f"welfare-monitor {' '.join(path)}" in help_of(*path).replace("\n", " ")


@pytest.mark.parametrize("path", [pytest.param((), id="welfare-monitor"), *EVERY_COMMAND])
def test_help_uses_neutral_words(path: tuple[str, ...]) -> None:
    text = help_of(*path).lower()
    assert not [word for word in FORBIDDEN_WORDS if word in text]


@pytest.mark.parametrize("name", SUMMARIES)
def test_command_list_says_what_the_command_s_own_help_says_first(name: str) -> None:
    command = main.get_command(click.Context(main), name)
    assert command is not None
    assert (command.help or "").splitlines()[0] == SUMMARIES[name]


@pytest.mark.parametrize(
    "arguments",
    [["--help"], ["flags", "--help"], ["explain", "--help"], ["document", "--help"], ["desk", "--help"]],
)
def test_help_imports_nothing_heavy(arguments: list[str]) -> None:
    asked = (
        "import sys; from pipelines.cli import main; main(sys.argv[1:], standalone_mode=False); "
        f"print('LOADED', *[name for name in {HEAVY} if name in sys.modules])"
    )
    result = subprocess.run(
        [sys.executable, "-c", asked, *arguments],
        cwd=PROJECT_ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert result.stdout.splitlines()[-1] == "LOADED"


def test_version_is_the_installed_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(metadata, "version", lambda name: f"1.2.3 of {name}")
    result = CliRunner().invoke(main, ["--version"])
    assert (result.exit_code, result.output) == (0, "welfare-monitor 1.2.3 of ofsted-welfare-monitor\n")


def test_unknown_command_is_bad_usage() -> None:
    assert CliRunner().invoke(main, ["flag"]).exit_code == 2


@pytest.mark.parametrize("error, exit_code", [(BadUsage("no such day"), 2), (ArchiveError("disk full"), 1)])
def test_explained_error_ends_with_its_message_and_exit_code(
    error: Exception, exit_code: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    @click.command()
    def flags() -> None:
        raise error

    monkeypatch.setattr("pipelines.cli.flags.flags", flags)
    result = CliRunner().invoke(main, ["flags"])
    assert result.exit_code == exit_code
    assert str(error) in result.stderr
    assert "Traceback" not in result.output
