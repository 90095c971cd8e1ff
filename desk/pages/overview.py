"""The overview for leads: caseload, what is to come, response times, and the state of the sources."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from markupsafe import Markup
from starlette.responses import Response

from desk.casework.reading import case_summaries
from desk.listing.work import work_items
from desk.overview.caseload import TIERS, areas_of, weeks_of
from desk.overview.planner import plan
from desk.overview.response import responses
from desk.security.roles import Role
from desk.web.page import page
from desk.web.visit import Visit
from pipelines.charts import Series, columns
from pipelines.records import read_record
from pipelines.texts import say

WEEKS_BACK = 26
WEEKS_PLANNED_FROM = 52
WEEKS_AHEAD = 6
RESPONSES_OF = timedelta(days=90)


@page("/overview", needs=Role.LEAD)
def overview(visit: Visit) -> Response:
    """Numbers for the areas that the visitor covers."""
    facts, coverage, today = visit.facts, visit.visitor.coverage, visit.today
    with visit.desk.store.read() as session:
        cases = case_summaries(session)
    capacity = visit.desk.settings.organisation["overview"]["attempts_per_working_day"]
    monday = today - timedelta(days=today.weekday())
    mondays = [monday - timedelta(weeks=number) for number in reversed(range(WEEKS_BACK))]
    weeks = weeks_of(facts.rows("desk/caseload_week", today=today, weeks=WEEKS_BACK), coverage, mondays)
    published = facts.rows("desk/published_week", today=today, back=WEEKS_PLANNED_FROM, ahead=WEEKS_AHEAD - 1)
    planned = plan(published, coverage, today, capacity)
    (awaiting,) = facts.rows("explain/awaiting_reading")
    return visit.render(
        "overview.html.j2",
        facts=facts,
        tiers=TIERS,
        weeks=weeks,
        caseload_chart=_chart(
            [week.week_from for week in weeks],
            [(tier, [week.flags[tier] for week in weeks]) for tier in TIERS],
            say("desk.overview.chart_caseload"),
        ),
        areas=areas_of(work_items(visit.covered_flags, cases, visit.visitor, today)),
        planned=planned,
        plan_chart=_chart(
            [week.week_from for week in planned.weeks],
            [
                (tier, [round(week.by_tier[tier]) if week.by_tier else 0 for week in planned.weeks])
                for tier in (1, 2, 3)
            ],
            say("desk.overview.chart_plan"),
        ),
        capacity=capacity,
        responses=responses(facts.rows("desk/flag_deadline"), cases, coverage, today, RESPONSES_OF),
        responses_of=RESPONSES_OF.days,
        awaiting=awaiting["reports"],
        sources=facts.rows("explain/freshness"),
        night=_night(visit),
    )


def _chart(days: list[date], series: list[tuple[int, list[int]]], title: str) -> Markup:
    drawn = columns(
        [f"{day.day} {day:%b}" for day in days],
        [Series(say("desk.school.tier", tier), f"tier-{tier}", values) for tier, values in series],
        title,
    )
    return Markup(drawn)  # noqa: S704 (our own drawing, whose labels are escaped)


def _night(visit: Visit) -> dict[str, Any] | None:
    """The account of the last night, as pipelines/summary.py left it; None where there is none."""
    record = read_record(visit.desk.settings.data.night / "summary.json")
    if record is None:
        return None
    known = record["state"] in ("done", "nothing_new", "degraded")
    return {
        "as_of": date.fromisoformat(record["as_of"]),
        "state": record["state"] if known else "degraded",
        "sources": [
            source
            for source in record["sources"]
            if source["state"] not in ("ok", "unchanged", "nothing_new")
        ],
        "refused": len(record["refused_documents"]),
        "is_of_this_build": record["build_id"] == visit.facts.build_id,
    }
