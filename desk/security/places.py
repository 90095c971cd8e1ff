"""Places that somebody signs in from, and how wrong passwords from one make that one wait.

Belongs here: what is kept of a place, and when it counts as somebody's own. Does not belong here: which place
a request comes from (desk/web/places.py), and the wait of a whole account (sign_in.py).

A place is an address in the network, or the office or proxy behind it. Whoever knows a sign-in name can make
it wait for places from which its person has not signed in lately, and for no other but their own.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import update
from sqlalchemy.orm import Session

from desk.store.models import SignInPlace


def place_known(session: Session, officer_id: int, place: str) -> SignInPlace | None:
    """What is kept of a place, locked until the transaction ends."""
    return session.get(SignInPlace, (officer_id, place), with_for_update=True)


def is_own(known: SignInPlace | None, now: datetime, good_for: timedelta) -> bool:
    """Whether an account's person has signed in from a place lately."""
    return known is not None and known.signed_in_at is not None and now - known.signed_in_at < good_for


def is_waiting(known: SignInPlace | None, now: datetime) -> bool:
    """Whether an account waits for this place."""
    return known is not None and known.locked_until is not None and now < known.locked_until


def note_signed_in(session: Session, officer_id: int, place: str, now: datetime) -> None:
    """Somebody has signed in from a place: it is theirs, and its wrong passwords are forgotten."""
    known = place_known(session, officer_id, place) or _new(session, officer_id, place)
    known.wrong, known.locked_until, known.signed_in_at = 0, None, now


def note_wrong(
    session: Session, officer_id: int, place: str, now: datetime, forgotten_after: timedelta
) -> SignInPlace:
    """One more wrong password from a place, which is given for its wait to be set."""
    known = place_known(session, officer_id, place) or _new(session, officer_id, place)
    if known.locked_until is not None and now - known.locked_until >= forgotten_after:
        known.wrong = 0
    known.wrong, known.wrong_at = known.wrong + 1, now
    return known


def end_waits(session: Session, officer_id: int) -> None:
    """No place of an account waits any more."""
    places = update(SignInPlace).where(SignInPlace.officer_id == officer_id)
    session.execute(places.values(wrong=0, locked_until=None))


def _new(session: Session, officer_id: int, place: str) -> SignInPlace:
    known = SignInPlace(officer_id=officer_id, place=place, wrong=0)
    session.add(known)
    return known
