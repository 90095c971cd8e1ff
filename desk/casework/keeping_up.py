"""What happens to cases by itself: put-off ones come back on their day, and published events are followed.

Belongs here: doing so, once for each build and day. Does not belong here: what people do.

- A case that was put off wakes on its day.
- A closed case is opened again when a published report brings its flag back to the list.
- A case whose flag turned out to be the same as another moves to that one; where that has a case of its own,
  it is closed as its duplicate.
- How cases ended is counted for a month that is over.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from desk.casework import actions, closing
from desk.casework.changes import changes_since, flag_histories
from desk.casework.codes import State
from desk.casework.outcome_counts import keep_counts
from desk.casework.rules import CaseworkRules
from desk.casework.transitions import Step, may
from desk.casework.work import Work
from desk.facts import Facts
from desk.store.database import Store
from desk.store.models import Case
from pipelines.case_counts_file import CaseCountsFile
from pipelines.database import Row

REOPENS = "reopened"


class KeepingUp:
    """Keeps the cases of one desk up with builds and days. Not to be asked within a transaction that
    writes."""

    def __init__(self, store: Store, rules: CaseworkRules, counts: CaseCountsFile) -> None:
        """counts: where finished months are counted into."""
        self._store, self._rules, self._counts = store, rules, counts
        self._working = threading.Lock()
        self._done: tuple[str, date] | None = None

    def up_to(self, facts: Facts, now: datetime, today: date) -> None:
        """Do what is due; does nothing a second time for the same build and day."""
        wanted = (facts.build_id, today)
        if self._done == wanted:
            return
        with self._working:
            if self._done != wanted:
                _keep_up(self._store, self._rules, facts, now, today)
                keep_counts(self._store, facts, self._counts, now, today)
                self._done = wanted


def _keep_up(store: Store, rules: CaseworkRules, facts: Facts, now: datetime, today: date) -> None:
    with store.read() as session:
        cases = session.scalars(select(Case)).all()
    joined = _joined(facts, cases)
    reopened = _reopened(facts, cases)
    asleep = [case.flag_id for case in cases if _is_over(case, today)]
    if not (joined or reopened or asleep):
        return
    with store.write() as session:
        for case, flag in _found(session, joined):
            _join(_work(session, case, facts, rules, now, today), flag)
        for case, flag in _found(session, reopened):
            # Only what was published since it was closed; a colleague's desk may have been quicker.
            if case.state == State.CLOSED and (event := _reopening(flag["history"], case)):
                work = _work(session, case, facts, rules, now, today, flag)
                closing.reopen_for_publication(work, event["event_on"], event["reason"])
        for case, _ in _found(session, {flag_id: {} for flag_id in asleep}):
            if _is_over(case, today):
                actions.wake(_work(session, case, facts, rules, now, today))


def _joined(facts: Facts, cases: Iterable[Case]) -> dict[str, Row]:
    """The flag that stands for each that is no more, by its former flag_id."""
    rows = facts.rows("desk/joined_flag", flag_ids=[case.flag_id for case in cases])
    return {row["was"]: row for row in reversed(rows)}


def _reopened(facts: Facts, cases: Iterable[Case]) -> dict[str, Row]:
    """Open flags of closed cases that came back since, by flag_id, with their history."""
    closed = {case.flag_id: case for case in cases if case.state == State.CLOSED}
    flags = {row["flag_id"]: row for row in facts.rows("desk/open_flag", flag_ids=sorted(closed))}
    return {
        flag_id: flags[flag_id] | {"history": history}
        for flag_id, history in flag_histories(facts, flags).items()
        if _reopening(history, closed[flag_id])
    }


def _reopening(history: list[Row], case: Case) -> Row | None:
    since = changes_since(history, case.seen_flag_events)
    return next((event for event in since if event["event"] == REOPENS), None)


def _is_over(case: Case, today: date) -> bool:
    return case.state == State.SNOOZED and case.snoozed_until is not None and case.snoozed_until <= today


def _found(session: Session, wanted: dict[str, Row]) -> list[tuple[Case, Row]]:
    """The cases of some flags, locked, as they are now."""
    locked = select(Case).where(Case.flag_id.in_(wanted)).order_by(Case.case_id).with_for_update()
    return [(case, wanted[case.flag_id]) for case in session.scalars(locked)]


def _join(work: Work, flag: Row) -> None:
    """Move a case to the flag that stands for its own now."""
    other = work.session.scalar(select(Case.case_id).where(Case.flag_id == flag["flag_id"]))
    if other is None:
        with work.step(Step.JOIN, now=flag["flag_id"]) as case:
            case.flag_id = flag["flag_id"]
    elif may(Step.CLOSE, State(work.case.state)):
        closing.close_as_duplicate(work, flag["flag_id"])


def _work(
    session: Session,
    case: Case,
    facts: Facts,
    rules: CaseworkRules,
    now: datetime,
    today: date,
    flag: Row | None = None,
) -> Work:
    """The desk's own work on a case, with its flag as it was when somebody acted last where that is all that
    is known."""
    known = flag or {
        "flag_id": case.flag_id,
        "urn": case.urn,
        "tier": case.tier,
        "ruleset_version": facts.by_flag.get(case.flag_id, {}).get("ruleset_version"),
    }
    return Work(session, known, facts.build, now, today, rules, None, None, case.seen_flag_events)
