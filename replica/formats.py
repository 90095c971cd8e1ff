"""Writes tables as the published formats: CSV in Windows-1252, Excel workbooks, OpenDocument spreadsheets.

Belongs here: turning headers and rows into bytes, the same bytes every time.
Does not belong here: which columns a file has (headers/) and what stands in them.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TypeVar
from xml.sax.saxutils import escape

import xlsxwriter

HEADERS = Path(__file__).with_name("headers")

Row = dict[str, str]
Cell = str | int | date
CellType = TypeVar("CellType", bound=Cell)

#: Everything that a container would date is dated so, or two runs would differ.
FIXED_TIME = datetime(2026, 1, 1, tzinfo=UTC)
ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"


def read_headers(name: str) -> list[str]:
    """The column names of one kind of file, verbatim, blanks at their ends included."""
    return (HEADERS / f"{name}.txt").read_text(encoding="utf-8").removesuffix("\n").split("\n")


def in_order(headers: Sequence[str], rows: Iterable[Mapping[str, CellType]]) -> list[list[CellType]]:
    """Rows in column order; raises KeyError for a cell without a column or a column without a cell."""
    ordered, known = [], set(headers)
    for row in rows:
        unknown = row.keys() - known
        if unknown:
            raise KeyError(f"no such column: {sorted(unknown)}")
        ordered.append([row[header] for header in headers])
    return ordered


def csv_bytes(
    headers: Sequence[str], rows: Iterable[Row], *, title: str | None = None, blank_rows_below: int = 0
) -> bytes:
    """A CSV as published: Windows-1252, CRLF, quoted where needed; title line and blank rows where asked."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    if title is not None:
        writer.writerow([title] + [""] * (len(headers) - 1))
    writer.writerow(headers)
    writer.writerows(in_order(headers, rows))
    writer.writerows([[""] * len(headers)] * blank_rows_below)
    return text.getvalue().encode("cp1252")


def xlsx_bytes(
    headers: Sequence[str], rows: Iterable[Mapping[str, Cell]], *, sheet: str, title: str
) -> bytes:
    """A workbook of one sheet with a title line and the header in row 2; numbers and dates typed."""
    buffer = io.BytesIO()
    workbook = xlsxwriter.Workbook(buffer, {"in_memory": True, "default_date_format": "dd/mm/yyyy"})
    workbook.set_properties({"title": title, "created": FIXED_TIME})
    worksheet = workbook.add_worksheet(sheet)
    worksheet.write_row(0, 0, [title])
    worksheet.write_row(1, 0, headers)
    for row_number, cells in enumerate(in_order(headers, rows), start=2):
        worksheet.write_row(row_number, 0, cells)
    workbook.close()
    return buffer.getvalue()


def ods_bytes(headers: Sequence[str], rows: Iterable[Row], *, sheet: str, title: str) -> bytes:
    """An OpenDocument spreadsheet: a cover sheet, then one with a title line and the header in row 2."""
    tables = _ods_table("Cover", [[title]]) + _ods_table(
        sheet, [[title], list(headers), *in_order(headers, rows)]
    )
    content = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        "<office:document-content"
        ' xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
        ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
        ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2">'
        f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    manifest = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"'
        ' manifest:version="1.2">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{ODS_TYPE}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
        "</manifest:manifest>"
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        # The type stands first and uncompressed: that is how readers recognise the format.
        _write_member(archive, "mimetype", ODS_TYPE, zipfile.ZIP_STORED)
        _write_member(archive, "content.xml", content, zipfile.ZIP_DEFLATED)
        _write_member(archive, "META-INF/manifest.xml", manifest, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def _ods_table(name: str, rows: Iterable[Sequence[str]]) -> str:
    lines = "".join(f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>" for row in rows)
    return f'<table:table table:name="{escape(name)}">{lines}</table:table>'


def _ods_cell(text: str) -> str:
    if not text:
        return "<table:table-cell/>"
    return f'<table:table-cell office:value-type="string"><text:p>{escape(text)}</text:p></table:table-cell>'


def _write_member(archive: zipfile.ZipFile, name: str, text: str, compression: int) -> None:
    member = zipfile.ZipInfo(name, FIXED_TIME.timetuple()[:6])
    archive.writestr(member, text.encode("utf-8"), compress_type=compression)
