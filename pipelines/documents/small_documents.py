"""Keeps what was read of small documents (pages, reports) in a few Parquet files instead of one a document.

Belongs here: segments below DATA/parsed, writing each whole or not at all, joining many into one. One Parquet
file for each of 20,000 pages would cost seconds at every build. Does not belong here: the large documents of
management information (parsed_store.py), reading (the packages beside this module).
"""

from __future__ import annotations

import hashlib
import logging
import shutil
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipelines.documents.refusal import DocumentRefused
from pipelines.documents.side_by_side import processes_for, read_in_order
from pipelines.records import read_record, write_record
from pipelines.reference import reference_path
from pipelines.scratch import scratch

if TYPE_CHECKING:
    import duckdb

log = logging.getLogger(__name__)

Rows = dict[str, list[tuple[Any, ...]]]
WhatWasRead = Rows | DocumentRefused

DOCUMENT_ID = "document_id"
DOCUMENT = "document"
DOCUMENT_COLUMNS = {
    "sha256": "VARCHAR",
    "rows_read": "INTEGER",
    "rows_rejected": "INTEGER",
    "reason_code": "VARCHAR",
    "message": "VARCHAR",
}
MANIFEST = "segments.json"
MOST_SEGMENTS = 12
"""Past this many segments they are joined into one, in the night that adds the next."""


@dataclass(frozen=True)
class Reader:
    """A way to read one kind of document.

    name: the folder of its segments, and the parser's name in source_document. reference: files or folders of
    reference/ that the reading rests on; a change of any reads everything again. read: bytes to rows of each
    relation, in the order of its columns; raises DocumentRefused.
    """

    name: str
    version: int
    relations: Mapping[str, Mapping[str, str]]
    reference: tuple[str, ...]
    read: Callable[[bytes], Rows]

    def read_or_refuse(self, content: bytes) -> WhatWasRead:
        """What a document says, or why it is refused."""
        try:
            return self.read(content)
        except DocumentRefused as refusal:
            return refusal

    def reference_sha256(self) -> str:
        """A hash over what the reader looks things up in."""
        digest = hashlib.sha256()
        for name in self.reference:
            path = reference_path(name)
            for file in sorted(path.iterdir()) if path.is_dir() else [path]:
                digest.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
        return digest.hexdigest()


@dataclass(frozen=True)
class SmallDocument:
    """A document as it was read, or refused. Counts are of its rows; rejected ones stand in a relation."""

    sha256: str
    rows_read: int
    rows_rejected: int
    refusal: DocumentRefused | None


