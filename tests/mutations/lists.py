"""Lists of management information under damage, of every era that is published, and workbooks.

Belongs here: the lists, what is put into them, what must hold of a reading. Does not belong here: their
layouts (tests/documents/invented.py, replica/).
"""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from functools import partial
from random import Random
from typing import Any

from pipelines.documents.cells import read_sheets
from pipelines.documents.management_information import ParsedDocument
from pipelines.documents.refusal import DocumentRefused
from pipelines.reference import read_csv
from tests.documents.invented import (
    LATEST_GRADED,
    LATEST_REPORT_CARD,
    YEAR_TO_DATE,
    graded_row,
    known,
    read,
    records,
    report_card_row,
    table,
)
from tests.mutations import replica_documents
from tests.mutations.cases import Kind, OnDemand
from tests.mutations.damage import damaged_file, damaged_member
from tests.mutations.evidence import DIGITS, in_cell
from tests.mutations.tables import DamagedTable, Rows, damaged_table

AS_AT = date(2026, 5, 31)
LISTS = {
    "report cards": table(LATEST_REPORT_CARD, [report_card_row(urn=str(900001 + n)) for n in range(6)]),
    "graded": table(LATEST_GRADED, [graded_row(urn=str(900001 + n)) for n in range(6)]),
    "year to date": table(
        YEAR_TO_DATE,
        [
            known(YEAR_TO_DATE, graded_row(urn=str(900001 + n), **{"Inspection number": f"1080000{n}"}))
            for n in range(6)
        ],
    ),
}
WORDS = (
    *(
        "",
        "NULL",
        "null",
        "9",
        "0",
        "8",
        "1",
        "4",
        "5",
        "Not judged",
        "Needs attention",
        "Exceptional",
        "Met",
    ),
    *("No", "SM", "RSI", "31/02/2024", "01/01/2999", "2024-01-01", "900001", "10900001", "–", "Schools - S5"),
    *(
        'a,"b"\n',
        "İ",
        "\u202e",
        "x" * 400,
        "URN",
        "Overall effectiveness",
        "2.0",
        "33",
        "Weak",
        "N/A",
        "none",
    ),
)
DATES = ("inspection_start_date", "inspection_end_date", "publication_date")


def damage(rows: Rows, other: Rows, chance: Random) -> DamagedTable:
    return damaged_table(rows, other, chance, WORDS, "utf-8")


def damage_workbook(content: bytes, other: bytes, chance: Random) -> DamagedTable:
    """Damage in the mark-up of a part, packed again as if it were sound, or of the packed file."""
    packed = damaged_file if chance.random() < 0.3 else partial(damaged_member, words=WORDS)
    return DamagedTable(packed(content, other, chance), None)


def read_list(damaged: DamagedTable) -> bool:
    """What stands in a row came from it, a judgement from the cell that it names, and no row is lost."""
    try:
        parsed = read(damaged.content, AS_AT)
    except DocumentRefused:
        return False
    rows = damaged.rows
    if rows is None:
        rows = next(sheet.rows for sheet in read_sheets(damaged.content) if sheet.name == parsed.sheet)
    assert_nothing_invented(parsed, rows)
    return True


def assert_nothing_invented(parsed: ParsedDocument, rows: Rows) -> None:
    """What ``read_list`` promises, of a list whose cells are known."""
    for judgement in records(parsed.judgements):
        cells = rows[judgement["row_number"] - 1]
        columns = _places(rows, parsed.header_row, judgement["column_name"])
        _assert_graded(judgement, {cells[place].strip() for place in columns})
        _assert_stands(judgement["grade_date"], cells)
    for inspection in records(parsed.inspections):
        _assert_inspected(inspection, rows[inspection["row_number"] - 1])
    for school in records(parsed.schools):
        cells = [cell.strip() for cell in rows[school["row_number"] - 1]]
        assert {str(school["urn"]), school["school_name"] or cells[0]} <= set(cells)
        _assert_stands(school["open_date"], cells)
    _assert_rows_accounted_for(parsed, rows)


def _places(rows: Rows, header_row: int, label: str) -> list[int]:
    """Where a column stands; the label of a header of two rows ends in that of its lower one."""
    labels = [" ".join(cell.split()) for cell in rows[header_row - 1]]
    return [at for at, printed in enumerate(labels) if printed == label] or [
        at for at, printed in enumerate(labels) if label.endswith(printed)
    ]


def _assert_graded(judgement: dict[str, Any], cells: set[str]) -> None:
    grade = judgement["grade"]
    if judgement["status"] != "graded":
        assert (grade, judgement["grade_rank"]) == (None, None)
        return
    printed = {" ".join(cell.split()).casefold() for cell in cells}
    assert printed & {grade.casefold(), DIGITS.get(grade)}, (judgement, cells)


def _assert_inspected(inspection: dict[str, Any], cells: list[str]) -> None:
    stripped = {cell.strip() for cell in cells}
    assert str(inspection["urn"]) in stripped
    assert {inspection["inspection_number"]} <= {*stripped, None}
    for name in DATES:
        _assert_stands(inspection[name], cells)
    for scale, meaning in (
        ("category_of_concern", inspection["category_of_concern"]),
        ("ungraded_outcome", inspection["outcome"]),
    ):
        words = {
            row["code"] for row in read_csv("scales.csv") if (row["scale"], row["grade"]) == (scale, meaning)
        }
        printed = {" ".join(word.split()).casefold() for word in (*words, meaning or "")}
        assert meaning is None or printed & {" ".join(cell.split()).casefold() for cell in cells}, inspection


def _assert_stands(day: Any, cells: list[str]) -> None:
    assert day is None or any(in_cell(day, cell) for cell in cells), (day, cells)


def _assert_rows_accounted_for(parsed: ParsedDocument, rows: Rows) -> None:
    """Every row below the header is read, set aside, told of as a note or as a repeat; and only once."""
    below = [
        number
        for number, row in enumerate(rows, 1)
        if number > parsed.header_row and any(map(str.strip, row))
    ]
    findings = records(parsed.findings)
    told = Counter(finding["code"] for finding in findings)
    repeats = sum(
        len(re.findall(r"\d+", finding["message"])) - 1
        for finding in findings
        if finding["code"] == "repeated_row"
    )
    accounted = parsed.rows_read + len(parsed.rejected_rows) + told["note_row"] + repeats
    assert accounted == len(below), (accounted, len(below))
    kept = {*parsed.inspections["row_number"], *parsed.schools["row_number"]}
    rejected = set(parsed.rejected_rows["row_number"])
    assert kept | rejected <= set(below)
    assert not kept & rejected
    assert not parsed.inspections.duplicated(["row_number", "block"]).any()


def content_of(damaged: DamagedTable) -> bytes:
    return damaged.content


KINDS = (
    Kind(
        "management-information",
        OnDemand.of(LISTS, replica_documents.lists()),
        damage,
        read_list,
        content_of,
        cases=20,
    ),
    Kind(
        "workbook",
        replica_documents.workbooks(),
        damage_workbook,
        read_list,
        content_of,
        cases=80,
    ),
)
