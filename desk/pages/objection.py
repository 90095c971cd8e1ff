"""The objection to contact of one school, which a lead reads and lifts.

Belongs here: what the page takes and says. Does not belong here: recording one, which is a step of a case
(case_steps.py), and what an objection does to lists (pipelines/casework_port.py).
"""

from __future__ import annotations

from starlette.responses import Response

from desk.casework import audit
from desk.casework.codes import Action
from desk.security.roles import Role
from desk.web.page import page
from desk.web.visit import Visit
from pipelines.casework_port import Objection, objection_about, open_casework
from pipelines.settings import BadUsage
from pipelines.texts import say


@page("/schools/{urn:int}/objection", needs=Role.LEAD, methods=("GET", "POST"))
def objection(visit: Visit) -> Response:
    """The objection in force, of the school or of the one that it was; sent, it is lifted."""
    urn = int(visit.path["urn"])
    school = visit.school(urn)
    casework = open_casework(visit.desk.settings.data)
    standing = visit.facts.run(objection_about, casework, urn)
    problems: list[tuple[str, str]] = []
    if visit.request.method == "POST" and standing is not None:
        problems = _lift(visit, urn, standing)
        if not problems:
            return visit.go(f"/schools/{urn}?done=lifted")
    return visit.render(
        "objection.html.j2",
        status=422 if problems else 200,
        facts=visit.facts,
        school=school,
        objection=standing,
        problems=problems,
    )


def _lift(visit: Visit, urn: int, standing: Objection) -> list[tuple[str, str]]:
    """Lift an objection; what is wrong with the form, by field."""
    reason = visit.form.get("reason", "")
    if not reason.strip():
        return [("reason", say("desk.objection.no_reason"))]
    now, visitor = visit.desk.clock.now(), visit.visitor
    try:
        with visit.desk.store.write() as session:
            audit.record(
                session,
                Action.OBJECTION_LIFTED,
                at=now,
                officer_id=visitor.officer_id,
                build=visit.facts.build,
                urn=urn,
                objection_of=standing.urn,
            )
            session.flush()
            # Last of all: where the audit cannot be written, the objection stands, which is the safe side.
            open_casework(visit.desk.settings.data).lift(
                standing.urn, reason=reason, by=visitor.name, decided_at=now
            )
    except BadUsage as error:
        return [("reason", str(error))]
    return []