class SmallDocumentStore:
    """The segments of one reader below ``root`` (DATA/parsed). May be deleted at any time between nights."""

    def __init__(self, root: Path, reader: Reader) -> None:
        self.reader = reader
        self.folder = root / reader.name / f"v{reader.version}-{reader.reference_sha256()[:12]}"
        self._segments = self._trusted_segments()
        self._known: dict[str, SmallDocument] | None = None

    def known(self) -> dict[str, SmallDocument]:
        """Every document that was read already, by sha256."""
        if self._known is None:
            self._known = _by_sha256(self._read_documents())
        return self._known

    def read_new(
        self,
        documents: Iterable[str],
        read_bytes: Callable[[str], bytes],
        *,
        batch: int = 2000,
        processes: int | None = None,
    ) -> int:
        """Read the documents (by sha256) that have not been read yet; returns how many those were.

        Every ``batch`` documents a segment is written, so that a long first reading is not lost when killed.
        processes: how many read side by side; None for as many as the documents are worth.
        """
        wanted = [sha256 for sha256 in dict.fromkeys(documents) if sha256 not in self.known()]
        processes = processes or processes_for(len(wanted))
        for start in range(0, len(wanted), batch):
            part = wanted[start : start + batch]
            if len(wanted) > batch:
                log.info("Reading %s: %d of %d.", self.reader.name, start, len(wanted))
            read = read_in_order(self.reader.read_or_refuse, part, read_bytes, processes=processes)
            self._add(list(read))
        return len(wanted)

    def keep(self, read: Mapping[str, WhatWasRead]) -> None:
        """Take in what was read elsewhere already, by sha256."""
        new = [(sha256, found) for sha256, found in read.items() if sha256 not in self.known()]
        if new:
            self._add(new)

    def take_in(self, other: SmallDocumentStore) -> int:
        """Take in what another store of the same reader has read; how many documents were new."""
        new = other.known().keys() - self.known().keys()
        if new:
            only = new if len(new) < len(other.known()) else None
            joined = self._join([other.folder / segment for segment in other._segments], only=only)
            segments = [*self._segments, joined]
            if len(segments) > MOST_SEGMENTS:
                segments = [self._join([self.folder / segment for segment in segments])]
            self._commit(segments)
            self._known = {**self.known(), **{sha256: other.known()[sha256] for sha256 in new}}
        return len(new)

    def paths(self) -> dict[str, list[Path]]:
        """The Parquet files of each relation; at least one, which may be empty."""
        folders = self._segments or [self._empty_segment()]
        return {
            relation: [self.folder / folder / f"{relation}.parquet" for folder in folders]
            for relation in self.reader.relations
        }

    def _add(self, read: Sequence[tuple[str, WhatWasRead]]) -> None:
        documents: list[tuple[Any, ...]] = []
        rows: Rows = {relation: [] for relation in self.reader.relations}
        for sha256, found in read:
            if isinstance(found, DocumentRefused):
                documents.append((sha256[:16], sha256, 0, 0, found.reason_code, str(found)))
                continue
            rejected = sum(len(part) for name, part in found.items() if name.endswith("rejected"))
            count = sum(len(part) for part in found.values())
            documents.append((sha256[:16], sha256, count, rejected, None, None))
            for relation, part in found.items():
                rows[relation] += [(sha256[:16], *row) for row in part]
        known = {**self.known(), **_by_sha256(row[1:] for row in documents)}
        segments = [*self._segments, self._write_segment(documents, rows)]
        if len(segments) > MOST_SEGMENTS:
            segments = [self._join([self.folder / segment for segment in segments])]
        self._commit(segments)
        self._known = known

    def _write_segment(self, documents: Sequence[tuple[Any, ...]], rows: Rows) -> str:
        with self._new_segment() as (folder, connection):
            write_rows(connection, folder / f"{DOCUMENT}.parquet", DOCUMENT_COLUMNS, documents)
            for relation, columns in self.reader.relations.items():
                write_rows(connection, folder / f"{relation}.parquet", columns, rows[relation])
        return self._settle(folder)

    def _join(self, segments: Sequence[Path], *, only: Collection[str] | None = None) -> str:
        """One segment that says what all of these say. only: of these documents, by sha256."""
        from duckdb import ColumnExpression, ConstantExpression

        with self._new_segment() as (folder, connection):
            for relation in (DOCUMENT, *self.reader.relations):
                rows = connection.read_parquet([str(segment / f"{relation}.parquet") for segment in segments])
                if only is not None:
                    wanted = (ConstantExpression(sha256[:16]) for sha256 in sorted(only))
                    rows = rows.filter(ColumnExpression(DOCUMENT_ID).isin(*wanted))
                rows.write_parquet(str(folder / f"{relation}.parquet"), compression="zstd")
        return self._settle(folder)

    def _empty_segment(self) -> str:
        """A segment without rows, so that statements find their columns where nothing was read yet."""
        name = self._write_segment([], {relation: [] for relation in self.reader.relations})
        self._commit([name])
        return name

    def _new_segment(self) -> _NewSegment:
        return _NewSegment(self.folder)

    def _settle(self, folder: Path) -> str:
        """Name a written folder by its content."""
        digest = hashlib.sha256()
        for file in sorted(folder.iterdir()):
            digest.update(file.name.encode() + hashlib.sha256(file.read_bytes()).digest())
        name = f"segment-{digest.hexdigest()[:16]}"
        if name in self._segments:
            shutil.rmtree(folder)
            return name
        # One that is there and not trusted is damaged: what it said was just read again.
        shutil.rmtree(self.folder / name, ignore_errors=True)
        folder.replace(self.folder / name)
        return name

    def _commit(self, segments: Sequence[str]) -> None:
        """Say which segments count, in one step, then remove the others."""
        record = {
            name: {file.name: _sha256(file) for file in sorted((self.folder / name).iterdir())}
            for name in segments
        }
        write_record(self.folder / MANIFEST, record)
        for folder in self.folder.glob("segment-*"):
            if folder.name not in record:
                shutil.rmtree(folder)
        self._segments = list(segments)

    def _trusted_segments(self) -> list[str]:
        """The segments whose files are still what was written; the documents of others are read again."""
        if not self.folder.is_dir():
            return []
        for leftover in self.folder.glob(".unfinished-*"):
            shutil.rmtree(leftover, ignore_errors=True)
        record = read_record(self.folder / MANIFEST)
        if not isinstance(record, dict):
            return []
        return [name for name, files in record.items() if _is_whole(self.folder / name, files)]

    def _read_documents(self) -> list[tuple[Any, ...]]:
        if not self._segments:
            return []
        files = [str(self.folder / segment / f"{DOCUMENT}.parquet") for segment in self._segments]
        with scratch() as connection:
            return connection.read_parquet(files).project(*DOCUMENT_COLUMNS).fetchall()


def _by_sha256(rows: Iterable[tuple[Any, ...]]) -> dict[str, SmallDocument]:
    """Documents from their rows, as DOCUMENT_COLUMNS has them."""
    return {
        sha256: SmallDocument(sha256, read, rejected, DocumentRefused(code, message) if code else None)
        for sha256, read, rejected, code, message in rows
    }


class _NewSegment:
    """A folder for a segment that is being written, with a database to write it by; removed on an error."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __enter__(self) -> tuple[Path, duckdb.DuckDBPyConnection]:
        import tempfile

        self._folder.mkdir(parents=True, exist_ok=True)
        self._unfinished = Path(tempfile.mkdtemp(prefix=".unfinished-", dir=self._folder))
        self._connection = scratch()
        return self._unfinished, self._connection

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        self._connection.close()
        if kind is not None:
            shutil.rmtree(self._unfinished, ignore_errors=True)


def write_rows(
    connection: duckdb.DuckDBPyConnection,
    path: Path,
    columns: Mapping[str, str],
    rows: Sequence[tuple[Any, ...]],
) -> None:
    """Rows (the document's id first) as Parquet with the types of ``columns``."""
    import pandas as pd
    from duckdb import ColumnExpression
    from duckdb.sqltypes import DuckDBPyType

    types = {DOCUMENT_ID: "VARCHAR", **columns}
    frame = pd.DataFrame(rows, columns=list(types), dtype=object)
    typed = [ColumnExpression(name).cast(DuckDBPyType(kind)).alias(name) for name, kind in types.items()]
    connection.from_df(frame).select(*typed).write_parquet(str(path), compression="zstd")


def _is_whole(folder: Path, files: Mapping[str, str]) -> bool:
    try:
        return all(_sha256(folder / name) == written for name, written in files.items())
    except (OSError, AttributeError):
        return False


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
