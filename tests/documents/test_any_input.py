"""Whatever is in a file is read, set aside or refused by name, and no grade comes out that did not go in."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from pipelines.documents.management_information import ParsedDocument
from pipelines.documents.refusal import DocumentRefused
from tests.documents.invented import (
    LATEST_GRADED,
    LATEST_REPORT_CARD,
    YEAR_TO_DATE,
    csv_bytes,
    graded_row,
    known,
    ods_bytes,
    read,
    records,
    report_card_row,
    table,
)

TABLES = {
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

words = st.sampled_from(
    ["", "NULL", "null", "9", "0", "8", "1", "4", "5", "Not judged", "Needs attention", "Exceptional", "Met",
     "No", "SM", "RSI", "31/02/2024", "01/01/2999", "2024-01-01", "900001", "10900001", "–", "Schools - S5",
     'a,"b"\n']
)  # fmt: skip
texts = words | st.text(alphabet=st.characters(codec="utf-8"), max_size=12)
places = st.tuples(st.integers(0, 6), st.integers(0, len(YEAR_TO_DATE) - 1))


def changed(rows: list[list[str]], changes: list[tuple[tuple[int, int], str]]) -> list[list[str]]:
    copy = [list(row) for row in rows]
    for (row, place), text in changes:
        copy[row][place % len(copy[row])] = text
    return copy


def read_or_refused(content: bytes) -> ParsedDocument | None:
    try:
        return read(content, date(2026, 5, 31))
    except DocumentRefused:
        return None


def assert_nothing_invented(parsed: ParsedDocument, rows: list[list[str]]) -> None:
    """Every judgement stands in the cell that it names, and every row is read, set aside or told of once."""
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


@pytest.mark.parametrize("name", TABLES)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(changes=st.lists(st.tuples(places, texts), max_size=6))
@example(changes=[((0, 1), "URN of the school")])
@example(changes=[((1, 1), "")])
def test_any_cells_changed(name, changes):
    rows = changed(TABLES[name], changes)
    parsed = read_or_refused(csv_bytes(rows, encoding="utf-8"))
    if parsed is not None:
        assert_nothing_invented(parsed, rows)


@settings(max_examples=40, deadline=None)
@given(cut=st.integers(0, 12_000), inserted=st.binary(max_size=6))
def test_any_bytes_cut_or_inserted(cut, inserted):
    content = csv_bytes(TABLES["report cards"])
    read_or_refused(content[:cut])
    read_or_refused(content[:cut] + inserted + content[cut:])


@settings(max_examples=25, deadline=None)
@given(cut=st.integers(0, 6_000), inserted=st.binary(min_size=1, max_size=6))
def test_any_bytes_of_a_workbook(cut, inserted):
    content = ods_bytes({"Data": TABLES["graded"]})
    read_or_refused(content[:cut])
    read_or_refused(content[:cut] + inserted + content[cut + len(inserted) :])


@settings(max_examples=40, deadline=None)
@given(content=st.binary(max_size=400))
def test_any_bytes_at_all(content):
    read_or_refused(content)
