"""One database in memory for whatever is read from, or written as, Parquet outside a build.

Belongs here: opening it once, because that takes longer than most of what is done with it. Does not belong
here: databases with a file (pipelines/database.py).
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import duckdb


def scratch() -> duckdb.DuckDBPyConnection:
    """A connection to it, to be closed after use. Nothing is created in it but what is temporary."""
    return _database().cursor()


@cache
def _database() -> duckdb.DuckDBPyConnection:
    import duckdb

    return duckdb.connect(":memory:")
