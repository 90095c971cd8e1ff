"""The Frictionless data package that describes exported facts: tables, columns with types and meaning,
keys, licence.

Belongs here: turning the comments and types of the tables into a descriptor (datapackage.json). Does not
belong here: writing tables (exports.py), and any description, which stands in sql/ as a comment.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, time
from itertools import groupby
from pathlib import Path
from typing import Any

import duckdb

from pipelines.database import Row, read_rows
from pipelines.texts import say
from pipelines.warehouse.citation import Citation, licence

_TYPES = {
    "BOOLEAN": "boolean",
    "DATE": "date",
    "DOUBLE": "number",
    "INTEGER": "integer",
    "BIGINT": "integer",
    "TIMESTAMP": "datetime",
    "VARCHAR": "string",
}
_MEDIA = {".parquet": "application/vnd.apache.parquet", ".csv": "text/csv"}
# Each table's comment names its key so: the one home of the keys of tables without a constraint.
_KEY = re.compile(r"\bKey: (\w+(?:, \w+)*)\.")


@dataclass(frozen=True)
class Table:
    """One table or view of facts. key: the columns that together name a row; empty for a view. reads_build:
    may differ between builds of the same facts, as what is counted to the day of the build does."""

    name: str
    comment: str
    is_view: bool
    key: tuple[str, ...]
    columns: tuple[Row, ...]
    reads_build: bool = False


def read_tables(connection: duckdb.DuckDBPyConnection) -> list[Table]:
    """Every table and view that a connection to facts.duckdb sees, in the order of their names."""
    rows = read_rows(connection, "export/column")
    return [
        _table(name, tuple(columns)) for name, columns in groupby(rows, lambda row: str(row["table_name"]))
    ]


def _table(name: str, columns: tuple[Row, ...]) -> Table:
    comment, is_view = columns[0]["table_comment"], columns[0]["is_view"]
    named = _KEY.search(comment)
    key = tuple(named[1].split(", ")) if named and not is_view else ()
    if unknown := set(key) - {column["column_name"] for column in columns}:
        raise LookupError(
            f"The comment of {name} names a key that it does not have: {', '.join(sorted(unknown))}."
        )
    return Table(name, comment, is_view, key, columns, columns[0]["reads_build"])


def describe(citation: Citation, files: Iterable[tuple[Table, Path]]) -> dict[str, Any]:
    """The descriptor of files that have been written."""
    of_sources = {
        "name": licence()["name"],
        "title": licence()["title"],
        "path": licence()["url"],
    }
    return {
        "profile": "data-package",
        "name": "ofsted-welfare-monitor-facts",
        "id": citation.build_id,
        "title": say("export.title"),
        "description": f"{say('export.about')} {citation.footnote()}",
        "version": citation.schema_version,
        # The day that the build stands for: equal builds are described by equal files.
        "created": datetime.combine(citation.as_of, time.min, tzinfo=UTC).isoformat(),
        "licenses": [of_sources],
        "contributors": [
            {"title": title, "role": "publisher"} for title in say("export.publishers").split("; ")
        ],
        "sources": [
            {
                "title": source.title,
                "path": source.url,
                "as_at": source.as_at,
                "fetched_at": source.fetched_at,
            }
            for source in citation.documents
        ],
        "resources": [_resource(table, path) for table, path in files],
    }


def _resource(table: Table, path: Path) -> dict[str, Any]:
    content = path.read_bytes()
    kind = path.suffix.removeprefix(".")
    return {
        "name": table.name.replace("_", "-") + ("" if kind == "parquet" else f"-{kind}"),
        "path": path.name,
        "description": table.comment,
        "format": kind,
        "mediatype": _MEDIA[path.suffix],
        **({"encoding": "utf-8"} if kind == "csv" else {}),
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "schema": {
            "fields": [_field(column) for column in table.columns],
            **({"primaryKey": list(table.key)} if table.key else {}),
        },
    }


def _field(column: Row) -> dict[str, Any]:
    kind = _TYPES.get(column["data_type"])
    if kind is None:
        raise LookupError(
            f"{column['table_name']}.{column['column_name']} has the type {column['data_type']}, which "
            "pipelines/warehouse/data_package.py cannot describe: add it there."
        )
    required = {"constraints": {"required": True}} if column["required"] else {}
    return {"name": column["column_name"], "type": kind, "description": column["comment"], **required}
