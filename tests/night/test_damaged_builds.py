"""Damage to what was published, and to Dagster's records: the next night makes it anew, and takes nothing of
it over.

Does not belong here: damage to what builds are made from (test_damaged_data.py).
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.faults.often import only_in_make_faults
from tests.night.night_process import nightly
from tests.night.nights import NEXT_DAY, Nights, published, published_tables, run_night
from tests.night.recordings import Release
from tests.night.test_damaged_data import flip_a_byte, without_build


@pytest.mark.parametrize(
    "file", ["facts.duckdb", pytest.param("warehouse.duckdb", marks=only_in_make_faults)]
)
def test_a_damaged_published_database_is_made_anew_by_the_next_night(nights: Nights, file: str) -> None:
    tables = without_build(published_tables(nights.data))
    damaged = published(nights.data)[0]
    flip_a_byte(nights.data / "published" / file)
    assert nights.run().state == "done"
    assert published(nights.data)[0] != damaged
    assert without_build(published_tables(nights.data)) == tables


@only_in_make_faults
def test_no_damaged_facts_are_taken_over_by_the_night_of_another_day(nights: Nights) -> None:
    recording = nights.listing()
    shutil.copytree(nights.data, sound := nights.data.with_name("sound"), symlinks=True)
    flip_a_byte(nights.data / "published" / "facts.duckdb")
    run_night(nights.data, recording, NEXT_DAY)
    run_night(sound, recording, NEXT_DAY)
    assert published_tables(nights.data) == published_tables(sound)


def test_a_damaged_parquet_file_is_not_taken_over(nights: Nights) -> None:
    exported = nights.data / "published" / "exports" / "school.parquet"
    sound = exported.read_bytes()
    flip_a_byte(exported)
    assert nights.run(day=NEXT_DAY, checked=False).published
    assert (nights.data / "published" / "exports" / "school.parquet").read_bytes() == sound


@only_in_make_faults
@pytest.mark.parametrize("file", ["event_log.db", "runs.db"])
def test_damaged_records_of_dagster_are_set_aside_and_the_night_goes_on(
    nights: Nights, may: Release, told: Path, file: str
) -> None:
    recording = nights.listing(may)
    records = nights.data / "dagster"
    assert nightly(told, nights.data, recording, NEXT_DAY).wait().code == 0
    (damaged,) = records.rglob(file)
    for beside in damaged.parent.glob(f"{file}-*"):
        beside.unlink()
    damaged.write_bytes(b"no database " * 4096)
    before = published(nights.data)
    ended = nightly(told, nights.data, recording, NEXT_DAY).wait()
    assert ended.code == 0, ended.output
    assert "Dagster's records were damaged" in ended.said
    assert f"now lie in {nights.data / 'dagster.damaged'}" in ended.said
    assert published(nights.data) == before
