"""One command backs up all that no night makes again; a part that fails holds none of the others back."""

from __future__ import annotations

import json
import os
import sqlite3
import stat
import subprocess
from contextlib import closing
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipelines.archive import mirror
from pipelines.archive.archive import Archive
from pipelines.archive.ledger_entries import PROVIDER_PAGE, Purpose
from pipelines.casework_port import open_casework
from pipelines.cli import main
from pipelines.clock import LONDON, Clock
from pipelines.layout import DataFolder
from pipelines.watch.settings import WatchSettings
from pipelines.watch.standing import look
from tests.desk.served import MORNING

BODY = b"A page of the reports site."


@pytest.fixture
def data(tmp_path: Path) -> DataFolder:
    """A document, an objection, builds of three months, and a record of a run."""
    data = DataFolder(tmp_path / "data")
    archive = Archive(data.archive)
    with archive.receive(limit=100) as incoming:
        incoming.write(BODY)
        archive.store(
            address="https://reports.ofsted.gov.uk/a",
            fetched_at=MORNING,
            status=200,
            headers={},
            purpose=Purpose(PROVIDER_PAGE),
            body=incoming,
        )
    open_casework(data).add(
        900101, review_on=date(2026, 12, 1), reason="Asked", by="Robin Vale", decided_at=MORNING
    )
    for day in (date(2026, 4, 29), date(2026, 4, 30), date(2026, 5, 31), date(2026, 6, 10)):
        build = data.builds / str(day)
        for name in ("exports", "flags"):
            (build / name).mkdir(parents=True)
            (build / name / "file").write_text(name, encoding="utf-8")
        for name in ("facts.duckdb", "warehouse.duckdb", "manifest.json", "published.json"):
            (build / name).write_text(json.dumps({"as_of": str(day)}), encoding="utf-8")
        at = datetime.combine(day, time(12), tzinfo=LONDON).timestamp()
        os.utime(build / "published.json", (at, at))
    data.dagster.mkdir()
    with closing(sqlite3.connect(data.dagster / "runs.db")) as runs:
        runs.execute("CREATE TABLE runs (run_id)")
        runs.execute("INSERT INTO runs VALUES ('a run')")
        runs.commit()
    return data


def back_up(data: DataFolder, place: Path) -> Result:
    places = {
        "WELFARE_MONITOR_BACKUPS": str(data.root.parent / "backups"),
        "WELFARE_MONITOR_ARCHIVE_MIRROR": str(place),
    }
    return CliRunner(env=places).invoke(main, ["backup", "--data", str(data.root)])


def troubles(data: DataFolder, later: timedelta = timedelta()) -> set[str]:
    """What ``status`` tells of backups, so long after the last one."""
    settings, tried = WatchSettings.read({}), json.loads((data.watch / "backup.json").read_text())["tried_at"]
    clock = Clock(lambda: datetime.fromisoformat(tried) + later)
    return {told.key for told in look(data, settings, clock).troubles if told.key.startswith("backup")}


def test_every_part_is_there_and_can_be_brought_back(data: DataFolder, tmp_path: Path) -> None:
    answer = back_up(data, tmp_path / "mirror")
    assert answer.exit_code == 0, answer.output
    backups = tmp_path / "backups"
    assert stat.S_IMODE(backups.stat().st_mode) == 0o700
    # The archive.
    mirror.restore(tmp_path / "restored", str(tmp_path / "mirror"))
    restored = Archive(tmp_path / "restored" / "archive")
    assert [restored.body(fetch) for fetch in restored.fetches()] == [BODY]
    # What officers wrote.
    (file,) = backups.glob("desk-*.tar")
    assert (
        CliRunner().invoke(main, ["restore", str(file), "--data", str(tmp_path / "restored")]).exit_code == 0
    )
    assert set(open_casework(DataFolder(tmp_path / "restored")).objections()) == {900101}
    # Facts of months that are over, with nothing about flags, as old as they are.
    months = backups / "month-ends"
    assert sorted(month.name for month in months.iterdir()) == ["2026-04-30", "2026-05-31"]
    for month in months.iterdir():
        held = {path.name for path in month.iterdir()}
        assert held == {"facts.duckdb", "exports", "manifest.json", "published.json"}
        ours = data.builds / month.name / "published.json"
        assert (month / "published.json").stat().st_mtime == ours.stat().st_mtime
    # Dagster's records, as the runbook says.
    (tmp_path / "dagster").mkdir()
    subprocess.run(["tar", "-xzf", backups / "dagster.tar.gz", "-C", tmp_path / "dagster"], check=True)
    with closing(sqlite3.connect(tmp_path / "dagster" / "runs.db")) as runs:
        assert runs.execute("SELECT run_id FROM runs").fetchall() == [("a run",)]
    loose = [path for path in backups.glob("*.tar*") if stat.S_IMODE(path.stat().st_mode) != 0o600]
    assert not loose


def test_a_part_that_fails_holds_none_of_the_others_back_and_is_told(
    data: DataFolder, tmp_path: Path
) -> None:
    (tmp_path / "no folder").touch()
    (data.dagster / "runs.db").write_bytes(b"no database" * 600)
    answer = back_up(data, tmp_path / "no folder")
    assert answer.exit_code == 1
    for said in ("Not backed up: the archive.", "Not backed up: Dagster's records.", "is not whole"):
        assert said in answer.output
    assert list((tmp_path / "backups").glob("desk-*.tar"))
    assert list((tmp_path / "backups" / "month-ends").iterdir())
    assert troubles(data) == {"backup_not_whole"}
    (data.dagster / "runs.db").unlink()
    for file in (tmp_path / "backups").glob("desk-*.tar"):
        file.unlink()  # two in one second have one name
    assert back_up(data, tmp_path / "mirror").exit_code == 0
    assert troubles(data) == set()


def test_a_backup_that_comes_no_more_is_told_and_one_that_was_never_made_is_not(
    data: DataFolder, tmp_path: Path
) -> None:
    never = look(data, WatchSettings.read({}), Clock(lambda: MORNING))
    assert not [told for told in never.troubles if told.key.startswith("backup")]
    back_up(data, tmp_path / "mirror")
    assert troubles(data, timedelta(hours=50)) == set()
    assert troubles(data, timedelta(hours=51)) == {"backup_missed"}


def test_a_backup_to_nowhere_is_refused(data: DataFolder) -> None:
    answer = CliRunner(env={"WELFARE_MONITOR_BACKUPS": ""}).invoke(main, ["backup", "--data", str(data.root)])
    assert answer.exit_code == 2
    assert "WELFARE_MONITOR_BACKUPS" in answer.output


def test_a_backup_of_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    answer = CliRunner().invoke(main, ["backup", str(tmp_path / "to"), "--data", str(tmp_path / "absent")])
    assert answer.exit_code == 1
    assert "is no data folder" in " ".join(answer.output.split())
    assert not list(tmp_path.iterdir())
