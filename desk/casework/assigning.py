"""Who has a case: taking one, giving one to a colleague, and how many a person has.

Belongs here: whom a case may be given to. Does not belong here: who may give it (the page asks for the role).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desk.casework.codes import State
from desk.casework.transitions import Step
from desk.casework.work import Refused, Work
from desk.security.sessions import coverage_of
from desk.store.models import Case, Officer


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody who covers a school. cases: how many they have that are not closed."""

    officer_id: int
    name: str
    cases: int


def assign(work: Work, to: int, school: Mapping[str, Any]) -> None:
    """Give a case to somebody who covers its school. Raises Refused, also where they have as many cases as
    one person may."""
    # Locked, so that two cases given at once cannot both be the last one that a person may have.
    officer = work.session.scalar(select(Officer).where(Officer.officer_id == to).with_for_update())
    if officer is None or not _may_have(work.session, officer, school):
        raise Refused("officer_id", "no_such_officer")
    if work.case.assigned_to == to:
        raise Refused("officer_id", "has_it_already", officer.display_name)
    most = work.rules.most_cases_per_officer
    if loads(work.session).get(to, 0) >= most:
        raise Refused("officer_id", "has_enough", officer.display_name, most)
    with work.step(Step.ASSIGN, officer=to) as case:
        case.assigned_to = to


def loads(session: Session) -> dict[int, int]:
    """How many cases that are not closed each officer has, by officer_id."""
    counted = (
        select(Case.assigned_to, func.count())
        .where(Case.assigned_to.is_not(None), Case.state != State.CLOSED)
        .group_by(Case.assigned_to)
    )
    return {officer_id: count for officer_id, count in session.execute(counted) if officer_id is not None}


def colleagues(session: Session, school: Mapping[str, Any]) -> list[Colleague]:
    """Everybody who covers a school (region, local_authority, trust_uid), by name."""
    load = loads(session)
    officers = session.scalars(select(Officer).order_by(Officer.display_name, Officer.officer_id))
    return [
        Colleague(officer.officer_id, officer.display_name, load.get(officer.officer_id, 0))
        for officer in officers.all()
        if _may_have(session, officer, school)
    ]


def _may_have(session: Session, officer: Officer, school: Mapping[str, Any]) -> bool:
    return officer.disabled_at is None and coverage_of(session, officer.officer_id).covers(school)
