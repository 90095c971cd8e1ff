"""Charts as SVG that stands within a page: stacked columns over time, one shade a series.

Does not belong here: what they show, and colours and sizes of text, which the page sets that a chart stands
in.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

WIDTH, HEIGHT = 720, 220
LEFT, BOTTOM, TOP = 44, 34, 10
MOST_LABELS = 9
STEPS = 4


@dataclass(frozen=True)
class Series:
    """One value a column; css: the class that gives its shade. name: what a reader is told on pointing."""

    name: str
    css: str
    values: Sequence[int]


def columns(
    labels: Sequence[str],
    series: Sequence[Series],
    title: str,
    most: int | None = None,
    *,
    room: int = MOST_LABELS,
) -> str:
    """Stacked columns with a scale; a screen reader is told the title and finds the table beneath.

    most: the value that the scale must reach, where several charts share one; None: that of this chart.
    room: how many labels have room beneath it.
    """
    totals = [sum(one.values[place] for one in series) for place in range(len(labels))]
    top = scale_for(max(totals, default=0) if most is None else most)
    step = (WIDTH - LEFT) / max(1, len(labels))
    drawn = [_scale(top), *_labels(labels, step, room)]
    for place, label in enumerate(labels):
        height: float = HEIGHT - BOTTOM
        for one in series:
            value = one.values[place]
            if not value:
                continue
            size = value / top * (HEIGHT - BOTTOM - TOP)
            height -= size
            drawn.append(
                f'<rect class="{one.css}" x="{LEFT + place * step + step * 0.12:.1f}" y="{height:.1f}" '
                f'width="{step * 0.76:.1f}" height="{size:.1f}">'
                f"<title>{escape(f'{label}: {one.name}: {value}')}</title></rect>"
            )
    return (
        f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{escape(title)}">{"".join(drawn)}</svg>'
    )


def scale_for(most: int) -> int:
    """The end of a scale with four whole steps that read well."""
    size = 1
    while True:
        for lead in (1, 2, 3, 5):
            if most <= STEPS * lead * size:
                return STEPS * lead * size
        size *= 10


def _scale(top: int) -> str:
    lines = []
    for step in range(STEPS + 1):
        height = HEIGHT - BOTTOM - step / STEPS * (HEIGHT - BOTTOM - TOP)
        lines.append(
            f'<line class="scale" x1="{LEFT}" x2="{WIDTH}" y1="{height:.1f}" y2="{height:.1f}"/>'
            f'<text class="number" x="{LEFT - 6}" y="{height + 4:.1f}">{top * step // STEPS}</text>'
        )
    return "".join(lines)


def _labels(labels: Sequence[str], step: float, room: int) -> list[str]:
    """So many of the labels as have room."""
    every = max(1, -(-len(labels) // room))
    return [
        f'<text class="label" x="{LEFT + (place + 0.5) * step:.1f}" y="{HEIGHT - 14}">{escape(label)}</text>'
        for place, label in enumerate(labels)
        if place % every == 0
    ]
