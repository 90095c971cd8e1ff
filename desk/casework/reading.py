"""Reads where cases stand, for lists and pages.

Belongs here: what a page may know of a case. Does not belong here: changing one (actions.py).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime
from functools import lru_cache
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from desk.casework.codes import State
from desk.store.models import Case, Officer

_STATES = {state.value: state for state in State}
_BEFORE_AN_ATTEMPT = (State.NEW, State.ASSIGNED)


class CaseSummary(NamedTuple):
    """Where the case of one flag stands. case_id, version: 0 for a flag that nobody has acted on."""

    flag_id: str
    urn: int
    case_id: int
    version: int
    state: State
    assigned_to: int | None
    assigned_name: str | None
    snoozed_until: date | None
    first_attempt_at: datetime | None
    closed_at: datetime | None
    close_reason: str | None
    close_proposed_by: int | None
    report_opened_at: datetime | None
    changed_at: datetime | None
    reopened_on: date | None


def case_summaries(session: Session, flag_ids: Collection[str] | None = None) -> Mapping[str, CaseSummary]:
    """Every case by flag_id, or those of some flags. Flags that are not in it are new."""
    asked = select(
        Case.flag_id,
        Case.urn,
        Case.case_id,
        Case.version,
        Case.state,
        Case.assigned_to,
        Officer.display_name.label("assigned_name"),
        Case.snoozed_until,
        Case.first_attempt_at,
        Case.closed_at,
        Case.close_reason,
        Case.close_proposed_by,
        Case.report_opened_at,
        Case.changed_at,
        Case.reopened_on,
    ).outerjoin(Officer, Officer.officer_id == Case.assigned_to)
    if flag_ids is not None:
        asked = asked.where(Case.flag_id.in_(flag_ids))
    # By the connection: what makes objects of rows costs more than the rows, and there may be thousands.
    rows = session.connection().execute(asked)
    # The columns stand in the order of CaseSummary's fields.
    return {row[0]: CaseSummary._make((*row[:4], _STATES[row[4]], *row[5:])) for row in rows}


def awaits_first_attempt(case: CaseSummary | None) -> bool:
    """Whether nobody has tried to reach the school yet, and the case is neither put off nor closed."""
    return case is None or (case.state in _BEFORE_AN_ATTEMPT and case.first_attempt_at is None)


@lru_cache(maxsize=50_000)
def untouched(flag_id: str, urn: int) -> CaseSummary:
    """The case of a flag on which nobody has acted."""
    return CaseSummary(
        flag_id, urn, 0, 0, State.NEW, None, None, None, None, None, None, None, None, None, None
    )
