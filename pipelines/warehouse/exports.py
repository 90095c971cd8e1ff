"""The facts as files for whoever has no DuckDB: every table as Parquet, a few also as CSV, and what
describes them.

Belongs here: writing the files of one build, taking over those of the build before where the facts are the
same. Does not belong here: what the data package says (data_package.py), and anything about flags, which is
written into a build's restricted folder only (flag_export.py).
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

import duckdb

from pipelines.records import read_record, write_bytes, write_record
from pipelines.reference import read_toml
from pipelines.texts import in_words, say
from pipelines.warehouse.citation import read_citation
from pipelines.warehouse.data_package import Table, describe, read_tables
from pipelines.warehouse.flag_export import write_csv
from pipelines.warehouse.verdict import file_sha256

DESCRIPTOR = "datapackage.json"
ABOUT = "ABOUT.txt"


def write_exports(
    connection: duckdb.DuckDBPyConnection, folder: Path, *, same_facts: Path | None = None
) -> None:
    """Write every table of facts into ``folder``, which is made where it is missing.

    connection reads facts.duckdb. same_facts: the exports of a build of the very same facts, whose files
    are taken over where they are there and undamaged. The descriptor comes last: where it stands, everything
    stands.
    """
    folder.mkdir(parents=True, exist_ok=True)
    (folder / DESCRIPTOR).unlink(missing_ok=True)
    tables = read_tables(connection)
    in_csv = set(read_toml("exports.toml")["csv"])
    if absent := in_csv - {table.name for table in tables}:
        raise LookupError(
            f"reference/exports.toml names what facts do not hold: {', '.join(sorted(absent))}."
        )
    earlier = _as_written(same_facts)
    files = []
    for table in tables:
        paths = [folder / f"{table.name}.parquet"] if not table.is_view else []
        paths += [folder / f"{table.name}.csv"] if table.name in in_csv else []
        for path in paths:
            if table.reads_build or not _taken_over(path, earlier.get(path.name)):
                _write(connection, table, path)
            files.append((table, path))
    citation = read_citation(connection)
    write_bytes(folder / ABOUT, _about(citation.lines(), in_words(citation.as_of)).encode())
    write_record(folder / DESCRIPTOR, describe(citation, files))


def _as_written(folder: Path | None) -> dict[str, Path]:
    """The files of a folder that are still as its descriptor says, by name."""
    told = read_record(folder / DESCRIPTOR) if folder else None
    if folder is None or told is None:
        return {}
    files = {folder / resource["path"]: resource["hash"] for resource in told["resources"]}
    return {
        file.name: file
        for file, written in files.items()
        if file.is_file() and f"sha256:{file_sha256(file)}" == written
    }


def _taken_over(path: Path, earlier: Path | None) -> bool:
    """Whether the file is that of the build before: nobody writes to either, so one file serves both."""
    if earlier is None:
        return False
    path.unlink(missing_ok=True)
    with suppress(OSError):  # a file system without hard links
        os.link(earlier, path)
    return path.exists()


def _write(connection: duckdb.DuckDBPyConnection, table: Table, path: Path) -> None:
    draft = path.with_name(f".{path.name}.draft")
    if path.suffix == ".parquet":
        connection.table(table.name).write_parquet(str(draft), compression="zstd")
    else:
        # Sorted where a view leaves it to the engine, so that equal facts give equal files.
        rows = connection.table(table.name).order("ALL") if table.is_view else connection.table(table.name)
        # With a byte order mark, or Excel takes the file for Windows-1252.
        with draft.open("w", encoding="utf-8-sig", newline="") as file:
            write_csv(file, rows.columns, rows.fetchall())
    draft.replace(path)


def _about(lines: list[tuple[str, str]], as_of: str) -> str:
    told = "\n\n".join(f"{label}:\n{value}" for label, value in lines)
    return "\n\n".join([say("cite.title", as_of), say("export.about"), told]) + "\n"
