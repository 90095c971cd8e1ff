"""A table of cells under damage, and as the bytes of a CSV file.

Belongs here: changing cells, rows and columns. Does not belong here: what the cells mean.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from tests.mutations.damage import damaged_bytes

Rows = list[list[str]]


@dataclass(frozen=True)
class DamagedTable:
    """A file. rows: its cells, header first; None where its bytes were damaged, so that nobody can say."""

    content: bytes
    rows: Rows | None


def damaged_table(
    rows: Rows, other: Rows, chance: Random, words: Sequence[str], encoding: str
) -> DamagedTable:
    """A table with one to four changes, seldom of its bytes. other: a table to splice with. words: what may
    stand in a cell instead."""
    rows = [list(row) for row in rows]
    for _ in range(chance.randint(1, 4)):
        _change(rows, chance, words)
    if chance.random() < 0.05:
        _splice(rows, other, chance)
    delimiter = chance.choice(";\t|") if chance.random() < 0.02 else ","
    sound = _csv(rows, delimiter).encode(encoding, "replace")
    content = damaged_bytes(sound, chance)
    return DamagedTable(content, rows if content == sound and delimiter == "," else None)


def _change(rows: Rows, chance: Random, words: Sequence[str]) -> None:
    row = chance.randrange(len(rows))
    place, other = (chance.randrange(len(rows[0])) for _ in range(2))
    match chance.randrange(20):
        case 0:
            del rows[row]
            if len(rows) < 2:
                rows.append([""] * len(rows[0]))
        case 1:
            rows.insert(chance.randrange(len(rows) + 1), list(rows[row]))
        case 2:
            for cells in rows:
                cells[place], cells[other] = cells[other], cells[place]
        case 3:
            _exchange(rows[0], place, other)
        case 4:
            _exchange(rows[row], place, other)
        case 5:
            rows[row][place] += chance.choice((" ", "\xa0", "\n", "é", '"', "," * 3, "9" * 300))
        case 6:
            rows[0][place] = chance.choice(words)
        case _:
            # The header keeps its place more often, so that most files are still read.
            rows[max(1, row) if len(rows) > 1 else row][place] = chance.choice(words)


def _splice(rows: Rows, other: Rows, chance: Random) -> None:
    """Rows of another table in the midst of this one, its header among them or in place of this one's."""
    at, first = chance.randrange(len(rows) + 1), chance.randrange(len(other))
    match chance.randrange(3):
        case 0:
            rows[at:] = [list(cells) for cells in other[first:]]
        case 1:
            rows[at:at] = [list(cells) for cells in other[first : first + 2]]
        case _:
            rows[0] = list(other[0])


def _exchange(cells: list[str], place: int, other: int) -> None:
    cells[place], cells[other] = cells[other], cells[place]


def _csv(rows: Rows, delimiter: str) -> str:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows(rows)
    return text.getvalue()
