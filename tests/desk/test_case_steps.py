"""The state machine, every step in every state, and what each step asks for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from desk.casework import actions, assigning, closing, follow_ups
from desk.casework.codes import CloseReason, Outcome, SnoozeReason, State
from desk.casework.transitions import AUDITED, TABLE, NotNow, Step
from desk.casework.work import Overtaken, Refused, Work
from desk.store.database import Store
from desk.store.models import Attempt, FollowUp, Note, Officer
from pipelines.casework_port import open_casework
from pipelines.layout import DataFolder
from tests.desk.casework_bench import SCHOOL, Bench, rules

#: Where each step leads, by the state before, in the order of State: a second opinion on the table, by hand.
#: ``-``: not allowed.
EXPECTED = """
                  new      assigned   attempting contacted support_offered snoozed  closed
assign            assigned assigned   attempting contacted support_offered snoozed  -
open_report       new      assigned   attempting contacted support_offered snoozed  closed
attempt           -        attempting attempting contacted support_offered -        -
contact           -        contacted  contacted  contacted support_offered -        -
offer_support     -        -          -          support_offered -         -        -
write_note        new      assigned   attempting contacted support_offered snoozed  closed
snooze            -        snoozed    snoozed    snoozed   snoozed         -        -
wake              -        -          -          -         -               attempting -
propose_close     -        assigned   attempting contacted support_offered snoozed  -
turn_down_close   -        assigned   attempting contacted support_offered snoozed  -
close             -        closed     closed     closed    closed          closed   -
reopen            -        -          -          -         -               -        assigned
reopen_unassigned -        -          -          -         -               -        new
record_objection  closed   closed     closed     closed    closed          closed   closed
do_follow_up      new      assigned   attempting contacted support_offered snoozed  closed
acknowledge       new      assigned   attempting contacted support_offered snoozed  closed
join              new      assigned   attempting contacted support_offered snoozed  closed
"""


def expected() -> list[tuple[Step, State, State | None]]:
    head, *lines = [line.split() for line in EXPECTED.strip().splitlines()]
    return [
        (Step(step), State(before), None if after == "-" else State(after))
        for step, *cells in lines
        for before, after in zip(head, cells, strict=True)
    ]


@pytest.fixture
def bench(store: Store) -> Bench:
    return Bench(store)


def lead_to(bench: Bench, flag: dict[str, Any], state: State, officer: int) -> None:
    """Bring a new case into a state, as people would."""
    steps: list[Callable[[Work], object]] = [lambda work: actions.write_note(work, "Call after 15:00.")]
    take: Callable[[Work], object] = lambda work: assigning.assign(work, officer, SCHOOL)  # noqa: E731
    unanswered: Callable[[Work], object] = lambda work: actions.record_attempt(  # noqa: E731
        work, "school_telephone", Outcome.UNANSWERED
    )
    reached: Callable[[Work], object] = lambda work: actions.record_attempt(  # noqa: E731
        work, "school_telephone", Outcome.SPOKE_WITH_THE_LEADER
    )
    put_off: Callable[[Work], object] = lambda work: actions.snooze(  # noqa: E731
        work, work.today + timedelta(days=3), SnoozeReason.SCHOOL_CLOSED
    )
    end: Callable[[Work], object] = lambda work: closing.close(work, CloseReason.HEAD_CHANGED, SCHOOL)  # noqa: E731
    steps += {
        State.NEW: [],
        State.ASSIGNED: [take],
        State.ATTEMPTING: [take, unanswered],
        State.CONTACTED: [take, unanswered, reached],
        State.SUPPORT_OFFERED: [take, reached, actions.offer_support],
        State.SNOOZED: [take, unanswered, put_off],
        State.CLOSED: [take, end],
    }[state]
    with bench.work(flag, officer) as work:
        for step in steps:
            step(work)


def test_every_step_in_every_state_leads_where_it_should_or_is_refused(bench: Bench) -> None:
    """All cells, each in a case that people brought there; a refused step leaves nothing behind."""
    officer = bench.officer("Robin Vale")
    bench.rules = rules(most_cases_per_officer=1000)
    assert len(expected()) == len(Step) * len(State)
    for step, before, after in expected():
        flag = bench.flag()
        lead_to(bench, flag, before, officer)
        assert bench.state(flag) == before
        known, lines = bench.case(flag), len(bench.audit(flag))
        assert known is not None
        try:
            with bench.work(flag, officer) as work, work.step(step):
                # What the functions of casework write beside the state.
                if step is Step.SNOOZE:
                    work.case.state_before_snooze = before
        except NotNow:
            assert after is None, (step, before)
            assert (bench.state(flag), len(bench.audit(flag))) == (before, lines)
            continue
        assert bench.state(flag) == after, (step, before)
        *_, line = bench.audit(flag)
        assert (line.action, line.state_before, line.state_after) == (AUDITED[step], before, after)
        now = bench.case(flag)
        assert now is not None
        assert now.version == known.version + 1


def test_the_table_knows_every_step() -> None:
    assert set(TABLE) == set(Step) == set(AUDITED)


def test_two_who_saw_the_same_version_do_not_both_write(either_store: Store) -> None:
    bench = Bench(either_store)
    one, other = bench.officer("Robin Vale"), bench.officer("Sam Field")
    flag = bench.flag()
    with bench.work(flag, one, version=0) as work:
        assigning.assign(work, one, SCHOOL)
    with pytest.raises(Overtaken), bench.work(flag, other, version=0) as work:
        assigning.assign(work, other, SCHOOL)
    case = bench.case(flag)
    assert case is not None
    assert (case.assigned_to, case.version) == (one, 1)


def test_a_tier_1_contact_waits_until_somebody_has_opened_the_report(bench: Bench) -> None:
    officer, flag = bench.officer("Robin Vale"), bench.flag(tier=1)
    with bench.work(flag, officer) as work:
        assigning.assign(work, officer, SCHOOL)
    with pytest.raises(Refused, match="report_not_opened"), bench.work(flag, officer) as work:
        actions.record_attempt(work, "school_telephone", Outcome.UNANSWERED)
    with bench.work(flag, officer) as work:
        actions.open_report(work)
        actions.record_attempt(work, "school_telephone", Outcome.UNANSWERED)
    assert bench.state(flag) == State.ATTEMPTING


def test_a_route_that_the_organisation_does_not_have_is_refused(bench: Bench) -> None:
    officer, flag = bench.officer("Robin Vale"), bench.flag()
    lead_to(bench, flag, State.ASSIGNED, officer)
    with pytest.raises(Refused, match="no_such_route"), bench.work(flag, officer) as work:
        actions.record_attempt(work, "employer", Outcome.UNANSWERED)
    with bench.store.read() as session:
        assert not session.scalars(select(Attempt)).all()


def test_after_an_unanswered_attempt_the_next_route_is_named() -> None:
    said = rules()
    first, second, last = (route.code for route in said.routes)
    assert said.next_route([]).code == first
    assert said.next_route([(first, Outcome.UNANSWERED)]).code == second
    assert said.next_route([(first, Outcome.UNANSWERED), (second, Outcome.PASSED_ON)]).code == second
    assert said.next_route([(last, Outcome.UNANSWERED)]).code == last
    assert said.next_route([("fax", Outcome.UNANSWERED)]).code == first


def test_nobody_gets_more_cases_than_one_person_may_have(bench: Bench) -> None:
    officer = bench.officer("Robin Vale")
    bench.rules = rules(most_cases_per_officer=2)
    full, closed = bench.flag(), bench.flag()
    lead_to(bench, closed, State.CLOSED, officer)
    lead_to(bench, full, State.ASSIGNED, officer)
    lead_to(bench, bench.flag(), State.ASSIGNED, officer)
    with pytest.raises(Refused, match="has_enough"), bench.work(bench.flag(), officer) as work:
        assigning.assign(work, officer, SCHOOL)


def test_nobody_who_is_gone_gets_a_case(bench: Bench) -> None:
    officer = bench.officer("Robin Vale")
    with bench.store.write() as session:
        session.get_one(Officer, officer).disabled_at = bench.now
    with pytest.raises(Refused, match="no_such_officer"), bench.work(bench.flag(), officer) as work:
        assigning.assign(work, officer, SCHOOL)


@pytest.mark.parametrize("length, is_kept", [(0, False), (1, True), (300, True), (301, False)])
def test_a_note_is_short(bench: Bench, length: int, is_kept: bool) -> None:
    officer, flag = bench.officer("Robin Vale"), bench.flag()
    try:
        with bench.work(flag, officer) as work:
            actions.write_note(work, "x" * length)
    except Refused:
        assert not is_kept
    with bench.store.read() as session:
        assert len(session.scalars(select(Note)).all()) == is_kept
    assert not any("x" in str(line.details) for line in bench.audit(flag)), "a note's text is in the audit"


@pytest.mark.parametrize("days, is_kept", [(-1, False), (0, False), (1, True), (30, True), (31, False)])
def test_a_case_is_put_off_for_at_most_thirty_days(bench: Bench, days: int, is_kept: bool) -> None:
    officer, flag = bench.officer("Robin Vale"), bench.flag()
    lead_to(bench, flag, State.CONTACTED, officer)
    try:
        with bench.work(flag, officer) as work:
            actions.snooze(work, work.today + timedelta(days=days), SnoozeReason.OFFICER_AWAY)
    except Refused:
        assert not is_kept
    assert bench.state(flag) == (State.SNOOZED if is_kept else State.CONTACTED)


def test_closing_tier_1_takes_two(either_store: Store) -> None:
    bench = Bench(either_store)
    one, other = bench.officer("Robin Vale"), bench.officer("Sam Field")
    flag = bench.flag(tier=1)
    lead_to(bench, flag, State.ASSIGNED, one)
    with bench.work(flag, one) as work:
        assert closing.close(work, CloseReason.HEAD_CHANGED, SCHOOL) is Step.PROPOSE_CLOSE
    assert bench.state(flag) == State.ASSIGNED
    with pytest.raises(Refused, match="confirm_by_another"), bench.work(flag, one) as work:
        closing.confirm_close(work)
    with bench.work(flag, other) as work:
        closing.turn_down_close(work)
    with pytest.raises(Refused, match="no_close_proposed"), bench.work(flag, other) as work:
        closing.confirm_close(work)
    with bench.work(flag, one) as work:
        closing.close(work, CloseReason.HEAD_CHANGED, SCHOOL)
    with bench.work(flag, other) as work:
        closing.confirm_close(work)
    case = bench.case(flag)
    assert case is not None
    assert (case.state, case.close_reason, case.close_proposed_by) == ("closed", "head_changed", None)


def test_a_team_of_one_closes_tier_1_alone_and_the_audit_says_so(bench: Bench) -> None:
    officer, flag = bench.officer("Robin Vale"), bench.flag(tier=1)
    lead_to(bench, flag, State.ASSIGNED, officer)
    with bench.work(flag, officer) as work:
        assert closing.close(work, CloseReason.HEAD_CHANGED, SCHOOL) is Step.CLOSE
    assert bench.audit(flag)[-1].details["closed_alone"] is True


def test_prompts_are_counted_from_the_first_contact(bench: Bench) -> None:
    officer, flag = bench.officer("Robin Vale"), bench.flag()
    lead_to(bench, flag, State.CONTACTED, officer)
    with bench.store.read() as session:
        prompts = session.scalars(select(FollowUp).order_by(FollowUp.due_on)).all()
    assert [prompt.after_days for prompt in prompts] == [30, 90, 180, 365]
    assert prompts[0].due_on == bench.now.date() + timedelta(days=30)
    with bench.work(flag, officer) as work:
        follow_ups.do(work, prompts[0].follow_up_id, Outcome.MESSAGE_LEFT)
    with pytest.raises(Refused, match="no_such_follow_up"), bench.work(flag, officer) as work:
        follow_ups.do(work, prompts[0].follow_up_id, Outcome.MESSAGE_LEFT)
    with bench.work(bench.flag(), officer) as work, pytest.raises(Refused, match="no_such_follow_up"):
        follow_ups.do(work, prompts[1].follow_up_id, Outcome.MESSAGE_LEFT)


@pytest.mark.parametrize(
    "reason, left", [(CloseReason.SUPPORT_TAKEN_UP, 4), (CloseReason.DECLINED, 0), (CloseReason.DUPLICATE, 0)]
)
def test_closing_drops_prompts_that_nobody_wants(bench: Bench, reason: CloseReason, left: int) -> None:
    officer, flag = bench.officer("Robin Vale"), bench.flag()
    lead_to(bench, flag, State.CONTACTED, officer)
    with bench.work(flag, officer) as work:
        closing.close(work, reason, SCHOOL)
    with bench.store.read() as session:
        assert len(session.scalars(select(FollowUp)).all()) == left


def test_an_objection_closes_the_case_and_reaches_the_lists(bench: Bench, tmp_path: Path) -> None:
    casework = open_casework(DataFolder(tmp_path / "data"))
    officer, flag = bench.officer("Robin Vale"), bench.flag(tier=1)
    with pytest.raises(Refused, match="review_out_of_bounds"), bench.work(flag, officer) as work:
        closing.record_objection(work, casework, work.today + timedelta(days=366), "Robin Vale")
    assert (bench.case(flag), casework.objections()) == (None, {})
    with bench.work(flag, officer) as work:
        closing.record_objection(work, casework, work.today + timedelta(days=180), "Robin Vale")
    case = bench.case(flag)
    assert case is not None
    assert (case.state, case.close_reason) == ("closed", "objection")
    assert casework.objections()[900101].by == "Robin Vale"
