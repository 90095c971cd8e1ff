"""Opens DuckDB files the one way that this project opens them, and runs the statements of sql/.

Belongs here: connection settings and running files of SQL. Does not belong here: any statement.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb

from pipelines.settings import PROJECT_ROOT

SQL = PROJECT_ROOT / "sql"

Row = dict[str, Any]

# Readable by DuckDB 1.3, 1.4, 1.5 and 2.0 clients; the default of 2.0 is not.
STORAGE_VERSION = "v1.2.0"

# Statements by the text that says them.
_PARSED: dict[str, list[duckdb.Statement]] = {}

# Nothing is ever installed from the network in the middle of a night.
_OFFLINE = {"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}


@contextmanager
def create_database(
    path: Path, *, spill: Path, memory_limit: str = "500MB"
) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open a database for writing, creating it if absent, and close it whatever happens. What was made stands
    on the disk once the block has ended without an error, and no sooner.

    spill: folder for what does not fit into memory_limit; for this account alone.
    """
    spill.mkdir(mode=0o700, parents=True, exist_ok=True)
    connection = duckdb.connect(
        config={
            "temp_directory": str(spill),
            "memory_limit": memory_limit,
            # Given back at the end and not block by block: to ask for the same memory over and over is a
            # tenth of a build.
            "block_allocator_memory": memory_limit,
            # Written once, when it is closed: what a killed night left is never read.
            "checkpoint_threshold": "1TB",
            **_OFFLINE,
        }
    )
    try:
        asked = f"ATTACH ? AS made (STORAGE_VERSION '{STORAGE_VERSION}', RECOVERY_MODE no_wal_writes)"
        connection.execute(asked, [str(path)])
        connection.execute("USE made")
        yield connection
        # Closing writes too, but does not say that a disk is full.
        connection.execute("CHECKPOINT")
    finally:
        connection.close()


@contextmanager
def open_read_only(path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open a published or candidate file for reading, and close it whatever happens."""
    connection = connect_read_only(path)
    try:
        yield connection
    finally:
        connection.close()


def connect_read_only(path: Path) -> duckdb.DuckDBPyConnection:
    """A connection that reads a published or candidate file, for the caller to close."""
    return duckdb.connect(str(path), read_only=True, config=dict(_OFFLINE))


def statement_files(folder: str) -> list[Path]:
    """The SQL files directly in sql/<folder>, in the order of their names."""
    files = sorted((SQL / folder).glob("*.sql"))
    if not files:
        raise FileNotFoundError(
            f"sql/{folder} holds no statements: the checkout is incomplete (git status says what is missing)."
        )
    return files


def run_folder(connection: duckdb.DuckDBPyConnection, folder: str) -> None:
    """Run every file of sql/<folder> in the order of their names; an error names the file."""
    for file in statement_files(folder):
        with errors_of(f"{folder}/{file.name}"):
            run(connection, file.read_text(encoding="utf-8"))


def run(connection: duckdb.DuckDBPyConnection, text: str, parameters: object = None) -> None:
    """Run the statements of a text, which a process parses once however often it runs them: over a few
    schools that is a sixth of the time, and a replay has many days."""
    if text not in _PARSED:
        _PARSED[text] = connection.extract_statements(text)
    for statement in _PARSED[text]:
        connection.execute(statement, parameters)


@contextmanager
def errors_of(file: str) -> Iterator[None]:
    """Let an error of the database name the file below sql/ that it came from, as a RuntimeError."""
    try:
        yield
    except duckdb.Error as error:
        raise RuntimeError(f"sql/{file}: {error}") from error


def declare(connection: duckdb.DuckDBPyConnection, folder: str) -> None:
    """Run a folder that only declares tables or views, whole or not at all.

    One transaction, because hundreds of comments would otherwise be as many writes to the disk.
    """
    connection.execute("BEGIN")
    run_folder(connection, folder)
    connection.execute("COMMIT")


def name_files(connection: duckdb.DuckDBPyConnection, relation: str, files: Iterable[Path]) -> None:
    """Let statements read the files of a relation as ``getvariable('<relation>_files')``."""
    connection.execute(f"SET VARIABLE {relation}_files = ?", [[str(file) for file in files]])


def read_rows(connection: duckdb.DuckDBPyConnection, statement: str, **parameters: object) -> list[Row]:
    """The rows of sql/``statement``.sql, each a mapping of column to value."""
    result = connection.execute((SQL / f"{statement}.sql").read_text(encoding="utf-8"), parameters or None)
    names = [column[0] for column in result.description or []]
    return [dict(zip(names, row, strict=True)) for row in result.fetchall()]


def files_hash(files: list[Path]) -> str:
    """One sha256 over names and contents: equal where nothing that the files say has changed."""
    digest = hashlib.sha256()
    for file in sorted(files):
        digest.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()
