"""Input that surprises: refused whole with file place and value, or one row set aside and counted."""

from __future__ import annotations

from datetime import date

import pytest

from pipelines.documents.refusal import DocumentRefused
from tests.documents.invented import (
    AS_AT,
    LATEST_GRADED,
    LATEST_REPORT_CARD,
    csv_bytes,
    graded_row,
    read,
    report_card_row,
    table,
)

NUMBER = "Inspection number of latest full inspection"
RELATES = "Does the latest full inspection relate to the URN of the current school?"
ENOUGH = 700  # rows: one per cent of them is more than a handful


def rows_with(*odd: dict[str, str], sound: int = 20) -> list[list[str]]:
    schools = [report_card_row(urn=str(910000 + n), **{NUMBER: str(10910000 + n)}) for n in range(sound)]
    return table(LATEST_REPORT_CARD, [*schools, *odd])


def refused(content: bytes, as_at: date | None = AS_AT) -> DocumentRefused:
    with pytest.raises(DocumentRefused) as caught:
        read(content, as_at)
    return caught.value


# Refused whole: the bytes.


@pytest.mark.parametrize("content", [b"", b"\n\n  \r\n", b"\xef\xbb\xbf"])
def test_empty_file(content):
    assert refused(content).reason_code == "empty_file"


@pytest.mark.parametrize(
    "content, reason",
    [
        (b"<!DOCTYPE html><html><body>Page not found</body></html>", "html_page"),
        (b"\xef\xbb\xbf \n<html></html>", "html_page"),
        (b"<?xml version='1.0'?><Error/>", "html_page"),
        (b'{"error": "not found"}', "json_document"),
        (b"%PDF-1.7 ...", "pdf_document"),
        (b"\x1f\x8b\x08\x00", "compressed_file"),
        (b"\xff\xfeU\x00R\x00N\x00", "utf_16_text"),
        (b"URN,School name\n900001,A\x00B\n", "control_characters"),
        (b"PK\x03\x04 this is no zip", "not_a_workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 no workbook", "not_a_workbook"),
    ],
)
def test_other_kinds_of_file_under_a_csv_address(content, reason):
    assert refused(content).reason_code == reason


def test_bytes_that_are_in_neither_encoding():
    content = csv_bytes(rows_with()) + b"\x81"
    refusal = refused(content)
    assert (refusal.reason_code, refusal.value) == ("undecodable_bytes", repr(b"\x81"))


def test_control_characters_left_by_a_wrong_decoding():
    rows = rows_with(report_card_row(**{"Event type grouping": "Schools \x96 Section 8 conversion"}))
    refusal = refused(csv_bytes(rows, encoding="utf-8"))
    assert (refusal.reason_code, refusal.row_number) == ("control_characters", len(rows))


def test_twice_encoded_text_is_a_finding():
    rows = rows_with(
        report_card_row(**{"School name": "StÂ\xa0Mary’s – Quillbeck".encode().decode("cp1252", "replace")})
    )
    parsed = read(csv_bytes(rows, encoding="utf-8"))
    assert "twice_encoded_text" in set(parsed.findings["code"])
    assert parsed.rows_read == 21


@pytest.mark.parametrize("kept", [0.999, 0.95, 0.5])
def test_csv_cut_short(kept):
    content = csv_bytes(rows_with())
    assert refused(content[: int(len(content) * kept)]).reason_code == "truncated"


def test_csv_cut_short_inside_the_first_cell_of_a_row():
    content = csv_bytes(rows_with())
    assert refused(content + b"http://www.ofs").reason_code == "truncated"


def test_quote_that_never_ends():
    rows = rows_with(sound=2)
    content = csv_bytes(rows).replace(b"Quillbeck Primary School", b'"Quillbeck Primary School', 1)
    assert refused(content).reason_code in ("truncated", "broken_quoting")


def test_missing_last_line_ending_is_a_finding():
    parsed = read(csv_bytes(rows_with()).rstrip(b"\r\n"))
    assert parsed.findings["code"].tolist() == ["no_final_line_ending"]


# Refused whole: the header.


def test_no_urn_column():
    assert refused(b"Name,Grade\r\nQuillbeck,2\r\n").reason_code == "no_urn_column"


