"""The schools that a document lists, as at its day.

Belongs here: reading the school's own columns. Does not belong here: anything about inspections.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from pipelines.documents.management_information.columns import TextColumn
from pipelines.documents.management_information.document import Part, relation_frame
from pipelines.documents.management_information.relations import RELATIONS, WHOLE
from pipelines.documents.management_information.rows import Rows

BLOCK = "school"

# Printed for schools whose opening day is not known.
PLACEHOLDER_OPEN_DATE = np.datetime64(date(1900, 1, 1))


def check_school_columns(rows: Rows) -> None:
    """Set aside rows whose school columns cannot be read."""
    column = rows.column((BLOCK, "open_date", ""))
    if column is not None:
        rows.set_aside(
            column.no_day,
            column,
            "impossible_date",
            "The school's open date is no day of the calendar.",
        )


def read_schools(rows: Rows) -> pd.DataFrame:
    """One row a school; empty where the document's rows are inspections."""
    if not rows.table.header.era.lists_schools:
        return relation_frame("school", [])
    columns: dict[str, Any] = {"row_number": rows.numbers}
    for name, kind in RELATIONS["school"].items():
        column = rows.column((BLOCK, name, ""))
        if column is None:
            continue
        if name == "open_date":
            columns[name] = _open_dates(rows, column)
        elif kind == WHOLE:
            columns[name] = _whole_numbers(rows, column)
        else:
            columns[name] = column.text()
    return relation_frame("school", [Part(columns, len(rows))])


def _open_dates(rows: Rows, column: TextColumn) -> Any:
    days = column.days.copy()
    placeholders = days == PLACEHOLDER_OPEN_DATE
    if placeholders.any():
        rows.notes.info(
            "placeholder_open_date",
            f"{placeholders.sum()} schools carry 01/01/1900 as their open date: read as not known.",
            column_name=column.name,
        )
    days[placeholders] = np.datetime64("NaT")
    return days.astype("datetime64[s]")


def _whole_numbers(rows: Rows, column: TextColumn) -> Any:
    numbers, unreadable = column.numbers()
    if unreadable.any():
        first = int(np.flatnonzero(unreadable)[0])
        rows.notes.warn(
            "number_not_read",
            f"{unreadable.sum()} cells hold no whole number: read as not known.",
            row_number=int(rows.numbers[first]),
            column_name=column.name,
            value=column.word(first),
        )
    return numbers
