"""Invented tables in the published layouts: the header lists of each era, and files made of a few rows.

Belongs here: headers as printed, and making CSV and workbook bytes of rows. Every school is invented.
Does not belong here: what the reader is expected to make of them.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from xml.sax.saxutils import escape

import pandas as pd
import xlsxwriter

from pipelines.documents.management_information import ParsedDocument, parse_management_information

AS_AT = date(2026, 5, 31)

SCHOOL = [
    "Web Link (opens in new window)", "URN", "LAESTAB", "School name", "Ofsted phase",
    "Type of education", "School open date", "Admissions policy", "Sixth form",
    "Designated religious character", "Religious ethos", "Faith grouping", "Ofsted region", "Region",
    "Local authority", "Parliamentary constituency",
]  # fmt: skip
TRUST = [
    "Multi-academy trust UID", "Multi-academy trust name", "Academy sponsor UID", "Academy sponsor name",
]  # fmt: skip
SIZE = [
    "The income deprivation affecting children index (IDACI) quintile", "Total number of pupils",
    "Statutory lowest age", "Statutory highest age",
]  # fmt: skip
TYPES = ["Inspection type", "Inspection type grouping", "Event type grouping"]
CARD_AREAS = [
    "Safeguarding standards", "Inclusion", "Curriculum and teaching", "Achievement",
    "Attendance and behaviour", "Personal development and wellbeing", "Early years (where applicable)",
    "Post-16 provision (where applicable)", "Leadership and governance",
]  # fmt: skip
EIF_AREAS = [
    "Quality of education", "Behaviour and attitudes", "Personal development",
    "Effectiveness of leadership and management", "Safeguarding is effective?",
    "Early years provision (where applicable)", "Sixth form provision (where applicable)",
]  # fmt: skip
CIF_AREAS = [
    "Outcomes for pupils", "Quality of teaching, learning and assessment",
    "Effectiveness of leadership and management", "Personal development, behaviour and welfare",
    "Early years provision (where applicable)", "16 - 19 study programmes", "Is safeguarding effective?",
]  # fmt: skip


def lower(label: str) -> str:
    return label[0].lower() + label[1:]


def _at_time_of(event: str, article: str = "") -> list[str]:
    return [
        f"{what} at time of {article}{event}" for what in ("URN", "LAESTAB", "School name", "School type")
    ]


def _dated(area: str) -> list[str]:
    return [area, area.replace(" (where applicable)", "") + " - date of grade"]


LATEST_REPORT_CARD = [
    *SCHOOL, "Postcode", *TRUST, *SIZE,
    "Inspection number of latest full inspection", *TYPES, "Inspection start date", "Publication date",
    "Does the latest full inspection relate to the URN of the current school?",
    *_at_time_of("latest full inspection"), "Category of concern",
    *(label for area in CARD_AREAS for label in _dated(area)),
    *(f"{label} of latest OEIF graded inspection" for label in (
        "Inspection number", *TYPES, "Inspection start date", "Publication date")),
    "Does the latest OEIF graded inspection relate to the URN of the current school?",
    *_at_time_of("latest OEIF graded inspection"), "Latest OEIF category of concern",
    "Latest OEIF overall effectiveness",
    # The published header has two spaces before "safeguarding".
    *("Latest OEIF " + lower(label).replace("safeguarding", " safeguarding") for label in EIF_AREAS),
    "Latest ungraded inspection number", "Date of latest ungraded inspection",
    "Ungraded inspection publication date",
    "Does the ungraded inspection relate to the URN of the current school?",
    *_at_time_of("ungraded inspection", "the "), "Ungraded inspection overall outcome",
    "Most recent category of concern",
]  # fmt: skip

LATEST_GRADED = [
    *SCHOOL, *TRUST, "Postcode", "Number of warning notices issued in 2024/25 academic year", *SIZE,
    "Latest ungraded inspection number since last graded inspection",
    "Does the ungraded inspection relate to the URN of the current school?",
    "URN at time of the ungraded inspection", "LAESTAB at time of the ungraded inspection",
    "School name at time of the latest ungraded inspection",
    "School type at time of the latest ungraded inspection",
    "Number of ungraded inspections since the last graded inspection", "Date of latest ungraded inspection",
    "Ungraded inspection publication date",
    "Did the latest ungraded inspection convert to a graded inspection?",
    "Ungraded inspection overall outcome",
    "Number of monitoring and urgent inspections since last graded inspection",
    "Inspection number of latest graded inspection", *TYPES, "Inspection start date", "Publication date",
    "Does the latest graded inspection relate to the URN of the current school?",
    *_at_time_of("latest graded inspection"), "Current school type used for chart C6",
    "Overall effectiveness", "Category of concern", *EIF_AREAS,
    "Previous inspection number", "Previous inspection start date", "Previous publication date",
    "Does the previous graded inspection relate to the URN of the current school?",
    *_at_time_of("previous graded inspection"), "Previous graded inspection overall effectiveness",
    "Previous category of concern", *(f"Previous {lower(label)}" for label in EIF_AREAS),
]  # fmt: skip


def latest_full_and(visit: str, at_time_article: str) -> list[str]:
    """The latest-inspections layout of 2019 to 2022; the visit between is ``section 8`` or ``short``."""
    visits = visit[0].upper() + visit[1:]
    return [
        "Web link", *SCHOOL[1:], *TRUST, "Postcode", *SIZE,
        f"Latest {visit} inspection number since last full inspection",
        f"Does the {visit} inspection relate to the URN of the current school?",
        f"URN at time of the {visit} inspection", f"LAESTAB at time of the {visit} inspection",
        f"School name at time of {at_time_article} {visit} inspection",
        f"School type at time of {at_time_article} {visit} inspection",
        f"Number of {visit} inspections since last full inspection", f"Date of latest {visit} inspection",
        f"{visits} inspection publication date",
        f"Did the latest {visit} inspection convert to a full inspection?",
        f"{visits} inspection overall outcome",
        "Number of other section 8 inspections since last full inspection",
        "Inspection number of latest full inspection", *TYPES, "Inspection start date", "Inspection end date",
        "Publication date", "Does the latest full inspection relate to the URN of the current school?",
        *_at_time_of("latest full inspection"), "Overall effectiveness", "Category of concern", *EIF_AREAS,
        "Previous full inspection number", "Previous inspection start date", "Previous inspection end date",
        "Previous publication date",
        "Does the previous full inspection relate to the URN of the current school?",
        *_at_time_of("previous full inspection"), "Previous full inspection overall effectiveness",
        "Previous category of concern", *(f"Previous {lower(label)}" for label in EIF_AREAS),
    ]  # fmt: skip


IN_YEAR_REPORT_CARD = [
    *SCHOOL, "Postcode", *TRUST[:3], "Academy Sponsor Name", *SIZE,
    "Inspection number", *TYPES, "Inspection start date", "Publication date",
    "Outcomes for legacy monitoring inspections", "Category of concern", *CARD_AREAS,
]  # fmt: skip

PREVIOUS_OF_ROW = [
    "Previous inspection number", "Previous inspection start date", "Previous publication date",
    "Does the previous inspection relate to the school in its current form?",
    *_at_time_of("previous inspection"), "Previous overall effectiveness", "Previous category of concern",
]  # fmt: skip

YEAR_TO_DATE = [
    "Web link (opens in new window)", *SCHOOL[1:], *TRUST, "Postcode", *SIZE,
    "Inspection number", *TYPES, "Inspection start date", "Publication date",
    "Did the latest ungraded inspection convert to a graded inspection?",
    "Outcomes for ungraded and monitoring inspections", "Overall effectiveness", "Category of concern",
    *EIF_AREAS[:4], "Safeguarding is effective", *EIF_AREAS[5:],
    *PREVIOUS_OF_ROW, *(f"Previous {lower(label)}" for label in EIF_AREAS),
]  # fmt: skip

ALL_INSPECTIONS_2015_2019 = [
    "Academic year", "Web link", *SCHOOL[1:6], "Ofsted region", "Region", "Local authority", "Postcode",
    "Inspection number", *TYPES, "Inspection start date", "Inspection end date", "Publication date",
    "Did the latest S8 inspection convert to a full inspection?",
    "Outcomes for S8 inspections that did not convert", "Overall effectiveness", "Category of concern",
    *CIF_AREAS, *PREVIOUS_OF_ROW, *(f"Previous {lower(label)}" for label in CIF_AREAS[:6]),
]  # fmt: skip

LATEST_2015_2019 = [
    "Web link", *SCHOOL[1:6], "Ofsted region", "Local authority", "Postcode", "Total pupils",
    "Inspection number", *TYPES, "Inspection date", "First published date", "Latest published date",
    "Overall effectiveness", "Category", *CIF_AREAS[:6],
    "Previous inspection number", "Previous inspection start date", "Previous overall effectiveness",
    "Date of latest short inspection", "Did the latest short inspection convert to a full inspection?",
]  # fmt: skip

SHORT_INSPECTIONS_2018 = [
    "Web link", *SCHOOL[1:6], "Local authority", "Inspection number", "Inspection type", "Inspection date",
    "Publication date", "Did the short inspection convert to a full inspection?",
    "Previous full inspection number", "Previous full inspection overall effectiveness",
]  # fmt: skip

HISTORIC_2005_2015 = [
    "Web link", "URN", "LAESTAB", "School name", "Inspection number", "Inspection type", "Academic year",
    "Inspection start date", "Inspection end date", "First published date", "Latest published date",
    "Overall effectiveness", "Category", "Sixth form provision", "Early years provision",
    "Pupils' achievement (aggregated)", "Achievement of pupils", "How well do pupils achieve?",
    "Behaviour and safety of pupils", "Quality of teaching", "Leadership and management",
    "The school's capacity for sustained improvement", "Pupils' attendance",
    "The extent to which pupils feel safe", "The effectiveness of safeguarding procedures",
    "Previous inspection - Overall effectiveness",
    "Movement in overall effectiveness since previous inspection",
]  # fmt: skip

FIVE_YEAR = [
    "URN", "School", "Publish date", "Publication type", "Remit", "As at date", "Published date",
    "Government office region", "Local authority area", "Parliamentary constituency", "Postcode",
    "Provider type", "Provision type", "Phase", "Deprivation band", "Overall effectiveness",
    "Category of concern", "Effectiveness of leadership and management", "Quality of education",
    "Personal development", "Behaviour and attitudes", "Safeguarding is effective?",
]  # fmt: skip

INDEPENDENT_LATEST = [
    "Web link to Ofsted provider page (opens in new window)", "URN", "School name", "Region",
    "Local authority", "Postcode", "Number on roll", "Inspection number", "Inspection type",
    "First day of inspection", "Last day of inspection", "Publication date", "Overall effectiveness",
    *EIF_AREAS, "Overall standards - Standard inspections",
    "Previous standard inspection number", "Previous first day of inspection", "Previous publication date",
    "Previous overall effectiveness", "Progress monitoring: inspection number",
    "Progress monitoring: inspection type", "Progress monitoring: first day of inspection",
    "Progress monitoring: publication date", "Progress monitoring: overall outcome",
]  # fmt: skip

INDEPENDENT_REPORT_CARD = [
    "Web link to Ofsted provider page", "URN", "School name", "Region", "Local authority", "Postcode",
    "Total number of pupils", "Inspection number of latest REIF standard inspection", "Inspection type",
    "Inspection start date", "Publication date", *CARD_AREAS,
    *(f"{label} of latest OEIF standard inspection" for label in (
        "Inspection number", "Inspection type", "Inspection start date", "Publication date")),
    "Latest OEIF overall effectiveness", *(f"Latest OEIF {lower(label)}" for label in EIF_AREAS),
    "Most recent standard inspection: Overall compliance with ISS",
    "Most recent progress monitoring: inspection number", "Most recent progress monitoring: inspection type",
    "Most recent progress monitoring: start date", "Most recent progress monitoring: publication date",
]  # fmt: skip

INDEPENDENT_ADDITIONAL = [
    "Web link to Ofsted provider page", "URN", "School name", "Local authority", "Inspection number",
    "Inspection type", "Inspection start date", "Publication date", "Overall outcome",
]  # fmt: skip

A_SCHOOL = {
    "URN": "900001", "LAESTAB": "8009001", "School name": "Quillbeck Primary School",
    "Ofsted phase": "Primary", "Type of education": "Community School", "Region": "South West",
    "Local authority": "Marlshire", "Postcode": "ZZ1 1ZZ",
    "Total number of pupils": "212", "School open date": "01/09/2001",
}  # fmt: skip

A_REPORT_CARD = {
    "Inspection number of latest full inspection": "10900001", "Inspection type": "S5 Inspection",
    "Inspection type grouping": "S5 Inspection", "Event type grouping": "Schools - S5",
    "Inspection start date": "13/01/2026", "Publication date": "19/02/2026",
    "Does the latest full inspection relate to the URN of the current school?": "Yes",
    "URN at time of latest full inspection": "900001", "Category of concern": "",
    "School name at time of latest full inspection": "Quillbeck Primary School",
    **{label: "13/01/2026" for area in CARD_AREAS for label in _dated(area)[1:]},
    **dict.fromkeys(CARD_AREAS, "Expected standard"),
    "Safeguarding standards": "Met", "Post-16 provision (where applicable)": "Not applicable",
    "Most recent category of concern": "",
}  # fmt: skip

A_GRADED_INSPECTION = {
    "Inspection number of latest graded inspection": "10800001", "Inspection type": "S5 Inspection",
    "Inspection type grouping": "S5 Inspection", "Event type grouping": "Schools - S5",
    "Inspection start date": "05/03/2024", "Publication date": "18/04/2024",
    "Does the latest graded inspection relate to the URN of the current school?": "Yes",
    "URN at time of latest graded inspection": "900001", "Overall effectiveness": "3",
    "Category of concern": "", **dict.fromkeys(EIF_AREAS, "2"), "Quality of education": "3",
    "Safeguarding is effective?": "Yes", "Sixth form provision (where applicable)": "9",
}  # fmt: skip


def report_card_row(**changes: str) -> dict[str, str]:
    """A row of the report-card era with one report card; changes are by header, ``urn`` for short."""
    return _changed({**A_SCHOOL, **A_REPORT_CARD}, changes)


def graded_row(**changes: str) -> dict[str, str]:
    """A row of the official statistics with one graded inspection."""
    return _changed({**A_SCHOOL, **A_GRADED_INSPECTION}, changes)


def _changed(row: dict[str, str], changes: Mapping[str, str]) -> dict[str, str]:
    given = dict(changes)
    if urn := given.pop("urn", None):
        given["URN"] = urn
    return {**row, **given}


def cells(header: Sequence[str], row: Mapping[str, str]) -> list[str]:
    """A row's cells; a column that the row does not name says NULL, as in the published files."""
    unknown = set(row) - set(header)
    assert not unknown, f"the invented row names columns that the layout lacks: {unknown}"
    return [row.get(label, "NULL") for label in header]


