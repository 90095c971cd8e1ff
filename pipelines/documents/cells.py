"""Turns the bytes of a CSV file or a workbook into rows of text cells.

Belongs here: what kind of file it is, its encoding, its quoting, and how spreadsheet cells read as text.
Does not belong here: what any row or column means.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from python_calamine import CalamineError, CalamineWorkbook

from pipelines.documents.refusal import DocumentRefused
from pipelines.garbage import no_garbage_collection

# The largest published workbook unpacks to well under 200 MB; one that swells past this is none of them.
LARGEST_UNPACKED_WORKBOOK = 1_000_000_000

# No spreadsheet or CSV writer leaves these in text: the file is binary, or was decoded wrongly before.
CONTROL_CHARACTER = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")

# UTF-8 that was once read as Windows-1252 and saved again: "â€“" for an en dash, "Ã©" for an accented e.
_LATER_BYTES = "".join(re.escape(char) for char in bytes(range(0x80, 0xC0)).decode("cp1252", "ignore"))
TWICE_ENCODED = re.compile(f"â€[\\w{_LATER_BYTES}]|Ã[{_LATER_BYTES}]|Â[\u00a0-\u00bf]")

# Python's replacement for bytes that an earlier reader could not decode: the letter itself is lost.
LOST_CHARACTER = "\ufffd"


@dataclass(frozen=True)
class Sheet:
    """Rows of text cells; ``rows[i]`` is spreadsheet row ``i + 1``.

    ends_mid_line: the file's last line has no line ending, as when a download was cut short.
    suspicious: what was odd about the encoding, as (finding code, spreadsheet line, text near it).
    """

    name: str
    rows: list[list[str]]
    encoding: str
    ends_mid_line: bool = False
    suspicious: list[tuple[str, int, str]] = field(default_factory=list)


def read_sheets(content: bytes) -> list[Sheet]:
    """The sheets of a document (a CSV file has one); raises DocumentRefused where the bytes are no table."""
    _refuse_other_kinds(content)
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0")):
        return _read_workbook(content)
    return [_read_csv(content)]


def csv_text(content: bytes) -> str:
    """The text of a CSV file, for a reader that goes through it row by row; raises DocumentRefused."""
    _refuse_other_kinds(content)
    return _decode(content)[0]


def csv_rows(text: str) -> Iterator[list[str]]:
    """The rows of a CSV file; raises DocumentRefused where its quoting is broken or it was cut short."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        yield from reader
    except csv.Error as error:
        problem = str(error)
        if "unexpected end" in problem or "field limit" in problem:
            raise DocumentRefused(
                "truncated",
                f"A quoted cell still open at line {reader.line_num} never ends: the file was cut short.",
                reader.line_num,
            ) from error
        raise DocumentRefused(
            "broken_quoting", f"The quoting of line {reader.line_num} is broken: {problem}.", reader.line_num
        ) from error


def _refuse_other_kinds(content: bytes) -> None:
    opening = content[:2048].lstrip(b"\xef\xbb\xbf \t\r\n")
    if not content.removeprefix(b"\xef\xbb\xbf").strip():
        raise DocumentRefused("empty_file", "The file is empty.")
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise DocumentRefused(
            "utf_16_text", "The file is UTF-16 text; management information is Windows-1252 or UTF-8."
        )
    if opening.startswith(b"%PDF"):
        raise DocumentRefused("pdf_document", "The file is a PDF, not a table.")
    if opening.startswith(b"<"):
        raise DocumentRefused("html_page", "The file is a web page (or other mark-up), not a table.")
    if opening.startswith((b"{", b"[")):
        raise DocumentRefused("json_document", "The file is JSON, not a table.")
    if opening.startswith(b"\x1f\x8b"):
        raise DocumentRefused("compressed_file", "The file is compressed (gzip), not a table.")


def _read_csv(content: bytes) -> Sheet:
    text, encoding = _decode(content)
    suspicious = [
        (code, text.count("\n", 0, match.start()) + 1, text[max(0, match.start() - 20) : match.end() + 20])
        for code, leads, pattern in (
            ("twice_encoded_text", "âÃÂ", TWICE_ENCODED),
            ("lost_character", LOST_CHARACTER, re.compile(LOST_CHARACTER)),
        )
        # Looking for one character is far quicker than for a pattern, and most files have none of them.
        if any(lead in text for lead in leads) and (match := pattern.search(text))
    ]
    # Millions of cells hold few words: each is kept once, which halves the memory of a large list.
    once: dict[str, str] = {}
    with no_garbage_collection():
        rows = [list(map(once.setdefault, row, row)) for row in csv_rows(text)]
    return Sheet("", rows, encoding, not text.endswith(("\n", "\r")), suspicious)


def _decode(content: bytes) -> tuple[str, str]:
    try:
        text, encoding = content.decode("utf-8-sig"), "utf-8"
    except UnicodeDecodeError:
        try:
            text, encoding = content.decode("cp1252"), "cp1252"
        except UnicodeDecodeError as error:
            line = content.count(b"\n", 0, error.start) + 1
            raise DocumentRefused(
                "undecodable_bytes",
                f"Line {line} holds a byte that is neither UTF-8 nor Windows-1252.",
                line,
                value=repr(content[error.start : error.end]),
            ) from error
    if match := CONTROL_CHARACTER.search(text):
        line = text.count("\n", 0, match.start()) + 1
        raise DocumentRefused(
            "control_characters",
            f"Line {line} holds a control character: a binary file, or text that was decoded wrongly before.",
            line,
            value=repr(match.group()),
        )
    return text, encoding


def _read_workbook(content: bytes) -> list[Sheet]:
    kind = "xls"
    if content.startswith(b"PK"):
        kind = _packed_kind(content)
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
        return [
            Sheet(
                name,
                [
                    [_text(cell) for cell in row]
                    for row in workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
                ],
                kind,
            )
            for name in workbook.sheet_names
        ]
    except (CalamineError, ValueError, OSError, IndexError, KeyError) as error:
        raise DocumentRefused(
            "not_a_workbook", f"The file is packed like a workbook but cannot be read: {error}"
        ) from error


def _packed_kind(content: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            names = {entry.filename for entry in packed.infolist()}
            unpacked = sum(entry.file_size for entry in packed.infolist())
    except zipfile.BadZipFile as error:
        raise DocumentRefused(
            "not_a_workbook", "The file is a damaged or cut-off zip, not a workbook."
        ) from error
    if unpacked > LARGEST_UNPACKED_WORKBOOK:
        raise DocumentRefused("workbook_too_large", f"The workbook would unpack to {unpacked} bytes.")
    if "xl/workbook.xml" in names:
        return "xlsx"
    if "content.xml" in names:
        return "ods"
    raise DocumentRefused("not_a_workbook", "The file is a zip but neither an xlsx nor an ods workbook.")


def _text(cell: object) -> str:
    """A spreadsheet cell as the CSV edition prints it: dates dd/mm/yyyy, whole numbers without a point."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "Yes" if cell else "No"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    if isinstance(cell, datetime | date):
        return cell.strftime("%d/%m/%Y")
    if isinstance(cell, time | timedelta):
        return str(cell)
    return "" if cell is None else str(cell)
