"""A sign-in that is good once: for the first administrator, a new account, and somebody who forgot.

Belongs here: making its token, and taking it. Does not belong here: whom it is handed to. Only the token's
hash is kept; whoever signs in with it chooses a password before anything else.
"""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from urllib.parse import urlencode

from sqlalchemy import select
from sqlalchemy.orm import Session

from desk.security import places, sessions
from desk.store.models import Officer

#: Where the page stands that takes one.
PATH = "/sign-in/once"


def make(session: Session, officer: Officer, now: datetime, good_for: timedelta) -> str:
    """The token of a new one-time sign-in. What the officer had before ends with this: password, sessions and
    an earlier token."""
    token = secrets.token_urlsafe(32)
    officer.one_time_token_hash, officer.one_time_token_until = sessions.hashed(token), now + good_for
    officer.password_hash, officer.must_change_password = None, True
    officer.failed_sign_ins, officer.locked_until = 0, None
    places.end_waits(session, officer.officer_id)
    sessions.end_all(session, officer.officer_id)
    return token


def link(address: str, token: str) -> str:
    """The address to open, below the desk's own."""
    return f"{address}{PATH}?{urlencode({'token': token})}"


def take(session: Session, token: str, now: datetime) -> Officer | None:
    """The officer whose token it is, once; None for one that is used, too old or invented."""
    officer = session.scalars(
        select(Officer)
        .where(Officer.one_time_token_hash == sessions.hashed(token), Officer.disabled_at.is_(None))
        .with_for_update()
    ).one_or_none()
    if officer is None or officer.one_time_token_until is None or now >= officer.one_time_token_until:
        return None
    officer.one_time_token_hash = officer.one_time_token_until = None
    return officer
