"""The page of one school: what was published of it through time, its flags, and how it is reached."""

from __future__ import annotations

from typing import Any

from starlette.responses import Response

from desk.casework.reading import case_summaries, untouched
from desk.casework.reading_audit import note_reading
from desk.school.addresses import report_link, website_link
from desk.school.advice import advice, also_touched
from desk.school.peers import peers
from desk.school.timeline import timeline
from desk.security.roles import Role
from desk.web.page import page
from desk.web.visit import Visit
from pipelines.casework_port import objection_about, open_casework
from pipelines.warehouse.database import Row

#: Statuses of a flag that is there to be worked on, or to be read beside it.
PRESENT = ("open", "standing")


@page("/schools/{urn:int}", needs=Role.OFFICER)
def school(visit: Visit) -> Response:
    """All that is known of a school that the visitor covers."""
    facts, settings = visit.facts, visit.desk.settings.organisation
    urn = int(visit.path["urn"])
    known = visit.school(urn)
    note_reading(visit, urn)
    inspections = facts.rows("explain/school_inspection", urn=urn)
    categories = facts.rows("desk/school_category", urn=urn)
    flags = facts.rows("desk/school_flag", urn=urn)
    with visit.desk.store.read() as session:
        cases = case_summaries(session)
    hosts = settings["links"]["report_hosts"]
    return visit.render(
        "school.html.j2",
        facts=facts,
        school=known,
        objection=facts.run(objection_about, open_casework(visit.desk.settings.data), urn),
        contact=_contact(visit, urn),
        open_today=next(iter(facts.rows("desk/open_today", today=visit.today)), None),
        picture=timeline(urn, inspections, categories, facts.as_of),
        inspections=[row | {"link": report_link(row["report_url"], hosts)} for row in inspections],
        links=facts.rows("explain/school_link", urn=urn),
        awaiting=facts.rows("explain/school_awaiting_reading", urn=urn),
        flags=[
            (flag, cases.get(flag["flag_id"]) or untouched(flag["flag_id"], flag["urn"])) for flag in flags
        ],
        present=PRESENT,
        beside=_beside(visit, known, {flag["flag_id"] for flag in flags}),
        advice=advice(settings, visit.today),
        touched=also_touched(settings, _areas_of(flags, inspections)),
        peers=peers(facts, urn, categories, settings["peers"], visit.today),
    )


@page("/help", needs=Role.OFFICER)
def help_page(visit: Visit) -> Response:
    """How to read the list, and whom to turn to."""
    settings = visit.desk.settings.organisation
    return visit.render("help.html.j2", facts=visit.facts, advice=advice(settings, visit.today))


def _contact(visit: Visit, urn: int) -> dict[str, Any]:
    """Telephone and addresses of a school; None where no source gives one."""
    (found,) = visit.facts.rows("desk/school_contact", urn=urn) or [{"switchboard": None, "website": None}]
    links = visit.desk.settings.organisation["links"]
    return {
        "switchboard": found["switchboard"],
        "website": website_link(found["website"]),
        "register": links["register_page"].format(urn),
        "reports": links["reports_page"].format(urn),
    }


def _beside(visit: Visit, school: Row, own: set[str]) -> list[Row]:
    """Open flags of other schools in the same trust that the visitor covers."""
    return [
        flag
        for flag in visit.covered_flags
        if flag["flag_id"] not in own and school["trust_uid"] and flag["trust_uid"] == school["trust_uid"]
    ]


def _areas_of(flags: list[Row], inspections: list[Row]) -> list[str]:
    """The areas on which the judgements fell that stand behind a present flag, below what is expected or
    not."""
    flagged = {flag["inspection_id"] for flag in flags if flag["status"] in PRESENT}
    return [
        judged["area"]
        for inspection in inspections
        if inspection["inspection_id"] in flagged
        for judged in inspection["judgements"]
        if judged["grade"] in BELOW_EXPECTED
    ]


#: Grades, of every scale, with which a judgement lands on the people of its area.
BELOW_EXPECTED = frozenset(
    {
        "Needs attention",
        "Urgent improvement",
        "Not met",
        "Requires improvement",
        "Inadequate",
        "Satisfactory",
        "No",
        "Ineffective",
    }
)
