"""One row of the list: a flag with its case, and what follows from both on one day for one person.

Belongs here: whether a row is new, mine, overdue, unassigned, or work at all. Does not belong here: which
rows somebody asked for (query.py), and how a row looks (templates).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from desk.casework.codes import State
from desk.casework.reading import CaseSummary, awaits_first_attempt, untouched
from desk.security.roles import Visitor
from pipelines.clock import LONDON
from pipelines.database import Row


class WorkItem(NamedTuple):
    """flag: row of Facts.flags. is_work: neither closed nor put off to a later day. is_overdue, is_due_today:
    by the day of the first attempt, while none was made. is_new, is_changed: since the visit before this
    one."""

    flag: Row
    case: CaseSummary
    is_work: bool
    is_mine: bool
    is_unassigned: bool
    is_overdue: bool
    is_due_today: bool
    is_new: bool
    is_changed: bool


def work_items(
    flags: Iterable[Row], cases: Mapping[str, CaseSummary], visitor: Visitor, today: date
) -> list[WorkItem]:
    """The rows of some flags, in their order."""
    since = last_visit(visitor)
    return [
        _item(
            flag, cases.get(flag["flag_id"]) or untouched(flag["flag_id"], flag["urn"]), visitor, today, since
        )
        for flag in flags
    ]


def with_cases(
    untouched_items: Iterable[WorkItem], cases: Mapping[str, CaseSummary], visitor: Visitor, today: date
) -> list[WorkItem]:
    """The same rows with the cases of those on which somebody has acted: most of a long list is as it was,
    and what it says is the same for whoever was here last on the same day."""
    since = last_visit(visitor)
    return [
        item
        if (case := cases.get(item.case.flag_id)) is None
        else _item(item.flag, case, visitor, today, since)
        for item in untouched_items
    ]


def last_visit(visitor: Visitor) -> date | None:
    """The day on which somebody's visit before this one began; None on their first, when everything would
    be new."""
    began = visitor.previous_visit_began
    return began.astimezone(LONDON).date() if began else None


def _item(flag: Row, case: CaseSummary, visitor: Visitor, today: date, since: date | None) -> WorkItem:
    is_closed = case.state is State.CLOSED
    is_put_off = case.state is State.SNOOZED and case.snoozed_until is not None and case.snoozed_until > today
    due = flag["respond_by"]
    is_waiting = due is not None and awaits_first_attempt(case)
    reopened_on = flag["changed_on"] if flag["change"] == "reopened" else None
    is_new = since is not None and max(flag["detected_on"], reopened_on or flag["detected_on"]) > since
    changed_on = flag["changed_on"]
    return WorkItem(
        flag=flag,
        case=case,
        is_work=not (is_closed or is_put_off),
        is_mine=case.assigned_to == visitor.officer_id,
        is_unassigned=case.assigned_to is None and not is_closed,
        is_overdue=is_waiting and due < today,
        is_due_today=is_waiting and due == today,
        is_new=is_new,
        is_changed=since is not None and changed_on is not None and changed_on > since and not is_new,
    )
