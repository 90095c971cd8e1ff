"""Records of the desk beside cases whose time is over: awaited inspections, the audit, digests, places.

Belongs here: which those are, and removing them. Does not belong here: how long ([retention] of
reference/desk.toml), and cases (closed_cases.py).

Of the audit go the lines of cases that were reduced to counts, all lines of a case together; the database
lets no other line go. Of digests the last of each recipient stays: what is new to them counts from it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from sqlalchemy import Executable, delete, exists, func, or_, select, tuple_
from sqlalchemy.orm import Session

from desk.casework import audit
from desk.casework.codes import Action
from desk.settings import DeskSettings
from desk.store.database import Store, open_store
from desk.store.models import Audit, AwaitedInspection, Case, SentDigest, SignInPlace
from pipelines.clock import LONDON, Clock
from pipelines.retention import Due
from pipelines.settings import BadUsage
from pipelines.texts import in_words, say

Keys = Collection[tuple[Any, ...]]


@dataclass(frozen=True)
class Kind:
    """One kind of record. name: of its setting, less ``_days``, and of its texts. over: selects those that
    are older than a moment: the key, and a day to tell. remove: removes those of some keys."""

    name: str
    table: type
    over: Callable[[datetime], Executable]
    remove: Callable[[Session, Keys], None]


def due(settings: DeskSettings, clock: Clock) -> list[Due]:
    """What ``welfare-monitor retention`` shows and removes of these records. Raises BadUsage,
    StoreUnavailable."""
    return [_due(settings, clock, kind, days) for kind, days in zip(KINDS, _days(settings), strict=True)]


def over(store: Store, kind: Kind, before: datetime) -> list[tuple[Any, ...]]:
    """The records of a kind whose time is over: key and what is told of each."""
    with store.read() as session:
        return [tuple(row) for row in session.execute(kind.over(before))]


def remove(store: Store, kind: Kind, before: datetime, now: datetime) -> int:
    """Remove them, in one transaction with its line of the audit, and give how many."""
    with store.write() as session:
        keys = [tuple(row)[:-1] for row in session.execute(kind.over(before))]
        if keys:
            kind.remove(session, keys)
            audit.record(
                session, Action.RECORDS_REMOVED, at=now, officer_id=None, kind=kind.name, records=len(keys)
            )
    return len(keys)


def _due(settings: DeskSettings, clock: Clock, kind: Kind, days: int) -> Due:
    before = datetime.combine(clock.today() - timedelta(days=days), time.min, tzinfo=LONDON)
    held, gone = 0, []
    if settings.has_a_database:
        store = open_store(settings.database)
        try:
            with store.read() as session:
                held = session.scalar(select(func.count()).select_from(kind.table)) or 0
            gone = over(store, kind, before)
        finally:
            store.close()

    def remove_them() -> None:
        if gone:
            store = open_store(settings.database)
            try:
                remove(store, kind, before, clock.now())
            finally:
                store.close()

    return Due(
        title=say(f"desk.retention.{kind.name}"),
        rule=say(f"desk.retention.{kind.name}_rule", days),
        held=held,
        gone=[say(f"desk.retention.{kind.name}_entry", *map(_told, row)) for row in gone],
        remove=remove_them,
    )


def _told(value: Any) -> object:
    if isinstance(value, datetime):
        value = value.astimezone(LONDON).date()
    return in_words(value) if hasattr(value, "month") else value


def _days(settings: DeskSettings) -> list[int]:
    said: Mapping[str, int] = settings.organisation["retention"]
    for kind in KINDS:
        if said[f"{kind.name}_days"] < 1:
            raise BadUsage(f"retention.{kind.name}_days should be at least 1.")
    return [said[f"{kind.name}_days"] for kind in KINDS]


def _awaited(before: datetime) -> Executable:
    """Since it was joined or taken off; where it still waits, since it was entered."""
    since = func.coalesce(
        AwaitedInspection.closed_at, AwaitedInspection.joined_at, AwaitedInspection.entered_at
    )
    found = select(AwaitedInspection.awaited_id, AwaitedInspection.inspection_date).where(since < before)
    return found.order_by(AwaitedInspection.awaited_id)


def _remove_awaited(session: Session, keys: Keys) -> None:
    ids = [awaited_id for (awaited_id,) in keys]
    session.execute(delete(AwaitedInspection).where(AwaitedInspection.awaited_id.in_(ids)))


def _audit(before: datetime) -> Executable:
    """Cases that are no more, by the last line of each."""
    stands = exists().where(Case.case_id == Audit.case_id)
    return (
        select(Audit.case_id, func.max(Audit.at))
        .where(Audit.case_id.is_not(None), ~stands)
        .group_by(Audit.case_id)
        .having(func.max(Audit.at) < before)
        .order_by(Audit.case_id)
    )


def _remove_audit(session: Session, keys: Keys) -> None:
    session.execute(delete(Audit).where(Audit.case_id.in_([case_id for (case_id,) in keys])))


def _sent_digest(before: datetime) -> Executable:
    of_each = select(SentDigest.recipient, func.max(SentDigest.day)).group_by(SentDigest.recipient)
    return (
        select(SentDigest.recipient, SentDigest.day, SentDigest.day.label("told"))
        .where(SentDigest.day < before.date(), tuple_(SentDigest.recipient, SentDigest.day).not_in(of_each))
        .order_by(SentDigest.day, SentDigest.recipient)
    )


def _remove_sent_digest(session: Session, keys: Keys) -> None:
    for recipient, day in keys:
        session.execute(delete(SentDigest).where(SentDigest.recipient == recipient, SentDigest.day == day))


def _sign_in_place(before: datetime) -> Executable:
    right, wrong = SignInPlace.signed_in_at, SignInPlace.wrong_at
    return (
        select(SignInPlace.officer_id, SignInPlace.place, func.coalesce(right, wrong))
        .where(or_(right.is_(None), right < before), or_(wrong.is_(None), wrong < before))
        .order_by(SignInPlace.officer_id, SignInPlace.place)
    )


def _remove_sign_in_place(session: Session, keys: Keys) -> None:
    for officer_id, place in keys:
        of_it = (SignInPlace.officer_id == officer_id) & (SignInPlace.place == place)
        session.execute(delete(SignInPlace).where(of_it))


KINDS = (
    Kind("awaited", AwaitedInspection, _awaited, _remove_awaited),
    Kind("audit", Audit, _audit, _remove_audit),
    Kind("sent_digest", SentDigest, _sent_digest, _remove_sent_digest),
    Kind("sign_in_place", SignInPlace, _sign_in_place, _remove_sign_in_place),
)
