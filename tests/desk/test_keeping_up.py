"""What cases do by themselves when published data change, opened again, joined, woken; and what is told."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path

import duckdb
import pytest

from desk.casework import actions, assigning, closing
from desk.casework.changes import changes_since, flag_histories, unacknowledged
from desk.casework.codes import CloseReason, SnoozeReason
from desk.casework.keeping_up import KeepingUp
from desk.facts import Facts
from desk.store.database import Store
from desk.store.models import Officer
from pipelines.case_counts_file import CaseCountsFile
from pipelines.settings import PROJECT_ROOT
from tests.desk.casework_bench import SCHOOL, Bench

NIGHT = date(2026, 6, 10)


class Published:
    """The tables of flags of one build, with what a test puts in them."""

    def __init__(self) -> None:
        self.connection = duckdb.connect()
        for table in ("welfare_flag", "flag_event", "flag_alias"):
            file = PROJECT_ROOT / "sql" / "tables" / "flags" / f"{table}.sql"
            self.connection.execute(file.read_text(encoding="utf-8"))

    def flag(self, flag_id: str, status: str = "open") -> None:
        row = (flag_id, 900101, "i1", "e1", "report", 2, 2, status, NIGHT, NIGHT, NIGHT, NIGHT)
        self._insert("welfare_flag", (*row, False, NIGHT, NIGHT, None, "1.0.0", "settings", "build"))

    def event(self, flag_id: str, event: str, on: date = NIGHT) -> None:
        self._insert("flag_event", (flag_id, on, event, f"build of {on}", f"Because of {event}.", None))

    def alias(self, flag_id: str, alias: str) -> None:
        self._insert("flag_alias", (flag_id, alias))

    def facts(self, build_id: str) -> Facts:
        return Facts({"build_id": build_id, "as_of": NIGHT}, frozenset(), (), None, self.connection)

    def _insert(self, table: str, row: Iterable[object]) -> None:
        values = list(row)
        places = ", ".join("?" * len(values))
        self.connection.execute(f"INSERT INTO {table} VALUES ({places})", values)  # noqa: S608


@pytest.fixture
def bench(store: Store) -> Bench:
    return Bench(store)


@pytest.fixture
def published() -> Published:
    return Published()


def keep_up(bench: Bench, published: Published, build_id: str = "second") -> None:
    """As a new build is first read on a desk that has just been opened."""
    no_month_is_over = CaseCountsFile(Path("not-made"))
    keeping = KeepingUp(bench.store, bench.rules, no_month_is_over)
    for _ in range(2):
        keeping.up_to(published.facts(build_id), bench.now, bench.now.date())


def closed_case(bench: Bench, flag_id: str, officer: int, seen: int) -> dict[str, object]:
    flag = {**bench.flag(), "flag_id": flag_id}
    with bench.work(flag, officer, seen=seen) as work:
        assigning.assign(work, officer, SCHOOL)
        closing.close(work, CloseReason.SUPPORTED_ELSEWHERE, SCHOOL)
    return flag


def test_a_published_report_opens_a_closed_case_again_once(bench: Bench, published: Published) -> None:
    officer = bench.officer("Robin Vale")
    published.flag("f1")
    published.event("f1", "raised")
    flag = closed_case(bench, "f1", officer, seen=1)
    keep_up(bench, published)
    assert bench.state(flag) == "closed"
    published.event("f1", "reopened", NIGHT + timedelta(days=1))
    keep_up(bench, published)
    keep_up(bench, published, "third")
    case = bench.case(flag)
    assert case is not None
    assert (case.state, case.assigned_to) == ("assigned", officer)
    assert case.reopened_on == NIGHT + timedelta(days=1)
    lines = [line for line in bench.audit(flag) if line.action == "reopened"]
    assert [(line.officer_id, line.details["why"]) for line in lines] == [(None, "Because of reopened.")]
    with bench.work(flag, officer, seen=2) as work:
        closing.close(work, CloseReason.SUPPORTED_ELSEWHERE, SCHOOL)
    keep_up(bench, published, "fourth")
    assert bench.state(flag) == "closed"


def test_a_case_that_is_opened_again_after_its_officer_left_is_new(
    bench: Bench, published: Published
) -> None:
    officer = bench.officer("Robin Vale")
    published.flag("f1")
    flag = closed_case(bench, "f1", officer, seen=0)
    with bench.store.write() as session:
        session.get_one(Officer, officer).disabled_at = bench.now
    published.event("f1", "reopened")
    keep_up(bench, published)
    case = bench.case(flag)
    assert case is not None
    assert (case.state, case.assigned_to) == ("new", None)


def test_a_flag_that_is_back_but_not_on_the_list_opens_nothing(bench: Bench, published: Published) -> None:
    published.flag("f1", "retracted")
    flag = closed_case(bench, "f1", bench.officer("Robin Vale"), seen=0)
    published.event("f1", "reopened")
    keep_up(bench, published)
    assert bench.state(flag) == "closed"


def test_a_case_moves_to_the_flag_that_stands_for_its_own(bench: Bench, published: Published) -> None:
    officer = bench.officer("Robin Vale")
    was = {**bench.flag(), "flag_id": "old"}
    with bench.work(was, officer) as work:
        assigning.assign(work, officer, SCHOOL)
    published.flag("new")
    published.alias("new", "old")
    published.event("new", "joined")
    keep_up(bench, published)
    assert bench.case(was) is None
    case = bench.case({"flag_id": "new"})
    assert case is not None
    assert (case.assigned_to, case.version) == (officer, 2)
    with bench.store.read() as session:
        told = unacknowledged(session, published.facts("second"))
    assert [change["event"] for change in told["new"]] == ["joined"]


def test_of_two_cases_of_flags_that_are_the_same_one_is_closed(bench: Bench, published: Published) -> None:
    officer = bench.officer("Robin Vale")
    flags = [{**bench.flag(), "flag_id": flag_id} for flag_id in ("old", "new")]
    for flag in flags:
        with bench.work(flag, officer) as work:
            assigning.assign(work, officer, SCHOOL)
    published.flag("new")
    published.alias("new", "old")
    keep_up(bench, published)
    assert [bench.state(flag) for flag in flags] == ["closed", "assigned"]
    assert bench.audit(flags[0])[-1].details == {"reason": "duplicate", "of": "new", "version": 2}


def test_a_case_wakes_on_its_day_and_not_before(bench: Bench, published: Published) -> None:
    officer, flag = bench.officer("Robin Vale"), bench.flag()
    with bench.work(flag, officer) as work:
        assigning.assign(work, officer, SCHOOL)
        actions.snooze(work, work.today + timedelta(days=2), SnoozeReason.SCHOOL_CLOSED)
    for expected in ("snoozed", "snoozed", "assigned"):
        keep_up(bench, published)
        assert bench.state(flag) == expected
        bench.pass_days(1)


@pytest.mark.parametrize(
    "event", ["retracted", "superseded", "moved", "tier_changed", "evidence_changed", "evidence_replaced"]
)
def test_what_was_changed_is_told_until_somebody_acknowledges_it(
    bench: Bench, published: Published, event: str
) -> None:
    officer, flag = bench.officer("Robin Vale"), {**bench.flag(), "flag_id": "f1"}
    published.flag("f1")
    published.event("f1", "raised")
    with bench.work(flag, officer, seen=1) as work:
        assigning.assign(work, officer, SCHOOL)
    published.event("f1", event, NIGHT + timedelta(days=1))
    facts = published.facts("second")
    with bench.store.read() as session:
        told = unacknowledged(session, facts)
    assert [change["reason"] for change in told["f1"]] == [f"Because of {event}."]
    with bench.work(flag, officer, seen=2) as work:
        actions.acknowledge(work)
    with bench.store.read() as session:
        assert not unacknowledged(session, facts)


def test_that_a_flag_began_or_that_its_days_are_over_is_no_change(published: Published) -> None:
    for days, event in enumerate(("raised", "standing", "expired", "history")):
        published.event("f1", event, NIGHT + timedelta(days=days))
    history = flag_histories(published.facts("first"), ["f1"])["f1"]
    assert len(history) == 4
    assert not changes_since(history, 0)
