"""What the reader of management information returns: five relations and where they came from.

Belongs here: the document as frames, and making a frame of a relation.
Does not belong here: how a column is read.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from pipelines.documents.management_information.columns import from_codes
from pipelines.documents.management_information.relations import DAY, RELATIONS, TEXT, TRUTH, WHOLE

PANDAS_TYPES = {TEXT: "object", WHOLE: "Int32", DAY: "datetime64[s]", TRUTH: "boolean"}


@dataclass(frozen=True)
class ParsedDocument:
    """A sound document, read. Frames have the columns of RELATIONS, text as object or category.

    schools is empty for documents with a row for each inspection. Rows join on row_number, judgements on
    row_number and block. header_row is a spreadsheet row; rows_read counts the rows kept.
    """

    era: str
    title: str
    as_at: date | None
    encoding: str
    sheet: str
    header_row: int
    rows_read: int
    schools: pd.DataFrame
    inspections: pd.DataFrame
    judgements: pd.DataFrame
    rejected_rows: pd.DataFrame
    findings: pd.DataFrame

    def relations(self) -> dict[str, pd.DataFrame]:
        """The frames by relation name, in the order of RELATIONS."""
        return {
            "school": self.schools,
            "inspection": self.inspections,
            "judgement": self.judgements,
            "rejected_row": self.rejected_rows,
            "finding": self.findings,
        }


@dataclass(frozen=True)
class Part:
    """Some rows of a relation: arrays by column name; a column not given is wholly null."""

    columns: Mapping[str, Any]
    length: int


def relation_frame(relation: str, parts: Sequence[Part]) -> pd.DataFrame:
    """The parts under each other, as a frame with the relation's columns in order."""
    for part in parts:
        if unknown := set(part.columns) - set(RELATIONS[relation]):
            raise KeyError(f"{relation} has no column {sorted(unknown)}")
    return pd.DataFrame(
        {
            name: _stacked([(part.columns.get(name), part.length) for part in parts], PANDAS_TYPES[kind])
            for name, kind in RELATIONS[relation].items()
        }
    )


def _stacked(arrays: Sequence[tuple[Any, int]], dtype: str) -> Any:
    """One column from its parts' arrays (None: that many nulls)."""
    given = [array for array, _ in arrays if array is not None]
    if not given:
        return pd.Series([None] * sum(length for _, length in arrays), dtype=dtype)
    if all(isinstance(array, pd.Categorical) for array in given):
        return given[0] if len(arrays) == 1 else _stacked_categoricals(arrays)
    if len(arrays) == 1:
        return pd.Series(given[0], dtype=dtype)
    parts = [pd.Series([None] * length if array is None else array, dtype=dtype) for array, length in arrays]
    return pd.concat(parts, ignore_index=True)


def _stacked_categoricals(arrays: Sequence[tuple[pd.Categorical | None, int]]) -> pd.Categorical:
    categories: dict[str, int] = {}
    codes = []
    for array, length in arrays:
        if array is None:
            codes.append(np.full(length, -1, dtype=np.int32))
            continue
        merged = [categories.setdefault(word, len(categories)) for word in array.categories]
        # Code -1, a null, picks the last entry.
        codes.append(np.array([*merged, -1], dtype=np.int32)[array.codes])
    return from_codes(np.concatenate(codes), categories)
