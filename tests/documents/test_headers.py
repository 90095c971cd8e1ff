"""Where the table starts: title lines, headers of two rows, several sheets, the formats."""

from __future__ import annotations

from typing import Any

import pytest

from pipelines.documents.management_information import ParsedDocument
from pipelines.documents.refusal import DocumentRefused
from tests.documents.invented import (
    CARD_AREAS,
    IN_YEAR_REPORT_CARD,
    LATEST_REPORT_CARD,
    csv_bytes,
    ods_bytes,
    only,
    read,
    records,
    report_card_row,
    table,
    xlsx_bytes,
)

A_TABLE = table(LATEST_REPORT_CARD, [report_card_row()])


def same_as_csv(parsed: ParsedDocument) -> bool:
    plain = read(csv_bytes(A_TABLE))

    def facts(document: ParsedDocument) -> list[list[dict[str, Any]]]:
        frames = (document.schools, document.inspections, document.judgements)
        return [records(frame.drop(columns="row_number")) for frame in frames]

    return facts(parsed) == facts(plain)


@pytest.mark.parametrize("lines", [0, 1, 2, 29])
def test_title_lines_above_the_header(lines):
    parsed = read(csv_bytes(A_TABLE, title_lines=lines))
    assert parsed.header_row == lines + 1
    assert only(parsed, "latest_report_card")["row_number"] == lines + 2


def test_a_header_below_the_first_thirty_rows_is_none():
    with pytest.raises(DocumentRefused, match="URN"):
        read(csv_bytes(A_TABLE, title_lines=30))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("line_ending", ["\n", "\r\n"])
def test_encodings_and_line_endings(encoding, line_ending):
    assert same_as_csv(read(csv_bytes(A_TABLE, encoding, line_ending)))


@pytest.mark.parametrize("pack", [xlsx_bytes, ods_bytes])
def test_workbooks_read_like_the_csv_edition(pack):
    parsed = read(pack({"Cover": [["An invented workbook"]], "Data": [["A title"], *A_TABLE]}))
    assert (parsed.sheet, parsed.header_row) == ("Data", 2)
    assert same_as_csv(parsed)


def test_a_workbook_with_several_tables_gives_the_one_that_lists_schools():
    in_year = table(IN_YEAR_REPORT_CARD, [{"URN": "900001", "School name": "Quillbeck Primary School"}])
    parsed = read(ods_bytes({"D1_In_year_inspections": in_year, "D2_Most_recent_inspections": A_TABLE}))
    assert parsed.sheet == "D2_Most_recent_inspections"
    assert parsed.findings["code"].tolist() == ["sheet_not_read"]
    assert parsed.findings["value"].tolist() == ["D1_In_year_inspections"]


def test_header_of_two_rows_with_group_titles_above():
    group = [label for label in LATEST_REPORT_CARD if label.startswith("Latest OEIF ")]
    apart = [label for label in LATEST_REPORT_CARD if label not in group]
    # A group title stands above the first of the columns that it spans.
    above = [*([""] * len(apart)), "Latest OEIF", *([""] * (len(group) - 1))]
    below = [*apart, *(label.removeprefix("Latest OEIF ") for label in group)]
    row = report_card_row()
    parsed = read(csv_bytes([above, below, [row.get(label, "NULL") for label in apart + group]]))
    assert (parsed.header_row, parsed.rows_read) == (2, 1)
    assert same_as_csv(parsed)


def test_header_whose_words_run_over_two_rows():
    split = [label.partition(" ") if label in CARD_AREAS else (label, "", "") for label in LATEST_REPORT_CARD]
    above, below = [words[0] for words in split], [words[2] for words in split]
    parsed = read(csv_bytes([above, below, *A_TABLE[1:]]))
    assert (parsed.header_row, parsed.rows_read) == (2, 1)
    assert same_as_csv(parsed)
