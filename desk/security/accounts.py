"""Accounts: adding, changing, disabling and re-setting them, each with its line in the audit.

Belongs here: what may be done with an account, for the page and for the command alike. Does not belong here:
signing in (sign_in.py, one_time.py, openid.py). An account is never removed: what it did stays readable.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from desk.casework import audit
from desk.casework.codes import Action
from desk.security import one_time, sessions
from desk.security.roles import AREA_COLUMNS, Role
from desk.security.sign_in import officer_named, spelled
from desk.store.models import Officer, OfficerArea
from pipelines.texts import say

#: The account with which a new desk is set up. It is no address, so that nothing is ever sent there.
FIRST_ADMINISTRATOR = "administrator"
_NAME = re.compile(r"[^\s@]+(@[^\s@]+)?")
_LONGEST_NAME = 200

Area = tuple[str, str]


class AccountRefused(ValueError):
    """What was asked cannot be done with an account; the message says why, in words for a page."""


@dataclass(frozen=True)
class By:
    """Who does something, and when: an officer, or nobody of the desk for the command."""

    officer_id: int | None
    at: datetime


def add(
    session: Session,
    *,
    sign_in_name: str,
    display_name: str,
    role: Role,
    areas: Iterable[Area] = (),
    subject: str | None = None,
    by: By,
) -> Officer:
    """A new account, without a way to sign in yet. subject: who the organisation's sign-in says they are,
    where that is known. Raises AccountRefused."""
    name, shown = spelled(sign_in_name), " ".join(display_name.split())
    if not _NAME.fullmatch(name) or max(len(name), len(shown)) > _LONGEST_NAME:
        raise AccountRefused(say("desk.officers.refused.name"))
    if not shown:
        raise AccountRefused(say("desk.officers.refused.no_display_name"))
    if officer_named(session, name) is not None:
        raise AccountRefused(say("desk.officers.refused.exists", name))
    officer = Officer(
        sign_in_name=name,
        display_name=shown,
        role=role.name.lower(),
        subject=subject,
        created_at=by.at,
        wants_digest="@" in name,
    )
    session.add(officer)
    session.flush()
    covered = _set_areas(session, officer.officer_id, areas)
    audit.record(
        session,
        Action.OFFICER_ADDED,
        at=by.at,
        officer_id=by.officer_id,
        officer=officer.officer_id,
        role=officer.role,
        areas=covered,
    )
    return officer


def change(session: Session, officer: Officer, *, role: Role, areas: Iterable[Area], by: By) -> None:
    """Another role, or other areas; both count from the officer's next page on. Raises AccountRefused where
    nobody would be left who can look after accounts."""
    if role < Role.ADMINISTRATOR:
        _require_another_administrator(session, officer)
    before = {"role": officer.role, "areas": areas_of(session, officer.officer_id)}
    officer.role = role.name.lower()
    covered = _set_areas(session, officer.officer_id, areas)
    after = {"role": officer.role, "areas": covered}
    if after != before:
        audit.record(
            session,
            Action.OFFICER_CHANGED,
            at=by.at,
            officer_id=by.officer_id,
            officer=officer.officer_id,
            before=before,
            after=after,
        )


def disable(session: Session, officer: Officer, *, by: By) -> None:
    """Nobody signs in with it any more, and whoever is signed in is so no longer. Raises AccountRefused."""
    _require_another_administrator(session, officer)
    officer.disabled_at = by.at
    officer.password_hash = officer.one_time_token_hash = officer.one_time_token_until = None
    sessions.end_all(session, officer.officer_id)
    audit.record(
        session,
        Action.OFFICER_DISABLED,
        at=by.at,
        officer_id=by.officer_id,
        officer=officer.officer_id,
    )


def reset(session: Session, officer: Officer, good_for: timedelta, *, by: By) -> str:
    """The token of a one-time sign-in; an account that was disabled is so no longer. Raises AccountRefused
    for somebody whom the organisation signs in."""
    if officer.subject is not None:
        raise AccountRefused(say("desk.officers.refused.organisation"))
    officer.disabled_at = None
    token = one_time.make(session, officer, by.at, good_for)
    audit.record(
        session,
        Action.ONE_TIME_SIGN_IN_MADE,
        at=by.at,
        officer_id=by.officer_id,
        officer=officer.officer_id,
    )
    return token


def first_sign_in(session: Session, good_for: timedelta, now: datetime) -> str | None:
    """A one-time sign-in for the first administrator of a desk on which nobody has ever chosen a password,
    making the account where there is none; None on any other desk."""
    if session.scalar(select(func.count()).where(Officer.sign_in_name != FIRST_ADMINISTRATOR)):
        return None
    by = By(None, now)
    officer = officer_named(session, FIRST_ADMINISTRATOR)
    if officer is None:
        officer = add(
            session,
            sign_in_name=FIRST_ADMINISTRATOR,
            display_name=say("desk.officers.first_administrator"),
            role=Role.ADMINISTRATOR,
            by=by,
        )
    elif officer.password_hash is not None or officer.this_visit_began is not None:
        return None
    return reset(session, officer, good_for, by=by)


def state_of(officer: Officer, now: datetime) -> str:
    """Whether somebody can sign in with an account: a name in the texts ``desk.officers.states``."""
    if officer.disabled_at is not None:
        return "disabled"
    if officer.locked_until is not None and now < officer.locked_until:
        return "locked"
    if officer.subject is not None:
        return "organisation"
    return "awaited" if officer.password_hash is None else "ready"


def areas_of(session: Session, officer_id: int) -> list[list[str]]:
    """The areas that an officer covers as [kind, value], in order; none stands for all of England."""
    rows = session.execute(
        select(OfficerArea.kind, OfficerArea.value)
        .where(OfficerArea.officer_id == officer_id)
        .order_by(OfficerArea.kind, OfficerArea.value)
    )
    return [list(row) for row in rows]


def _set_areas(session: Session, officer_id: int, areas: Iterable[Area]) -> list[list[str]]:
    session.execute(delete(OfficerArea).where(OfficerArea.officer_id == officer_id))
    wanted = sorted(set(areas))
    for kind, value in wanted:
        assert kind in AREA_COLUMNS, kind
        session.add(OfficerArea(officer_id=officer_id, kind=kind, value=value))
    session.flush()
    return [list(area) for area in wanted]


def _require_another_administrator(session: Session, officer: Officer) -> None:
    # Locked, so that two administrators cannot take each other's role away at once.
    administrators = session.scalars(
        select(Officer.officer_id)
        .where(Officer.role == Role.ADMINISTRATOR.name.lower(), Officer.disabled_at.is_(None))
        .with_for_update()
    ).all()
    if list(administrators) == [officer.officer_id]:
        raise AccountRefused(say("desk.officers.refused.last_administrator"))
