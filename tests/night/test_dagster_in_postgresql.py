"""Dagster's records in a PostgreSQL of the tests' own, for a whole night."""

from __future__ import annotations

import psycopg
import pytest

from pipelines.definitions import run_nightly_job, run_records
from pipelines.layout import DataFolder
from pipelines.settings import DAGSTER_DATABASE_VARIABLE
from tests.night.nights import NEXT_DAY, Nights
from tests.postgresql import Postgresql


def test_a_night_keeps_its_run_in_the_database_that_is_named(
    nights: Nights, postgresql: Postgresql, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = postgresql.new_database()
    monkeypatch.setenv(DAGSTER_DATABASE_VARIABLE, address.replace("postgresql:", "postgresql+psycopg2:"))
    with nights.open(day=NEXT_DAY) as night:
        outcome = run_nightly_job(night)
        assert outcome.success, outcome.failures
    with psycopg.connect(address) as connection:
        (runs,) = connection.execute("SELECT count(*) FROM runs WHERE status = 'SUCCESS'").fetchall()
    assert runs == (1,)
    data = DataFolder(nights.data)
    assert not list(data.dagster.rglob("*.db")), "nothing beside it"
    with run_records(data) as records:
        assert len(records.ended) == 1, "retention finds the run there, too"
