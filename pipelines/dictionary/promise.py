"""What a change of the schema may be, against the schema that was released last.

Belongs here: telling changes apart, and which version each asks for. Does not belong here: the promise in
words (docs/schema-changes.md), and the released schema (reference/released_schema.csv).
"""

from __future__ import annotations

from collections.abc import Iterable

from pipelines.reference import read_csv

Column = tuple[str, str, str]


def released() -> tuple[str, set[Column]]:
    """The version that was released last, and its columns as table, column and type."""
    rows = read_csv("released_schema.csv")
    (version,) = {row["schema_version"] for row in rows}
    return version, {(row["table"], row["column"], row["type"]) for row in rows}


def faults(version: str, columns: Iterable[Column], changes: str) -> list[str]:
    """What is wrong with a schema of a version, whose changes are told in a text; nothing for a sound one.

    A column that is gone or has another type breaks what analysts wrote: it asks for the next whole number.
    A new column asks for the next number after the point. Both have to be told by name.
    """
    last, before = released()
    now = set(columns)
    gone, new = before - now, now - before
    asked = _next(last, 0) if gone else _next(last, 1) if new else _parts(last)
    found = []
    if _parts(version) < asked:
        found.append(f"Schema {version} should be {'.'.join(map(str, asked))} or later.")
    for table, column, kind in sorted(gone | new):
        if f"`{table}.{column}`" not in changes and f"`{table}`" not in changes:
            what = "gone or of another type" if (table, column, kind) in gone else "new"
            found.append(
                f"{table}.{column} ({kind}) is {what}, and docs/schema-changes.md does not tell of it."
            )
    return found


def _parts(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))


def _next(version: str, place: int) -> tuple[int, ...]:
    """The least version that is later in a place: ``1.1.0`` in place 1 gives 1.2.0."""
    parts = list(_parts(version))
    parts[place] += 1
    return (*parts[: place + 1], *(0 for _ in parts[place + 1 :]))
