"""The tables of what officers write, as SQLAlchemy models; migrations/ makes and changes them.

Belongs here: columns and what each means. Does not belong here: what may follow what (desk/casework). Codes
such as a state or an outcome are kept as text; their lists have one home each in desk/casework/codes.py.

No table holds a health note, a head's name or a published grade. Days are calendar days in England; moments
are in UTC.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import JSON, DateTime, Dialect, ForeignKey, Index, TypeDecorator, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Moment(TypeDecorator[datetime]):
    """A moment in UTC, with its time zone in Python, also where the database keeps none."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value.astimezone(UTC).replace(tzinfo=None) if value else None

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value.replace(tzinfo=UTC) if value else None


class Base(DeclarativeBase):
    """Every table of the desk."""

    type_annotation_map = {datetime: Moment}  # noqa: RUF012 (read by SQLAlchemy, never written)


class Officer(Base):
    """A person who may sign in. Key: officer_id.

    sign_in_name: an e-mail address in lower case. role: officer, lead or administrator. password_hash:
    argon2id; NULL for those whom the organisation signs in. subject: who the organisation's sign-in says
    they are. must_change_password: the password is a first one. failed_sign_ins, locked_until: from places
    that are not theirs, since the last that succeeded from such a one. one_time_token_hash: sha256 of a
    sign-in that is good once. this_visit_began, previous_visit_began: so that a list can say what is new.
    """

    __tablename__ = "officer"

    officer_id: Mapped[int] = mapped_column(primary_key=True)
    sign_in_name: Mapped[str] = mapped_column(unique=True)
    display_name: Mapped[str]
    role: Mapped[str]
    password_hash: Mapped[str | None]
    subject: Mapped[str | None] = mapped_column(unique=True)
    must_change_password: Mapped[bool] = mapped_column(default=False)
    failed_sign_ins: Mapped[int] = mapped_column(default=0)
    locked_until: Mapped[datetime | None]
    one_time_token_hash: Mapped[str | None]
    one_time_token_until: Mapped[datetime | None]
    created_at: Mapped[datetime]
    disabled_at: Mapped[datetime | None]
    this_visit_began: Mapped[datetime | None]
    previous_visit_began: Mapped[datetime | None]
    wants_digest: Mapped[bool] = mapped_column(default=True)


class OfficerArea(Base):
    """A region, local authority or trust that a person covers. A person without any covers all of England.

    kind: region, local_authority or trust. value: a region's or authority's name, a trust's UID, as the
    register writes it.
    """

    __tablename__ = "officer_area"

    officer_id: Mapped[int] = mapped_column(ForeignKey("officer.officer_id"), primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str] = mapped_column(primary_key=True)


class SignedIn(Base):
    """A session. token_hash: sha256 of what the cookie holds. csrf_token: what each form of it carries."""

    __tablename__ = "signed_in"

    token_hash: Mapped[str] = mapped_column(primary_key=True)
    officer_id: Mapped[int] = mapped_column(ForeignKey("officer.officer_id"), index=True)
    csrf_token: Mapped[str]
    began_at: Mapped[datetime]
    last_seen_at: Mapped[datetime]
    ends_at: Mapped[datetime]


class SignInPlace(Base):
    """A place in the network from which somebody signed in to an account, or tried to. Key: officer_id,
    place.

    place: an address (desk/web/places.py). wrong, wrong_at: wrong passwords from there since the last that
    was right, and the last of them. locked_until: so long the account waits for this place. signed_in_at:
    when somebody signed in from there last.
    """

    __tablename__ = "sign_in_place"

    officer_id: Mapped[int] = mapped_column(ForeignKey("officer.officer_id"), primary_key=True)
    place: Mapped[str] = mapped_column(primary_key=True)
    wrong: Mapped[int] = mapped_column(default=0)
    wrong_at: Mapped[datetime | None]
    locked_until: Mapped[datetime | None]
    signed_in_at: Mapped[datetime | None]


class Case(Base):
    """What is being done about one flag. A flag without a case is new: nobody has done anything yet.

    flag_id, urn: as published when the case was opened; the flag may move to a successor later. state,
    close_reason: desk/casework/codes.py. version: one more with each change; whoever changes says which
    they saw. tier: the tier shown when somebody acted last, kept for counts. report_opened_by: who has
    opened the report, after which what the machine read counts as confirmed. close_proposed_by: the first
    of the two who close a tier-1 case. reopened_on: the day of the published event because of which it was
    opened again.
    """

    __tablename__ = "welfare_case"

    case_id: Mapped[int] = mapped_column(primary_key=True)
    flag_id: Mapped[str] = mapped_column(unique=True)
    urn: Mapped[int] = mapped_column(index=True)
    tier: Mapped[int]
    state: Mapped[str] = mapped_column(index=True)
    version: Mapped[int] = mapped_column(default=1)
    assigned_to: Mapped[int | None] = mapped_column(ForeignKey("officer.officer_id"), index=True)
    opened_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    snoozed_until: Mapped[date | None]
    snooze_reason: Mapped[str | None]
    state_before_snooze: Mapped[str | None]
    report_opened_by: Mapped[int | None] = mapped_column(ForeignKey("officer.officer_id"))
    report_opened_at: Mapped[datetime | None]
    first_attempt_at: Mapped[datetime | None]
    first_contact_at: Mapped[datetime | None]
    close_proposed_by: Mapped[int | None] = mapped_column(ForeignKey("officer.officer_id"))
    close_proposed_at: Mapped[datetime | None]
    close_reason: Mapped[str | None]
    closed_at: Mapped[datetime | None]
    reopened_on: Mapped[date | None]
    seen_flag_events: Mapped[int] = mapped_column(default=0)


