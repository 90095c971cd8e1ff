"""Closed cases whose time is over: reduced to counts by month, local authority, tier and reason.

Belongs here: which cases those are, and reducing them. Does not belong here: how long (reference/
retention.toml), and the audit, which says who had access and stands for longer (old_records.py).

A case goes with its attempts, notes and prompts. It stays while its flag is on the list, where without a case
it would look as if nobody had done anything, and while somebody has promised to get in touch again.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import delete, exists, func, select
from sqlalchemy.orm import Session

from desk.casework import audit
from desk.casework.codes import Action, State
from desk.casework.outcome_counts import local_authorities, month_of
from desk.facts import Facts, PublishedFacts
from desk.settings import DeskSettings
from desk.store.database import Store, open_store
from desk.store.models import Attempt, Case, CaseCount, FollowUp, Note
from pipelines.clock import LONDON, Clock
from pipelines.layout import DataFolder
from pipelines.retention import Due
from pipelines.texts import in_words, say


def due(data: DataFolder, clock: Clock, days: int) -> Due:
    """What ``welfare-monitor retention`` shows and removes of cases closed more than so many days ago. Raises
    PublishedUnavailable where there are some and nobody can know which flags are on the list."""
    settings, published = DeskSettings.read(data.root), PublishedFacts(data)
    before = datetime.combine(clock.today() - timedelta(days=days), time.min, tzinfo=LONDON)
    gone: list[tuple[int, date]] = []
    held = 0
    if settings.has_a_database:
        store = open_store(settings.database)
        try:
            with store.read() as session:
                held = session.scalar(select(func.count()).select_from(Case)) or 0
                are_old = session.scalar(select(exists().where(Case.closed_at < before)))
            if are_old:
                gone = over(store, published.current(), before)
        finally:
            store.close()

    def remove() -> None:
        if gone:
            store = open_store(settings.database)
            try:
                reduce(store, published.current(), before, clock.now())
            finally:
                store.close()

    return Due(
        title=say("desk.retention.cases"),
        rule=say("desk.retention.cases_rule", days),
        held=held,
        gone=[say("desk.retention.case", case_id, in_words(closed)) for case_id, closed in gone],
        remove=remove,
    )


def over(store: Store, facts: Facts, before: datetime) -> list[tuple[int, date]]:
    """The cases whose time is over, by number, each with the day on which it was closed."""
    with store.read() as session:
        return [(case.case_id, _day(case)) for case in _over(session, facts.by_flag, before)]


def reduce(store: Store, facts: Facts, before: datetime, now: datetime) -> int:
    """Reduce those cases to counts, in one transaction with its line of the audit, and give how many."""
    with store.write() as session:
        cases = _over(session, facts.by_flag, before)
        if not cases:
            return 0
        _count(session, facts, cases)
        numbers = [case.case_id for case in cases]
        for part in (Attempt, Note, FollowUp):
            session.execute(delete(part).where(part.case_id.in_(numbers)))
        session.execute(delete(Case).where(Case.case_id.in_(numbers)))
        audit.record(
            session,
            Action.CASES_REDUCED,
            at=now,
            officer_id=None,
            build=facts.build,
            cases=len(cases),
            closed_before=before.astimezone(UTC).isoformat(),
        )
    return len(cases)


def _over(session: Session, on_the_list: Collection[str], before: datetime) -> list[Case]:
    promised = exists().where(FollowUp.case_id == Case.case_id, FollowUp.done_at.is_(None))
    closed = (
        select(Case)
        .where(Case.state == State.CLOSED, Case.closed_at < before, ~promised)
        .order_by(Case.case_id)
        .with_for_update()
    )
    return [case for case in session.scalars(closed) if case.flag_id not in on_the_list]


def _count(session: Session, facts: Facts, cases: Iterable[Case]) -> None:
    cases = list(cases)
    authorities = local_authorities(facts, {case.urn for case in cases})
    for case in cases:
        assert case.closed_at is not None
        key = (month_of(case.closed_at), authorities[case.urn], case.tier, case.close_reason or "")
        counted = session.get(CaseCount, key)
        if counted is None:
            month, authority, tier, reason = key
            counted = CaseCount(
                month=month, local_authority=authority, tier=tier, close_reason=reason, cases=0
            )
            session.add(counted)
        counted.cases += 1
    session.flush()


def _day(case: Case) -> date:
    assert case.closed_at is not None
    return case.closed_at.astimezone(LONDON).date()
