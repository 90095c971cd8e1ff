"""The figures of the national picture: each one statement of sql/report, its rows as a table, and a chart
of them.

Belongs here: which figures there are, and what of their rows is drawn. Does not belong here: mark-up of the
page (page.html.j2) and how columns and tiles are drawn (pipelines/charts.py, tiles.py).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

import duckdb
from markupsafe import Markup

from pipelines.charts import MOST_LABELS, Series, columns
from pipelines.database import SQL, Row, read_rows
from pipelines.national_picture.tiles import tiles
from pipelines.texts import in_words, say, texts

Key = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Chart:
    """One drawing with its own heading; an empty heading where the figure's own says it."""

    heading: str
    drawing: Markup


@dataclass(frozen=True)
class Figure:
    """One figure. rows: as the statement gives them. heads, cells: the same for a table in words. key: the
    class of each shade with what it stands for. statement: the text of sql/report/``name``.sql, which any
    client runs."""

    name: str
    rows: list[Row]
    charts: list[Chart]
    key: Key
    heads: list[str]
    cells: list[list[str]]
    statement: str

    @property
    def title(self) -> str:
        return say(f"report.figure_title.{self.name}")

    @property
    def what(self) -> str:
        return say(f"report.figure_what.{self.name}")


#: What facts alone can tell, in the order of the page.
OF_FACTS = ("adverse_by_week", "adverse_by_region", "category_by_month", "publication_lag")
#: What tells of flags, for welfare roles: read from the warehouse.
OF_FLAGS = ("caseload", "flags_by_week")

#: Reports of a month from which on their days are drawn.
FEWEST_DRAWN = 10

_TWO_STEPS = ("lowest", "second_lowest")
_TIERS = ("tier_1", "tier_2", "tier_3", "tier_4")


def read_figure(connection: duckdb.DuckDBPyConnection, name: str) -> Figure:
    """Ask for the rows of one figure, and draw them. connection: of facts, or of the warehouse for
    OF_FLAGS."""
    rows = read_rows(connection, f"report/{name}")
    charts, key = _DRAWN[name](rows)
    heads, cells = _by_area(rows) if name == "adverse_by_week" else _as_it_stands(rows)
    statement = (SQL / "report" / f"{name}.sql").read_text(encoding="utf-8")
    return Figure(name, rows, charts, key, heads, cells, statement)


def _columns_of(
    rows: list[Row],
    when: str,
    names: Sequence[str],
    title: str,
    most: int | None = None,
    room: int = MOST_LABELS,
) -> Markup:
    labels = [_short(when, row[when]) for row in rows]
    series = [
        Series(say(f"report.column.{name}"), f"shade-{place}", [row[name] or 0 for row in rows])
        for place, name in enumerate(names, start=1)
    ]
    drawn = columns(labels, series, title, most, room=room)
    return Markup(drawn)  # noqa: S704 (our own drawing, whose labels are escaped)


def _key(names: Sequence[str]) -> Key:
    return tuple(
        (f"shade-{place}", say(f"report.column.{name}")) for place, name in enumerate(names, start=1)
    )


def _draw_weeks(rows: list[Row]) -> tuple[list[Chart], Key]:
    """A drawing for each area, all on one scale, so that they may be looked at side by side."""
    most = max((row["lowest"] + row["second_lowest"] for row in rows), default=0)
    charts = []
    for area in _areas(rows):
        of_area = [row for row in rows if row["area"] == area]
        title = area_title(area)
        charts.append(Chart(title, _columns_of(of_area, "week_from", _TWO_STEPS, title, most, room=4)))
    return charts, _key(_TWO_STEPS)


def _draw_months(names: Sequence[str], when: str = "month") -> Callable[[list[Row]], tuple[list[Chart], Key]]:
    def draw(rows: list[Row]) -> tuple[list[Chart], Key]:
        title = ", ".join(say(f"report.column.{name}") for name in names)
        return [Chart("", _columns_of(rows, when, names, title))], _key(names)

    return draw


def _draw_lag(rows: list[Row]) -> tuple[list[Chart], Key]:
    """Up to the half, and from there to nine in ten: the second stands on the first. Months with a handful of
    reports stand in the table only: one late report would set the scale of all."""
    names = ("half_within_days", "nine_in_ten_within_days")
    stacked = [
        row | {names[1]: row[names[1]] - row[names[0]]}
        if row["reports"] >= FEWEST_DRAWN
        else row | dict.fromkeys(names)
        for row in rows
    ]
    charts = [Chart("", _columns_of(stacked, "month", names, say("report.figure_title.publication_lag")))]
    return charts, _key(names)


def _draw_regions(value: str, beneath: str) -> Callable[[list[Row]], tuple[list[Chart], Key]]:
    def draw(rows: list[Row]) -> tuple[list[Chart], Key]:
        told = {
            row["region"]: (str(row[value]), say(f"report.tile.{beneath}", row.get(beneath, "")))
            for row in rows
        }
        return [Chart("", Markup(tiles(told)))], ()  # noqa: S704 (our own drawing, whose labels are escaped)

    return draw


_DRAWN: dict[str, Callable[[list[Row]], tuple[list[Chart], Key]]] = {
    "adverse_by_week": _draw_weeks,
    "adverse_by_region": _draw_regions("with_adverse_judgement", "inspections"),
    "category_by_month": _draw_months(("in_special_measures", "in_another_category")),
    "publication_lag": _draw_lag,
    "caseload": _draw_regions("flags", "flags_open"),
    "flags_by_week": _draw_months(_TIERS, "week_from"),
}


def _as_it_stands(rows: list[Row]) -> tuple[list[str], list[list[str]]]:
    names = list(rows[0]) if rows else []
    heads = [say(f"report.column.{name}") for name in names]
    return heads, [[_cell(name, row[name]) for name in names] for row in rows]


def _by_area(rows: list[Row]) -> tuple[list[str], list[list[str]]]:
    """Areas down, weeks across: the judgements at either step."""
    weeks = sorted({row["week_from"] for row in rows})
    counted = {(row["area"], row["week_from"]): row["lowest"] + row["second_lowest"] for row in rows}
    shorts = [_short("week_from", week) for week in weeks]
    heads = [say("report.column.area"), *shorts, say("report.column.all_weeks")]
    return heads, [
        [
            area_title(area),
            *(str(counted[area, week]) for week in weeks),
            str(sum(counted[area, week] for week in weeks)),
        ]
        for area in _areas(rows)
    ]


def _areas(rows: list[Row]) -> list[str]:
    return sorted({row["area"] for row in rows}, key=area_title)


def area_title(area: str) -> str:
    """An area's title; its name in words where it has none."""
    return texts().get(f"area.{area}") or area.replace("_", " ").capitalize()


def _short(column: str, day: date) -> str:
    """A day as a scale has room for it: of a month its name and year."""
    return f"{day:%b %Y}" if column == "month" else f"{day.day} {day:%b}"


def _cell(column: str, value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, date):
        return f"{value:%B %Y}" if column == "month" else in_words(value)
    return str(value)
