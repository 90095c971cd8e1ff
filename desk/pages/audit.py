"""The audit, for leads and administrators: who did what, when.

Belongs here: finding lines and showing them. Does not belong here: adding one (desk/casework/audit.py). That
somebody read it is itself written down. Lines of schools that the reader does not cover are left out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from urllib.parse import urlencode

from sqlalchemy import Select, select
from starlette.responses import Response

from desk.casework import audit as audit_log
from desk.casework.codes import Action
from desk.security.roles import Role
from desk.store.models import Audit, Officer
from desk.web.forms import day_in
from desk.web.page import page
from desk.web.visit import Visit
from pipelines.clock import LONDON
from pipelines.texts import say

PER_PAGE = 50
_READ_AT_ONCE = 200
_FIRST_YEAR, _LAST_YEAR = 2000, 2999


@dataclass(frozen=True)
class Filters:
    """What the reader looks for; each is None where they did not say. What cannot be read as a number or a
    day is taken as not said, and the form shows so. before: lines older than this one."""

    officer: int | None
    action: Action | None
    urn: int | None
    since: date | None
    until: date | None
    before: int | None

    @classmethod
    def of(cls, visit: Visit) -> Filters:
        said = visit.query.get
        action = said("action", "")
        return cls(
            officer=_number(said("officer", "")),
            action=Action(action) if action in list(Action) else None,
            urn=_number(said("school", "")),
            since=_day(said("since", "")),
            until=_day(said("until", "")),
            before=_number(said("before", "")),
        )

    def statement(self) -> Select[Audit]:
        """The lines that answer, newest first."""
        found = select(Audit).order_by(Audit.audit_id.desc())
        if self.officer is not None:
            found = found.where(Audit.officer_id == self.officer)
        if self.action is not None:
            found = found.where(Audit.action == self.action)
        if self.urn is not None:
            found = found.where(Audit.urn == self.urn)
        if self.since is not None:
            found = found.where(Audit.at >= _begin(self.since))
        if self.until is not None:
            found = found.where(Audit.at < _begin(self.until + timedelta(days=1)))
        return found

    def as_query(self) -> dict[str, Any]:
        """The filters as they stand in an address, without the page."""
        named = {
            "officer": self.officer,
            "action": self.action,
            "school": self.urn,
            "since": self.since,
            "until": self.until,
        }
        return {name: str(value) for name, value in named.items() if value is not None}


@page("/audit", needs=Role.LEAD)
def audit(visit: Visit) -> Response:
    """Lines of the audit, newest first."""
    filters = Filters.of(visit)
    lines, has_more = _page_of(visit, filters)
    with visit.desk.store.read() as session:
        officers = session.execute(
            select(Officer.officer_id, Officer.display_name).order_by(Officer.display_name)
        ).all()
    with visit.desk.store.write() as session:
        now, reader = visit.desk.clock.now(), visit.visitor.officer_id
        audit_log.record(session, Action.AUDIT_READ, at=now, officer_id=reader, sought=filters.as_query())
    names = {row.officer_id: row.display_name for row in officers}
    older = urlencode(filters.as_query() | {"before": lines[-1][0].audit_id}) if has_more else ""
    return visit.render(
        "audit.html.j2",
        lines=lines,
        filters=filters,
        officers=officers,
        names=names,
        actions=list(Action),
        details=lambda details: details_on_one_line(details, names),
        older=older,
        newest=urlencode(filters.as_query()) if filters.before else "",
    )


def _page_of(visit: Visit, filters: Filters) -> tuple[list[tuple[Audit, str | None]], bool]:
    """Lines with the names of their schools, and whether there are older ones."""
    found: list[tuple[Audit, str | None]] = []
    before = filters.before
    with visit.desk.store.read() as session:
        while len(found) <= PER_PAGE:
            statement = filters.statement().limit(_READ_AT_ONCE)
            if before is not None:
                statement = statement.where(Audit.audit_id < before)
            rows = session.scalars(statement).all()
            found += _covered(visit, rows)
            if len(rows) < _READ_AT_ONCE:
                break
            before = rows[-1].audit_id
    return found[:PER_PAGE], len(found) > PER_PAGE


def _covered(visit: Visit, rows: Sequence[Audit]) -> list[tuple[Audit, str | None]]:
    """The lines that the reader may see, with the names of their schools."""
    urns = sorted({row.urn for row in rows if row.urn is not None})
    known = visit.facts.rows("desk/school_name", urns=urns) if urns else []
    schools = {school["urn"]: school for school in known}
    coverage = visit.visitor.coverage
    return [
        (row, schools.get(row.urn, {}).get("name"))
        for row in rows
        if row.urn is None or coverage.covers(schools.get(row.urn, {}))
    ]


def details_on_one_line(details: Mapping[str, Any], names: Mapping[int, str]) -> str:
    """What else stands in a line, as ``role: lead · areas: region North West``; officers by name."""
    parts = []
    for name, value in details.items():
        if isinstance(value, dict):
            said = f"({inside})" if (inside := details_on_one_line(value, names)) else ""
        elif isinstance(value, list):
            said = ", ".join(" ".join(map(str, one)) if isinstance(one, list) else str(one) for one in value)
        elif name == "officer":
            said = names.get(value, str(value))
        elif name == "through":
            said = say(f"desk.audit.through.{value}")
        else:
            said = str(value)
        if said:
            parts.append(f"{name.replace('_', ' ')}: {said}")
    return " · ".join(parts)


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= 9 else None


def _day(text: str) -> date | None:
    day = day_in(text)
    return day if day and _FIRST_YEAR <= day.year <= _LAST_YEAR else None


def _begin(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=LONDON)
