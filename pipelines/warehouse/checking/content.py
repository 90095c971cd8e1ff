"""The data that checks are given, and fingerprints that tell whether it is the data they were given before.

Belongs here: reading a candidate for checking. Every statement stands in sql/checks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from pipelines.database import open_read_only
from pipelines.reference import REFERENCE
from pipelines.warehouse.checking.broken import CheckBroken
from pipelines.warehouse.checking.suites import CHECKS, Group

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Given:
    """What a group of checks is given: ``content`` is equal where the data are, ``frame`` reads the data."""

    content: str
    frame: Callable[[], pd.DataFrame]


class Contents:
    """An open candidate: its tables' fingerprints, and the data of each group of checks."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection
        connection.execute("SET VARIABLE reference_folder = ?", [str(REFERENCE)]).fetchall()

    def table_fingerprint(self, table: str) -> str:
        """Fingerprint of all rows of a table, without build_id, which differs between builds of equal facts.

        Raises CheckBroken where there is no such table.
        """
        with _named(f"Table {table}"):
            columns = self._connection.table(table).columns
            return self._fingerprint("rows", table, [column for column in columns if column != "build_id"])

    def given(self, group: Group) -> Given:
        """The data of one group; raises CheckBroken where they cannot be read."""
        with _named(group.name):
            if group.query is not None:
                offenders = len(self._connection.execute(group.query).fetchall())
                read = self._connection.sql(group.query).df if offenders else _no_offenders
                # Their number is enough to compare by: only a query without offenders has passed.
                return Given(f"{offenders} offending rows", read)
            table = self._connection.table(group.table)
            if not group.distinct:
                (rows,) = table.count("*").fetchall()[0]
                return Given(f"{rows} rows", table.select(duckdb.ConstantExpression(True).alias("is_row")).df)
            columns = table.select(*(duckdb.ColumnExpression(column) for column in group.columns))
            return Given(self._fingerprint("values", group.table, group.columns), columns.distinct().df)

    def _fingerprint(self, of: str, table: str, columns: Sequence[str]) -> str:
        statement = _statement(f"fingerprint_of_{of}")
        parameters = {"table": table, "columns": list(columns)}
        return str(self._connection.execute(statement, parameters).fetchall()[0][0])


@contextmanager
def open_contents(warehouse: Path) -> Iterator[Contents]:
    """Open a candidate for checking, read-only."""
    with open_read_only(warehouse) as connection:
        yield Contents(connection)


def _no_offenders() -> pd.DataFrame:
    """Made without asking again: nearly every invariant holds, and there are a hundred."""
    import pandas as pd

    return pd.DataFrame()


@cache
def _statement(name: str) -> str:
    return (CHECKS / f"{name}.sql").read_text(encoding="utf-8")


@contextmanager
def _named(what: str) -> Iterator[None]:
    try:
        yield
    except duckdb.Error as error:
        raise CheckBroken(f"{what} cannot be checked: {error}") from error
