"""What the page of a case offers to do: the next sensible thing first, then all else that is possible.

Belongs here: the order of what is offered. Does not belong here: what may follow what (transitions.py), and
the forms.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from desk.casework.actions import asks_for_the_report
from desk.casework.codes import State
from desk.casework.transitions import Step, may


class Offer(StrEnum):
    """A form on the page of a case."""

    ACKNOWLEDGE = "acknowledge"
    ASSIGN = "assign"
    CONFIRM_CLOSE = "confirm_close"
    TURN_DOWN_CLOSE = "turn_down_close"
    WAKE = "wake"
    OPEN_REPORT = "open_report"
    DO_FOLLOW_UP = "do_follow_up"
    ATTEMPT = "attempt"
    OFFER_SUPPORT = "offer_support"
    CLOSE = "close"
    REOPEN = "reopen"
    WRITE_NOTE = "write_note"
    SNOOZE = "snooze"
    RECORD_OBJECTION = "record_objection"


#: Those that are of no use where the school has objected to contact.
CONTACTS = frozenset({Offer.ATTEMPT, Offer.OFFER_SUPPORT, Offer.DO_FOLLOW_UP})
_STEP = {Offer.CONFIRM_CLOSE: Step.CLOSE}
#: Statuses of a flag whose report no longer says what it said.
_OVERTAKEN = ("superseded", "retracted")


@dataclass(frozen=True)
class Situation:
    """What decides. tier, flag_status: as published. close_proposed_by: None where nobody has.
    is_prompt_due: a follow-up is due by today; has_prompts: one is there that is not done."""

    state: State
    tier: int
    flag_status: str
    officer_id: int
    is_report_opened: bool
    close_proposed_by: int | None
    has_changes: bool
    has_prompts: bool
    is_prompt_due: bool
    has_objected: bool


def offers(now: Situation) -> tuple[Offer | None, list[Offer]]:
    """The next sensible form, None where the case can rest, and the others in their order."""
    possible = [offer for offer in Offer if _is_possible(offer, now)]
    first = next((offer for offer in _sensible(now) if offer in possible), None)
    return first, [offer for offer in possible if offer is not first]


def _is_possible(offer: Offer, now: Situation) -> bool:
    if not may(_STEP.get(offer) or Step(offer), now.state):
        return False
    is_proposed = now.close_proposed_by is not None
    waits_for_report = asks_for_the_report(now.tier, is_opened=now.is_report_opened)
    asked = {
        Offer.ACKNOWLEDGE: now.has_changes,
        Offer.CONFIRM_CLOSE: is_proposed and now.close_proposed_by != now.officer_id,
        Offer.TURN_DOWN_CLOSE: is_proposed,
        Offer.CLOSE: not is_proposed,
        Offer.OPEN_REPORT: not now.is_report_opened,
        Offer.ATTEMPT: not waits_for_report,
        Offer.DO_FOLLOW_UP: now.has_prompts,
        Offer.RECORD_OBJECTION: not now.has_objected,
    }
    return asked.get(offer, True) and not (now.has_objected and offer in CONTACTS)


def _sensible(now: Situation) -> list[Offer]:
    """What to do next, in this order, as far as it is possible."""
    before_all = [Offer.ACKNOWLEDGE, Offer.CONFIRM_CLOSE]
    if now.flag_status in _OVERTAKEN:
        before_all.append(Offer.CLOSE)
    if now.is_prompt_due:
        before_all.append(Offer.DO_FOLLOW_UP)
    waits_for_report = asks_for_the_report(now.tier, is_opened=now.is_report_opened)
    report = [Offer.OPEN_REPORT] if waits_for_report else []
    return (
        before_all
        + {
            State.NEW: [Offer.ASSIGN],
            State.ASSIGNED: [*report, Offer.ATTEMPT],
            State.ATTEMPTING: [*report, Offer.ATTEMPT],
            State.CONTACTED: [Offer.OFFER_SUPPORT],
            State.SUPPORT_OFFERED: [Offer.CLOSE],
            State.SNOOZED: [Offer.WAKE],
            State.CLOSED: [],
        }[now.state]
    )
