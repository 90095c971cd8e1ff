"""The published schema as it would be created now, without any data."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import duckdb

from pipelines.database import Row, declare, read_rows
from pipelines.warehouse.data_package import Table, read_tables
from pipelines.warehouse.flags import current_ruleset, prepare_flags

#: The tables that others point at, each with the column that does.
HUBS = {
    "inspection_id": "inspection",
    "urn": "school",
    "flag_id": "welfare_flag",
    "document_id": "source_document",
    "rule_id": "rule",
}
_ANY_YEAR = 2026


@dataclass(frozen=True)
class Schema:
    """facts: tables and views of facts.duckdb. flags: those that warehouse.duckdb has besides. macros: those
    of both files, rows of sql/export/macro.sql."""

    facts: list[Table]
    flags: list[Table]
    macros: list[Row]

    def tables(self) -> Iterator[Table]:
        yield from self.facts
        yield from self.flags

    def columns(self) -> list[tuple[str, str, str]]:
        """Table, column and type of each column."""
        return [
            (table.name, column["column_name"], column["data_type"])
            for table in self.tables()
            for column in table.columns
        ]


def current_schema() -> Schema:
    """What sql/tables and sql/views declare."""
    with duckdb.connect(":memory:") as connection:
        declare(connection, "tables/facts")
        declare(connection, "views/facts")
        facts = read_tables(connection)
        prepare_flags(connection, current_ruleset(), _ANY_YEAR)
        known = {table.name for table in facts}
        flags = [table for table in read_tables(connection) if table.name not in known]
        return Schema(facts, flags, read_rows(connection, "export/macro"))


def points_at(table: Table) -> list[tuple[str, str]]:
    """Column and hub of each reference of a table."""
    return [
        (column["column_name"], HUBS[column["column_name"]])
        for column in table.columns
        if column["column_name"] in HUBS and HUBS[column["column_name"]] != table.name
    ]
