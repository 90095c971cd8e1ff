"""The page of one school: what was published of it through time, its flags, and how it is reached."""

from __future__ import annotations

from typing import Any

from starlette.responses import Response

from desk.casework.reading import case_summaries, untouched
from desk.school.advice import advice, also_touched, areas_behind
from desk.school.peers import peers
from desk.school.timeline import timeline
from desk.security.roles import Role
from desk.web.addresses import website_link
from desk.web.page import page
from desk.web.reading_audit import note_reading
from desk.web.visit import Visit
from pipelines.casework_port import objection_about, open_casework
from pipelines.database import Row

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
        cases = case_summaries(session, [flag["flag_id"] for flag in flags])
    return visit.render(
        "school.html.j2",
        facts=facts,
        school=known,
        objection=facts.run(objection_about, open_casework(visit.desk.settings.data), urn),
        may_lift=visit.visitor.may(Role.LEAD),
        contact=_contact(visit, urn),
        open_today=next(iter(facts.rows("desk/open_today", today=visit.today)), None),
        picture=timeline(urn, inspections, categories, facts.as_of),
        inspections=[row | {"link": visit.report_link(row["report_url"])} for row in inspections],
        links=_links(visit, urn),
        awaiting=facts.rows("explain/school_awaiting_reading", urn=urn),
        flags=[
            (flag, cases.get(flag["flag_id"]) or untouched(flag["flag_id"], flag["urn"])) for flag in flags
        ],
        present=PRESENT,
        beside=_beside(visit, known, {flag["flag_id"] for flag in flags}),
        advice=advice(settings, visit.today),
        touched=also_touched(
            settings,
            areas_behind(facts, [flag["flag_id"] for flag in flags if flag["status"] in PRESENT]),
        ),
        peers=[
            peer
            for peer in peers(facts, urn, categories, settings["peers"], visit.today)
            if visit.visitor.coverage.covers(peer)
        ],
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


def _links(visit: Visit, urn: int) -> list[Row]:
    """The schools before and after one, each with whether the visitor covers it, so that its page opens."""
    links = visit.facts.rows("explain/school_link", urn=urn)
    known = visit.facts.rows("desk/school_name", urns=[link["linked_urn"] for link in links])
    covered = {row["urn"] for row in known if visit.visitor.coverage.covers(row)}
    return [link | {"is_covered": link["linked_urn"] in covered} for link in links]


def _beside(visit: Visit, school: Row, own: set[str]) -> list[Row]:
    """Open flags of other schools in the same trust that the visitor covers."""
    return [
        flag
        for flag in visit.covered_flags
        if flag["flag_id"] not in own and school["trust_uid"] and flag["trust_uid"] == school["trust_uid"]
    ]
