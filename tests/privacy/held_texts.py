"""Every text that a data folder holds, wherever it stands, for tests that search it.

Belongs here: reading tables, files and bytes into texts. Does not belong here: what is searched for.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

import duckdb

from pipelines.archive.archive import Archive
from pipelines.archive.ledger_entries import REPORT


def table_texts(data: Path) -> Iterator[tuple[str, str]]:
    """Every different text in a parsed table or in a table of a kept build, with where it stands. The facts
    alone are the same tables as those of the warehouse (tests/warehouse/test_schema_contract.py)."""
    with duckdb.connect() as connection:
        for file in sorted((data / "parsed").rglob("*.parquet")):
            yield from _texts(connection.read_parquet(str(file)), str(file.relative_to(data)))
    for database in sorted((data / "builds").glob("*/warehouse.duckdb")):
        with duckdb.connect(str(database), read_only=True) as connection:
            names = connection.execute(
                "SELECT schema_name || '.' || table_name FROM duckdb_tables() WHERE NOT internal"
            ).fetchall()
            for (name,) in names:
                yield from _texts(connection.table(name), name)


def _texts(relation: duckdb.DuckDBPyRelation, place: str) -> Iterator[tuple[str, str]]:
    for column in relation.columns:
        value = duckdb.ColumnExpression(column).cast("VARCHAR")
        for (text,) in relation.select(value).distinct().fetchall():
            if text:
                yield f"{place}.{column}", text


def written_texts(data: Path) -> Iterator[tuple[str, str]]:
    """Every file outside parsed tables and archived documents as text: records, lists, logs, the ledger."""
    for path in sorted(data.rglob("*")):
        inside = path.relative_to(data)
        if not path.is_file() or inside.parts[0] == "parsed" or inside.parts[:2] == ("archive", "blobs"):
            continue
        if path.suffix == ".xlsx":
            with zipfile.ZipFile(path) as workbook:
                for name in workbook.namelist():
                    # A workbook's theme lists fonts, some of which are called like people.
                    if not name.startswith("xl/theme/"):
                        yield f"{inside}: {name}", _decoded(workbook.read(name))
        elif path.suffix != ".duckdb":
            yield str(inside), _decoded(path.read_bytes())


def document_texts(data: Path) -> Iterator[tuple[str, str]]:
    """Every archived document but report files, as text."""
    archive = Archive(data / "archive")
    documents = {fetch.sha256: fetch for fetch in archive.fetches() if fetch.sha256}
    for sha256, fetch in documents.items():
        if fetch.purpose.kind != REPORT:
            yield fetch.address, _decoded(archive.read(sha256))


def report_files(data: Path) -> list[bytes]:
    """Every archived report file."""
    archive = Archive(data / "archive")
    found = {fetch.sha256 for fetch in archive.fetches() if fetch.sha256 and fetch.purpose.kind == REPORT}
    return [archive.read(sha256) for sha256 in sorted(found)]


def _decoded(content: bytes) -> str:
    return content.decode("utf-8", errors="replace")
