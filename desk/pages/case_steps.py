"""Reads the forms on the page of a case, and takes the step that each asks for.

Belongs here: the fields of each form. Does not belong here: what a step needs and writes (desk/casework), and
showing a case (case_page.py).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from enum import StrEnum
from typing import TypeVar

from sqlalchemy.orm import Session

from desk.casework import actions, assigning, closing, follow_ups
from desk.casework.codes import CloseReason, Outcome, SnoozeReason
from desk.casework.offering import CONTACTS, Offer
from desk.casework.work import Refused, Work
from desk.security.roles import Role
from desk.web.errors import BadRequest, Forbidden
from desk.web.visit import Visit
from pipelines.casework_port import objection_about, open_casework
from pipelines.database import Row

Code = TypeVar("Code", bound=StrEnum)
_LONGEST_NUMBER = 9


def take_step(visit: Visit, session: Session, flag: Row, school: Row) -> None:
    """Take the step that was sent, in a transaction that writes.

    Raises Refused, NotNow, Overtaken; BadRequest for what no form of the page sends.
    """
    offer = _offer(visit)
    work = Work(
        session,
        flag,
        visit.facts.build,
        visit.desk.clock.now(),
        visit.today,
        visit.desk.rules,
        visit.visitor.officer_id,
        version=number(visit.form.get("version", "")),
        seen_events=number(visit.form.get("seen", "")),
    )
    _ = work.case  # first of all: a colleague may have been here
    if offer in CONTACTS and objection_to(visit, flag["urn"]):
        raise Refused(offer, "objected")
    _TAKE[offer](visit, work, school)


def _offer(visit: Visit) -> Offer:
    try:
        return Offer(visit.form.get("offer", ""))
    except ValueError as error:
        raise BadRequest from error


def number(text: str) -> int:
    """A number that a form of the desk holds; raises BadRequest."""
    if not (text.isascii() and text.isdecimal() and len(text) <= _LONGEST_NUMBER):
        raise BadRequest
    return int(text)


def objection_to(visit: Visit, urn: int) -> object:
    """The objection to contact because of which a school is on no list, or None."""
    return visit.facts.run(objection_about, open_casework(visit.desk.settings.data), urn)


def _assign(visit: Visit, work: Work, school: Row) -> None:
    to = number(visit.form.get("officer_id", ""))
    if to != visit.visitor.officer_id and not visit.visitor.may(Role.LEAD):
        raise Forbidden
    assigning.assign(work, to, school)


def _attempt(visit: Visit, work: Work, school: Row) -> None:
    actions.record_attempt(work, visit.form.get("route", ""), _code(visit, "outcome", Outcome))


def _snooze(visit: Visit, work: Work, school: Row) -> None:
    actions.snooze(work, _day(visit, "until"), _code(visit, "snooze_reason", SnoozeReason))


def _close(visit: Visit, work: Work, school: Row) -> None:
    closing.close(work, _code(visit, "reason", CloseReason), school)


def _record_objection(visit: Visit, work: Work, school: Row) -> None:
    casework = open_casework(visit.desk.settings.data)
    closing.record_objection(work, casework, _day(visit, "review_on"), visit.visitor.name)


def _do_follow_up(visit: Visit, work: Work, school: Row) -> None:
    outcome = _code(visit, "follow_up_outcome", Outcome)
    follow_ups.do(work, number(visit.form.get("follow_up_id", "")), outcome)


_TAKE: dict[Offer, Callable[[Visit, Work, Row], object]] = {
    Offer.ASSIGN: _assign,
    Offer.ATTEMPT: _attempt,
    Offer.SNOOZE: _snooze,
    Offer.CLOSE: _close,
    Offer.RECORD_OBJECTION: _record_objection,
    Offer.DO_FOLLOW_UP: _do_follow_up,
    Offer.ACKNOWLEDGE: lambda visit, work, school: actions.acknowledge(work),
    Offer.CONFIRM_CLOSE: lambda visit, work, school: closing.confirm_close(work),
    Offer.TURN_DOWN_CLOSE: lambda visit, work, school: closing.turn_down_close(work),
    Offer.WAKE: lambda visit, work, school: actions.wake(work),
    Offer.OPEN_REPORT: lambda visit, work, school: actions.open_report(work),
    Offer.OFFER_SUPPORT: lambda visit, work, school: actions.offer_support(work),
    Offer.REOPEN: lambda visit, work, school: closing.reopen(work),
    Offer.WRITE_NOTE: lambda visit, work, school: actions.write_note(work, visit.form.get("text", "")),
}


def _code(visit: Visit, field: str, kind: type[Code]) -> Code:
    try:
        return kind(visit.form.get(field, ""))
    except ValueError as error:
        raise Refused(field, "nothing_chosen") from error


def _day(visit: Visit, field: str) -> date:
    try:
        return date.fromisoformat(visit.form.get(field, ""))
    except ValueError as error:
        raise Refused(field, "no_day") from error
