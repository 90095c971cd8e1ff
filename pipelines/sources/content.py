"""What kind of thing a body is, by its bytes: addresses and headers are not believed.

Belongs here: telling kinds apart, and which kinds each purpose accepts. Reading them belongs to
pipelines/documents.
"""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Literal

from pipelines.archive.ledger_entries import (
    CONTENT_PAGE,
    GIAS_EXTRACT,
    GIAS_FORM,
    GIAS_GROUPS,
    GIAS_LINKS,
    MANAGEMENT_INFORMATION,
    PROVIDER_PAGE,
    REPORT,
    ROBOTS,
    SEARCH_PAGE,
)

ContentKind = Literal["csv", "xlsx", "ods", "json", "html", "pdf", "text", "empty", "binary"]

ACCEPTED: dict[str, frozenset[ContentKind]] = {
    CONTENT_PAGE: frozenset({"json"}),
    MANAGEMENT_INFORMATION: frozenset({"csv", "xlsx", "ods"}),
    GIAS_EXTRACT: frozenset({"csv"}),
    GIAS_LINKS: frozenset({"csv"}),
    GIAS_GROUPS: frozenset({"csv"}),
    GIAS_FORM: frozenset({"html"}),
    SEARCH_PAGE: frozenset({"html"}),
    PROVIDER_PAGE: frozenset({"html"}),
    REPORT: frozenset({"pdf"}),
    ROBOTS: frozenset({"text", "csv", "html", "json", "empty"}),
}
"""The kinds that a purpose accepts. A robots.txt is judged by its rules alone, so any text will do."""

DESCRIPTIONS: dict[ContentKind, str] = {
    "csv": "a CSV table",
    "xlsx": "an Excel workbook",
    "ods": "an OpenDocument workbook",
    "json": "JSON",
    "html": "a web page (HTML)",
    "pdf": "a PDF",
    "text": "text that is no table",
    "empty": "nothing (0 bytes)",
    "binary": "bytes of an unknown kind",
}

_HEAD_BYTES = 8192
_ODS_TYPE = b"application/vnd.oasis.opendocument.spreadsheet"


def kind_of(body: Path | bytes) -> ContentKind:
    """The kind of a body: of the file at a path, or of bytes in memory."""
    if isinstance(body, bytes):
        head = body[:_HEAD_BYTES]
    else:
        with body.open("rb") as file:
            head = file.read(_HEAD_BYTES)
    if head.startswith(b"PK"):
        return _kind_of_zip(body)
    if head.startswith(b"%PDF-"):
        return "pdf"
    kind = _kind_of_text(head)
    if kind == "json" and not _is_json(body if isinstance(body, bytes) else body.read_bytes()):
        return "binary"
    return kind


def _is_json(content: bytes) -> bool:
    """Judged whole: what only begins like it, once believed, would stand for what has not changed since."""
    try:
        json.loads(content)
    except ValueError:
        return False
    return True


def _kind_of_zip(body: Path | bytes) -> ContentKind:
    try:
        with zipfile.ZipFile(io.BytesIO(body) if isinstance(body, bytes) else body) as archive:
            names = set(archive.namelist())
            if "xl/workbook.xml" in names:
                return "xlsx"
            if "mimetype" in names and archive.read("mimetype").strip() == _ODS_TYPE:
                return "ods"
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError):
        pass  # a truncated, encrypted or odd archive is of no known kind
    return "binary"


def _kind_of_text(head: bytes) -> ContentKind:
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if not text:
        return "empty"
    if b"\0" in text:
        return "binary"
    if text.startswith(b"<"):
        return "html"
    if text.startswith((b"{", b"[")):
        return "json"
    return "csv" if b"," in text else "text"
