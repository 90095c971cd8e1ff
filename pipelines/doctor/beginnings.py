"""Beginnings of large files: how much of one is taken, and cutting it at the end of a line.

Does not belong here: asking for them (asking.py), reading them (checks/).
"""

from __future__ import annotations

from collections.abc import Collection

from pipelines.sources.redaction import Redacted, empty_personal_columns

MOST_BYTES = 262_144
"""Some hundred rows: enough to read the columns and to see what stands in them."""


def whole_lines(beginning: bytes) -> bytes:
    """A beginning of a CSV file without the row that it breaks off in; a line end between quotes is none."""
    end = len(beginning)
    while (end := beginning.rfind(b"\n", 0, end)) >= 0:
        if beginning.count(b'"', 0, end) % 2 == 0:
            return beginning[: end + 1]
    return b""


def empty_beginning(beginning: bytes, known_by: Collection[str]) -> Redacted:
    """The whole lines of a beginning without what names people; raises CannotRedact."""
    return empty_personal_columns(whole_lines(beginning), known_by)