def test_renamed_column_names_the_era_and_the_nearest_header():
    rows = rows_with()
    rows[0][rows[0].index("Inclusion")] = "Inclusion of pupils"
    refusal = refused(csv_bytes(rows))
    assert refusal.reason_code == "renamed_column"
    assert refusal.column_name == "Inclusion"
    assert "'Inclusion of pupils'" in refusal.message
    assert "latest_report_card" in refusal.message


def test_renamed_optional_column_is_not_taken_for_an_absent_one():
    rows = rows_with()
    rows[0][rows[0].index("Total number of pupils")] = "Total number of pupil"
    refusal = refused(csv_bytes(rows))
    assert (refusal.reason_code, refusal.column_name) == ("renamed_column", "Total number of pupil")


def test_missing_column():
    place = LATEST_GRADED.index("Previous category of concern")
    rows = [row[:place] + row[place + 1 :] for row in table(LATEST_GRADED, [graded_row()])]
    refusal = refused(csv_bytes(rows))
    assert (refusal.reason_code, refusal.column_name) == ("missing_column", "Previous category of concern")


def test_duplicated_column():
    rows = [[*row, row[LATEST_REPORT_CARD.index("Achievement")]] for row in rows_with()]
    refusal = refused(csv_bytes(rows))
    assert (refusal.reason_code, refusal.column_name) == ("duplicate_column", "Achievement")


def test_extra_columns_are_one_finding():
    rows = [[*row, "x", "y"] for row in rows_with()]
    rows[0][-2:] = ["A new column", "Another"]
    parsed = read(csv_bytes(rows))
    assert parsed.findings["code"].tolist() == ["unknown_columns"]
    assert parsed.findings["value"].tolist() == ["A new column; Another"]


# Refused whole: words.


@pytest.mark.parametrize(
    "column, value, reason",
    [
        ("Inclusion", "Quite good", "unknown_grade"),
        ("Achievement", "2", "unknown_grade"),
        ("Latest OEIF quality of education", "5", "unknown_grade"),
        ("Safeguarding standards", "Partly met", "unknown_safeguarding_word"),
        ("Category of concern", "XX", "unknown_category"),
    ],
)
def test_unknown_word_refuses_the_document_with_row_column_and_value(column, value, reason):
    odd = report_card_row(**{column: value})
    if column.startswith("Latest OEIF"):
        odd["Inspection number of latest OEIF graded inspection"] = "10700001"
        odd["Inspection start date of latest OEIF graded inspection"] = "10/10/2023"
    refusal = refused(csv_bytes(rows_with(odd)))
    assert (refusal.reason_code, refusal.row_number, refusal.value) == (reason, 22, value)
    assert refusal.column_name == column
    assert f"row 22, column {column!r}, value {value!r}" in str(refusal)


def test_unknown_ungraded_outcome_refuses_the_document():
    odd = graded_row(
        **{
            "Date of latest ungraded inspection": "01/12/2021",
            "Ungraded inspection overall outcome": "School remains Splendid",
        }
    )
    refusal = refused(csv_bytes(table(LATEST_GRADED, [odd])))
    assert (refusal.reason_code, refusal.value) == ("unknown_outcome", "School remains Splendid")


# One row set aside.


@pytest.mark.parametrize(
    "column, value, reason",
    [
        ("URN", "No URN", "urn_not_six_digits"),
        ("URN", "", "urn_not_six_digits"),
        ("URN", "٩٠٠٠٠١", "urn_not_six_digits"),
        ("URN", "9000011", "urn_not_six_digits"),
        ("Inspection start date", "31/02/2026", "impossible_date"),
        ("Publication date", "soon", "impossible_date"),
        ("School open date", "00/00/2001", "impossible_date"),
        ("Inclusion - date of grade", "13/13/2026", "impossible_date"),
        ("Publication date", "01/09/2026", "date_in_future"),
        ("Inspection start date", "13/01/1026", "date_before_1992"),
        ("Publication date", "12/01/2026", "published_before_start"),
        ("Inspection start date", "NULL", "no_start_date"),
        ("URN at time of latest full inspection", "12", "urn_not_six_digits"),
        (NUMBER, "one", "inspection_number_malformed"),
        (RELATES, "Maybe", "neither_yes_nor_no"),
        ("Latest OEIF overall effectiveness", "2", "grade_without_inspection"),
    ],
)
def test_malformed_row_is_set_aside_with_its_reason(column, value, reason):
    rows = rows_with(report_card_row(**{column: value}))
    parsed = read(csv_bytes(rows, encoding="utf-8"))
    rejected = parsed.rejected_rows.iloc[0]
    assert len(parsed.rejected_rows) == 1
    assert (rejected["reason_code"], rejected["column_name"], rejected["value"]) == (reason, column, value)
    assert rejected["row_number"] == len(rows)
    assert parsed.rows_read == 20
    assert len(parsed.inspections) == 20


