"""What should not happen on this machine and does: a mistake of the program, a clock or a zone that is off,
a hand in the data folder.

Does not belong here: what sites do (test_faulty_sites.py), damaged bytes (test_damaged_data.py,
test_damaged_builds.py), settings (test_settings.py).
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

import pipelines.documents.management_information.reader
import pipelines.night
from pipelines.archive.errors import ArchiveCorrupted
from pipelines.clock import Clock
from pipelines.documents.stopped import ReaderStopped
from pipelines.records import write_record
from pipelines.settings import BadUsage, NightSettings
from pipelines.sources.politeness import CONTACT_VARIABLE
from pipelines.warehouse.rules import load_rules
from tests.faults.often import only_in_make_faults
from tests.night.night_process import nightly
from tests.night.nights import (
    NEXT_DAY,
    Nights,
    published,
    published_tables,
    run_night,
    sha256,
    shown_segments,
)
from tests.night.recordings import Release


def test_a_reader_that_raises_stops_the_night_names_the_document_and_can_be_passed_by(
    nights: Nights, may: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    def raises(*_: object, **__: object) -> None:
        raise ZeroDivisionError("division by zero")

    monkeypatch.setattr(
        pipelines.documents.management_information.reader, "parse_management_information", raises
    )
    before = published(nights.data)
    with pytest.raises(ReaderStopped, match="ZeroDivisionError: division by zero") as stopped:
        nights.run(may)
    assert f"`welfare-monitor document quarantine {sha256(may)[:12]} --reason" in str(stopped.value)
    assert published(nights.data) == before
    nights.decide("quarantine", sha256(may)[:12])
    assert nights.run(may).state == "nothing_new"
    assert published(nights.data) == before


def test_a_rule_that_errors_stops_the_night_and_is_named(
    nights: Nights, monkeypatch: pytest.MonkeyPatch
) -> None:
    rules = load_rules()
    broken = replace(rules[0], sql=rules[0].sql.replace("workings.event ", "workings.absent "))
    monkeypatch.setattr("pipelines.warehouse.flags.load_rules", lambda: [broken, *rules[1:]])
    before, shown = published(nights.data), shown_segments(nights.data)
    with pytest.raises(RuntimeError, match=rf"sql/rules/{broken.rule_id}\.sql: .*"):
        nights.run(day=NEXT_DAY)
    assert (published(nights.data), shown_segments(nights.data)) == (before, shown)
    monkeypatch.undo()
    assert nights.run(day=NEXT_DAY).state == "done"


# Clocks and zones.


def test_a_clock_that_went_back_behind_the_published_day_is_told(
    nights: Nights, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(CONTACT_VARIABLE, "data.team@council.example")
    monkeypatch.setattr(
        pipelines.night, "machine_clock", lambda: Clock(lambda: datetime(2024, 1, 1, 2, 30, tzinfo=UTC))
    )
    write_record(nights.data / "origin.json", {"sources": "live"})
    before = published(nights.data)
    with (
        pytest.raises(BadUsage, match="the clock of this machine says 2024-01-01") as told,
        pipelines.night.open_night(NightSettings(nights.data, "live")),
    ):
        pass
    assert "Set the clock right" in str(told.value)
    assert published(nights.data) == before


def _on_the_other_side_of_the_earth() -> None:
    os.environ["TZ"] = "Pacific/Kiritimati"
    time.tzset()


@only_in_make_faults
def test_the_zone_of_the_machine_changes_no_table(
    nights: Nights, may: Release, told: Path, tmp_path: Path
) -> None:
    recording = nights.listing(may)
    shutil.copytree(nights.data, elsewhere := tmp_path / "elsewhere", symlinks=True)
    ended = nightly(told, elsewhere, recording, NEXT_DAY, before=_on_the_other_side_of_the_earth).wait()
    assert ended.code == 0, ended.output
    run_night(nights.data, recording, NEXT_DAY)
    assert published_tables(elsewhere) == published_tables(nights.data)


# A hand in the data folder.


@only_in_make_faults
def test_a_pointer_that_was_turned_elsewhere_is_set_again_and_nothing_is_written_there(
    nights: Nights, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (nights.data / "published").unlink()
    (nights.data / "published").symlink_to(elsewhere)
    assert nights.run().state == "done"
    assert (nights.data / "published").resolve().parent == nights.data / "builds"
    assert not list(elsewhere.iterdir())


@only_in_make_faults
def test_a_pointer_that_was_turned_back_to_an_older_build_is_set_forward_again(
    nights: Nights, may: Release
) -> None:
    older = (nights.data / "published").readlink()
    assert nights.run(may, day=NEXT_DAY).state == "done"
    tables = _without_build(nights.data)
    (nights.data / "published").unlink()
    (nights.data / "published").symlink_to(older)
    assert nights.run(may, day=NEXT_DAY).state == "done"
    assert _without_build(nights.data) == tables


def test_a_ledger_that_is_gone_stops_the_night_before_anything_is_dated_anew(nights: Nights) -> None:
    before = published(nights.data)
    shutil.move(nights.data / "archive" / "ledger", nights.data / "ledger")
    with pytest.raises(ArchiveCorrupted, match=r"ledger is gone.*Restore the archive from a backup"):
        nights.run()
    assert published(nights.data) == before
    shutil.rmtree(nights.data / "archive" / "ledger")
    shutil.move(nights.data / "ledger", nights.data / "archive" / "ledger")
    assert nights.run().state == "nothing_new"


#: Opens every file below a folder, and DuckDB's for reading, says so, and keeps them open.
_HOLDS = """
import sys
from pathlib import Path
import duckdb
files = [path for path in Path(sys.argv[1]).rglob("*") if path.is_file()]
held = [path.open("rb") for path in files]
held += [duckdb.connect(str(path), read_only=True) for path in files if path.suffix == ".duckdb"]
print(len(held), flush=True)
sys.stdin.read()
"""


@pytest.fixture
def reader(nights: Nights) -> Iterator[int]:
    """Another process that has every file of the data folder open; how many."""
    command = [sys.executable, "-I", "-c", _HOLDS, str(nights.data)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holding:
        assert holding.stdout is not None
        yield int(holding.stdout.readline())
        holding.kill()


@only_in_make_faults
def test_a_reader_that_holds_every_file_open_keeps_no_night_from_publishing(
    nights: Nights, may: Release, reader: int
) -> None:
    assert reader > 20
    assert nights.run(may, day=NEXT_DAY).published


def _without_build(data: Path) -> dict[str, list[tuple[object, ...]]]:
    return {name: rows for name, rows in published_tables(data).items() if not name.endswith(".build")}
