"""Each statement of sql/checks finds the fault that it guards against, and nothing in a sound warehouse."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator

import duckdb
import pytest

from pipelines.warehouse.checking.content import Contents, open_contents
from pipelines.warehouse.checking.suites import CHECKS, Group, read_groups
from pipelines.warehouse.tables import table_purposes
from tests.warehouse.conftest import SoundBuilds
from tests.warehouse.planted_faults import FAULTS

INVARIANTS = {f"{group.table}__{group.kind}": group for group in read_groups() if group.query is not None}


@pytest.fixture(scope="module")
def open_copy(
    sound_builds: SoundBuilds, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[duckdb.DuckDBPyConnection]:
    """A copy of the sound warehouse that can be written."""
    copy = tmp_path_factory.mktemp("faulty") / "warehouse.duckdb"
    shutil.copyfile(sound_builds.last / "warehouse.duckdb", copy)
    with duckdb.connect(str(copy)) as connection:
        yield connection


@pytest.fixture
def faulty(open_copy: duckdb.DuckDBPyConnection) -> Iterator[duckdb.DuckDBPyConnection]:
    """A transaction in which a fault can be planted; the next test finds the warehouse sound again."""
    open_copy.begin()
    try:
        yield open_copy
    finally:
        open_copy.rollback()


def offenders(connection: duckdb.DuckDBPyConnection, group: Group) -> int:
    return len(Contents(connection).given(group).frame())


@pytest.mark.parametrize("name", sorted(INVARIANTS))
def test_finds_its_fault(name: str, faulty: duckdb.DuckDBPyConnection) -> None:
    assert name in FAULTS, f"plant a fault for sql/checks/{name}.sql in tests/warehouse/planted_faults.py"
    assert offenders(faulty, INVARIANTS[name]) == 0
    faulty.execute(FAULTS[name])
    assert offenders(faulty, INVARIANTS[name]) > 0


def test_no_fault_is_left_without_its_statement() -> None:
    assert not FAULTS.keys() - INVARIANTS.keys()


@pytest.mark.parametrize("name", sorted(INVARIANTS))
def test_header_names_what_is_read(name: str) -> None:
    group = INVARIANTS[name]
    statement = re.sub(r"--.*", "", str(group.query))
    read = set(re.findall(r"\b(?:FROM|JOIN)\s+(\w+)", statement))
    assert set(group.reads) & table_purposes().keys() == read & table_purposes().keys()
    assert set(group.reference) == set(re.findall(r"/(\w+\.csv)'", statement))


def test_every_statement_is_a_check_or_a_fingerprint() -> None:
    names = {file.stem for file in CHECKS.glob("*.sql")}
    assert names == INVARIANTS.keys() | {"fingerprint_of_rows", "fingerprint_of_values"}


def test_a_sound_warehouse_has_rows_for_what_is_guarded(sound_builds: SoundBuilds) -> None:
    """An invariant over empty tables would pass whatever it said."""
    with open_contents(sound_builds.last / "warehouse.duckdb") as contents:
        assert not [table for table in table_purposes() if contents.table_fingerprint(table).startswith("0:")]
