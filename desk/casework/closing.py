"""How a case ends and begins anew: closing by one person or two, an objection to contact, opening it again.

Belongs here: what each of these steps asks for and writes. Does not belong here: what an objection does to
lists (pipelines/casework_port.py).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from desk.casework import assigning, follow_ups
from desk.casework.codes import CloseReason
from desk.casework.rules import CaseworkRules
from desk.casework.transitions import Step
from desk.casework.work import Refused, Work
from desk.store.models import Case, Officer
from pipelines.casework_port import Casework
from pipelines.settings import BadUsage
from pipelines.texts import say

#: Reasons that a person chooses among; an objection has a form of its own, because it has a day of review.
TO_CHOOSE = tuple(reason for reason in CloseReason if reason is not CloseReason.OBJECTION)


def asks_for_two(rules: CaseworkRules, tier: int) -> bool:
    """Whether the organisation wants a second person to confirm closing a case of this tier."""
    return tier in rules.second_person_for_tiers


def close(work: Work, reason: CloseReason, school: Mapping[str, Any]) -> Step:
    """Close a case, or propose it where a second person has to confirm and there is one who covers the
    school; gives which of the two was done."""
    if reason not in TO_CHOOSE:
        raise Refused("reason", "no_such_reason")
    if work.case.close_proposed_by is not None:
        raise Refused("reason", "close_proposed_already")
    if not asks_for_two(work.rules, work.flag["tier"]):
        with work.step(Step.CLOSE, reason=reason) as case:
            _end(work, case, reason)
        return Step.CLOSE
    others = [who for who in assigning.colleagues(work.session, school) if who.officer_id != work.officer_id]
    if not others:
        with work.step(Step.CLOSE, reason=reason, closed_alone=True) as case:
            _end(work, case, reason)
        return Step.CLOSE
    with work.step(Step.PROPOSE_CLOSE, reason=reason) as case:
        case.close_proposed_by, case.close_proposed_at = work.officer_id, work.now
        case.close_reason = reason
    return Step.PROPOSE_CLOSE


def confirm_close(work: Work) -> None:
    """Close a case as a colleague proposed."""
    proposed_by, reason = work.case.close_proposed_by, work.case.close_reason
    if proposed_by is None or reason is None:
        raise Refused("confirm", "no_close_proposed")
    if proposed_by == work.officer_id:
        raise Refused("confirm", "confirm_by_another")
    with work.step(Step.CLOSE, reason=reason, proposed_by=_name(work, proposed_by)) as case:
        _end(work, case, CloseReason(reason))


def turn_down_close(work: Work) -> None:
    """The case stays: a colleague does not confirm, or whoever proposed takes it back."""
    if work.case.close_proposed_by is None:
        raise Refused("confirm", "no_close_proposed")
    with work.step(Step.TURN_DOWN_CLOSE, reason=work.case.close_reason) as case:
        _forget_end(case)


def reopen(work: Work) -> None:
    """Open a closed case again; it goes back to whoever had it, or to whoever opens it."""
    had_it = work.session.get(Officer, work.case.assigned_to) if work.case.assigned_to else None
    with work.step(Step.REOPEN) as case:
        if had_it is None or had_it.disabled_at is not None:
            case.assigned_to = work.officer_id
        _forget_end(case)


def reopen_for_publication(work: Work, published_on: date, why: str) -> None:
    """Open a closed case again because of what was published; to whoever had it, if they are still here."""
    had_it = work.session.get(Officer, work.case.assigned_to) if work.case.assigned_to else None
    is_here = had_it is not None and had_it.disabled_at is None
    with work.step(Step.REOPEN if is_here else Step.REOPEN_UNASSIGNED, why=why) as case:
        if not is_here:
            case.assigned_to = None
        _forget_end(case)
        case.reopened_on = published_on


def record_objection(work: Work, casework: Casework, review_on: date, by: str) -> None:
    """Whoever leads the school objects to contact: the school leaves lists and exports at once, until a
    review. by: the officer's name. Raises Refused for a day of review that cannot be."""
    with work.step(Step.RECORD_OBJECTION, review_on=review_on.isoformat()) as case:
        _end(work, case, CloseReason.OBJECTION)
    # Last of all: where keeping the case then fails, the school is on no list, which is the safe side.
    try:
        casework.add(
            work.flag["urn"],
            review_on=review_on,
            reason=say("desk.case.objection_entry", work.flag["flag_id"]),
            by=by,
            decided_at=work.now,
        )
    except BadUsage as error:
        raise Refused("review_on", "review_out_of_bounds") from error


def close_as_duplicate(work: Work, of: str) -> None:
    """Close a case whose flag turned out to be the same as one that has a case already."""
    with work.step(Step.CLOSE, reason=CloseReason.DUPLICATE, of=of) as case:
        _end(work, case, CloseReason.DUPLICATE)


def _end(work: Work, case: Case, reason: CloseReason) -> None:
    case.close_proposed_by = case.close_proposed_at = None
    case.close_reason, case.closed_at = reason, work.now
    # What was published until now was in front of whoever closes; what comes later opens it again.
    case.seen_flag_events = max(case.seen_flag_events, work.seen_events)
    follow_ups.after_closing(work, case, reason)


def _forget_end(case: Case) -> None:
    case.close_proposed_by = case.close_proposed_at = case.close_reason = case.closed_at = None


def _name(work: Work, officer_id: int) -> str:
    return work.session.get_one(Officer, officer_id).display_name
