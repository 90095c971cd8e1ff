"""A school's inspections as a picture: one lane for each framework, each on its own scale, through time.

Belongs here: what is drawn where. Does not belong here: colours and sizes of text (desk/static/school.css).

No line joins two marks unless the data say that both grades stand on the same scale and may be compared;
nothing leads from one lane to another. The page lists beneath all that the picture shows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from itertools import pairwise

from markupsafe import Markup

from pipelines.database import Row
from pipelines.reference import read_csv
from pipelines.texts import in_words, say, texts

WIDTH, LEFT, RIGHT = 760, 168, 20
STEP, GAP, HEAD = 22, 16, 24
_OVERALL = "overall_effectiveness"


@dataclass(frozen=True)
class _Span:
    """The days that the picture covers, and where they lie in it."""

    first: date
    last: date

    def x(self, day: date) -> float:
        inside = min(max(day, self.first), self.last)
        share = (inside - self.first).days / max(1, (self.last - self.first).days)
        return LEFT + share * (WIDTH - LEFT - RIGHT)


def timeline(urn: int, inspections: Sequence[Row], categories: Sequence[Row], as_of: date) -> Markup | None:
    """The picture; None where there is nothing to draw.

    inspections: rows of sql/explain/school_inspection.sql. categories: rows of sql/desk/school_category.sql.
    """
    dated = sorted(
        (row for row in inspections if row["inspection_start_date"]),
        key=lambda row: row["inspection_start_date"],
    )
    if not dated:
        return None
    first = date(dated[0]["inspection_start_date"].year, 1, 1)
    span = _Span(first, max(as_of, dated[-1]["inspection_start_date"]))
    drawn, top = _years(span)
    if any(row["entered_on"] for row in categories):
        part, top = _category_lane(categories, span, top)
        drawn += part
    for framework in _frameworks(dated):
        part, top = _lane(
            framework, [row for row in dated if row["framework"] == framework["framework"]], span, top, urn
        )
        drawn += part
    visits = [row for row in dated if not row["judgements"]]
    if visits:
        part, top = _visits(visits, span, top)
        drawn += part
    height = top + 4
    title = say("desk.school.picture_title", in_words(first), in_words(span.last))
    svg = (
        f'<svg class="timeline" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" role="img" '
        f'aria-label="{escape(title)}">{"".join(drawn)}</svg>'
    )
    return Markup(svg)  # noqa: S704 (our own drawing; everything that is published is escaped in _text and _titled)


def _years(span: _Span) -> tuple[list[str], int]:
    """A line of years, so many as have room."""
    years = range(span.first.year, span.last.year + 1)
    every = max(1, -(-len(years) // 12))
    marks = [
        _text("timeline-year", span.x(date(year, 1, 1)), 14, str(year))
        for year in years
        if (year - span.first.year) % every == 0
    ]
    return marks, HEAD + 4


def _category_lane(categories: Sequence[Row], span: _Span, top: int) -> tuple[list[str], int]:
    drawn = [_text("timeline-lane", 0, top + 12, say("desk.school.lane_category"))]
    for row in categories:
        if row["entered_on"] is None:
            continue
        left, right = span.x(row["entered_on"]), span.x(row["left_on"] or span.last)
        until = in_words(row["left_on"]) if row["left_on"] else say("desk.school.still")
        told = f"{row['category_title'] or row['category']}: {in_words(row['entered_on'])} – {until}"
        drawn.append(
            _titled(
                f'<rect class="timeline-category" x="{left:.1f}" y="{top}" height="16" '
                f'width="{max(4, right - left):.1f}"/>',
                told,
            )
        )
    return drawn, top + 16 + GAP


def _frameworks(dated: Iterable[Row]) -> list[dict[str, str]]:
    """The frameworks under which something was graded, oldest first."""
    used = {row["framework"] for row in dated if row["judgements"]}
    return [row for row in read_csv("frameworks.csv") if row["framework"] in used]


def _grades(scale: str) -> list[str]:
    """The grades of a scale, best first, each once."""
    ranked = {
        row["grade"]: int(row["rank"])
        for row in read_csv("scales.csv")
        if row["scale"] == scale and row["rank"]
    }
    return sorted(ranked, key=ranked.__getitem__)


def _lane(
    framework: dict[str, str], inspections: Sequence[Row], span: _Span, top: int, urn: int
) -> tuple[list[str], int]:
    """One framework: its scale at the left, a mark for each inspection, and for areas that have a scale of
    their own a line of words beneath."""
    grades = _grades(framework["scale"])
    drawn = [_text("timeline-framework", 0, top + 12, texts()[f"framework.{framework['framework']}"])]
    top += HEAD
    for number, grade in enumerate(grades):
        y = top + number * STEP + STEP / 2
        drawn.append(f'<line class="timeline-grade" x1="{LEFT - 8}" x2="{WIDTH - RIGHT}" y1="{y}" y2="{y}"/>')
        drawn.append(_text("timeline-lane", 0, y + 4, grade))
    height = len(grades) * STEP
    overall: list[tuple[float, float, Row]] = []
    words = False
    for inspection in inspections:
        marks, found, aside = _marks(inspection, grades, span, top, urn)
        drawn += marks
        overall += found
        words = words or aside
    drawn += _joins(overall)
    bottom = top + height + (STEP if words else 0)
    if words:
        drawn.append(_text("timeline-lane", 0, top + height + 14, texts()["area.safeguarding"]))
    return drawn, bottom + GAP


def _marks(
    inspection: Row, grades: list[str], span: _Span, top: int, urn: int
) -> tuple[list[str], list[tuple[float, float, Row]], bool]:
    """The marks of one inspection, where its overall grade stands, and whether anything has a scale of its
    own."""
    day, drawn, overall = inspection["inspection_start_date"], [], []
    own = "" if inspection["urn_at_inspection"] == urn else " timeline-predecessor"
    graded = [row for row in inspection["judgements"] if row["grade"] in grades]
    whole = [row for row in graded if row["area"] == _OVERALL]
    for row in whole or ():
        x, y = span.x(row["grade_date"] or day), top + grades.index(row["grade"]) * STEP + STEP / 2
        overall.append((x, y, row))
        told = f"{in_words(row['grade_date'] or day)}: {row['area_title']}: {row['grade']}"
        drawn.append(_titled(f'<circle class="timeline-mark{own}" cx="{x:.1f}" cy="{y}" r="7"/>', told))
    if not whole:
        drawn += _counted(graded, day, grades, span, top, own)
    aside = [
        row
        for row in inspection["judgements"]
        if row["area"] == "safeguarding" and row["grade"] not in grades
    ]
    for row in aside:
        x = span.x(row["grade_date"] or day)
        drawn.append(_text("timeline-word", x, top + len(grades) * STEP + 14, row["grade"]))
    return drawn, overall, bool(aside)


def _counted(
    graded: Sequence[Row], day: date, grades: list[str], span: _Span, top: int, own: str
) -> list[str]:
    """Where there is no overall grade: at each grade the number of areas that have it; a re-grading on its
    own day."""
    drawn = []
    for graded_on in sorted({row["grade_date"] or day for row in graded}):
        of_day = [row for row in graded if (row["grade_date"] or day) == graded_on]
        for grade, number in Counter(row["grade"] for row in of_day).items():
            x, y = span.x(graded_on), top + grades.index(grade) * STEP + STEP / 2
            areas = ", ".join(row["area_title"] for row in of_day if row["grade"] == grade)
            mark = (
                f'<circle class="timeline-mark{own}" cx="{x:.1f}" cy="{y}" r="10"/>'
                f'<text class="timeline-count" x="{x:.1f}" y="{y + 4}">{number}</text>'
            )
            drawn.append(_titled(mark, f"{in_words(graded_on)}: {grade}: {areas}"))
    return drawn


def _joins(overall: Sequence[tuple[float, float, Row]]) -> list[str]:
    """Lines between neighbours of one scale, where the later is compared with the one before."""
    return [
        f'<line class="timeline-join" x1="{x:.1f}" y1="{y}" x2="{to_x:.1f}" y2="{to_y}"/>'
        for (x, y, before), (to_x, to_y, after) in pairwise(overall)
        if after["comparability"] == "same_scale" and after["previous_grade"] == before["grade"]
    ]


def _visits(visits: Sequence[Row], span: _Span, top: int) -> tuple[list[str], int]:
    """Inspections without a grade, by their kind."""
    drawn = [_text("timeline-lane", 0, top + 12, say("desk.school.lane_visits"))]
    for row in visits:
        x = span.x(row["inspection_start_date"])
        kind = say(f"desk.kind.{row['kind']}")
        told = f"{in_words(row['inspection_start_date'])}: {kind}"
        mark = f'<path class="timeline-visit" d="M{x:.1f} {top + 1} l7 13 h-14 z"/>'
        drawn.append(_titled(mark, told))
    return drawn, top + 16 + GAP


def _text(css: str, x: float, y: float, words: str) -> str:
    return f'<text class="{css}" x="{x:.1f}" y="{y}">{escape(words)}</text>'


def _titled(mark: str, told: str) -> str:
    return f"<g><title>{escape(told)}</title>{mark}</g>"
