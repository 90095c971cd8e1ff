"""Giving many cases to one officer at once, from the list. Says of each what became of it.

Belongs here: the form and its answer. Does not belong here: whom a case may be given to
(desk/casework/assigning.py). A case that somebody has already stays with them: from a list nobody sees what a
colleague has begun.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from starlette.responses import Response

from desk.casework import assigning
from desk.casework.history import officer_names
from desk.casework.transitions import NotNow
from desk.casework.work import Overtaken, Refused, Work
from desk.pages.case_steps import number
from desk.security.roles import Role
from desk.store.models import Case
from desk.web.addresses import own_address
from desk.web.errors import BadRequest, NotFound
from desk.web.page import page
from desk.web.visit import Visit
from pipelines.database import Row
from pipelines.texts import say


@dataclass(frozen=True, slots=True)
class Assigned:
    """What became of one flag. is_given: it is with the officer now. why_not: in words, where it is not."""

    flag_id: str
    school: str
    is_given: bool
    why_not: str


# Before /cases/{flag_id}: of two addresses that fit, the first that is listed answers.
@page("/cases/assign", needs=Role.LEAD, methods=("POST",))
def assign(visit: Visit) -> Response:
    """Give the chosen flags to one officer, each in a transaction of its own."""
    to = number(visit.form.get("officer_id", ""))
    flag_ids = list(dict.fromkeys(visit.form_lists.get("flag_id", [])))
    with visit.desk.store.read() as session:
        names = officer_names(session)
    if to not in names:
        raise BadRequest
    flags = visit.facts.by_flag
    given = [_give(visit, flags.get(flag_id), flag_id, to, names) for flag_id in flag_ids]
    return visit.render(
        "case_assign.html.j2",
        facts=visit.facts,
        given=given,
        officer=names[to],
        back=own_address(visit.form.get("back", "/")),
    )


def _give(visit: Visit, flag: Row | None, flag_id: str, to: int, names: dict[int, str]) -> Assigned:
    if flag is None:
        return Assigned(flag_id, flag_id, False, say("desk.case.bulk.not_listed"))
    try:
        school = visit.school(flag["urn"])
    except NotFound:
        return Assigned(flag_id, flag_id, False, say("desk.case.bulk.not_listed"))
    name = str(school["name"])
    desk = visit.desk
    try:
        with desk.store.write() as session:
            found = select(Case.assigned_to, Case.version, Case.seen_flag_events)
            known = session.execute(found.where(Case.flag_id == flag_id)).first()
            if known is not None and known.assigned_to is not None:
                return Assigned(
                    flag_id, name, False, say("desk.case.problem.has_it_already", names[known.assigned_to])
                )
            version, seen = (known.version, known.seen_flag_events) if known else (0, _events(visit, flag_id))
            now, officer = desk.clock.now(), visit.visitor.officer_id
            work = Work(
                session, flag, visit.facts.build, now, visit.today, desk.rules, officer, version, seen
            )
            assigning.assign(work, to, school)
    except Refused as refused:
        told = say(f"desk.case.problem.{refused.text}", *refused.values)
        return Assigned(flag_id, name, False, told)
    except (NotNow, Overtaken):
        return Assigned(flag_id, name, False, say("desk.case.bulk.changed"))
    return Assigned(flag_id, name, True, "")


def _events(visit: Visit, flag_id: str) -> int:
    return len(visit.facts.rows("desk/flag_history", flag_ids=[flag_id]))
