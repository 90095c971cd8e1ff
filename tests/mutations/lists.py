"""Lists of management information under damage, of three eras.

Belongs here: the lists, what is put into them, what must hold of a reading. Does not belong here: their
layouts (tests/documents/invented.py).
"""

from __future__ import annotations

from datetime import date
from random import Random

from pipelines.documents.management_information import ParsedDocument
from pipelines.documents.refusal import DocumentRefused
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
from tests.mutations.cases import Kind
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
# A grade's printed forms: what must have stood in the file for the grade to come out.
PRINTED = {
    "Outstanding": {"1"},
    "Good": {"2"},
    "Requires improvement": {"3"},
    "Satisfactory": {"3"},
    "Inadequate": {"4"},
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
    *('a,"b"\n', "İ", "\u202e", "x" * 400, "URN", "Overall effectiveness"),
)


def damage(rows: Rows, chance: Random) -> DamagedTable:
    return damaged_table(rows, chance, WORDS, "utf-8")


def read_list(damaged: DamagedTable) -> bool:
    """Every judgement stands in the cell that it names, and every row is read, set aside or told of once."""
    try:
        parsed = read(damaged.content, AS_AT)
    except DocumentRefused:
        return False
    if damaged.rows is not None:
        assert_nothing_invented(parsed, damaged.rows)
    return True


def assert_nothing_invented(parsed: ParsedDocument, rows: Rows) -> None:
    """What ``read_list`` promises, of a list whose cells are known."""
    labels = [" ".join(label.split()) for label in rows[parsed.header_row - 1]]
    for judgement in records(parsed.judgements):
        cell = " ".join(rows[judgement["row_number"] - 1][labels.index(judgement["column_name"])].split())
        grade = judgement["grade"]
        if judgement["status"] == "graded":
            assert cell.casefold() in {grade.casefold(), *PRINTED.get(grade, ())}
        else:
            assert (grade, judgement["grade_rank"]) == (None, None)
    seen = {
        *parsed.inspections["row_number"],
        *parsed.schools["row_number"],
        *parsed.rejected_rows["row_number"],
    }
    assert seen <= set(range(parsed.header_row + 1, len(rows) + 1))
    kept = set(parsed.inspections["row_number"])
    assert not kept & set(parsed.rejected_rows["row_number"])
    assert not parsed.inspections.duplicated(["row_number", "block"]).any()


KINDS = (
    Kind("management-information", LISTS, damage, read_list, lambda damaged: damaged.content, cases=120),
)
