"""Whether somebody may begin a session with a password, and what several wrong ones lead to.

Belongs here: the order of reading, comparing and counting. Does not belong here: how passwords are kept
(passwords.py) and what a session is (sessions.py).

Whoever is refused learns nothing: an unknown name, a wrong password, a locked and a disabled account are
answered in the same words, after the same work. A lock ends by itself. Whoever only knows a name keeps nobody
waiting: an account waits for places, and not for its person's own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desk.casework import audit
from desk.casework.codes import Action
from desk.security import passwords, places
from desk.store.database import Store
from desk.store.models import Audit, Officer

#: So long after a lock has ended, wrong passwords are counted anew.
_FORGOTTEN_AFTER = timedelta(days=1)
#: More refusals than this in a minute are not written down one by one: nobody may fill the disk with them.
_MOST_RECORDED_A_MINUTE = 60


@dataclass(frozen=True)
class Locking:
    """After how many wrong passwords in a row an account waits for the place that they came from, and after
    how many for every place from which its person has not signed in for a while; how long at first (each
    further wrong one doubles it) and at most. known_for: how long a place counts as a person's own."""

    after: int
    after_anywhere: int
    first: timedelta
    longest: timedelta
    known_for: timedelta

    @classmethod
    def of(cls, organisation: Mapping[str, Any]) -> Locking:
        """As reference/desk.toml or the organisation says it."""
        said = organisation["sign_in"]
        return cls(
            after=said["wrong_before_lock"],
            after_anywhere=said["wrong_anywhere_before_lock"],
            first=timedelta(minutes=said["lock_minutes"]),
            longest=timedelta(minutes=said["longest_lock_minutes"]),
            known_for=timedelta(days=organisation["retention"]["sign_in_place_days"]),
        )

    def until(self, now: datetime, wrong: int, after: int) -> datetime | None:
        """Until when to wait after so many wrong passwords in a row, of which so many are free."""
        if wrong < after:
            return None
        doubled: int = 2 ** min(wrong - after, 20)
        return now + min(self.first * doubled, self.longest)


def officer_named(session: Session, sign_in_name: str) -> Officer | None:
    """The account of that name, however its letters are typed."""
    return session.scalars(
        select(Officer).where(Officer.sign_in_name == spelled(sign_in_name)).with_for_update()
    ).one_or_none()


def spelled(sign_in_name: str) -> str:
    """A sign-in name as it is stored."""
    return sign_in_name.strip().lower()


def check_password(
    store: Store, sign_in_name: str, password: str, now: datetime, locking: Locking, place: str
) -> bool:
    """Whether this is the password of an account that may sign in now from a place; a wrong one is counted
    and audited.

    A right password is kept anew where the parameters have changed since it was chosen.
    """
    with store.read() as session:
        known = officer_named(session, sign_in_name)
        kept = known.password_hash if known else None
    is_right = passwords.matches(kept, password)
    renewed = passwords.hashed(password) if is_right and kept and passwords.is_outdated(kept) else None
    with store.write() as session:
        officer = officer_named(session, sign_in_name)
        is_own, may = _standing(session, officer, place, now, locking)
        # Somebody may have changed the account meanwhile: what was compared has to be what counts now.
        if officer and is_right and officer.password_hash == kept and may:
            if not is_own:
                officer.failed_sign_ins, officer.locked_until = 0, None
            officer.password_hash = renewed or kept
            places.note_signed_in(session, officer.officer_id, place, now)
            return True
        if officer and not is_right and may:
            _count_wrong(session, officer, place, now, locking, is_own=is_own)
        record_refusal(session, officer.officer_id if officer else None, now, through="password")
    return False


def record_refusal(session: Session, officer_id: int | None, now: datetime, *, through: str) -> None:
    """Write down that somebody was refused; the name that they gave is not: people type passwords into the
    wrong field."""
    recent = session.scalar(
        select(func.count())
        .select_from(Audit)
        .where(Audit.action == Action.SIGN_IN_REFUSED, Audit.at > now - timedelta(minutes=1))
    )
    if (recent or 0) < _MOST_RECORDED_A_MINUTE:
        audit.record(session, Action.SIGN_IN_REFUSED, at=now, officer_id=officer_id, through=through)


def _standing(
    session: Session, officer: Officer | None, place: str, now: datetime, locking: Locking
) -> tuple[bool, bool]:
    """Whether a place is an account's own, and whether somebody may sign in from it now."""
    if officer is None:
        return False, False
    known = places.place_known(session, officer.officer_id, place)
    is_own = places.is_own(known, now, locking.known_for)
    waits = officer.locked_until is not None and now < officer.locked_until and not is_own
    return is_own, officer.disabled_at is None and not waits and not places.is_waiting(known, now)


def _count_wrong(
    session: Session, officer: Officer, place: str, now: datetime, locking: Locking, *, is_own: bool
) -> None:
    """One more for the place, and for the account where the place is not its person's own."""
    known = places.note_wrong(session, officer.officer_id, place, now, _FORGOTTEN_AFTER)
    known.locked_until = locking.until(now, known.wrong, locking.after)
    if is_own:
        return
    if officer.locked_until is not None and now - officer.locked_until >= _FORGOTTEN_AFTER:
        officer.failed_sign_ins = 0
    officer.failed_sign_ins += 1
    officer.locked_until = locking.until(now, officer.failed_sign_ins, locking.after_anywhere)
