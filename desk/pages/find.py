"""Finding a school: any of those that a person covers, by its name or URN."""

from __future__ import annotations

from starlette.responses import Response

from desk.listing.finding import urn_in
from desk.security.roles import Role
from desk.web.page import page
from desk.web.visit import Visit

_MOST = 50


@page("/find", needs=Role.OFFICER)
def find(visit: Visit) -> Response:
    """The schools that are meant; a URN leads to its school at once."""
    query = visit.query.get("q", "").strip()
    urn = urn_in(query)
    if urn is not None and visit.covers(urn):
        return visit.go(f"/schools/{urn}")
    found = visit.facts.index.find(query, visit.visitor.coverage.covers, _MOST)
    open_flags: dict[int, int] = {}
    for flag in visit.covered_flags:
        open_flags[flag["urn"]] = min(flag["tier"], open_flags.get(flag["urn"], flag["tier"]))
    return visit.render(
        "find.html.j2", facts=visit.facts, asked=query, is_urn=urn is not None, found=found, tiers=open_flags
    )
