"""The page of one case: what was published, who has it, what to do next, and what was done.

Belongs here: what the page reads and shows, and how it answers a form. Does not belong here: the fields of
forms (case_steps.py), and what may be done (desk/casework).
"""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session
from starlette.responses import Response

from desk.casework import assigning, closing
from desk.casework.actions import LONGEST_SNOOZE_DAYS, MOST_CHARACTERS_OF_A_NOTE
from desk.casework.awaited import joined_to
from desk.casework.changes import changes_since, flag_histories
from desk.casework.codes import CloseReason, Outcome, SnoozeReason, State
from desk.casework.history import history, officer_names
from desk.casework.offering import Offer, Situation, offers
from desk.casework.transitions import NotNow
from desk.casework.work import Overtaken, Refused
from desk.pages.case_steps import number, objection_to, take_step
from desk.school.advice import advice, also_touched, areas_behind
from desk.security.roles import Role
from desk.store.models import Attempt, Case, FollowUp, Note
from desk.web.errors import BadRequest, NotFound
from desk.web.page import page
from desk.web.reading_audit import note_reading
from desk.web.visit import Visit
from pipelines.database import Row
from pipelines.texts import say

_USUAL_DAYS_TO_REVIEW = 180
#: Fields that hold a code: the texts under desk.casework that say it, and the codes.
_CODED: dict[str, tuple[str, type[StrEnum]]] = {
    "outcome": ("outcome", Outcome),
    "follow_up_outcome": ("outcome", Outcome),
    "reason": ("close_reason", CloseReason),
    "snooze_reason": ("snooze_reason", SnoozeReason),
}


@page("/cases/{flag_id}", needs=Role.OFFICER, methods=("GET", "POST"))
def case(visit: Visit) -> Response:
    """The case of a flag, and every step that is taken with it."""
    try:
        flag = visit.flag(visit.path["flag_id"])
    except NotFound:
        return _to_the_flag_that_stands_for_it(visit)
    if visit.request.method == "GET":
        note_reading(visit, flag["urn"], flag)
        return _show(visit, flag, [])
    school = visit.school(flag["urn"])
    try:
        with visit.desk.store.write() as session:
            take_step(visit, session, flag, school)
    except Overtaken:
        return _overtaken(visit, flag)
    except Refused as refused:
        return _show(
            visit, flag, [(refused.field, say(f"desk.case.problem.{refused.text}", *refused.values))]
        )
    except NotNow as error:
        raise BadRequest from error
    return visit.go(f"/cases/{flag['flag_id']}?done={visit.form['offer']}")


def _to_the_flag_that_stands_for_it(visit: Visit) -> Response:
    for row in visit.facts.rows("desk/joined_flag", flag_ids=[visit.path["flag_id"]]):
        if visit.request.method == "GET":
            return visit.go(f"/cases/{row['flag_id']}")
    raise NotFound


