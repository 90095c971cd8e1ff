"""Writes rows that a test invented as Parquet, as the stores of parsed documents do.

Belongs here: writing, cheaply. Does not belong here: any row.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb

from pipelines.documents.small_documents import write_rows


def write_relations(
    folder: Path, relations: Mapping[str, Mapping[str, str]], rows: Mapping[str, Sequence[tuple[Any, ...]]]
) -> dict[str, Path]:
    """A file for each relation in a new folder, by relation; the rows begin with the document's id."""
    folder.mkdir(parents=True)
    files = {relation: folder / f"{relation}.parquet" for relation in relations}
    for relation, columns in relations.items():
        files[relation].write_bytes(_parquet(tuple(columns.items()), tuple(rows.get(relation, ()))))
    return files


@cache
def _writer() -> duckdb.DuckDBPyConnection:
    """One database for all that is written: opening one takes longer than writing a file."""
    return duckdb.connect(config={"threads": 1})


@cache
def _parquet(columns: tuple[tuple[str, str], ...], rows: tuple[tuple[Any, ...], ...]) -> bytes:
    """The file of a relation. Most hold nothing, and many tests begin with the same rows."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "relation.parquet"
        write_rows(_writer(), path, dict(columns), rows)
        return path.read_bytes()
