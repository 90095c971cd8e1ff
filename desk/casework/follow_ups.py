"""Prompts to get in touch again: made with the first contact, done with an outcome, dropped where unwanted.

Belongs here: which prompts a case has. Does not belong here: the page that lists those that are due.
"""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import delete, func, select

from desk.casework.codes import CloseReason, Outcome
from desk.casework.transitions import Step
from desk.casework.work import Refused, Work
from desk.store.models import Case, FollowUp

#: Closed for one of these reasons, a school is not prompted for again.
ENDS_PROMPTS = frozenset(
    {
        CloseReason.DECLINED,
        CloseReason.HEAD_CHANGED,
        CloseReason.DATA_ERROR,
        CloseReason.SUPERSEDED,
        CloseReason.DUPLICATE,
        CloseReason.OBJECTION,
    }
)


def begin(work: Work, case: Case) -> None:
    """Prompts counted from today, where the case has none."""
    has_any = select(func.count()).select_from(FollowUp).where(FollowUp.case_id == case.case_id)
    if work.session.scalar(has_any):
        return
    work.session.add_all(
        FollowUp(case_id=case.case_id, after_days=days, due_on=work.today + timedelta(days=days))
        for days in work.rules.follow_up_days
    )


def after_closing(work: Work, case: Case, reason: CloseReason) -> None:
    """Drop the prompts that are not done where the reason says so; else count from closing where there was
    no contact."""
    if reason in ENDS_PROMPTS:
        undone = (FollowUp.case_id == case.case_id) & FollowUp.done_at.is_(None)
        work.session.execute(delete(FollowUp).where(undone))
    else:
        begin(work, case)


def do(work: Work, follow_up_id: int, outcome: Outcome) -> None:
    """A prompt was followed. Raises Refused for one of another case, or done already."""
    prompt = work.session.get(FollowUp, follow_up_id)
    if prompt is None or prompt.case_id != work.case.case_id or prompt.done_at is not None:
        raise Refused("follow_up_id", "no_such_follow_up")
    with work.step(Step.DO_FOLLOW_UP, after_days=prompt.after_days, outcome=outcome):
        prompt.done_at, prompt.done_by, prompt.outcome = work.now, work.officer_id, outcome
