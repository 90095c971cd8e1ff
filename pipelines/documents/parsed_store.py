"""Keeps what was read of a document as Parquet, so that a night reads only what is new.

Belongs here: the folder layout of DATA/parsed, writing it whole or not at all, trusting it or reading again.
Does not belong here: the archive of bytes, which alone cannot be rebuilt.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipelines.documents.management_information.relations import PARSER_VERSION, RELATIONS
from pipelines.documents.refusal import DocumentRefused
from pipelines.documents.stopped import document_named
from pipelines.records import read_record
from pipelines.reference import reference_path
from pipelines.scratch import scratch

if TYPE_CHECKING:
    import pandas as pd

    from pipelines.documents.management_information.document import ParsedDocument

PARSER = "management_information"
MANIFEST = "document.json"
UNFINISHED = ".unfinished-"

# What the reader looks up: a changed spelling or scale is read again, also where it was refused before.
REFERENCE_FILES = ("scales.csv", "areas.csv", "frameworks.csv", "inspection_types.csv")


@dataclass(frozen=True)
class ParsedFiles:
    """A document's memo. relations holds a Parquet path for each relation; it is empty where refusal is set.

    details is document.json: era, encoding, header_row, rows_read, rows by relation, and more.
    """

    folder: Path
    document_id: str
    details: Mapping[str, Any]
    relations: Mapping[str, Path]
    refusal: DocumentRefused | None


class ParsedStore:
    """Parsed management information below ``root`` (DATA/parsed), by content hash and as-at day."""

    def __init__(self, root: Path) -> None:
        self.folder = root / PARSER / f"v{PARSER_VERSION}"

    def parse_or_load(
        self, sha256: str, title: str, as_at: date | None, read_bytes: Callable[[], bytes]
    ) -> ParsedFiles:
        """The memo of a document, made now where none can be trusted. A refusal is remembered too."""
        name = sha256 if as_at is None else f"{sha256}-{as_at.isoformat()}"
        folder = self.folder / name
        return self._load(folder, sha256) or self._parse(folder, sha256, title, as_at, read_bytes())

    def refused(self) -> set[str]:
        """Every document (by sha256) that was refused when it was read."""
        records = (read_record(manifest) for manifest in self.folder.glob(f"*/{MANIFEST}"))
        return {
            str(record.get("sha256"))
            for record in records
            if isinstance(record, dict) and record.get("status") == "refused"
        }

    def _load(self, folder: Path, sha256: str) -> ParsedFiles | None:
        """The memo if it is whole and every file of it is still what was written."""
        try:
            details = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
            if details["sha256"] != sha256 or details["reference_sha256"] != reference_sha256():
                return None
            if any(_sha256(folder / name) != written for name, written in details["files"].items()):
                return None
            return _files(folder, details)
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return None

    def _parse(
        self, folder: Path, sha256: str, title: str, as_at: date | None, content: bytes
    ) -> ParsedFiles:
        # Imported here: loading a memo, which is what most nights do, needs neither pandas nor a database.
        from pipelines.documents.management_information.reader import parse_management_information

        details: dict[str, Any] = {
            "document_id": document_id(sha256),
            "sha256": sha256,
            "title": title,
            "as_at": as_at.isoformat() if as_at else None,
            "parser": PARSER,
            "parser_version": PARSER_VERSION,
            "reference_sha256": reference_sha256(),
        }
        self.folder.mkdir(parents=True, exist_ok=True)
        for leftover in self.folder.glob(f"{UNFINISHED}{folder.name}"):
            shutil.rmtree(leftover)
        unfinished = self.folder / f"{UNFINISHED}{folder.name}"
        unfinished.mkdir()
        try:
            with document_named(sha256):
                parsed = parse_management_information(content, title=title, as_at=as_at)
        except DocumentRefused as refusal:
            details |= {"status": "refused", "refusal": _refusal_details(refusal), "files": {}}
        else:
            details |= {"status": "parsed", **_document_details(parsed)}
            details["files"] = _write_relations(unfinished, parsed, document_id(sha256))
        (unfinished / MANIFEST).write_text(
            json.dumps(details, indent=1, ensure_ascii=False), encoding="utf-8"
        )
        if folder.exists():
            shutil.rmtree(folder)
        unfinished.replace(folder)
        return _files(folder, details)


def document_id(sha256: str) -> str:
    """What a document is called everywhere in the warehouse."""
    return sha256[:16]


@cache
def reference_sha256() -> str:
    """A hash over the reference tables that the reader looks things up in."""
    folder = reference_path(PARSER)
    paths = [reference_path(name) for name in REFERENCE_FILES] + sorted(folder.glob("*.csv"))
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def _files(folder: Path, details: dict[str, Any]) -> ParsedFiles:
    told = details.get("refusal")
    return ParsedFiles(
        folder=folder,
        document_id=details["document_id"],
        details=details,
        relations={} if told else {relation: folder / f"{relation}.parquet" for relation in RELATIONS},
        refusal=DocumentRefused(**told) if told else None,
    )


def _refusal_details(refusal: DocumentRefused) -> dict[str, Any]:
    return {
        "reason_code": refusal.reason_code,
        "message": refusal.message,
        "row_number": refusal.row_number,
        "column_name": refusal.column_name,
        "value": refusal.value,
    }


def _document_details(parsed: ParsedDocument) -> dict[str, Any]:
    return {
        "era": parsed.era,
        "encoding": parsed.encoding,
        "sheet": parsed.sheet,
        "header_row": parsed.header_row,
        "rows_read": parsed.rows_read,
        "rows": {relation: len(frame) for relation, frame in parsed.relations().items()},
    }


def _write_relations(folder: Path, parsed: ParsedDocument, document: str) -> dict[str, str]:
    """Write every relation as Parquet with the types of RELATIONS; returns each file's sha256."""
    from duckdb import ColumnExpression, ConstantExpression
    from duckdb.sqltypes import DuckDBPyType

    hashes = {}
    with scratch() as connection:
        for relation, frame in parsed.relations().items():
            path = folder / f"{relation}.parquet"
            columns = [ConstantExpression(document).cast(DuckDBPyType("VARCHAR")).alias("document_id")]
            columns += [
                ColumnExpression(name).cast(DuckDBPyType(kind)).alias(name)
                for name, kind in RELATIONS[relation].items()
            ]
            connection.from_df(_writable(frame)).select(*columns).write_parquet(str(path), compression="zstd")
            hashes[path.name] = _sha256(path)
    return hashes


def _writable(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame without categoricals that have no category: the database takes no empty enumeration."""
    empty = [name for name, kind in frame.dtypes.items() if kind == "category" and not len(kind.categories)]
    return frame.astype(dict.fromkeys(empty, object)) if empty else frame


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
