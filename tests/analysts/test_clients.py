"""The published files are read by DuckDB 1.3, 1.4, 1.5 and 2.0, each the real client in an environment of
its own.

``make clients`` fetches the older ones into .clients; where they are absent these tests skip, saying so.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import duckdb
import pytest

from pipelines.database import SQL
from pipelines.layout import BuildFolder
from pipelines.national_picture.figures import OF_FACTS, OF_FLAGS
from pipelines.settings import PROJECT_ROOT
from pipelines.warehouse.tables import table_purposes
from tests.analysts.older_clients import client

SCRIPT = Path(__file__).parent / "clients" / "ask_everything.py"
CLIENTS = ("duckdb-1.3", "duckdb-1.4", "duckdb-1.5", "this one")
#: What macros are called with, by the name of their parameter. Others get NULL, which binds them too.
ARGUMENTS = {"at_date": "DATE '2026-06-10'", "day": "DATE '2026-06-10'", "wanted": "'list.caution'"}


def ask(name: str, database: Path, statements: tuple[str, ...] = ()) -> dict[str, Any]:
    """What a client answers of a database."""
    asked = {
        "arguments": ARGUMENTS,
        "statements": {one: (SQL / f"{one}.sql").read_text(encoding="utf-8") for one in statements},
    }
    python = sys.executable if name == "this one" else client(name, "python")
    command = [python, "-I", str(SCRIPT), str(database), json.dumps(asked)]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    told: dict[str, Any] = json.loads(ran.stdout)
    return told


#: What is asked beside every table, view and macro.
ASKED_OF_FACTS = tuple(f"report/{figure}" for figure in OF_FACTS)
ASKED_OF_FLAGS = tuple(f"report/{figure}" for figure in OF_FLAGS)


@pytest.fixture(scope="module")
def facts_told_here(build: BuildFolder) -> dict[str, Any]:
    return ask("this one", build.facts, ASKED_OF_FACTS)


@pytest.fixture(scope="module")
def flags_told_here(build: BuildFolder) -> dict[str, Any]:
    return ask("this one", build.warehouse, ASKED_OF_FLAGS)


@pytest.mark.parametrize("name", CLIENTS)
def test_a_client_reads_every_table_view_and_macro_of_facts(
    name: str, build: BuildFolder, facts_told_here: dict[str, Any]
) -> None:
    told = ask(name, build.facts, ASKED_OF_FACTS)
    expected = duckdb.__version__ if name == "this one" else name.removeprefix("duckdb-")
    assert told["version"].startswith(expected)
    assert told == facts_told_here | {"version": told["version"]}
    assert told["rows"]["main.school"] > 0


@pytest.mark.parametrize("name", CLIENTS)
def test_a_client_reads_every_table_view_and_macro_of_the_warehouse(
    name: str, build: BuildFolder, flags_told_here: dict[str, Any]
) -> None:
    told = ask(name, build.warehouse, ASKED_OF_FLAGS)
    assert told == flags_told_here | {"version": told["version"]}
    assert {f"main.{table}" for table in table_purposes()} <= told["rows"].keys()
    assert "main.say" in told["macros"]


def test_the_make_target_fetches_every_client_that_is_tested() -> None:
    pinned = {file.stem for file in (SCRIPT.parent).glob("*.txt")}
    (named,) = (
        line.partition(":=")[2].split()
        for line in (PROJECT_ROOT / "Makefile").read_text(encoding="utf-8").splitlines()
        if line.startswith("CLIENTS :=")
    )
    assert set(named) == pinned
    assert {name for name in CLIENTS if name.startswith("duckdb-")} < pinned
