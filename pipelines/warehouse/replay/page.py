"""A replay as one page that needs nothing else: charts, and beneath each the numbers that it shows.

Does not belong here: reckoning (outcomes.py, summary.py), mark-up (page.html.j2), drawing (charts.py).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from pipelines.charts import Series, columns
from pipelines.database import Row
from pipelines.texts import in_words, say
from pipelines.warehouse.replay.intervals import Replay
from pipelines.warehouse.replay.outcomes import ENDED_FIRST, REACHED, WAITING, Outcomes
from pipelines.warehouse.replay.summary import ENDINGS, TIERS, Caseload, caseload_by, endings_of, weeks_of


def replay_page(replay: Replay, outcomes: Outcomes, changed: list[Row] | None, build: Row) -> str:
    """The page. changed: flags that another ruleset gives otherwise; None where none was replayed. build: the
    published one, as sql/replay/build.sql tells it."""
    weeks = weeks_of(outcomes)
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent), autoescape=True, undefined=StrictUndefined
    )
    environment.filters["day"] = lambda day: in_words(day) if day else ""
    return environment.get_template("page.html.j2").render(
        replay=replay,
        build=build,
        changed=changed,
        say=say,
        weeks=list(zip(outcomes.mondays, weeks, strict=True)) if outcomes.weekly else [],
        open_chart=_chart(weeks, say("replay.chart_open"), lambda week: week.open_at_end),
        raised_chart=_chart(weeks, say("replay.chart_raised"), lambda week: week.raised),
        regions=caseload_by(outcomes, "region"),
        authorities=caseload_by(outcomes, "local_authority"),
        endings=endings_of(outcomes),
        ending_names=ENDINGS,
        reach=outcomes.reach,
        reach_names=(REACHED, ENDED_FIRST, WAITING),
        lead_time=outcomes.lead_time,
        capacity=outcomes.capacity,
        tiers=TIERS,
    )


def _chart(weeks: list[Caseload], title: str, of: Callable[[Caseload], Counter[int]]) -> Markup:
    series = [
        Series(say("replay.tier", tier), f"tier-{tier}", [of(week)[tier] for week in weeks]) for tier in TIERS
    ]
    days = [date.fromisoformat(week.name) for week in weeks]
    drawn = columns([f"{day.day} {day:%b}" for day in days], series, title)
    return Markup(drawn)  # noqa: S704 (our own drawing, whose labels are escaped)
