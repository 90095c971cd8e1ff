"""Finds the header: the first row with a URN cell, alone or together with the row above or below it.

Belongs here: title lines, two-row headers, the choice among a workbook's sheets.
Does not belong here: what the columns mean (matching.py, eras.py).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipelines.documents.cells import Sheet
from pipelines.documents.management_information.eras import eras, fold
from pipelines.documents.management_information.matching import (
    MatchedHeader,
    match_header,
    refuse_renamed,
    unmatched,
)
from pipelines.documents.refusal import DocumentRefused

# Title lines above the header: one or two in every published file seen; a header further down is no header.
DEEPEST_HEADER = 30

URN = "urn"


@dataclass(frozen=True)
class FoundTable:
    """A sheet whose header fits an era; last_header_row is the index of the header's last row."""

    sheet: Sheet
    header: MatchedHeader
    last_header_row: int


def find_table(sheets: Sequence[Sheet]) -> tuple[FoundTable, list[str]]:
    """The sheet to read, and the names of others that fit an era; raises DocumentRefused if none fits."""
    found: list[FoundTable] = []
    seen: list[Sequence[str]] = []
    for sheet in sheets:
        for labels, last_row in _candidates(sheet):
            seen.append(labels)
            match = match_header(labels)
            if match is not None:
                found.append(FoundTable(sheet, match, last_row))
                break
    if not seen:
        raise DocumentRefused(
            "no_urn_column", f"None of the first {DEEPEST_HEADER} rows has a cell that says URN."
        )
    if not found:
        raise unmatched(seen)
    order = [era.name for era in eras()]
    best = min(found, key=lambda table: order.index(table.header.era.name))
    refuse_renamed(best.header)
    return best, [table.sheet.name for table in found if table is not best]


def _candidates(sheet: Sheet) -> Iterator[tuple[list[str], int]]:
    """Readings of the header: one row alone, then joined with the row above, then with the row below."""
    rows = sheet.rows
    for index, row in enumerate(rows[:DEEPEST_HEADER]):
        if URN not in {fold(cell) for cell in row}:
            continue
        yield _trimmed(row), index
        if index:
            yield _joined(_filled(rows[index - 1], len(row)), row), index
            yield _joined(rows[index - 1], row), index
        if index + 1 < len(rows) and not _cell(rows[index + 1], _urn_place(row)):
            below = rows[index + 1]
            yield _joined(_filled(row, len(below)), below), index + 1
            yield _joined(row, below), index + 1
        return


def _trimmed(row: Sequence[str]) -> list[str]:
    return [" ".join(cell.split()) if cell else "" for cell in row]


def _joined(above: Sequence[str], below: Sequence[str]) -> list[str]:
    width = max(len(above), len(below))
    return _trimmed([f"{_cell(above, place)} {_cell(below, place)}" for place in range(width)])


def _filled(row: Sequence[str], width: int) -> list[str]:
    """A row of group titles, each repeated over the blank cells that it spans."""
    filled, current = [], ""
    for place in range(width):
        current = _cell(row, place) or current
        filled.append(current)
    return filled


def _urn_place(row: Sequence[str]) -> int:
    return next(place for place, cell in enumerate(row) if fold(cell) == URN)


def _cell(row: Sequence[str], place: int) -> str:
    return row[place].strip() if place < len(row) else ""
