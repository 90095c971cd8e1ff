"""Awaited inspections, lines of the audit and sent digests go when their time is over, and none too early."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import delete, select
from sqlalchemy.exc import DBAPIError

from desk.casework.actions import write_note
from desk.keeping.old_records import KINDS, due, over, remove
from desk.settings import DeskSettings
from desk.store.database import Store, open_store
from desk.store.models import Audit, AwaitedInspection, Case, Note, SentDigest, SignInPlace
from pipelines.cli import main
from pipelines.clock import fixed_clock
from pipelines.layout import DataFolder
from pipelines.settings import BadUsage
from tests.desk.casework_bench import Bench
from tests.desk.served import MORNING

AWAITED, AUDIT, SENT_DIGEST, SIGN_IN_PLACE = KINDS
BEFORE = MORNING - timedelta(days=100)
OLD, NEW = BEFORE - timedelta(days=1), BEFORE + timedelta(days=1)


def awaited(store: Store, officer: int, entered: datetime, **more: object) -> int:
    with store.write() as session:
        entry = AwaitedInspection(
            urn=900104,
            inspection_date=date(2026, 1, 6),
            heard_through="member",
            entered_by=officer,
            entered_at=entered,
            **more,
        )
        session.add(entry)
    return entry.awaited_id


def reduced_case(bench: Bench, at: datetime, *, is_reduced: bool = True) -> int:
    """A case with a line of the audit, gone as retention leaves it."""
    bench.now = at
    flag = bench.flag()
    with bench.work(flag, bench.officer("Robin Vale")) as work:
        write_note(work, "Call after 15:00.")
    case_id = work.case.case_id
    if is_reduced:
        with bench.store.write() as session:
            session.execute(delete(Note).where(Note.case_id == case_id))
            session.execute(delete(Case).where(Case.case_id == case_id))
    return case_id


def case_ids(store: Store) -> set[int | None]:
    with store.read() as session:
        return set(session.scalars(select(Audit.case_id)))


def test_awaited_entries_go_after_they_found_their_end(store: Store) -> None:
    officer = Bench(store).officer("Robin Vale")
    joined = {"flag_id": "f1", "joined_at": NEW}
    stay = {awaited(store, officer, NEW), awaited(store, officer, OLD, **joined)}
    awaited(store, officer, OLD)
    awaited(store, officer, OLD, **(joined | {"joined_at": OLD}))
    awaited(store, officer, OLD, closed_at=OLD, close_reason="no_flag")
    assert remove(store, AWAITED, BEFORE, MORNING) == 3
    with store.read() as session:
        assert set(session.scalars(select(AwaitedInspection.awaited_id))) == stay
        (line,) = session.scalars(select(Audit))
    assert (line.action, line.details) == ("records_removed", {"kind": "awaited", "records": 3})
    assert remove(store, AWAITED, BEFORE, MORNING) == 0


def test_lines_of_the_audit_go_with_the_last_of_a_case_that_was_reduced(either_store: Store) -> None:
    bench = Bench(either_store)
    gone = reduced_case(bench, OLD)
    stay = {reduced_case(bench, NEW), reduced_case(bench, OLD, is_reduced=False)}
    assert over(either_store, AUDIT, BEFORE) == [(gone, OLD)]
    assert remove(either_store, AUDIT, BEFORE, MORNING) == 1
    assert case_ids(either_store) == stay | {None}
    with pytest.raises(DBAPIError, match="only ever added to"), either_store.write() as session:
        session.execute(delete(Audit).where(Audit.case_id.in_(stay)))
    with pytest.raises(DBAPIError, match="only ever added to"), either_store.write() as session:
        session.execute(delete(Audit).where(Audit.case_id.is_(None)))
    assert case_ids(either_store) == stay | {None}


def test_a_new_case_does_not_get_the_number_and_the_history_of_one_that_was_reduced(
    either_store: Store,
) -> None:
    bench = Bench(either_store)
    gone = reduced_case(bench, OLD)
    assert reduced_case(bench, NEW, is_reduced=False) > gone


def test_of_sent_digests_the_last_of_each_recipient_stays(store: Store) -> None:
    days = [OLD.date() - timedelta(days=1), OLD.date(), NEW.date()]
    with store.write() as session:
        for recipient, held in (("1", days), ("2", days[:2]), ("team", days[:1])):
            session.add_all(
                SentDigest(recipient=recipient, day=day, begun_at=OLD, sent_at=OLD, as_of=day) for day in held
            )
    assert remove(store, SENT_DIGEST, BEFORE, MORNING) == 3
    with store.read() as session:
        left = session.execute(select(SentDigest.recipient, SentDigest.day).order_by(SentDigest.recipient))
        assert left.all() == [("1", days[2]), ("2", days[1]), ("team", days[0])]


def test_a_place_goes_when_nobody_has_signed_in_or_tried_from_there_for_a_while(store: Store) -> None:
    officer = Bench(store).officer("Robin Vale")
    places = {"198.51.100.1": (OLD, None), "198.51.100.2": (OLD, NEW), "198.51.100.3": (None, OLD)}
    with store.write() as session:
        session.add_all(
            SignInPlace(officer_id=officer, place=place, wrong=1, signed_in_at=right, wrong_at=wrong)
            for place, (right, wrong) in places.items()
        )
    assert remove(store, SIGN_IN_PLACE, BEFORE, MORNING) == 2
    with store.read() as session:
        assert session.scalars(select(SignInPlace.place)).all() == ["198.51.100.2"]


def test_the_command_shows_them_and_removes_them_when_told(data: Path) -> None:
    store = open_store(f"sqlite:///{DataFolder(data).desk_database}")
    bench = Bench(store)
    long_ago = MORNING - timedelta(days=2000)
    case_id = reduced_case(bench, long_ago)
    awaited(store, bench.officer("Sam Field"), long_ago)
    store.close()
    for arguments in ([], ["--apply"]):
        answer = CliRunner().invoke(main, ["retention", *arguments, "--data", str(data)])
        assert answer.exit_code == 0, answer.output
        assert "Awaited inspections: 1 of 1 has had its time" in answer.output
        assert f"every line of case {case_id}" in answer.output
    store = open_store(f"sqlite:///{DataFolder(data).desk_database}")
    assert case_ids(store) == {None}
    store.close()


def test_a_time_of_no_days_is_bad_usage(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text("[retention]\naudit_days = 0\n", encoding="utf-8")
    settings = DeskSettings.read(tmp_path, environment={"WELFARE_MONITOR_DESK_SETTINGS": str(own)})
    with pytest.raises(BadUsage, match=r"retention\.audit_days should be at least 1"):
        due(settings, fixed_clock(MORNING.date()))
