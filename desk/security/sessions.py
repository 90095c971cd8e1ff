"""Sessions: what a browser holds, whom it stands for, and when it ends.

Belongs here: beginning, recognising and ending a session. Does not belong here: whether somebody may begin
one (sign_in.py), and the cookie's attributes (desk/web/cookies.py).

The cookie holds 256 random bits, the database their hash: whoever reads the database cannot sign in with it.
"""

from __future__ import annotations

import hashlib
import secrets
from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from desk.security.roles import Coverage, Role, Visitor
from desk.store.models import Officer, OfficerArea, SignedIn

#: A visit counts as another one after so long without a page.
_NEW_VISIT_AFTER = timedelta(hours=4)
_NOTE_EVERY = timedelta(minutes=1)


@dataclass(frozen=True)
class Limits:
    """How long a session lasts: without a page, and at most."""

    idle: timedelta
    longest: timedelta


def begin(session: Session, officer: Officer, now: datetime, limits: Limits) -> str:
    """Begin a session for an officer and give the token for the cookie; always a new one."""
    token = secrets.token_urlsafe(32)
    session.add(
        SignedIn(
            token_hash=hashed(token),
            officer_id=officer.officer_id,
            csrf_token=secrets.token_urlsafe(32),
            began_at=now,
            last_seen_at=now,
            ends_at=now + limits.longest,
        )
    )
    officer.previous_visit_began, officer.this_visit_began = officer.this_visit_began, now
    session.execute(delete(SignedIn).where(SignedIn.ends_at < now))
    return token


def visitor_of(session: Session, token: str, now: datetime, limits: Limits) -> tuple[Visitor, bool] | None:
    """Whom a token stands for, and whether it is time to note that they were seen; None for one that is not,
    or no longer, good."""
    found = session.execute(
        select(SignedIn, Officer)
        .join(Officer, Officer.officer_id == SignedIn.officer_id)
        .where(SignedIn.token_hash == hashed(token), Officer.disabled_at.is_(None))
    ).first()
    if found is None:
        return None
    signed_in, officer = found
    if now >= signed_in.ends_at or now - signed_in.last_seen_at >= limits.idle:
        return None
    visitor = Visitor(
        officer_id=officer.officer_id,
        name=officer.display_name,
        role=Role.named(officer.role),
        coverage=coverage_of(session, officer.officer_id),
        csrf_token=signed_in.csrf_token,
        must_change_password=officer.must_change_password,
        previous_visit_began=officer.previous_visit_began,
    )
    return visitor, now - signed_in.last_seen_at >= _NOTE_EVERY


def coverage_of(session: Session, officer_id: int) -> Coverage:
    """The areas that an officer covers."""
    areas: defaultdict[str, set[str]] = defaultdict(set)
    rows = session.execute(
        select(OfficerArea.kind, OfficerArea.value).where(OfficerArea.officer_id == officer_id)
    )
    for kind, value in rows:
        areas[kind].add(value)
    return Coverage({kind: frozenset(values) for kind, values in areas.items()})


def note_seen(session: Session, token: str, now: datetime) -> None:
    """Remember that somebody was there, so that an idle session can end, and a new visit can begin."""
    signed_in = session.get(SignedIn, hashed(token))
    if signed_in is None:
        return
    if now - signed_in.last_seen_at >= _NEW_VISIT_AFTER:
        officer = session.get_one(Officer, signed_in.officer_id)
        officer.previous_visit_began, officer.this_visit_began = officer.this_visit_began, now
    signed_in.last_seen_at = now


def end(session: Session, token: str) -> None:
    """End one session."""
    session.execute(delete(SignedIn).where(SignedIn.token_hash == hashed(token)))


def end_all(session: Session, officer_id: int, *, but: str | None = None) -> None:
    """End every session of an officer, apart from one: after a change of password or role."""
    gone = delete(SignedIn).where(SignedIn.officer_id == officer_id)
    session.execute(gone.where(SignedIn.token_hash != hashed(but)) if but else gone)


def hashed(token: str) -> str:
    """A random token as the database keeps it."""
    return hashlib.sha256(token.encode()).hexdigest()
