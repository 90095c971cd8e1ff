"""Who gets a digest this morning, and that nobody gets it twice.

Belongs here: the recipients, the record of what was sent, and one run over all of them. Does not belong here:
what a digest says, and how it leaves this machine (post.py).

A digest is recorded as begun before it is handed over, and as sent after. A run that is killed in between
leaves one of which nobody knows whether it left: it is not sent again, and the next run says so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, and_, delete, select, update
from sqlalchemy.exc import IntegrityError

from desk.digest.counts import Morning, Recipient, Told
from desk.digest.message import Message
from desk.digest.post import Refused
from desk.security.roles import Coverage
from desk.security.sessions import coverage_of
from desk.store.database import Store
from desk.store.models import Officer, SentDigest
from pipelines.channels import Unknown, Unreachable
from pipelines.texts import say

TEAM = "team"


class Fate(StrEnum):
    """What became of one recipient's digest; the names of texts under desk.digest.command."""

    SENT = "sent"
    HAD_TODAY = "before"
    NOTHING_TO_SAY = "nothing_for"
    REFUSED = "refused"
    NOT_KNOWN = "not_known"


class Stopped(Exception):
    """Nothing more can be sent now; recipient: whose turn it was."""

    def __init__(self, recipient: Recipient, why: str) -> None:
        super().__init__(recipient, why)
        self.recipient, self.why = recipient, why


@dataclass(frozen=True)
class Outcome:
    """What became of one recipient's digest. why: what a server said, where it refused."""

    recipient: Recipient
    fate: Fate
    why: str = ""


def officers(store: Store) -> list[Recipient]:
    """Those who may sign in and want a digest, in the order of their accounts."""
    wanted = (
        select(Officer)
        .where(Officer.disabled_at.is_(None), Officer.wants_digest)
        .order_by(Officer.officer_id)
    )
    with store.read() as session:
        return [
            Recipient(
                officer.officer_id,
                officer.display_name,
                officer.sign_in_name,
                coverage_of(session, officer.officer_id),
                _told(store, str(officer.officer_id)),
            )
            for officer in session.scalars(wanted)
        ]


def team(store: Store) -> Recipient:
    """The team as a whole, for its channels."""
    return Recipient(None, say("desk.digest.command.team_name"), "", Coverage(), _told(store, TEAM))


def send_all(
    morning: Morning,
    recipients: list[Recipient],
    put: Callable[[Recipient, Message], None],
    words: Callable[[Recipient, Morning], Message | None],
    now: Callable[[], datetime],
) -> Iterator[Outcome]:
    """Send what there is to say, and say what became of each, one after the other.

    put: sends; raises Refused, Unknown, Unreachable. words: None where there is nothing to say. Raises
    Stopped.
    """
    for recipient in recipients:
        fate, why = _before(morning.store, recipient, morning.today), ""
        message = words(recipient, morning) if fate is None else None
        if fate is None and message is None:
            fate = Fate.NOTHING_TO_SAY
        if fate is None and not _begin(morning, recipient, now()):
            fate = Fate.HAD_TODAY  # another run was quicker, at this very moment
        if fate is None and message is not None:
            fate, why = _send(morning, recipient, message, put, now)
        assert fate is not None
        yield Outcome(recipient, fate, why)


def _send(
    morning: Morning,
    recipient: Recipient,
    message: Message,
    put: Callable[[Recipient, Message], None],
    now: Callable[[], datetime],
) -> tuple[Fate, str]:
    try:
        put(recipient, message)
    except Unknown as error:
        return Fate.NOT_KNOWN, str(error)
    except Refused as error:
        _take_back(morning, recipient)
        return Fate.REFUSED, str(error)
    except Unreachable as error:
        _take_back(morning, recipient)
        raise Stopped(recipient, str(error)) from error
    with morning.store.write() as session:
        session.execute(update(SentDigest).where(_this(recipient, morning.today)).values(sent_at=now()))
    return Fate.SENT, ""


def _before(store: Store, recipient: Recipient, day: date) -> Fate | None:
    with store.read() as session:
        found = session.get(SentDigest, (_key(recipient), day))
    if found is None:
        return None
    return Fate.HAD_TODAY if found.sent_at else Fate.NOT_KNOWN


def _begin(morning: Morning, recipient: Recipient, now: datetime) -> bool:
    begun = SentDigest(
        recipient=_key(recipient), day=morning.today, begun_at=now, sent_at=None, as_of=morning.facts.as_of
    )
    try:
        with morning.store.write() as session:
            session.add(begun)
    except IntegrityError:
        return False
    return True


def _take_back(morning: Morning, recipient: Recipient) -> None:
    with morning.store.write() as session:
        session.execute(delete(SentDigest).where(_this(recipient, morning.today)))


def _this(recipient: Recipient, day: date) -> ColumnElement[bool]:
    return and_(SentDigest.recipient == _key(recipient), SentDigest.day == day)


def _key(recipient: Recipient) -> str:
    return TEAM if recipient.officer_id is None else str(recipient.officer_id)


def _told(store: Store, key: str) -> Told | None:
    last = (
        select(SentDigest)
        .where(SentDigest.recipient == key, SentDigest.sent_at.is_not(None))
        .order_by(SentDigest.day.desc())
        .limit(1)
    )
    with store.read() as session:
        found = session.scalar(last)
    return Told(found.sent_at, found.as_of) if found and found.sent_at else None
