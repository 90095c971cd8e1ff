"""The fields with which an administrator says what somebody covers, and how areas are shown.

Belongs here: what two pages share of areas. Does not belong here: which areas there are
(desk/security/areas.py).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from desk.security.accounts import Area
from desk.security.areas import KnownAreas, known_areas
from desk.security.roles import AREA_COLUMNS
from desk.web.errors import BadRequest
from desk.web.visit import Visit
from pipelines.warehouse.published import PublishedUnavailable


def areas_known(visit: Visit) -> KnownAreas:
    """The areas that can be given; none before the first night has published: accounts can be made then,
    too."""
    try:
        return known_areas(visit.facts.rows("desk/area"))
    except PublishedUnavailable:
        return KnownAreas(())


def area_titles(visit: Visit, areas: Iterable[Sequence[str]]) -> list[str]:
    """Areas as people know them: trusts by name."""
    known = areas_known(visit)
    return [known.title(kind, value) for kind, value in areas]


def areas_sent(visit: Visit, known: KnownAreas, kept: Iterable[Sequence[str]]) -> list[Area]:
    """The areas that a form asks for: those of ``kept`` that are still ticked, and one more of each kind.
    Raises BadUsage for one that there is not, and BadRequest for a form that is none of ours."""
    had = {f"{kind}:{value}": (kind, value) for kind, value in kept}
    ticked = visit.form_lists.get("area", [])
    if not had.keys() >= set(ticked):
        raise BadRequest
    wanted = [had[area] for area in ticked]
    for kind in AREA_COLUMNS:
        if value := visit.form.get(f"add_{kind}", ""):
            wanted.append((kind, _value(known, kind, value)))
    return wanted


def _value(known: KnownAreas, kind: str, sent: str) -> str:
    """The value of an area that is named by it or by its title. Raises BadUsage."""
    by_title = [row["value"] for row in known.of(kind) if row["title"].casefold() == sent.casefold()]
    if len(by_title) == 1:
        return str(by_title[0])
    known.require(kind, sent)
    return sent
