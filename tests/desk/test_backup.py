"""Backups of what officers wrote: made while they write, private, whole or refused, and brought back."""

from __future__ import annotations

import io
import json
import os
import stat
import tarfile
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from threading import Event, Thread

import pytest
from click.testing import CliRunner
from sqlalchemy import select

from desk.casework.actions import write_note
from desk.keeping import backups
from desk.keeping.databases import CannotKeep
from desk.store.database import StoreUnavailable, open_store
from desk.store.models import Audit, Note
from pipelines.case_counts_file import CaseCountsFile, CountedMonth, OutcomeCount
from pipelines.casework_port import open_casework
from pipelines.cli import main
from pipelines.layout import DataFolder
from tests.desk.casework_bench import Bench
from tests.desk.served import MORNING


@pytest.fixture
def casework(tmp_path: Path) -> Path:
    return DataFolder(tmp_path).casework


@pytest.fixture
def address(casework: Path) -> str:
    return f"sqlite:///{casework / 'desk.sqlite3'}"


def write(address: str, text: str) -> None:
    store = open_store(address)
    bench = Bench(store)
    with bench.work(bench.flag(), bench.officer("Robin Vale")) as work:
        write_note(work, text)
    store.close()


def notes(address: str) -> list[str]:
    store = open_store(address)
    with store.read() as session:
        written = list(session.scalars(select(Note.text).order_by(Note.note_id)))
        of_notes = select(Audit).where(Audit.action == "note_written")
        assert len(session.scalars(of_notes).all()) == len(written)
    store.close()
    return written


def object_to_contact(data: Path, urn: int) -> None:
    day = date(2026, 12, 1)
    open_casework(DataFolder(data)).add(
        urn, review_on=day, reason="Asked", by="Robin Vale", decided_at=MORNING
    )


def test_a_restore_gives_back_what_was_written_in_either_database(
    empty_database: str, casework: Path, tmp_path: Path
) -> None:
    write(empty_database, "Before")
    file = backups.make(empty_database, casework, tmp_path / "backups", MORNING)
    write(empty_database, "After")
    restored = backups.bring_back(empty_database, casework, file, MORNING)
    assert notes(empty_database) == ["Before"]
    assert restored.made_at == MORNING
    assert list(restored.aside.iterdir())
    write(empty_database, "Again")
    assert notes(empty_database) == ["Before", "Again"]


def test_a_restore_is_told_in_the_audit(empty_database: str, casework: Path, tmp_path: Path) -> None:
    write(empty_database, "Before")
    file = backups.make(empty_database, casework, tmp_path / "backups", MORNING)
    later = MORNING + timedelta(hours=2)
    backups.bring_back(empty_database, casework, file, later)
    store = open_store(empty_database)
    with store.read() as session:
        *_, line = session.scalars(select(Audit).order_by(Audit.audit_id))
    store.close()
    assert (line.action, line.at, line.officer_id) == ("restored", later, None)
    assert line.details == {"backup_of": MORNING.isoformat()}


def test_counted_months_are_brought_back_where_they_are_lost_and_stay_where_there_are_more(
    address: str, casework: Path, tmp_path: Path
) -> None:
    """A month is counted once, so the file with the most months is the one to keep."""
    counts = CaseCountsFile(casework)

    def count(month: int) -> None:
        whole = OutcomeCount(None, None, None, None)
        counts.add(lambda held: [CountedMonth(date(2026, month, 1), date(2026, month + 1, 2), (whole,))])

    write(address, "Before")
    count(4)
    file = backups.make(address, casework, tmp_path / "backups", MORNING)
    count(5)
    backups.bring_back(address, casework, file, MORNING)
    assert [month.month.month for month in counts.read()[0]] == [4, 5]
    counts.path.write_text("{", encoding="utf-8")
    restored = backups.bring_back(address, casework, file, MORNING + timedelta(hours=1))
    assert [month.month.month for month in counts.read()[0]] == [4]
    assert (restored.aside / counts.path.name).read_text(encoding="utf-8") == "{"
    assert counts.path.stat().st_mode & 0o777 == 0o600


def test_a_lost_or_damaged_database_is_brought_back(address: str, casework: Path, tmp_path: Path) -> None:
    write(address, "Before")
    file = backups.make(address, casework, tmp_path / "backups", MORNING)
    for hour, damage in enumerate((lambda f: f.write_bytes(b"nonsense" * 600), lambda f: f.unlink())):
        damage(casework / "desk.sqlite3")
        backups.bring_back(address, casework, file, MORNING + timedelta(hours=hour))
        assert notes(address) == ["Before"]


@pytest.fixture
def writing(address: str) -> Iterator[list[int]]:
    """Officers who write without a pause; the numbers of the notes that were acknowledged."""
    acknowledged: list[int] = []
    enough = Event()
    store = open_store(address)
    bench = Bench(store)
    flag, officer = bench.flag(), bench.officer("Robin Vale")

    def go_on() -> None:
        while not enough.is_set():
            with bench.work(flag, officer) as work:
                write_note(work, str(len(acknowledged)))
            acknowledged.append(len(acknowledged))

    thread = Thread(target=go_on)
    thread.start()
    yield acknowledged
    enough.set()
    thread.join(20)
    store.close()


def test_a_backup_while_officers_write_holds_everything_acknowledged_before_it(
    writing: list[int], address: str, casework: Path, tmp_path: Path
) -> None:
    made = []
    for minute in range(3):
        before = len(writing)
        made.append((before, backups.make(address, casework, tmp_path, MORNING + timedelta(minutes=minute))))
    other = tmp_path / "other"
    for hour, (before, file) in enumerate(made):
        there = f"sqlite:///{other / 'desk.sqlite3'}"
        backups.bring_back(there, other, file, MORNING + timedelta(hours=hour))
        found = notes(there)
        assert len(found) >= before
        assert found == [str(number) for number in range(len(found))]


