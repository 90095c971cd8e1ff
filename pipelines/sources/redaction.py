"""Takes what names people out of a body in memory, before any byte of it touches the disk.

Belongs here: emptying the columns of a CSV file that reference/gias/personal_columns.csv names, and refusing
a file in which they cannot be found for certain. Does not belong here: receiving the body (client.py).
Nothing here quotes a cell: a message of this module may be logged.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from pipelines.reference import read_csv, read_toml


class CannotRedact(Exception):
    """What names people cannot be found for certain, so nothing of the body may be kept.

    reason: why, as a clause without a capital or a full stop, and without any cell of the file.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Redacted:
    """A body without what names people. columns: the columns that were emptied, as printed."""

    content: bytes
    columns: tuple[str, ...]


Redaction = Callable[[bytes], Redacted]
"""Takes what names people out of a body; raises CannotRedact."""


@cache
def personal_columns() -> frozenset[str]:
    """The columns that name people, in whichever of the register's files."""
    return frozenset(row["column"] for row in read_csv("gias/personal_columns.csv"))


def empty_personal_columns(content: bytes, known_by: Collection[str]) -> Redacted:
    """A CSV file with the columns that name people emptied; other cells as they were.

    known_by: columns that the header must have, so that a new layout is refused and not guessed at. The
    encoding is kept; line endings become CRLF; quoting is as little, or as much, as the header had.
    """
    encoding = _encoding(content)
    # Wrapped bytes and no text of the whole: an extract of 65 MB would take four times as much as text.
    with io.TextIOWrapper(io.BytesIO(content), encoding, newline="") as lines, io.BytesIO() as kept:
        reader = csv.reader(lines, strict=True)
        try:
            header = next(reader, [])
            places = _personal_places(header, known_by)
            if not places:
                return Redacted(content, ())
            quotes_all = content.removeprefix(codecs.BOM_UTF8).startswith(b'"')
            written = io.TextIOWrapper(kept, encoding, newline="")
            writer = csv.writer(
                written, lineterminator="\r\n", quoting=csv.QUOTE_ALL if quotes_all else csv.QUOTE_MINIMAL
            )
            writer.writerow(header)
            writer.writerows(_emptied(reader, places, len(header)))
            written.flush()
        except csv.Error as error:
            # The message of csv.Error speaks of the format alone.
            raise CannotRedact(f"its line {reader.line_num} is no sound CSV ({error})") from error
        return Redacted(kept.getvalue(), tuple(header[place] for place in places))


def _personal_places(header: Sequence[str], known_by: Collection[str]) -> list[int]:
    """Where the columns that name people stand; raises CannotRedact for an unknown layout."""
    names = [name.strip() for name in header]
    if missing := sorted(set(known_by) - set(names)):
        raise CannotRedact(
            f"its layout changed: the first line has no column {' or '.join(missing)}; if that is right, "
            "correct known_by in reference/sources.toml"
        )
    suspicious = re.compile(read_toml("sources.toml")["gias"]["may_name_people"], re.IGNORECASE)
    if unknown := [name for name in names if suspicious.search(name) and name not in personal_columns()]:
        raise CannotRedact(
            f"its layout changed: the column {unknown[0]!r} may name people and is not listed; look at what "
            "it holds and list it in reference/gias/personal_columns.csv"
        )
    return [place for place, name in enumerate(names) if name in personal_columns()]


def _emptied(rows: Iterator[list[str]], places: Sequence[int], width: int) -> Iterator[list[str]]:
    """The rows without the cells at ``places``; a row of another width might have its names elsewhere."""
    for number, row in enumerate(rows, start=2):
        if not row:
            continue  # a blank line
        if len(row) != width:
            raise CannotRedact(f"its row {number} has {len(row)} cells, the first line {width}")
        for place in places:
            row[place] = ""
        yield row


def _encoding(content: bytes) -> str:
    """The encoding that the whole of a body keeps to."""
    # With the mark only where there is one, so that none is added on the way back.
    utf_8 = "utf-8-sig" if content.startswith(codecs.BOM_UTF8) else "utf-8"
    for encoding in (utf_8, "cp1252"):
        try:
            content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return encoding
    raise CannotRedact("it is neither UTF-8 nor Windows-1252 text")
