"""The lists beside the list: schools that have been in a category for longer, and good news.

Belongs here: what these pages show. Does not belong here: when a flag stands or is superseded (sql/).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta
from itertools import groupby

from starlette.responses import Response

from desk.casework.codes import State
from desk.casework.reading import CaseSummary, case_summaries
from desk.security.roles import Role
from desk.web.page import page
from desk.web.visit import Visit
from pipelines.database import Row


@page("/standing", needs=Role.OFFICER)
def standing(visit: Visit) -> Response:
    """Schools that are in a category while their days on the list are over, by region."""
    covered = [row for row in visit.facts.standing if visit.visitor.coverage.covers(row)]
    covered.sort(key=lambda row: row["region"] or "")
    with visit.desk.store.read() as session:
        cases = case_summaries(session, [row["flag_id"] for row in covered])
    return visit.render(
        "standing.html.j2",
        facts=visit.facts,
        count=len(covered),
        regions=[(region, list(rows)) for region, rows in groupby(covered, key=lambda row: row["region"])],
        cases=cases,
    )


@page("/good-news", needs=Role.OFFICER)
def good_news(visit: Visit) -> Response:
    """Schools that left a category or were superseded by better news, those of one's own cases first."""
    days = visit.desk.settings.organisation["list"]["good_news_days"]
    since = visit.facts.as_of - timedelta(days=days)
    covers = visit.visitor.coverage.covers
    news = [row for row in visit.facts.good_news if row["known_on"] > since and covers(row)]
    with visit.desk.store.read() as session:
        cases = _worked_on(case_summaries(session).values())
    supported = [row for row in news if _mine(visit, cases, row)]
    return visit.render(
        "good_news.html.j2",
        facts=visit.facts,
        days=days,
        parts=[("supported", supported), ("others", [row for row in news if not _mine(visit, cases, row)])],
        cases=cases,
        flagged={flag["urn"]: flag for flag in reversed(visit.covered_flags)},
    )


def _worked_on(cases: Iterable[CaseSummary]) -> Mapping[int, CaseSummary]:
    """The case of each school that somebody had, by URN; the one that was changed last."""
    had = [case for case in cases if case.state is not State.NEW and case.assigned_to is not None]
    had.sort(key=lambda case: (case.changed_at is not None, case.changed_at))
    return {case.urn: case for case in had}


def _mine(visit: Visit, cases: Mapping[int, CaseSummary], row: Row) -> bool:
    case = cases.get(row["urn"])
    return case is not None and case.assigned_to == visit.visitor.officer_id
