"""Prompts to get in touch again: those that are due, and those of the coming weeks."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select
from starlette.responses import Response

from desk.security.roles import Role
from desk.store.models import Case, FollowUp, Officer
from desk.web.page import page
from desk.web.visit import Visit

_AHEAD = timedelta(days=28)


@page("/follow-ups", needs=Role.OFFICER)
def prompts(visit: Visit) -> Response:
    """The prompts of cases of schools that the visitor covers, those due longest first; ``?mine=1``: of
    their own cases alone."""
    facts, me = visit.facts, visit.visitor.officer_id
    is_mine = visit.query.get("mine") == "1"
    asked = (
        select(
            FollowUp.due_on,
            FollowUp.after_days,
            Case.flag_id,
            Case.urn,
            Case.assigned_to,
            Officer.display_name,
        )
        .join(Case, Case.case_id == FollowUp.case_id)
        .outerjoin(Officer, Officer.officer_id == Case.assigned_to)
        .where(FollowUp.done_at.is_(None), FollowUp.due_on <= visit.today + _AHEAD)
        .order_by(FollowUp.due_on, Case.urn, FollowUp.follow_up_id)
    )
    if is_mine:
        asked = asked.where(Case.assigned_to == me)
    with visit.desk.store.read() as session:
        found = session.execute(asked).all()
    schools = {
        row["urn"]: row
        for row in facts.rows("desk/school_name", urns=sorted({row.urn for row in found}))
        if visit.visitor.coverage.covers(row) and row["urn"] not in facts.not_shown
    }
    return visit.render(
        "prompts.html.j2",
        facts=facts,
        prompts=[row for row in found if row.urn in schools],
        schools=schools,
        is_mine=is_mine,
    )
