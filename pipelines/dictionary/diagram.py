"""The tables and what they point at, as a picture: the tables that others point at in one column, the rest
beside them.

Does not belong here: what a table is, and the page around the picture.
"""

from __future__ import annotations

from html import escape

from pipelines.dictionary.schema import HUBS, Schema, points_at
from pipelines.warehouse.data_package import Table

WIDTH, BOX, ROW, GAP = 980, 280, 20, 14
_LEFT, _RIGHT = 20, 620


def diagram(schema: Schema) -> str:
    """An SVG: a box a table with its key and what points elsewhere, a line for each reference. Views are
    left out: they hold nothing of their own."""
    tables = {table.name: table for table in schema.tables() if not table.is_view}
    hubs = [tables[name] for name in HUBS.values() if name in tables]
    others = [table for name, table in tables.items() if table not in hubs]
    places: dict[str, tuple[int, int, int]] = {}
    boxes: list[str] = []
    heights = [
        _column(hubs, _LEFT, places, boxes, spread=max(1, len(others) // max(1, len(hubs)))),
        _column(others, _RIGHT, places, boxes),
    ]
    lines = [
        _line(places[table.name], places[hub])
        for table in tables.values()
        for _, hub in points_at(table)
        if hub in places
    ]
    height = max(heights)
    return (
        f'<svg viewBox="0 0 {WIDTH} {height}" role="img" aria-label="Tables and what they point at">'
        f"{''.join(lines)}{''.join(boxes)}</svg>"
    )


def _column(
    tables: list[Table], x: int, places: dict[str, tuple[int, int, int]], boxes: list[str], spread: int = 1
) -> int:
    """Boxes one beneath the other; spread: how much more room each has than it needs."""
    top = GAP
    for table in tables:
        shown = list(dict.fromkeys([*table.key, *(name for name, _ in points_at(table))]))
        height = 30 + ROW * len(shown)
        places[table.name] = (x, top, height)
        boxes.append(f'<rect class="box" x="{x}" y="{top}" width="{BOX}" height="{height}" rx="6"/>')
        boxes.append(f'<text class="name" x="{x + 12}" y="{top + 20}">{escape(table.name)}</text>')
        for number, name in enumerate(shown):
            css = "key" if name in table.key else "column"
            y = top + 40 + ROW * number
            boxes.append(f'<text class="{css}" x="{x + 12}" y="{y}">{escape(name)}</text>')
        top += height + GAP + (spread - 1) * 60
    return top


def _line(start: tuple[int, int, int], end: tuple[int, int, int]) -> str:
    """From the side of one box to the side of another."""
    x, y = start[0], start[1] + 15
    to_x, to_y = end[0] + BOX, end[1] + 15
    if start[0] == end[0]:
        edge = start[0] + BOX
        return f'<path class="line" d="M{edge} {y} C{edge + 60} {y} {edge + 60} {to_y} {edge} {to_y}"/>'
    return f'<path class="line" d="M{x} {y} C{x - 120} {y} {to_x + 120} {to_y} {to_x} {to_y}"/>'
