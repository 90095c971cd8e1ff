"""Counts how cases ended, once for each month that is over, and hands over what may leave the desk.

Belongs here: what is counted, and when. Does not belong here: what is withheld of it (withholding.py), and
the file (pipelines/casework_port.py).

The outcome of a case is the coded reason with which it was closed. Attempts are not counted: ten of them may
be one school's. Each school counts once a month, by the case that was closed last, so that ten are ten
schools. A month is counted for good, and the audit says so: what is opened again or put right afterwards
changes nothing, because of two counts of a month one could be subtracted from the other.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desk.casework import audit
from desk.casework.codes import Action, State
from desk.casework.withholding import Group, fit_to_leave
from desk.facts import Facts
from desk.store.database import Store
from desk.store.models import Audit, Case, CaseCount, Officer
from pipelines.archive.errors import ArchiveError
from pipelines.case_counts_file import CaseCountsFile
from pipelines.casework_port import CaseCountsUnreadable, CountedMonth
from pipelines.clock import LONDON
from pipelines.texts import say

LOG = logging.getLogger("desk")

#: A month is counted when so much of the next has passed: what is being written at its end is in.
_WAITS = timedelta(days=1)


def count_finished_months(
    store: Store, facts: Facts, file: CaseCountsFile, now: datetime, today: date
) -> list[CountedMonth]:
    """Count the months that are over and were not counted, from that of the desk's first account on; gives
    them. Raises CaseCountsUnreadable, StoreUnavailable."""
    with store.read() as session:
        before = _counted_before(session)
        due = [month for month in _finished(session, today) if month not in before]
    if not due:
        return []
    with store.write() as session:

        def make(held: frozenset[date]) -> Iterator[CountedMonth]:
            wanted = [month for month in due if month not in held]
            counts = _counts(session, facts, wanted)
            for month in wanted:
                yield CountedMonth(month, today, fit_to_leave(counts[month]))

        # The file first: a month that stands there is never counted again, whether the audit tells of it.
        added = file.add(make)
        if added:
            months = [month.month.isoformat() for month in added]
            audit.record(
                session, Action.OUTCOMES_COUNTED, at=now, officer_id=None, build=facts.build, months=months
            )
    return added


def keep_counts(store: Store, facts: Facts, file: CaseCountsFile, now: datetime, today: date) -> None:
    """``count_finished_months`` beside other work, which does not stop for it: what is wrong is logged."""
    try:
        count_finished_months(store, facts, file, now, today)
    except (CaseCountsUnreadable, ArchiveError, OSError, ValueError) as error:
        LOG.error("Case outcomes were not counted: %s", error)


def local_authorities(facts: Facts, urns: Collection[int]) -> dict[int, str]:
    """The local authority of each school; Not known where no list names it."""
    rows = facts.rows("desk/school_name", urns=sorted(urns))
    known = {row["urn"]: row["local_authority"] for row in rows}
    return {urn: known.get(urn) or say("desk.retention.not_known") for urn in urns}


def month_of(moment: datetime) -> date:
    """The first day of the month in which a moment falls, in England."""
    return moment.astimezone(LONDON).date().replace(day=1)


def _counted_before(session: Session) -> set[date]:
    """What the audit tells: also months that the file has lost are never counted again."""
    lines = session.scalars(select(Audit.details).where(Audit.action == Action.OUTCOMES_COUNTED))
    return {date.fromisoformat(month) for details in lines for month in details["months"]}


def _finished(session: Session, today: date) -> Iterator[date]:
    first = session.scalar(select(func.min(Officer.created_at)))
    if first is None:
        return
    month = month_of(first)
    while (following := (month + timedelta(days=31)).replace(day=1)) + _WAITS <= today:
        yield month
        month = following


def _counts(session: Session, facts: Facts, months: Iterable[date]) -> Mapping[date, Mapping[Group, int]]:
    """How many schools' cases were closed, by month: those whose cases still stand, and those of reduced
    ones, where a school counts once for each."""
    counts: dict[date, Counter[Group]] = {month: Counter() for month in months}
    closed = select(Case).where(Case.state == State.CLOSED).order_by(Case.closed_at, Case.case_id)
    last: dict[tuple[date, int], Case] = {}
    for case in session.scalars(closed):
        if case.closed_at is not None and (month := month_of(case.closed_at)) in counts:
            last[month, case.urn] = case
    authorities = local_authorities(facts, {urn for _, urn in last})
    for (month, urn), case in last.items():
        counts[month][authorities[urn], case.tier, case.close_reason or ""] += 1
    reduced = select(CaseCount).where(CaseCount.month.in_(counts))
    for row in session.scalars(reduced):
        counts[row.month][row.local_authority, row.tier, row.close_reason] += row.cases
    return counts