class Attempt(Base):
    """One attempt to reach a school. route, outcome: codes. Coded only: nothing about anybody's health."""

    __tablename__ = "attempt"

    attempt_id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("welfare_case.case_id"), index=True)
    officer_id: Mapped[int] = mapped_column(ForeignKey("officer.officer_id"))
    made_at: Mapped[datetime]
    route: Mapped[str]
    outcome: Mapped[str]


class Note(Base):
    """A short operational note on a case, for example when to call again. The page says what it must not
    hold."""

    __tablename__ = "note"

    note_id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("welfare_case.case_id"), index=True)
    officer_id: Mapped[int] = mapped_column(ForeignKey("officer.officer_id"))
    written_at: Mapped[datetime]
    text: Mapped[str]


class FollowUp(Base):
    """A prompt to get in touch again. due_on: the day. after_days: 30, 90, 180 or 365. outcome: a code,
    once done."""

    __tablename__ = "follow_up"
    __table_args__ = (UniqueConstraint("case_id", "due_on"), Index("follow_up_open", "done_at", "due_on"))

    follow_up_id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("welfare_case.case_id"))
    after_days: Mapped[int]
    due_on: Mapped[date]
    done_at: Mapped[datetime | None]
    done_by: Mapped[int | None] = mapped_column(ForeignKey("officer.officer_id"))
    outcome: Mapped[str | None]


class AwaitedInspection(Base):
    """An inspection that somebody heard of before its report is published. No outcome is stored, ever.

    heard_through: a code. flag_id, joined_at: the flag whose report it turned out to be. closed_at,
    close_reason: taken off the queue without a flag.
    """

    __tablename__ = "awaited_inspection"

    awaited_id: Mapped[int] = mapped_column(primary_key=True)
    urn: Mapped[int] = mapped_column(index=True)
    inspection_date: Mapped[date]
    heard_through: Mapped[str]
    entered_by: Mapped[int] = mapped_column(ForeignKey("officer.officer_id"))
    entered_at: Mapped[datetime]
    assigned_to: Mapped[int | None] = mapped_column(ForeignKey("officer.officer_id"))
    version: Mapped[int] = mapped_column(default=1)
    flag_id: Mapped[str | None]
    joined_at: Mapped[datetime | None]
    close_reason: Mapped[str | None]
    closed_at: Mapped[datetime | None]


class Audit(Base):
    """Who did what when; rows are only ever added. The database itself refuses to change one, and to remove
    one but of a case that is no more.

    action: a code of desk/casework/codes.py, also of reading and exporting. state_before, state_after: of a
    case. ruleset_version, build_id: what the person had in front of them. details: what else is needed to
    understand it, never a note's text.
    """

    __tablename__ = "audit"

    audit_id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(index=True)
    officer_id: Mapped[int | None] = mapped_column(ForeignKey("officer.officer_id"), index=True)
    action: Mapped[str] = mapped_column(index=True)
    case_id: Mapped[int | None] = mapped_column(index=True)
    flag_id: Mapped[str | None] = mapped_column(index=True)
    urn: Mapped[int | None]
    state_before: Mapped[str | None]
    state_after: Mapped[str | None]
    ruleset_version: Mapped[str | None]
    build_id: Mapped[str | None]
    details: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)


class CaseCount(Base):
    """What is left of cases whose time is over: how many closed in a month, by area and tier. No school."""

    __tablename__ = "case_count"

    month: Mapped[date] = mapped_column(primary_key=True)
    local_authority: Mapped[str] = mapped_column(primary_key=True)
    tier: Mapped[int] = mapped_column(primary_key=True)
    close_reason: Mapped[str] = mapped_column(primary_key=True)
    cases: Mapped[int]


class SentDigest(Base):
    """A morning digest, so that none is sent twice. Key: recipient and day.

    recipient: an officer_id as text, or ``team``. begun_at: kept before it is sent. sent_at: NULL while
    nobody knows whether it left, as after a run that was killed. as_of: of the data that it told of.
    """

    __tablename__ = "sent_digest"

    recipient: Mapped[str] = mapped_column(primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    begun_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
    as_of: Mapped[date]
