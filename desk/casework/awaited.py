"""Inspections that somebody heard of before a report is published: entered, joined to their flag, taken off.

Belongs here: what may be entered, and when an entry has found its flag. Does not belong here: the page
(desk/pages/awaited.py). No outcome is stored: whoever hears of an inspection may have heard how it went,
and that is not for a file. Entries never leave the desk.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from enum import StrEnum

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from desk.casework.audit import record
from desk.casework.codes import Action
from desk.casework.work import Refused
from desk.facts import Facts
from desk.store.database import Store
from desk.store.models import AwaitedInspection
from pipelines.database import Row


class HeardThrough(StrEnum):
    """How an officer came to know of an inspection."""

    SCHOOL = "school"
    MEMBER = "member"
    COLLEAGUE = "colleague"
    TRUST_OR_AUTHORITY = "trust_or_authority"
    ELSEWHERE = "elsewhere"


class TakenOff(StrEnum):
    """Why an entry was taken off without a flag."""

    NO_FLAG = "no_flag"
    NO_INSPECTION = "no_inspection"
    ENTERED_TWICE = "entered_twice"


#: Days within which an entry counts as the same inspection: those of sql/desk/awaited_inspection.sql.
SAME_INSPECTION = timedelta(days=3)


def enter(
    session: Session,
    *,
    urn: int,
    inspection_date: date,
    heard_through: HeardThrough,
    officer_id: int,
    now: datetime,
    today: date,
    longest_days: int,
) -> AwaitedInspection:
    """Put an inspection on the queue. Raises Refused for a day that cannot be, and for one entered
    already."""
    if inspection_date > today:
        raise Refused("inspection_date", "in_the_future")
    if today - inspection_date > timedelta(days=longest_days):
        raise Refused("inspection_date", "too_long_ago")
    same = select(AwaitedInspection.awaited_id).where(
        AwaitedInspection.urn == urn,
        AwaitedInspection.closed_at.is_(None),
        AwaitedInspection.inspection_date.between(
            inspection_date - SAME_INSPECTION, inspection_date + SAME_INSPECTION
        ),
    )
    if session.execute(same).first():
        raise Refused("urn", "entered_already")
    entry = AwaitedInspection(
        urn=urn,
        inspection_date=inspection_date,
        heard_through=heard_through,
        entered_by=officer_id,
        entered_at=now,
        assigned_to=officer_id,
    )
    session.add(entry)
    session.flush()
    record(
        session,
        Action.AWAITED_ENTERED,
        at=now,
        officer_id=officer_id,
        urn=urn,
        awaited_id=entry.awaited_id,
        heard_through=heard_through,
    )
    return entry


def take_off(session: Session, entry_id: int, reason: TakenOff, *, officer_id: int, now: datetime) -> bool:
    """Take an entry off the queue; False where a colleague has done so, or where it has joined its flag."""
    taken = session.execute(
        update(AwaitedInspection)
        .where(
            AwaitedInspection.awaited_id == entry_id,
            AwaitedInspection.closed_at.is_(None),
            AwaitedInspection.flag_id.is_(None),
        )
        .values(closed_at=now, close_reason=reason, version=AwaitedInspection.version + 1)
        .returning(AwaitedInspection.urn)
    ).first()
    if taken is None:
        return False
    record(
        session,
        Action.AWAITED_CLOSED,
        at=now,
        officer_id=officer_id,
        urn=taken.urn,
        awaited_id=entry_id,
        reason=reason,
    )
    return True


def waiting(session: Session) -> list[AwaitedInspection]:
    """The entries that wait for their report, those longest awaited first."""
    entries = session.scalars(
        select(AwaitedInspection)
        .where(AwaitedInspection.closed_at.is_(None), AwaitedInspection.flag_id.is_(None))
        .order_by(AwaitedInspection.inspection_date, AwaitedInspection.awaited_id)
    )
    return list(entries)


def joined_to(session: Session, flag_id: str) -> list[AwaitedInspection]:
    """The entries that turned out to be of one flag."""
    entries = session.scalars(
        select(AwaitedInspection)
        .where(AwaitedInspection.flag_id == flag_id)
        .order_by(AwaitedInspection.entered_at)
    )
    return list(entries)


def joined_since(session: Session, moment: datetime) -> list[AwaitedInspection]:
    """The entries that have found their flag since a moment, the last first."""
    entries = session.scalars(
        select(AwaitedInspection)
        .where(AwaitedInspection.joined_at >= moment)
        .order_by(AwaitedInspection.joined_at.desc(), AwaitedInspection.awaited_id)
    )
    return list(entries)


def published_of(facts: Facts, entries: Sequence[AwaitedInspection]) -> list[Row]:
    """What has been published of some entries: rows of sql/desk/awaited_inspection.sql."""
    if not entries:
        return []
    return facts.rows(
        "desk/awaited_inspection",
        urns=[entry.urn for entry in entries],
        days=[entry.inspection_date for entry in entries],
    )


def join_published(store: Store, facts: Facts, now: datetime) -> None:
    """Join what is awaited to flags that have been published since; writes only where there is one."""
    with store.read() as session:
        entries = waiting(session)
    published = [row for row in published_of(facts, entries) if row["flag_id"]]
    if published:
        with store.write() as session:
            join(session, published, build=facts.build, now=now)


def join(session: Session, published: Iterable[Row], *, build: Row, now: datetime) -> int:
    """Join entries to the flags of their reports, and count them. published: rows of
    sql/desk/awaited_inspection.sql, of which the first flag of an inspection counts."""
    joined = 0
    for row in published:
        if row["flag_id"] is None:
            continue
        changed = session.execute(
            update(AwaitedInspection)
            .where(
                AwaitedInspection.urn == row["urn"],
                AwaitedInspection.inspection_date == row["inspection_date"],
                AwaitedInspection.closed_at.is_(None),
                AwaitedInspection.flag_id.is_(None),
            )
            .values(flag_id=row["flag_id"], joined_at=now, version=AwaitedInspection.version + 1)
            .returning(AwaitedInspection.awaited_id)
        ).all()
        for (awaited_id,) in changed:
            flag = {key: row[key] for key in ("flag_id", "ruleset_version")} | {"urn": row["flag_urn"]}
            record(
                session,
                Action.AWAITED_JOINED,
                at=now,
                officer_id=None,
                build=build,
                flag=flag,
                awaited_id=awaited_id,
            )
        joined += len(changed)
    return joined
