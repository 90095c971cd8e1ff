"""Opens what the last good night published, for everyone who reads it.

Belongs here: finding the published warehouse, saying plainly why there is none, and running the readers'
statements (sql/explain). Does not belong here: the pointer itself (publish.py), and what the answers mean.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from pipelines import database
from pipelines.database import Row, connect_read_only
from pipelines.layout import BuildFolder, DataFolder
from pipelines.warehouse.publish import published_build

__all__ = ["PublishedUnavailable", "Row", "open_published", "open_warehouse", "read_rows"]


class PublishedUnavailable(Exception):
    """There is no published warehouse to read, or it may not be read; the message says what to do."""


@contextmanager
def open_published(data: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """The warehouse that ``data`` has published now, open for reading.

    The pointer is resolved once: a night that publishes meanwhile changes nothing for this reader.
    Raises PublishedUnavailable.
    """
    connection = open_warehouse(_build(DataFolder(data), lambda build: build.warehouse))
    try:
        yield connection
    finally:
        connection.close()


def open_warehouse(build: BuildFolder) -> duckdb.DuckDBPyConnection:
    """The warehouse of one build, open for reading until the caller closes it. Raises
    PublishedUnavailable."""
    if not os.access(build.warehouse, os.R_OK):
        raise PublishedUnavailable(
            f"This account may not read {build.warehouse}: flags are for welfare roles. "
            f"The published facts without them stand in {build.facts.name} beside it."
        )
    try:
        return connect_read_only(build.warehouse)
    except duckdb.Error as error:
        raise PublishedUnavailable(
            f"{build.warehouse} cannot be opened ({error}). Run make nightly: the archive rebuilds it."
        ) from error


def read_rows(connection: duckdb.DuckDBPyConnection, statement: str, **parameters: object) -> list[Row]:
    """The rows of a readers' statement, sql/explain/``statement``.sql, each a mapping of column to value."""
    return database.read_rows(connection, f"explain/{statement}", **parameters)


def published_facts(data: DataFolder) -> Path:
    """The facts that ``data`` has published now. Raises PublishedUnavailable."""
    return _build(data, lambda build: build.facts).facts


def _build(data: DataFolder, file: Callable[[BuildFolder], Path]) -> BuildFolder:
    """The published build, which holds a file."""
    build = published_build(data)
    if build is None or not file(build).exists():
        raise PublishedUnavailable(
            f"Nothing has been published in {data.root} yet: run make nightly first, or name the folder "
            "that a night has published in with --data."
        )
    return build
