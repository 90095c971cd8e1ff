"""Whatever several officers do in whatever order, a case stays what its audit says, and nothing is lost."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from desk.casework import actions, assigning, closing, follow_ups
from desk.casework.codes import Action, CloseReason, Outcome, SnoozeReason, State
from desk.casework.transitions import NotNow
from desk.casework.work import Overtaken, Refused, Work
from desk.store.database import Store
from desk.store.models import Attempt, Case, FollowUp, Note
from tests.desk.casework_bench import SCHOOL, Bench, rules

STEPS = (
    "assign",
    "open_report",
    "attempt",
    "offer_support",
    "note",
    "snooze",
    "wake",
    "close",
    "confirm",
    "turn_down",
    "reopen",
    "acknowledge",
    "follow_up",
    "days_pass",
)
#: Who acts, what they do, how many versions ago they opened the case, and a choice for what needs one.
MOVES = st.lists(
    st.tuples(
        st.integers(0, 2),
        st.sampled_from(STEPS),
        st.sampled_from([0, 0, 0, 0, 1, 2]),
        st.integers(0, 7),
    ),
    min_size=5,
    max_size=25,
)


def take(work: Work, step: str, officer: int, choice: int) -> None:
    match step:
        case "assign":
            assigning.assign(work, officer, SCHOOL)
        case "open_report":
            actions.open_report(work)
        case "attempt":
            actions.record_attempt(work, "letter", list(Outcome)[choice % len(Outcome)])
        case "offer_support":
            actions.offer_support(work)
        case "note":
            actions.write_note(work, f"Call again, choice {choice}.")
        case "snooze":
            until = work.today + timedelta(days=1 + choice)
            actions.snooze(work, until, SnoozeReason.OFFICER_AWAY)
        case "wake":
            actions.wake(work)
        case "close":
            closing.close(work, closing.TO_CHOOSE[choice % len(closing.TO_CHOOSE)], SCHOOL)
        case "confirm":
            closing.confirm_close(work)
        case "turn_down":
            closing.turn_down_close(work)
        case "reopen":
            closing.reopen(work)
        case "acknowledge":
            actions.acknowledge(work)
        case "follow_up":
            first = select(FollowUp.follow_up_id).where(FollowUp.case_id == work.case.case_id)
            follow_ups.do(work, work.session.scalar(first) or 0, Outcome.MESSAGE_LEFT)


def require_sound(bench: Bench, flag: dict[str, Any], taken: Counter[str], officers: list[int]) -> None:
    """A case follows from its audit alone, and holds everything that was taken."""
    case, lines = bench.case(flag), bench.audit(flag)
    assert len(lines) == taken.total()
    if case is None:
        return
    assert case.version == len(lines)
    assert [line.details["version"] for line in lines] == list(range(1, len(lines) + 1))
    states = [State.NEW, *(line.state_after for line in lines)]
    assert [line.state_before for line in lines] == states[:-1]
    assert case.state == states[-1]
    assert (case.state == State.SNOOZED) == (case.snoozed_until is not None)
    assert (case.state == State.CLOSED) == (case.closed_at is not None)
    assert case.assigned_to in officers or case.state == State.NEW
    if case.state == State.CLOSED:
        assert case.close_reason in set(CloseReason)
        assert case.close_proposed_by is None
        closed = [line for line in lines if line.action == Action.CLOSED][-1]
        proposed = [line for line in lines if line.action == Action.CLOSE_PROPOSED]
        if flag["tier"] == 1:
            assert closed.officer_id != proposed[-1].officer_id
    with bench.store.read() as session:
        notes = session.scalars(select(Note).where(Note.case_id == case.case_id)).all()
        attempts = session.scalars(select(Attempt).where(Attempt.case_id == case.case_id)).all()
    assert (len(notes), len(attempts)) == (taken["note"], taken["attempt"])


def test_sequences_of_several_officers_leave_what_the_audit_says(either_store: Store) -> None:
    bench = Bench(either_store, rules=rules(most_cases_per_officer=10_000))
    officers = [bench.officer(name) for name in ("Robin Vale", "Sam Field", "Alex Marsh")]
    outcomes: Counter[str] = Counter()

    @settings(
        max_examples=15, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
    )
    @given(tier=st.sampled_from([1, 2]), moves=MOVES)
    def run(tier: int, moves: list[tuple[int, str, int, int]]) -> None:
        flag, taken = bench.flag(tier), Counter[str]()
        for who, step, versions_ago, choice in moves:
            if step == "days_pass":
                bench.pass_days(choice)
                continue
            case = bench.case(flag)
            version = max((case.version if case else 0) - versions_ago, 0)
            before = _as_stored(case)
            try:
                with bench.work(flag, officers[who], version, seen=choice) as work:
                    take(work, step, officers[who], choice)
            except (Refused, NotNow, Overtaken) as error:
                outcomes[type(error).__name__] += 1
                assert _as_stored(bench.case(flag)) == before
            else:
                outcomes["taken"] += 1
                taken[step] += 1
                assert versions_ago == 0 or version == 0 == (before.get("version", 0))
        require_sound(bench, flag, taken, officers)

    run()
    assert min(outcomes[name] for name in ("Refused", "NotNow", "Overtaken", "taken")) > 10, outcomes


def _as_stored(case: Case | None) -> dict[str, Any]:
    return {column.name: getattr(case, column.name) for column in Case.__table__.columns} if case else {}