def test_a_date_just_within_reach_of_the_as_at_day_is_believed():
    parsed = read(csv_bytes(rows_with(report_card_row(**{"Publication date": "31/08/2026"}))))
    assert parsed.rejected_rows.empty


def test_two_rows_of_one_urn_that_disagree_are_both_set_aside():
    rows = rows_with(report_card_row(), report_card_row(Inclusion="Needs attention"))
    parsed = read(csv_bytes(rows))
    assert parsed.rejected_rows["reason_code"].tolist() == ["rows_disagree", "rows_disagree"]
    assert parsed.rejected_rows["row_number"].tolist() == [22, 23]
    assert 900001 not in set(parsed.schools["urn"])


def test_identical_rows_are_kept_once():
    twin = report_card_row(**{"School name": "Quillbeck Primary School "})
    parsed = read(csv_bytes(rows_with(report_card_row(), twin)))
    assert parsed.rejected_rows.empty
    assert parsed.findings["code"].tolist() == ["repeated_row"]
    assert parsed.schools["urn"].tolist().count(900001) == 1


def test_a_row_with_another_number_of_cells_is_set_aside():
    rows = rows_with()
    rows.insert(5, [*rows[5], "one too many"])
    rows.insert(9, rows[9][:-1])
    parsed = read(csv_bytes(rows))
    assert parsed.rejected_rows["reason_code"].tolist() == ["cell_count", "cell_count"]
    assert parsed.rejected_rows["row_number"].tolist() == [6, 10]


def test_blank_rows_anywhere_are_passed_over_and_counted_as_rows():
    rows = rows_with()
    rows.insert(1, [""] * len(LATEST_REPORT_CARD))
    rows.insert(4, [])
    parsed = read(csv_bytes(rows))
    assert parsed.rejected_rows.empty
    assert parsed.schools["row_number"].tolist()[:3] == [3, 4, 6]


def test_a_note_below_the_table_is_a_finding():
    rows = [
        *rows_with(),
        ["Source: an invented table"],
        ["", "Notes apply", *[""] * (len(LATEST_REPORT_CARD) - 2)],
    ]
    parsed = read(csv_bytes(rows))
    assert parsed.findings["code"].tolist() == ["note_row", "note_row"]
    assert parsed.findings["row_number"].tolist() == [22, 23]
    assert parsed.rejected_rows.empty


def test_more_than_one_per_cent_of_malformed_rows_refuses_the_document():
    bad = [report_card_row(urn=str(920000 + n), **{"Publication date": "soon"}) for n in range(8)]
    refusal = refused(csv_bytes(rows_with(*bad, sound=ENOUGH)))
    assert (refusal.reason_code, refusal.value) == ("too_many_rejected_rows", "soon")


def test_a_handful_of_malformed_rows_is_borne():
    bad = [report_card_row(urn=str(920000 + n), **{"Publication date": "soon"}) for n in range(5)]
    parsed = read(csv_bytes(rows_with(*bad)))
    assert len(parsed.rejected_rows) == 5


def test_no_sound_row_refuses_the_document():
    assert refused(csv_bytes(rows_with(sound=0))).reason_code == "no_rows"
    only_bad = [report_card_row(**{"Publication date": "soon"})]
    assert refused(csv_bytes(rows_with(*only_bad, sound=0))).reason_code == "no_rows"


def test_a_number_of_pupils_that_is_none_is_a_finding():
    parsed = read(csv_bytes(rows_with(report_card_row(**{"Total number of pupils": "c"}))))
    assert parsed.findings["code"].tolist() == ["number_not_read"]
    assert parsed.schools["pupils"].isna().sum() == 1


def test_an_unknown_word_in_a_row_that_is_set_aside_anyway_does_not_refuse_the_document():
    odd = report_card_row(**{"Publication date": "soon", "Category of concern": "??", "Inclusion": "??"})
    assert len(read(csv_bytes(rows_with(odd))).rejected_rows) == 1
