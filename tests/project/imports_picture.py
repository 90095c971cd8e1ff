"""Draws which room of the program imports which, from the imports themselves: docs/imports.svg.

    python -m tests.project.imports_picture

Belongs here: the rooms, their levels, and the drawing. Does not belong here: what may import what
(test_imports.py). A room stands above all that it imports; a line that would lead upwards is drawn dashed.
"""

from __future__ import annotations

from collections import Counter
from html import escape

import grimp

from pipelines.settings import PROJECT_ROOT

PICTURE = PROJECT_ROOT / "docs" / "imports.svg"
_NIGHT, _GROUND = "pipelines: a night, its steps and tools", "pipelines: settings, clock, texts, records"
_CASEWORK = "pipelines: objections and counts of cases"
_WIDTH, _BOX, _HEIGHT, _GAP = 980, 206, 46, 62
_STYLE = (
    "text{font:13px Arial,sans-serif;fill:#16242e}.n{font-weight:700}.s{font-size:11px;fill:#4d5e6a}"
    "rect{fill:#f4f8f8;stroke:#12545f}path{fill:none;stroke:#8aa3a8}.up{stroke-dasharray:5 4;stroke:#b0713f}"
)

Edges = Counter[tuple[str, str]]


def rooms_and_imports() -> tuple[dict[str, int], Edges]:
    """Modules by room, and how many imports lead from one room to another."""
    graph = grimp.build_graph(
        "pipelines", "assets", "desk", "replica", exclude_type_checking_imports=True, cache_dir=None
    )
    imports = {module: graph.find_modules_directly_imported_by(module) for module in graph.modules}
    loose = {module for module in imports if _loose(module)}
    # What imports nothing but its like lies at the bottom.
    ground = set(loose)
    while sinking := {module for module in ground if imports[module] - ground - {"pipelines"}}:
        ground -= sinking
    rooms: Counter[str] = Counter()
    edges: Edges = Counter()
    for module, imported in imports.items():
        room = _room(module, ground)
        rooms[room] += 1
        for each in imported:
            if (other := _room(each, ground)) != room:
                edges[room, other] += 1
    return dict(rooms), edges


def _loose(module: str) -> bool:
    """Whether it is a module directly in pipelines, in none of its rooms."""
    room, _, name = module.rpartition(".")
    return room == "pipelines" and (PROJECT_ROOT / "pipelines" / f"{name}.py").is_file()


def _room(module: str, ground: set[str]) -> str:
    if module in ground or module == "pipelines":
        return _GROUND
    if module == "pipelines.definitions":
        return module
    if module.startswith("pipelines.case"):
        return _CASEWORK
    return (
        _NIGHT
        if _loose(module)
        else ".".join(module.split(".")[: 2 if module.startswith("pipelines.") else 1])
    )


def levels(rooms: dict[str, int], edges: Edges) -> list[list[str]]:
    """Rooms from the top down: each above whatever it imports, the lighter of two opposite ways left out."""
    below = {room: set[str]() for room in rooms}
    for (room, other), weight in edges.items():
        if weight > edges[other, room] or (weight == edges[other, room] and room < other):
            below[room].add(other)
    height: dict[str, int] = {}

    def climb(room: str, path: tuple[str, ...] = ()) -> int:
        if room not in height:
            lower = [climb(other, (*path, room)) for other in sorted(below[room]) if other not in path]
            height[room] = 1 + max(lower, default=-1)
        return height[room]

    for room in sorted(rooms):
        climb(room)
    top = max(height.values())
    return [sorted(room for room in rooms if height[room] == top - level) for level in range(top + 1)]


def picture() -> str:
    """The drawing as SVG text; equal imports give equal text."""
    rooms, edges = rooms_and_imports()
    rows = levels(rooms, edges)
    place = {
        room: (_across(at, len(row)), 12 + level * (_HEIGHT + _GAP))
        for level, row in enumerate(rows)
        for at, room in enumerate(row)
    }
    lines = [
        _line(place[room], place[other], edges[room, other])
        for room, other in sorted(_not_by_way_of_another(edges, rows))
    ]
    boxes = [_box(room, *place[room], rooms[room]) for room in sorted(rooms)]
    height = 12 + len(rows) * (_HEIGHT + _GAP) - _GAP + 12
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" role="img" '
        f'aria-label="Which room of the program imports which"><style>{_STYLE}</style>\n'
        + "\n".join([*lines, *boxes])
        + "\n</svg>\n"
    )


def _across(at: int, many: int) -> int:
    between = (_WIDTH - many * _BOX) / (many + 1)
    return round(between * (at + 1) + _BOX * at)


def _not_by_way_of_another(edges: Edges, rows: list[list[str]]) -> list[tuple[str, str]]:
    """The ways from room to room that no other way goes, too: what the desk imports of settings, everything
    that it imports does as well."""
    level = {room: number for number, row in enumerate(rows) for room in row}
    down = {(room, other) for room, other in edges if level[other] > level[room]}
    reached: dict[str, set[str]] = {}
    for row in reversed(rows):
        for room in row:
            nearest = {other for start, other in down if start == room}
            reached[room] = nearest.union(*(reached[other] for other in nearest))
    direct = {
        (room, other)
        for room, other in down
        if not any(other in reached[between] for start, between in down if start == room)
    }
    return sorted(direct | (edges.keys() - down))


def _line(start: tuple[int, int], end: tuple[int, int], count: int) -> str:
    is_up = end[1] <= start[1]
    x, y = start[0] + _BOX // 2, start[1] + (0 if is_up else _HEIGHT)
    to_x, to_y = end[0] + _BOX // 2, end[1] + (_HEIGHT if is_up else 0)
    bend = (to_y - y) // 2
    width = round(min(4.0, 0.6 + count / 25), 1)
    kind = ' class="up"' if is_up else ""
    return (
        f'<path{kind} stroke-width="{width}" '
        f'd="M{x} {y} C{x} {y + bend} {to_x} {to_y - bend} {to_x} {to_y}"/>'
    )


def _box(room: str, x: int, y: int, modules: int) -> str:
    name, _, what = room.partition(": ")
    under = f"{what} · {modules}" if what else f"{modules} modules"
    return (
        f'<rect x="{x}" y="{y}" width="{_BOX}" height="{_HEIGHT}" rx="5"/>'
        f'<text class="n" x="{x + 10}" y="{y + 19}">{escape(name)}</text>'
        f'<text class="s" x="{x + 10}" y="{y + 36}">{escape(under)}</text>'
    )


if __name__ == "__main__":
    PICTURE.write_text(picture(), encoding="utf-8")