def table(header: Sequence[str], rows: Sequence[Mapping[str, str]]) -> list[list[str]]:
    return [list(header), *(cells(header, row) for row in rows)]


def known(header: Sequence[str], row: Mapping[str, str]) -> dict[str, str]:
    """Only the cells of a row for which the layout has a column."""
    return {label: value for label, value in row.items() if label in header}


def csv_bytes(
    rows: Sequence[Sequence[str]], encoding: str = "cp1252", line_ending: str = "\r\n", title_lines: int = 0
) -> bytes:
    out = io.StringIO(newline="")
    for line in range(title_lines):
        out.write(f"Title line {line + 1}{line_ending}")
    csv.writer(out, lineterminator=line_ending).writerows(rows)
    return out.getvalue().encode(encoding)


def xlsx_bytes(sheets: Mapping[str, Sequence[Sequence[object]]]) -> bytes:
    """A workbook; dates become date cells and numbers number cells."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as workbook:
        day = workbook.add_format({"num_format": "dd/mm/yyyy"})
        for name, rows in sheets.items():
            sheet = workbook.add_worksheet(name)
            for number, row in enumerate(rows):
                for place, cell in enumerate(row):
                    if isinstance(cell, date):
                        sheet.write_datetime(number, place, cell, day)
                    else:
                        sheet.write(number, place, cell)
    return out.getvalue()


def ods_bytes(sheets: Mapping[str, Sequence[Sequence[str]]]) -> bytes:
    """A minimal OpenDocument spreadsheet of text cells, ended in repeated blanks as office programs do."""
    namespaces = (
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    )

    def cell(text: str) -> str:
        return (
            f'<table:table-cell office:value-type="string"><text:p>{escape(text)}</text:p></table:table-cell>'
        )

    blanks = '<table:table-row table:number-rows-repeated="1048000"><table:table-cell/></table:table-row>'
    body = "".join(
        f'<table:table table:name="{escape(name)}">'
        + "".join(f"<table:table-row>{''.join(map(cell, row))}</table:table-row>" for row in rows)
        + f"{blanks}</table:table>"
        for name, rows in sheets.items()
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {namespaces} office:version="1.2">'
        f"<office:body><office:spreadsheet>{body}</office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        packed.writestr(
            "META-INF/manifest.xml",
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
        )
        packed.writestr("content.xml", content)
    return out.getvalue()


def read(content: bytes, as_at: date | None = AS_AT) -> ParsedDocument:
    return parse_management_information(content, title="invented table", as_at=as_at)


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """A frame's rows, absent values as None."""
    columns = {
        str(name): [None if pd.isna(value) else value for value in frame[name].astype(object).tolist()]
        for name in frame
    }
    return [dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True)]


def grades(parsed: ParsedDocument, block: str) -> dict[str, tuple[object, ...]]:
    """area → (grade, rank, status) of the one inspection in a block, None for absent values."""
    rows = records(parsed.judgements[parsed.judgements["block"] == block])
    return {row["area"]: (row["grade"], row["grade_rank"], row["status"]) for row in rows}


def only(parsed: ParsedDocument, block: str) -> dict[str, Any]:
    """The one inspection of a block, absent values as None and dates as ISO text."""
    rows = records(parsed.inspections[parsed.inspections["block"] == block])
    assert len(rows) == 1, f"{len(rows)} inspections in block {block}"
    return {
        name: value.date().isoformat() if isinstance(value, pd.Timestamp) else value
        for name, value in rows[0].items()
    }
