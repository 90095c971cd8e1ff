"""How cells of the register's files are read: texts, days, whole numbers, URNs, words of a look-up table.

Belongs here: one reading of a cell for each kind of column. A cell that cannot be read sets its row aside.
Does not belong here: which column is of which kind (schools.py, links.py, groups.py).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Generic, TypeVar

from pipelines.documents.gias.table import Cells, SetAside, Table
from pipelines.reference import read_csv

DAY_FIRST = re.compile(r"(\d{1,2})([-/])(\d{1,2})\2(\d{4})(?: 00:00(?::00)?)?", re.ASCII)
YEAR_FIRST = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ]00:00(?::00)?(?:\.0+)?)?", re.ASCII)
URN = re.compile(r"[1-9]\d{4,6}", re.ASCII)
"""Schools have six digits; children's centres and a few old establishments may have others."""

Read = TypeVar("Read")
TextColumn = Callable[[Cells], "str | None"]


class Column(Generic[Read]):
    """Reads the cells of one column, each distinct word once; raises SetAside for one that it cannot read."""

    def __init__(
        self, table: Table, field: str, read: Callable[[str], Read], reason_code: str, reason: str
    ) -> None:
        self._place = table.place(field)
        self._label = table.label(field)
        self._read = read
        self._reason = (reason_code, reason)
        self._known: dict[str, Read] = {}

    def __call__(self, cells: Cells) -> Read:
        word = cells[self._place]
        try:
            return self._known[word]
        except KeyError:
            pass
        try:
            read = self._known[word] = self._read(word.strip())
        except ValueError:
            raise SetAside(self._label, word, *self._reason) from None
        return read


def text_column(table: Table, field: str) -> TextColumn:
    """Reads texts, surrounding blanks removed; None for a blank and for the column's words for nothing."""
    place = table.place(field)
    nothing = {""} | {
        row["published"].casefold() for row in read_csv("gias/no_value.csv") if row["field"] == field
    }

    def read(cells: Cells) -> str | None:
        word = cells[place].strip()
        return None if word.casefold() in nothing else word

    return read


def day_column(table: Table, field: str) -> Column[date | None]:
    """Reads days; a blank is None."""
    return Column(table, field, day_of, "date_not_understood", "It is no day of the calendar.")


def number_column(table: Table, field: str) -> Column[int | None]:
    """Reads whole numbers; a blank is None."""
    return Column(table, field, whole_of, "number_not_understood", "It is no whole number.")


def urn_column(table: Table, field: str) -> Column[int]:
    """Reads URNs; there must be one."""
    return Column(table, field, urn_of, "urn_not_understood", "It is no URN.")


def day_of(word: str) -> date | None:
    """A day as the register prints it: dd-mm-yyyy, dd/mm/yyyy, or yyyy-mm-dd (membership of trusts)."""
    if not word:
        return None
    if match := DAY_FIRST.fullmatch(word):
        return date(int(match[4]), int(match[3]), int(match[1]))
    if match := YEAR_FIRST.fullmatch(word):
        return date(int(match[1]), int(match[2]), int(match[3]))
    raise ValueError("no day")


def whole_of(word: str) -> int | None:
    """A whole number, or None for nothing; raises ValueError otherwise."""
    if not word:
        return None
    if not (word.isascii() and word.isdigit()):
        raise ValueError("no whole number")
    return int(word)


def urn_of(word: str) -> int:
    """A URN; raises ValueError otherwise."""
    if not URN.fullmatch(word):
        raise ValueError("no URN")
    return int(word)


def folded(word: str) -> str:
    """A published word for looking it up: capitals and blanks do not matter."""
    return " ".join(word.split()).casefold()
