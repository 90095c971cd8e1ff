"""Databases that cost a test no more than the rows it puts into them.

Belongs here: one empty database in memory, and worlds apart in it. Which tables it has says who makes it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

import duckdb


class Worlds:
    """One database in memory with empty tables. Each world is a transaction in it that is never committed:
    making the tables takes longer than most of what is asked of them."""

    def __init__(self, prepare: Callable[[duckdb.DuckDBPyConnection], None], search_path: str) -> None:
        self._prepare = prepare
        self._search_path = search_path

    @cached_property
    def _empty(self) -> duckdb.DuckDBPyConnection:
        # Where there is so little to join, thinking about the order of joins takes longer than joining.
        connection = duckdb.connect(config={"threads": 1, "disabled_optimizers": "join_order"})
        self._prepare(connection)
        return connection

    def new(self) -> duckdb.DuckDBPyConnection:
        """A connection to a new world."""
        connection = self._empty.cursor()
        connection.execute(f"SET search_path = '{self._search_path}'")
        connection.execute("BEGIN")
        return connection

    @staticmethod
    def end(connection: duckdb.DuckDBPyConnection) -> None:
        """Leave nothing of a world."""
        connection.execute("ROLLBACK")
        connection.close()
