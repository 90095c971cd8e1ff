"""The rows below the header: which are data, which are notes, which are set aside for their shape or URN.

Belongs here: blank rows, footers, ragged and duplicate rows, and setting rows aside for one cell.
Does not belong here: what the cells of a sound row mean.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from pipelines.documents.management_information.columns import Mask, TextColumn
from pipelines.documents.management_information.eras import Key
from pipelines.documents.management_information.header import FoundTable
from pipelines.documents.management_information.notes import Notes, RejectedRow
from pipelines.documents.refusal import DocumentRefused

URN: Key = ("school", "urn", "")
SIX_DIGITS = re.compile(r"\d{6}", re.ASCII)

# More than this share of rows set aside, and more than a handful: the document is unsound, not its rows.
LARGEST_REJECTED_SHARE = 0.01
HANDFUL = 5


class Rows:
    """The sound rows of a table, as columns; rows can be set aside while the table is read."""

    def __init__(self, table: FoundTable, notes: Notes) -> None:
        self.table = table
        self.notes = notes
        numbers, self.cells = self._shaped_rows()
        self.numbers: NDArray[np.int32] = np.array(numbers, dtype=np.int32)
        self._seen = len(numbers) + len(notes.rejected)
        self._columns: dict[int, TextColumn] = {}

    def __len__(self) -> int:
        return len(self.cells)

    def column(self, key: Key) -> TextColumn | None:
        """The column's words by row, None where the document has no such column."""
        place = self.table.header.positions.get(key)
        if place is None:
            return None
        if place not in self._columns:
            name = self.table.header.labels[place]
            self._columns[place] = TextColumn.of(name, self._cells_by_place[place] if self.cells else ())
        return self._columns[place]

    @cached_property
    def _cells_by_place(self) -> list[tuple[str, ...]]:
        """The cells turned: all columns at once take less time than half of them one by one."""
        return list(zip(*self.cells, strict=True))

    def urn_column(self) -> TextColumn:
        column = self.column(URN)
        assert column is not None, "every era requires a URN column"
        return column

    def set_aside(self, bad: Mask, column: TextColumn, reason_code: str, reason: str) -> None:
        """Set the rows of a mask aside, each with the column and value that were wrong."""
        if not bad.any():
            return
        for row in np.flatnonzero(bad).tolist():
            self._reject(row, column, reason_code, reason)
        self._keep(~bad)

    def set_aside_repeats(self, identity: Callable[[Rows], list[tuple[str, ...]]]) -> None:
        """Keep one of identical rows with the same identity; set all of them aside where they disagree."""
        groups: dict[tuple[str, ...], list[int]] = {}
        for row, name in enumerate(identity(self)):
            groups.setdefault(name, []).append(row)
        keep = np.ones(len(self), dtype=bool)
        for name, rows in groups.items():
            if len(rows) == 1:
                continue
            numbers = ", ".join(str(self.numbers[row]) for row in rows)
            distinct = {tuple(cell.strip() for cell in self.cells[row]) for row in rows}
            if len(distinct) == 1:
                keep[rows[1:]] = False
                self.notes.warn(
                    "repeated_row",
                    f"Rows {numbers} are identical; one is kept.",
                    row_number=int(self.numbers[rows[0]]),
                    value=" ".join(name),
                )
                continue
            keep[rows] = False
            for row in rows:
                reason = f"Rows {numbers} speak of the same {' '.join(name)} and disagree."
                self._reject(row, self.urn_column(), "rows_disagree", reason)
        if not keep.all():
            self._keep(keep)

    def refuse_if_unsound(self) -> None:
        """Raise DocumentRefused where too large a share of the rows was set aside, or none is left."""
        rejected = self.notes.rejected
        if len(rejected) > HANDFUL and len(rejected) > LARGEST_REJECTED_SHARE * self._seen:
            first = min(rejected, key=lambda row: row.row_number)
            raise DocumentRefused(
                "too_many_rejected_rows",
                f"{len(rejected)} of {self._seen} rows are malformed; the first: {first.reason}",
                first.row_number,
                first.column_name,
                first.value,
            )
        if not len(self):
            raise DocumentRefused("no_rows", "No sound row stands below the header.")

    def _keep(self, keep: Mask) -> None:
        self.cells = [row for row, kept in zip(self.cells, keep, strict=True) if kept]
        vars(self).pop("_cells_by_place", None)  # of the rows before
        self.numbers = self.numbers[keep]
        self._columns = {place: column.kept(keep) for place, column in self._columns.items()}

    def _reject(self, row: int, column: TextColumn, reason_code: str, reason: str) -> None:
        urn = self.urn_column().word(row)
        rejected = RejectedRow(
            int(self.numbers[row]), urn, column.name, column.word(row), reason_code, reason
        )
        self.notes.rejected.append(rejected)

    def _shaped_rows(self) -> tuple[list[int], list[list[str]]]:
        """The spreadsheet numbers and the cells of rows with a URN and as many cells as the header."""
        first = self.table.last_header_row + 1
        width, urn_place = len(self.table.header.labels), self.table.header.positions[URN]
        rows = self.table.sheet.rows
        filled = (index for index in range(len(rows) - 1, first - 1, -1) if any(map(str.strip, rows[index])))
        last_filled = next(filled, -1)
        numbers, shaped = [], []
        for index in range(first, last_filled + 1):
            cells = rows[index]
            if len(cells) == width and SIX_DIGITS.fullmatch(cells[urn_place].strip()):
                numbers.append(index + 1)
                shaped.append(cells)
            else:
                self._other_row(index + 1, cells, is_last=index == last_filled)
        return numbers, shaped

    def _other_row(self, number: int, cells: list[str], *, is_last: bool) -> None:
        """A row that is not plainly data: blank, a note, cut short, or set aside."""
        header = self.table.header
        width, urn_place = len(header.labels), header.positions[URN]
        filled = [cell.strip() for cell in cells if cell.strip()]
        urn = cells[urn_place].strip() if urn_place < len(cells) else ""
        if not filled:
            return
        if is_last and len(cells) < width and (self.table.sheet.ends_mid_line or len(filled) > 1):
            cut = f"The last row has {len(cells)} of {width} cells: the file was cut short."
            raise DocumentRefused("truncated", cut, number, value=cells[-1])
        if len(filled) == 1 and not SIX_DIGITS.fullmatch(urn):
            note = "A row that holds only a note was passed over."
            self.notes.info("note_row", note, row_number=number, value=filled[0])
        elif len(cells) != width:
            reason = f"The row has {len(cells)} cells, the header {width}."
            self.notes.rejected.append(
                RejectedRow(number, urn or None, None, str(len(cells)), "cell_count", reason)
            )
        else:
            reason = "The URN is not a number of six digits."
            self.notes.rejected.append(
                RejectedRow(number, urn or None, header.label(URN), urn, "urn_not_six_digits", reason)
            )
