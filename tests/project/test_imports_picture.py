"""The picture of the imports is that of the imports."""

from __future__ import annotations

from tests.project.imports_picture import PICTURE, levels, picture, rooms_and_imports


def test_the_picture_is_fresh() -> None:
    assert PICTURE.read_text(encoding="utf-8") == picture(), "make docs writes it again"


def test_no_room_imports_upwards() -> None:
    """Two rooms that import each other are one room in truth."""
    rooms, edges = rooms_and_imports()
    assert not {tuple(sorted(edge)) for edge in edges if edge[::-1] in edges}
    order = [room for row in levels(rooms, edges) for room in row]
    assert not [edge for edge in edges if order.index(edge[0]) > order.index(edge[1])]
