"""How the desk knows what it says: the places in published documents that a flag or an inspection was read
from."""

from __future__ import annotations

from starlette.responses import Response

from desk.security.roles import Role
from desk.web.errors import NotFound
from desk.web.page import page
from desk.web.reading_audit import note_reading
from desk.web.visit import Visit
from pipelines.warehouse.explain import explain_flag


@page("/schools/{urn:int}/how-we-know/{inspection_id}", needs=Role.OFFICER)
def inspection(visit: Visit) -> Response:
    """The places that one inspection of a school was read from."""
    urn = int(visit.path["urn"])
    school = visit.school(urn)
    note_reading(visit, urn)
    wanted = {"urn": urn, "inspection_id": visit.path["inspection_id"]}
    for row in visit.facts.rows("desk/inspection", **wanted):
        inspection_id = row["inspection_id"]
        return visit.render(
            "how_we_know.html.j2",
            facts=visit.facts,
            school=school,
            inspection=row,
            link=visit.report_link(row["report_url"]),
            judgements=visit.facts.rows("explain/inspection_judgement", inspection_id=inspection_id),
            documents=visit.facts.rows("desk/inspection_document", inspection_id=inspection_id),
        )
    raise NotFound


@page("/cases/{flag_id}/why", needs=Role.OFFICER)
def flag(visit: Visit) -> Response:
    """Why a flag stands: every reason with its evidence, the rule, and the documents."""
    known = visit.flag(visit.path["flag_id"])
    note_reading(visit, known["urn"], known)
    found = visit.facts.run(explain_flag, known["flag_id"])
    return visit.render(
        "why.html.j2",
        facts=visit.facts,
        school=visit.school(known["urn"]),
        found=found,
        link=visit.report_link(known["report_url"]),
    )