def test_nothing_is_restored_while_a_desk_runs_and_no_desk_opens_meanwhile(
    address: str, casework: Path, tmp_path: Path
) -> None:
    write(address, "Before")
    file = backups.make(address, casework, tmp_path, MORNING)
    store = open_store(address)
    with pytest.raises(CannotKeep, match="Stop it first"):
        backups.bring_back(address, casework, file, MORNING)
    store.close()
    from desk.keeping.databases import nobody_else

    with nobody_else(address), pytest.raises(StoreUnavailable, match="being restored"):
        open_store(address)
    assert notes(address) == ["Before"]


def test_a_backup_is_for_its_owner_alone(address: str, casework: Path, tmp_path: Path) -> None:
    write(address, "Before")
    old = os.umask(0)
    try:
        file = backups.make(address, casework, tmp_path / "backups", MORNING)
    finally:
        os.umask(old)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    assert [part.name for part in file.parent.iterdir()] == [file.name]


def test_an_objection_that_is_newer_than_the_backup_stays_in_force(
    address: str, casework: Path, tmp_path: Path
) -> None:
    write(address, "Before")
    object_to_contact(tmp_path, 900101)
    file = backups.make(address, casework, tmp_path / "backups", MORNING)
    object_to_contact(tmp_path, 900102)
    assert backups.bring_back(address, casework, file, MORNING).kept_objections
    assert set(open_casework(DataFolder(tmp_path)).objections()) == {900101, 900102}
    open_casework(DataFolder(tmp_path)).path.unlink()
    assert not backups.bring_back(address, casework, file, MORNING + timedelta(hours=1)).kept_objections
    assert set(open_casework(DataFolder(tmp_path)).objections()) == {900101}


def test_objections_are_backed_up_where_nobody_has_opened_a_desk(
    address: str, casework: Path, tmp_path: Path
) -> None:
    with pytest.raises(backups.NothingToKeep):
        backups.make(address, casework, tmp_path / "backups", MORNING)
    object_to_contact(tmp_path, 900101)
    file = backups.make(address, casework, tmp_path / "backups", MORNING)
    open_casework(DataFolder(tmp_path)).path.unlink()
    assert not backups.bring_back(address, casework, file, MORNING).kept_objections
    assert set(open_casework(DataFolder(tmp_path)).objections()) == {900101}
    assert not (casework / "desk.sqlite3").exists()


@pytest.mark.parametrize("lost", ["desk.sqlite3", "do_not_contact.jsonl"])
def test_a_backup_without_what_the_newest_holds_is_refused(
    address: str, casework: Path, tmp_path: Path, lost: str
) -> None:
    """In time it would take the place of all that still hold it."""
    write(address, "Before")
    object_to_contact(tmp_path, 900101)
    backups.make(address, casework, tmp_path / "backups", MORNING)
    (casework / lost).unlink()
    with pytest.raises(CannotKeep, match=f"{lost} is here no more, .*Bring it back"):
        backups.make(address, casework, tmp_path / "backups", MORNING + timedelta(days=1))
    assert len(list((tmp_path / "backups").iterdir())) == 1


def test_old_backups_go_and_the_newest_stays(address: str, casework: Path, tmp_path: Path) -> None:
    write(address, "Before")
    folder = tmp_path / "backups"
    made = [backups.make(address, casework, folder, MORNING + timedelta(days=day)) for day in (0, 5, 10)]
    assert backups.forget_older(folder, 7, MORNING + timedelta(days=10)) == [made[0]]
    assert backups.forget_older(folder, 7, MORNING + timedelta(days=100)) == [made[1]]
    assert list(folder.iterdir()) == [made[2]]


def changed(file: Path, name: str, content: bytes) -> None:
    """Put other content into one part of a backup."""
    with tarfile.open(file) as tar:
        parts = {part.name: tar.extractfile(part).read() for part in tar}  # type: ignore[union-attr]
    with tarfile.open(file, "w") as tar:
        for part, known in (parts | {name: content}).items():
            info = tarfile.TarInfo(part)
            told = content if part == name else known
            info.size = len(told)
            tar.addfile(info, io.BytesIO(told))


@pytest.mark.parametrize("damage", ["cut", "other", "newer", "nothing"])
def test_a_backup_that_is_not_whole_or_newer_changes_nothing(
    address: str, casework: Path, tmp_path: Path, damage: str
) -> None:
    write(address, "Before")
    file = backups.make(address, casework, tmp_path / "backups", MORNING)
    if damage == "cut":
        os.truncate(file, file.stat().st_size // 2)
    elif damage == "other":
        changed(file, "desk.sqlite3", b"something else")
    elif damage == "newer":
        changed(file, "backup.json", json.dumps({"revision": "9999", "sha256": {}}).encode())
    else:
        file.write_bytes(b"")
    told = "newer version" if damage == "newer" else "not as it was|no whole backup"
    with pytest.raises(CannotKeep, match=told):
        backups.bring_back(address, casework, file, MORNING)
    assert notes(address) == ["Before"]
    assert not list(casework.glob("before-restore*"))


def test_both_commands_say_what_they_did(address: str, tmp_path: Path) -> None:
    write(address, "Before")

    def called(*arguments: str) -> str:
        answer = CliRunner().invoke(main, [*arguments, "--data", str(tmp_path)])
        assert answer.exit_code == 0, answer.output
        return answer.output

    assert "Backed up into" in called("backup", str(tmp_path / "backups"))
    (file,) = (tmp_path / "backups").iterdir()
    assert "is as it was on" in called("restore", str(file))
    assert notes(address) == ["Before"]
