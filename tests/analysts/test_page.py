"""docs/analysts.md does what it says: every command and statement on it is run, or is said not to be."""

from __future__ import annotations

import re
import shlex
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest
from click.testing import CliRunner

from pipelines.cli import main
from pipelines.layout import DataFolder
from pipelines.settings import DATA_VARIABLE, PROJECT_ROOT
from tests.analysts.older_clients import client

PAGE = (PROJECT_ROOT / "docs" / "analysts.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
NOT_RUN = "not run here"

#: Run by something else than this module, or said on the page not to be run.
ELSEWHERE = {
    "make nightly": "the night whose files stand here; tests/night runs the command",
    ".venv/bin/python notebooks/national_picture.py": "test_national_picture.py",
    ".venv/bin/marimo edit notebooks/national_picture.py": NOT_RUN,
}


def blocks(language: str) -> list[str]:
    return [text for named, text in BLOCK.findall(PAGE) if named == language]


def commands() -> Iterator[str]:
    for block in blocks("console"):
        yield from (line.removeprefix("$ ") for line in block.splitlines() if line.startswith("$ "))


@pytest.fixture
def folder(data: DataFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where a reader of the page stands: in a checkout whose var is the data folder."""
    (tmp_path / "var").symlink_to(data.root)
    (tmp_path / "sql").symlink_to(PROJECT_ROOT / "sql")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(DATA_VARIABLE, str(tmp_path / "var"))
    return tmp_path


@pytest.mark.usefixtures("folder")
def test_the_python_of_the_page_runs_in_its_order(capsys: pytest.CaptureFixture[str]) -> None:
    names: dict[str, Any] = {}
    for block in blocks("python"):
        exec(block, names)  # noqa: S102 (our own page)
    names["facts"].close()
    told = capsys.readouterr().out
    assert "special_measures" in told
    assert "Primary" in told
    assert "Which schools entered a category of concern this term" in told
    assert "Pennerdale Primary School" in told, "the one school of the sample that the page speaks of"


@pytest.mark.parametrize("statement", blocks("sql"))
def test_each_statement_of_the_page_answers(statement: str, facts: Path) -> None:
    with duckdb.connect(str(facts), read_only=True) as connection:
        assert connection.execute(statement).fetchall()


@pytest.mark.parametrize("command", [command for command in commands() if command not in ELSEWHERE])
def test_each_command_of_the_page_runs(command: str, folder: Path) -> None:
    program, *arguments = shlex.split(command)
    if program == "duckdb":
        ran = subprocess.run(
            [client("duckdb-cli", "duckdb"), *arguments], capture_output=True, text=True, check=False
        )
        assert ran.returncode == 0, ran.stderr
        assert re.fullmatch(r"schools\s+\d+\s*", ran.stdout)
    else:
        assert program == ".venv/bin/welfare-monitor"
        result = CliRunner().invoke(main, arguments)
        assert result.exit_code == 0, result.output
        assert result.output


def test_a_block_of_another_language_says_that_it_is_not_run() -> None:
    for found in BLOCK.finditer(PAGE):
        if found[1] not in ("console", "python", "sql"):
            (before,) = PAGE[: found.start()].strip().splitlines()[-1:]
            assert NOT_RUN in before, before
    assert PAGE.count("marimo edit") == 1
    assert NOT_RUN in PAGE.partition("marimo edit")[2]


#: With a connection left open, opens the link that now leads elsewhere: by its name, and by where it leads.
REOPEN = """
import os, sys, duckdb
link, newer = sys.argv[1:]
left_open = duckdb.connect(link, read_only=True)
os.replace(newer, link)
for name in (link, os.path.realpath(link)):
    print(len(duckdb.connect(name, read_only=True).execute("FROM build").fetchall()))
"""


@pytest.mark.parametrize("name, rows", [("duckdb-1.3", "1 0"), ("duckdb-1.4", "1 0"), ("duckdb-1.5", "0 0")])
def test_clients_before_1_5_reopen_what_they_have_unless_the_link_is_resolved(
    name: str, rows: str, facts: Path, tmp_path: Path
) -> None:
    """Why the page resolves it. The newer file is told by its table build, which is empty there."""
    for file in ("old.duckdb", "new.duckdb"):
        (tmp_path / file).write_bytes(facts.read_bytes())
    with duckdb.connect(str(tmp_path / "new.duckdb")) as connection:
        connection.execute("DELETE FROM build")
    for link, target in (("published", "old.duckdb"), ("newer", "new.duckdb")):
        (tmp_path / link).symlink_to(target)
    command = [
        client(name, "python"),
        "-I",
        "-c",
        REOPEN,
        str(tmp_path / "published"),
        str(tmp_path / "newer"),
    ]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    assert " ".join(ran.stdout.split()) == rows, ran.stderr
