"""The list: the open flags in the order in which officers work."""

from __future__ import annotations

from starlette.responses import Response

from desk.casework.reading import case_summaries, untouched
from desk.security.roles import Role
from desk.web.page import page
from desk.web.visit import Visit


@page("/", needs=Role.OFFICER)
def outreach_list(visit: Visit) -> Response:
    """The open flags of the schools that the visitor covers."""
    with visit.desk.store.read() as session:
        cases = case_summaries(session)
    listed = [
        (flag, cases.get(flag["flag_id"]) or untouched(flag["flag_id"], flag["urn"]))
        for flag in visit.covered_flags
    ]
    return visit.render("outreach_list.html.j2", facts=visit.facts, listed=listed)