def _show(visit: Visit, flag: Row, problems: list[tuple[str, str]]) -> Response:
    facts, desk, flag_id = visit.facts, visit.desk, flag["flag_id"]
    school = visit.school(flag["urn"])
    events = flag_histories(facts, [flag_id]).get(flag_id, [])
    objection = objection_to(visit, flag["urn"])
    with desk.store.read() as session:
        known = session.scalar(select(Case).where(Case.flag_id == flag_id))
        written = _written(session, known)
        names = officer_names(session)
        heard_of = joined_to(session, flag_id)
        lines = history(session, known.case_id, desk.rules) if known else []
        colleagues = assigning.colleagues(session, school) if visit.visitor.may(Role.LEAD) else []
    changes = changes_since(events, known.seen_flag_events) if known else []
    state = State(known.state) if known else State.NEW
    due = [prompt for prompt in written["prompts"] if prompt.due_on <= visit.today]
    first, others = offers(
        Situation(
            state=state,
            tier=flag["tier"],
            flag_status=flag["status"],
            officer_id=visit.visitor.officer_id,
            is_report_opened=bool(known and known.report_opened_at),
            close_proposed_by=known.close_proposed_by if known else None,
            has_changes=bool(changes),
            has_prompts=bool(written["prompts"]),
            is_prompt_due=bool(due),
            has_objected=objection is not None,
        )
    )
    sent = visit.form.get("offer", "")
    settings = desk.settings.organisation
    routes = desk.rules.routes
    areas = areas_behind(facts, [flag_id])
    return visit.render(
        "case.html.j2",
        status=422 if problems else 200,
        facts=facts,
        flag=flag,
        listed=facts.by_flag.get(flag_id),
        reasons=facts.rows("explain/flag_reason", flag_id=flag_id),
        school=school,
        link=visit.report_link(flag["report_url"]),
        objection=objection,
        case=known,
        version=known.version if known else 0,
        seen=len(events),
        state=state,
        changes=changes,
        first=first,
        others=others,
        problems=problems,
        opened=sent,
        is_done=visit.query.get("done", ""),
        history=lines,
        heard_of=heard_of,
        names=names,
        colleagues=colleagues,
        routes=routes,
        next_route=desk.rules.next_route([(made.route, made.outcome) for made in written["attempts"]]),
        route_title=desk.rules.route_title,
        outcomes=list(Outcome),
        close_reasons=closing.TO_CHOOSE,
        snooze_reasons=list(SnoozeReason),
        takes_two=closing.asks_for_two(desk.rules, flag["tier"]),
        longest_note=MOST_CHARACTERS_OF_A_NOTE,
        tomorrow=visit.today + timedelta(days=1),
        snooze_until_latest=visit.today + timedelta(days=LONGEST_SNOOZE_DAYS),
        usual_review=visit.today + timedelta(days=_USUAL_DAYS_TO_REVIEW),
        advice=advice(settings, visit.today),
        touched=also_touched(settings, areas),
        **written,
    )


def _written(session: Session, known: Case | None) -> dict[str, Any]:
    """What officers wrote on a case: attempts and prompts that are not done, oldest first; notes, newest
    first."""
    case_id = known.case_id if known else 0
    undone = (FollowUp.case_id == case_id) & FollowUp.done_at.is_(None)
    return {
        "attempts": session.scalars(
            select(Attempt).where(Attempt.case_id == case_id).order_by(Attempt.attempt_id)
        ).all(),
        "notes": session.scalars(
            select(Note).where(Note.case_id == case_id).order_by(Note.note_id.desc())
        ).all(),
        "prompts": session.scalars(select(FollowUp).where(undone).order_by(FollowUp.due_on)).all(),
    }


def _overtaken(visit: Visit, flag: Row) -> Response:
    """What a colleague did meanwhile, and what this person sent, so that it is not lost."""
    seen = number(visit.form.get("version", ""))
    with visit.desk.store.read() as session:
        known = session.scalar(select(Case).where(Case.flag_id == flag["flag_id"]))
        lines = history(session, known.case_id, visit.desk.rules) if known else []
        names = officer_names(session)
    return visit.render(
        "case_overtaken.html.j2",
        status=409,
        facts=visit.facts,
        flag=flag,
        offer=Offer(visit.form["offer"]),
        done=[line for line in lines if line.version > seen],
        sent=_in_words(visit, names),
        note=visit.form.get("text", ""),
    )


def _in_words(visit: Visit, names: dict[int, str]) -> list[tuple[str, str]]:
    """The fields of a form as the person saw them."""
    form, sent = visit.form, []
    for field, (kind, codes) in _CODED.items():
        if form.get(field) in list(codes):
            sent.append((field, say(f"desk.casework.{kind}.{form[field]}")))
    if form.get("route"):
        sent.append(("route", visit.desk.rules.route_title(form["route"])))
    if form.get("officer_id"):
        sent.append(("officer_id", names.get(number(form["officer_id"]), "")))
    sent += [(field, form[field]) for field in ("until", "review_on") if form.get(field)]
    return [(say(f"desk.case.field.{field}"), value) for field, value in sent]
