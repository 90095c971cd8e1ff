"""The queue before publication: inspections that officers heard of, waiting for their report."""

from __future__ import annotations

from datetime import timedelta

from starlette.responses import Response

from desk.casework import awaited
from desk.casework.awaited import HeardThrough, TakenOff
from desk.casework.history import officer_names
from desk.casework.work import Refused
from desk.security.roles import Role
from desk.store.models import AwaitedInspection
from desk.web.errors import BadRequest, Conflict, NotFound
from desk.web.forms import day_in
from desk.web.page import page
from desk.web.visit import Visit
from pipelines.texts import say

#: So long an entry that has found its flag is still told beside the queue.
_JOINED_LATELY = timedelta(days=30)


@page("/awaited", needs=Role.OFFICER, methods=("GET", "POST"))
def queue(visit: Visit) -> Response:
    """What is awaited, and a form for another one."""
    problems: list[tuple[str, str]] = []
    if visit.request.method == "POST":
        problems = _enter(visit)
        if not problems:
            return visit.go("/awaited?done=entered")
    return _show(visit, problems)


@page("/awaited/{awaited_id:int}/take-off", needs=Role.OFFICER, methods=("POST",))
def take_off(visit: Visit) -> Response:
    """Take one off the queue, for a reason."""
    try:
        reason = TakenOff(visit.form.get("reason", ""))
    except ValueError as error:
        raise BadRequest from error
    awaited_id = visit.path["awaited_id"]
    with visit.desk.store.read() as session:
        entry = session.get(AwaitedInspection, awaited_id)
    if entry is None:
        raise NotFound
    visit.school(entry.urn)
    with visit.desk.store.write() as session:
        now = visit.desk.clock.now()
        if not awaited.take_off(session, awaited_id, reason, officer_id=visit.visitor.officer_id, now=now):
            raise Conflict
    return visit.go("/awaited?done=taken_off")


def _enter(visit: Visit) -> list[tuple[str, str]]:
    """Enter what was sent; what is wrong with it, by field."""
    form, problems = visit.form, []
    urn = form.get("urn", "")
    known = urn.isdecimal() and len(urn) == 6 and visit.covers(int(urn))
    if not known:
        problems.append(("urn", say("desk.awaited.problem.no_such_school")))
    day = day_in(form.get("inspection_date", ""))
    if day is None:
        problems.append(("inspection_date", say("desk.awaited.problem.no_day")))
    heard = form.get("heard_through", "")
    if heard not in list(HeardThrough):
        problems.append(("heard_through", say("desk.awaited.problem.not_said_how")))
    if problems or day is None:
        return problems
    try:
        with visit.desk.store.write() as session:
            awaited.enter(
                session,
                urn=int(urn),
                inspection_date=day,
                heard_through=HeardThrough(heard),
                officer_id=visit.visitor.officer_id,
                now=visit.desk.clock.now(),
                today=visit.today,
                longest_days=visit.desk.settings.organisation["awaited"]["longest_days"],
            )
    except Refused as refused:
        return [(refused.field, say(f"desk.awaited.problem.{refused.text}"))]
    return []


def _show(visit: Visit, problems: list[tuple[str, str]]) -> Response:
    awaited.join_published(visit.desk.store, visit.facts, visit.desk.clock.now())
    with visit.desk.store.read() as session:
        entries = awaited.waiting(session)
        joined = awaited.joined_since(session, visit.desk.clock.now() - _JOINED_LATELY)
        names = officer_names(session)
    urns = sorted({entry.urn for entry in (*entries, *joined)})
    schools = {row["urn"]: row for row in visit.facts.rows("desk/school_name", urns=urns)}
    covered = {urn for urn, school in schools.items() if visit.visitor.coverage.covers(school)}
    entries = [entry for entry in entries if entry.urn in covered]
    days = [entry.inspection_date for entry in entries]
    waited = {
        row["day"]: row["working_days"]
        for row in visit.facts.rows("desk/working_days_since", days=days, today=visit.today)
    }
    without_flag = {
        (row["urn"], row["inspection_date"]) for row in awaited.published_of(visit.facts, entries)
    }
    return visit.render(
        "awaited.html.j2",
        status=422 if problems else 200,
        facts=visit.facts,
        problems=problems,
        entries=entries,
        joined=[entry for entry in joined if entry.urn in covered],
        schools=schools,
        names=names,
        waited=waited,
        without_flag=without_flag,
        long_after=visit.desk.settings.organisation["awaited"]["long_after_working_days"],
        ways=list(HeardThrough),
        reasons=list(TakenOff),
        is_done=visit.query.get("done", ""),
    )
