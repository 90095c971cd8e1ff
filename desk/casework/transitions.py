"""Which step may be taken with a case in which state, and where it leads: the one table.

Belongs here: the table, and reading it. Does not belong here: what else a step asks for (actions.py), and who
may take it. A case that is not stored is new.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from desk.casework.codes import Action, State


class Step(StrEnum):
    """What can be done with a case. ``attempt`` did not reach a leader of the school, ``contact`` did.
    ``reopen_unassigned``: opened again by what was published, where whoever had it is gone."""

    ASSIGN = "assign"
    OPEN_REPORT = "open_report"
    ATTEMPT = "attempt"
    CONTACT = "contact"
    OFFER_SUPPORT = "offer_support"
    WRITE_NOTE = "write_note"
    SNOOZE = "snooze"
    WAKE = "wake"
    PROPOSE_CLOSE = "propose_close"
    TURN_DOWN_CLOSE = "turn_down_close"
    CLOSE = "close"
    REOPEN = "reopen"
    REOPEN_UNASSIGNED = "reopen_unassigned"
    RECORD_OBJECTION = "record_objection"
    DO_FOLLOW_UP = "do_follow_up"
    ACKNOWLEDGE = "acknowledge"
    JOIN = "join"


#: What the audit calls each step.
AUDITED = {
    Step.ASSIGN: Action.ASSIGNED,
    Step.OPEN_REPORT: Action.REPORT_OPENED,
    Step.ATTEMPT: Action.ATTEMPT_RECORDED,
    Step.CONTACT: Action.ATTEMPT_RECORDED,
    Step.OFFER_SUPPORT: Action.SUPPORT_OFFERED,
    Step.WRITE_NOTE: Action.NOTE_WRITTEN,
    Step.SNOOZE: Action.SNOOZED,
    Step.WAKE: Action.WOKEN,
    Step.PROPOSE_CLOSE: Action.CLOSE_PROPOSED,
    Step.TURN_DOWN_CLOSE: Action.CLOSE_TURNED_DOWN,
    Step.CLOSE: Action.CLOSED,
    Step.REOPEN: Action.REOPENED,
    Step.REOPEN_UNASSIGNED: Action.REOPENED,
    Step.RECORD_OBJECTION: Action.OBJECTION_RECORDED,
    Step.DO_FOLLOW_UP: Action.FOLLOW_UP_DONE,
    Step.ACKNOWLEDGE: Action.CHANGE_ACKNOWLEDGED,
    Step.JOIN: Action.FLAG_JOINED,
}

_WORKED_ON = (State.ASSIGNED, State.ATTEMPTING, State.CONTACTED, State.SUPPORT_OFFERED)
_TAKEN = (*_WORKED_ON, State.SNOOZED)
_STAYS = {state: state for state in State}
_STAYS_WHERE_TAKEN = {state: state for state in _TAKEN}

#: The state that each step leads to, by the state before; what is missing may not be done. A case that is
#: put off goes back to where it was: None.
TABLE: Mapping[Step, Mapping[State, State | None]] = {
    Step.ASSIGN: {State.NEW: State.ASSIGNED, **_STAYS_WHERE_TAKEN},
    Step.OPEN_REPORT: _STAYS,
    Step.ATTEMPT: {
        State.ASSIGNED: State.ATTEMPTING,
        State.ATTEMPTING: State.ATTEMPTING,
        State.CONTACTED: State.CONTACTED,
        State.SUPPORT_OFFERED: State.SUPPORT_OFFERED,
    },
    Step.CONTACT: {
        State.ASSIGNED: State.CONTACTED,
        State.ATTEMPTING: State.CONTACTED,
        State.CONTACTED: State.CONTACTED,
        State.SUPPORT_OFFERED: State.SUPPORT_OFFERED,
    },
    Step.OFFER_SUPPORT: {State.CONTACTED: State.SUPPORT_OFFERED},
    Step.WRITE_NOTE: _STAYS,
    Step.SNOOZE: dict.fromkeys(_WORKED_ON, State.SNOOZED),
    Step.WAKE: {State.SNOOZED: None},
    Step.PROPOSE_CLOSE: _STAYS_WHERE_TAKEN,
    Step.TURN_DOWN_CLOSE: _STAYS_WHERE_TAKEN,
    Step.CLOSE: dict.fromkeys(_TAKEN, State.CLOSED),
    Step.REOPEN: {State.CLOSED: State.ASSIGNED},
    Step.REOPEN_UNASSIGNED: {State.CLOSED: State.NEW},
    Step.RECORD_OBJECTION: dict.fromkeys(State, State.CLOSED),
    Step.DO_FOLLOW_UP: _STAYS,
    Step.ACKNOWLEDGE: _STAYS,
    Step.JOIN: _STAYS,
}


class NotNow(Exception):
    """A step that may not be taken with a case in the state in which it is."""

    def __init__(self, step: Step, state: State) -> None:
        super().__init__(f"{step} with a case that is {state}")
        self.step, self.state = step, state


def may(step: Step, state: State) -> bool:
    """Whether a step may be taken with a case in a state."""
    return state in TABLE[step]


def state_after(step: Step, state: State, before_snooze: State | None) -> State:
    """Where a step leads. before_snooze: where a case that is put off was. Raises NotNow."""
    if not may(step, state):
        raise NotNow(step, state)
    after = TABLE[step][state]
    if after is None:
        assert before_snooze is not None, "a case that is put off knows where it was"
        return before_snooze
    return after
