"""Keeps the officers' files of a build in step with what people have decided since it was made.

Belongs here: when flag_list.csv and flag_list.xlsx are written, and for which schools they are not. Does not
belong here: how they look (flag_export.py), and the decisions (pipelines/casework_port.py).
"""

from __future__ import annotations

import duckdb

from pipelines.archive.files import locked
from pipelines.casework_port import Casework, left_out
from pipelines.database import open_read_only
from pipelines.layout import BuildFolder
from pipelines.records import read_record, write_record
from pipelines.warehouse.flag_export import export_flag_list


def write_lists(connection: duckdb.DuckDBPyConnection, build: BuildFolder, casework: Casework) -> None:
    """Write the files of a build from its warehouse, without the schools that have objected by now."""
    with locked(build.root / ".lists.lock"):
        _write(connection, build, casework)


def refresh_lists(build: BuildFolder, casework: Casework) -> bool:
    """Write the files again where people have decided something since; True where that was so.

    The tables of the build, to which its verdict is bound, stay as they are.
    """
    # Read within the lock, so that the last to write is the one that has read the newest decision.
    with locked(build.root / ".lists.lock"):
        written = read_record(build.lists)
        if written is not None and written["casework"] == casework.head():
            return False
        with open_read_only(build.warehouse) as connection:
            _write(connection, build, casework)
        return True


def _write(connection: duckdb.DuckDBPyConnection, build: BuildFolder, casework: Casework) -> None:
    # The head first: a decision that arrives meanwhile makes the next look write once more, not once less.
    head = casework.head()
    export_flag_list(connection, build.flags, left_out=left_out(connection, casework))
    write_record(build.lists, {"casework": head})
