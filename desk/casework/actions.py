"""What officers do with a case while they work on it: the report, attempts, support, notes, putting off.

Belongs here: what each of these steps asks for and writes. Does not belong here: who has the case
(assigning.py), its end (closing.py), later prompts (follow_ups.py), which step is allowed when
(transitions.py). Each function takes its step within the transaction of ``work`` and raises Refused for
what cannot be, NotNow, Overtaken.
"""

from __future__ import annotations

from datetime import date, timedelta

from desk.casework import follow_ups
from desk.casework.codes import Outcome, SnoozeReason, State
from desk.casework.transitions import Step
from desk.casework.work import Refused, Work
from desk.store.models import Attempt, Note

MOST_CHARACTERS_OF_A_NOTE = 300
LONGEST_SNOOZE_DAYS = 30

#: Outcomes of an attempt that reached whoever leads the school.
REACHED = frozenset({Outcome.SPOKE_WITH_THE_LEADER, Outcome.DECLINED, Outcome.CRISIS_PROCEDURE_FOLLOWED})
#: The first contact about a flag of this tier asks first that somebody has opened the report.
ASKS_FOR_THE_REPORT = 1


def open_report(work: Work) -> None:
    """Somebody has opened the report: what the machine read counts as confirmed."""
    if work.case.report_opened_at is not None:
        raise Refused("open_report", "report_opened_already")
    with work.step(Step.OPEN_REPORT) as case:
        case.report_opened_by, case.report_opened_at = work.officer_id, work.now


def asks_for_the_report(tier: int, *, is_opened: bool) -> bool:
    """Whether a contact has to wait until somebody has opened the report."""
    return tier == ASKS_FOR_THE_REPORT and not is_opened


def record_attempt(work: Work, route: str, outcome: Outcome) -> None:
    """An attempt to reach the school by a configured route, and what came of it."""
    if route not in [known.code for known in work.rules.routes]:
        raise Refused("route", "no_such_route")
    if asks_for_the_report(work.flag["tier"], is_opened=work.case.report_opened_at is not None):
        raise Refused("open_report", "report_not_opened")
    reached = outcome in REACHED
    with work.step(Step.CONTACT if reached else Step.ATTEMPT, route=route, outcome=outcome) as case:
        work.session.add(
            Attempt(
                case_id=case.case_id,
                officer_id=work.officer_id,
                made_at=work.now,
                route=route,
                outcome=outcome,
            )
        )
        case.first_attempt_at = case.first_attempt_at or work.now
        if reached and case.first_contact_at is None:
            case.first_contact_at = work.now
            if outcome is not Outcome.DECLINED:
                follow_ups.begin(work, case)


def offer_support(work: Work) -> None:
    """Support was offered to whoever leads the school."""
    with work.step(Step.OFFER_SUPPORT):
        pass


def write_note(work: Work, text: str) -> None:
    """A short note on what to do next. The page reminds of what it must not hold."""
    if not text:
        raise Refused("text", "note_empty")
    if len(text) > MOST_CHARACTERS_OF_A_NOTE:
        raise Refused("text", "note_too_long", MOST_CHARACTERS_OF_A_NOTE, len(text))
    with work.step(Step.WRITE_NOTE) as case:
        work.session.add(
            Note(case_id=case.case_id, officer_id=work.officer_id, written_at=work.now, text=text)
        )


def snooze(work: Work, until: date, reason: SnoozeReason) -> None:
    """Put a case off until a day, on which it comes back by itself."""
    if not work.today < until <= work.today + timedelta(days=LONGEST_SNOOZE_DAYS):
        raise Refused("until", "snooze_out_of_bounds", LONGEST_SNOOZE_DAYS)
    with work.step(Step.SNOOZE, until=until.isoformat(), reason=reason) as case:
        case.state_before_snooze = State(case.state)
        case.snoozed_until, case.snooze_reason = until, reason


def wake(work: Work) -> None:
    """Take a case up again that was put off."""
    with work.step(Step.WAKE):
        pass


def acknowledge(work: Work) -> None:
    """Somebody has read what the published data changed about the flag, as far as they were shown it."""
    if work.seen_events <= work.case.seen_flag_events:
        raise Refused("acknowledge", "nothing_to_acknowledge")
    with work.step(Step.ACKNOWLEDGE, events=work.seen_events - work.case.seen_flag_events) as case:
        case.seen_flag_events = work.seen_events
