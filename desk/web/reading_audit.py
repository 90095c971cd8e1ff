"""That somebody read a page about a school is audited: once an hour for each person and school, not each
click."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from desk.casework.audit import record
from desk.casework.codes import Action
from desk.store.models import Audit
from desk.web.visit import Visit
from pipelines.database import Row

_ONCE_IN = timedelta(hours=1)


def note_reading(visit: Visit, urn: int, flag: Row | None = None) -> None:
    """Record that the visitor has the page of a school, or of a flag of it, in front of them."""
    now = visit.desk.clock.now()
    known = (
        select(Audit.audit_id)
        .where(
            Audit.officer_id == visit.visitor.officer_id,
            Audit.action == Action.SCHOOL_READ,
            Audit.urn == urn,
            Audit.flag_id == (flag["flag_id"] if flag else None),
            Audit.at > now - _ONCE_IN,
        )
        .limit(1)
    )
    with visit.desk.store.read() as session:
        if session.execute(known).first():
            return
    with visit.desk.store.write() as session:
        record(
            session,
            Action.SCHOOL_READ,
            at=now,
            officer_id=visit.visitor.officer_id,
            build=visit.facts.build,
            flag=flag,
            urn=urn,
        )
