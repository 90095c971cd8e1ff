"""From the bytes of one of the register's files to its lines, and columns found whatever the year's spelling.

Belongs here: the header, refusing a file that names a person or has lost a column, what is noted on the way.
Does not belong here: what a cell means (values.py and the reader of each file).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from pipelines.documents.cells import csv_rows, csv_text
from pipelines.documents.gias.relations import FINDING, REJECTED
from pipelines.documents.refusal import DocumentRefused
from pipelines.documents.small_documents import Rows
from pipelines.reference import read_csv

Values = tuple[Any, ...]
Cells = list[str]

MOST_REJECTED = 0.02
"""More set-aside rows than this share, and the file is not what it was taken for."""


class SetAside(Exception):
    """A row that cannot be read; the rest of the file stands. told: column, value, reason code, reason."""

    def __init__(self, column_name: str, value: str | None, reason_code: str, reason: str) -> None:
        super().__init__(reason)
        self.told = (column_name, value, reason_code, reason)


class Table:
    """One of the register's files: ``extract``, ``links`` or ``groups``. Raises DocumentRefused.

    rows: what was set aside and found; the file's own reader adds its relation.
    """

    def __init__(self, content: bytes, file: str) -> None:
        self._lines = csv_rows(csv_text(content))
        self.header = [name.strip() for name in next(self._lines, [])]
        self.rejected: list[Values] = []
        self.findings: list[Values] = []
        self._noted: set[tuple[str, str, str | None]] = set()
        columns = [row for row in read_csv("gias/columns.csv") if row["file"] == file]
        self._place: dict[str, int] = {}
        for row in columns:
            if row["field"] and row["spelling"] in self.header:
                self._place.setdefault(row["field"], self.header.index(row["spelling"]))
        self._refuse_missing(columns)
        names_people = {row["column"] for row in read_csv("gias/personal_columns.csv")}
        self._personal = [place for place, name in enumerate(self.header) if name in names_people]
        self._remark_unknown({row["spelling"] for row in columns} | names_people)

    def place(self, field: str) -> int:
        """Where a field stands in the cells of ``lines``: where there is no such column, a blank cell."""
        return self._place.get(field, -1)

    def label(self, field: str) -> str:
        """How the file spells a field's column; the field's own name where there is none."""
        return self.header[self._place[field]] if field in self._place else field

    def lines(self) -> Iterator[tuple[int, Cells]]:
        """Row number, as a spreadsheet counts, and cells, a blank one added; blank lines are left out."""
        width = len(self.header)
        for number, cells in enumerate(self._lines, start=2):
            if len(cells) != width:
                if not any(cells):
                    continue
                raise DocumentRefused(
                    "row_length", f"The row has {len(cells)} cells where the header has {width}.", number
                )
            for place in self._personal:
                if cells[place].strip():
                    # The cell is not quoted: it is what must not be kept.
                    raise DocumentRefused(
                        "personal_data_present",
                        "A column that names people is not empty: the file was not redacted.",
                        number,
                        self.header[place],
                    )
            if any(cells):
                cells.append("")
                yield number, cells

    def read(self, relation: str, values: Callable[[int, Cells], Values | None]) -> Rows:
        """Read every line by ``values`` (None: not meant for the relation); the rows of all relations."""
        read: list[Values] = []
        number = None
        for number, cells in self.lines():
            try:
                found = values(number, cells)
            except SetAside as aside:
                self.rejected.append((number, cells[self.place("urn")].strip(), *aside.told))
                continue
            if found is not None:
                read.append(found)
        if number is None:
            raise DocumentRefused("no_rows", "No row stands below the header.")
        self._believe(len(read))
        return {relation: read, REJECTED: self.rejected, FINDING: self.findings}

    def note(
        self,
        code: str,
        field: str,
        value: str | None,
        number: int | None,
        message: str,
        severity: str = "warning",
    ) -> None:
        """Remark on a value, once for each value of a column, where it is first met."""
        key = (code, field, value)
        if key not in self._noted:
            self._noted.add(key)
            self.findings.append((code, severity, number, self.label(field), value, message))

    def _refuse_missing(self, columns: list[dict[str, str]]) -> None:
        needed = {row["field"]: row["spelling"] for row in reversed(columns) if row["required"] == "yes"}
        missing = [spelling for field, spelling in needed.items() if field not in self._place]
        if missing:
            raise DocumentRefused(
                "column_missing",
                f"The file has no column {' and no column '.join(missing)}; where it is spelt in another way "
                "now, add the spelling to reference/gias/columns.csv.",
                1,
                missing[0],
            )

    def _remark_unknown(self, known: set[str]) -> None:
        if unknown := [name for name in self.header if name not in known]:
            self.findings.append(
                (
                    "unknown_column",
                    "info",
                    1,
                    unknown[0],
                    None,
                    f"Not read, for not known: {', '.join(unknown)}.",
                )
            )

    def _believe(self, read: int) -> None:
        rejected = self.rejected
        if (read or not rejected) and len(rejected) <= MOST_REJECTED * (read + len(rejected)):
            return
        number, _, column, value, _, reason = rejected[0]
        raise DocumentRefused(
            "too_many_rows_set_aside",
            f"{len(rejected)} of {read + len(rejected)} rows could not be read. The first: {reason}",
            number,
            column,
            value,
        )
