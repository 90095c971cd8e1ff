"""The codes in which casework is recorded: states, reasons, routes, outcomes, audited actions.

Belongs here: each list, once. Their words stand in reference/desk_texts/casework.toml under the same names.
Coded outcomes only: there is none for anybody's health, and none that judges a school.
"""

from __future__ import annotations

from enum import StrEnum


class State(StrEnum):
    """Where a case stands. ``new``: nobody has taken it; mostly no case is stored."""

    NEW = "new"
    ASSIGNED = "assigned"
    ATTEMPTING = "attempting"
    CONTACTED = "contacted"
    SUPPORT_OFFERED = "support_offered"
    SNOOZED = "snoozed"
    CLOSED = "closed"


class CloseReason(StrEnum):
    """Why a case was closed."""

    SUPPORTED_ELSEWHERE = "supported_elsewhere"
    SUPPORT_TAKEN_UP = "support_taken_up"
    DECLINED = "declined"
    HEAD_CHANGED = "head_changed"
    DATA_ERROR = "data_error"
    SUPERSEDED = "superseded"
    DUPLICATE = "duplicate"
    OBJECTION = "objection"
    CRISIS_PROCEDURE_FOLLOWED = "crisis_procedure_followed"


class Outcome(StrEnum):
    """What came of one attempt."""

    SPOKE_WITH_THE_LEADER = "spoke_with_the_leader"
    MESSAGE_LEFT = "message_left"
    UNANSWERED = "unanswered"
    PASSED_ON = "passed_on"
    ASKED_TO_CALL_LATER = "asked_to_call_later"
    DECLINED = "declined"
    CRISIS_PROCEDURE_FOLLOWED = "crisis_procedure_followed"


class SnoozeReason(StrEnum):
    """Why a case is put off for a while."""

    ASKED_TO_CALL_LATER = "asked_to_call_later"
    AWAITING_A_REPLY = "awaiting_a_reply"
    SCHOOL_CLOSED = "school_closed"
    OFFICER_AWAY = "officer_away"


class Action(StrEnum):
    """What the audit records."""

    SIGNED_IN = "signed_in"
    SIGN_IN_REFUSED = "sign_in_refused"
    SIGNED_OUT = "signed_out"
    PASSWORD_CHANGED = "password_changed"  # noqa: S105 (a code)
    SESSIONS_ENDED = "sessions_ended"
    ONE_TIME_SIGN_IN_MADE = "one_time_sign_in_made"
    OFFICER_ADDED = "officer_added"
    OFFICER_CHANGED = "officer_changed"
    OFFICER_DISABLED = "officer_disabled"
    SCHOOL_READ = "school_read"
    LIST_EXPORTED = "list_exported"
    LIST_PRINTED = "list_printed"
    AUDIT_READ = "audit_read"
    REPORT_OPENED = "report_opened"
    ASSIGNED = "assigned"
    ATTEMPT_RECORDED = "attempt_recorded"
    SUPPORT_OFFERED = "support_offered"
    NOTE_WRITTEN = "note_written"
    SNOOZED = "snoozed"
    WOKEN = "woken"
    CLOSE_PROPOSED = "close_proposed"
    CLOSE_TURNED_DOWN = "close_turned_down"
    CLOSED = "closed"
    REOPENED = "reopened"
    FOLLOW_UP_DONE = "follow_up_done"
    FLAG_JOINED = "flag_joined"
    CHANGE_ACKNOWLEDGED = "change_acknowledged"
    OBJECTION_RECORDED = "objection_recorded"
    OBJECTION_LIFTED = "objection_lifted"
    AWAITED_ENTERED = "awaited_entered"
    AWAITED_JOINED = "awaited_joined"
    AWAITED_CLOSED = "awaited_closed"
    READING_RECORDED = "reading_recorded"
    CASES_REDUCED = "cases_reduced"
    RESTORED = "restored"
    RECORDS_REMOVED = "records_removed"
    OUTCOMES_COUNTED = "outcomes_counted"
