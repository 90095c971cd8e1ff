"""flag_list.csv and flag_list.xlsx: complete, safe to open, for the welfare role only."""

from __future__ import annotations

import csv
import io
import stat
import zipfile
from datetime import date, datetime
from pathlib import Path

import duckdb
import pytest
from python_calamine import CalamineWorkbook

from pipelines.texts import say
from pipelines.warehouse.flag_export import (
    PRINTED_COLUMNS,
    export_flag_list,
    heading,
    read_flag_list,
    tier_in_words,
    write_csv,
)
from tests.warehouse.invented_warehouse import AS_OF, BUILD_ID, HOSTILE_NAME, fill


@pytest.fixture(scope="module")
def warehouse():
    with duckdb.connect() as connection:
        fill(connection)
        yield connection


@pytest.fixture(scope="module")
def folder(warehouse: duckdb.DuckDBPyConnection, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("build") / "flags"
    export_flag_list(warehouse, folder, left_out=[])
    return folder


def read_csv(folder: Path) -> list[dict[str, str]]:
    text = (folder / "flag_list.csv").read_bytes().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def sheet(folder: Path, name: str) -> list[list[object]]:
    workbook = CalamineWorkbook.from_path(str(folder / "flag_list.xlsx"))
    return [list(row) for row in workbook.get_sheet_by_name(name).to_python()]


def part(folder: Path, name: str) -> str:
    with zipfile.ZipFile(folder / "flag_list.xlsx") as workbook:
        return workbook.read(name).decode("utf-8")


def cell(text: str) -> str:
    """One cell as the CSV writer leaves it, read back."""
    target = io.StringIO(newline="")
    write_csv(target, ["cell"], [[text]])
    return next(csv.DictReader(io.StringIO(target.getvalue(), newline="")))["cell"]


def test_csv_holds_every_column_of_the_view_and_one_line_a_flag(
    warehouse: duckdb.DuckDBPyConnection, folder: Path
) -> None:
    columns, flags = read_flag_list(warehouse, [])
    lines = read_csv(folder)
    assert list(lines[0]) == [heading(column) for column in columns]
    assert [line["URN"] for line in lines] == [str(flag["urn"]) for flag in flags] == ["900101", "900102"]


def test_printed_columns_come_first_and_none_is_lost(warehouse: duckdb.DuckDBPyConnection) -> None:
    columns, _ = read_flag_list(warehouse, [])
    named = [row[0] for row in warehouse.execute("DESCRIBE flag_list").fetchall()]
    assert tuple(columns[: len(PRINTED_COLUMNS)]) == PRINTED_COLUMNS
    assert sorted(columns) == sorted(named)


def test_headings_are_words(warehouse: duckdb.DuckDBPyConnection) -> None:
    columns, _ = read_flag_list(warehouse, [])
    headings = [heading(column) for column in columns]
    assert not [text for text in headings if "_" in text or not text[0].isupper()]
    assert len(set(headings)) == len(headings)


def test_csv_begins_with_a_byte_order_mark_so_that_excel_reads_utf_8(folder: Path) -> None:
    assert (folder / "flag_list.csv").read_bytes().startswith(b"\xef\xbb\xbf")


def test_csv_dates_are_iso(folder: Path) -> None:
    assert read_csv(folder)[0]["Respond by"] == "2026-06-11"


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+44 20 7946 0000",
        "-2+3",
        "@SUM(A1)",
        "\t=1+1",
        "\r=1+1",
        "\n=1+1",
        "  =1+1",
        "＝1+1",
        "\x1b=1+1",
    ],
)
def test_text_that_a_spreadsheet_would_compute_gets_an_apostrophe(text: str) -> None:
    assert cell(text).startswith("'")


@pytest.mark.parametrize("text", ["St Oswald's = the best", "Year 7-11", "a@example.org", "", "100%"])
def test_other_text_stays_as_it_is(text: str) -> None:
    assert cell(text) == text


def test_numbers_below_zero_are_numbers() -> None:
    target = io.StringIO(newline="")
    write_csv(target, ["number"], [[-3]])
    assert target.getvalue().splitlines()[1] == "-3"


def test_hostile_school_name_is_text_in_the_csv(folder: Path) -> None:
    school = read_csv(folder)[1]["School"]
    assert school.startswith("'=HYPERLINK")
    assert "\x1b" not in school


def test_hostile_school_name_is_text_in_the_workbook(folder: Path) -> None:
    names = [row[PRINTED_COLUMNS.index("school")] for row in sheet(folder, "Outreach list")]
    assert names[2] == HOSTILE_NAME.replace("\x1b", " ")
    assert "<f>" not in part(folder, "xl/worksheets/sheet1.xml")
    assert "hyperlink" not in part(folder, "xl/worksheets/sheet1.xml")


def test_workbook_holds_real_dates_and_numbers(folder: Path) -> None:
    head, first, *_ = sheet(folder, "Outreach list")
    line = dict(zip(head, first, strict=True))
    assert line["Respond by"] == date(2026, 6, 11)
    assert line["Tier"] == 1


def test_workbook_header_is_frozen_filtered_and_repeated_on_paper(folder: Path) -> None:
    xml = part(folder, "xl/worksheets/sheet1.xml")
    assert 'state="frozen"' in xml
    assert "<autoFilter" in xml
    assert "Print_Titles" in part(folder, "xl/workbook.xml")
    assert f"Build {BUILD_ID}" in xml
    assert str(AS_OF) in xml


def test_second_sheet_says_as_of_build_freshness_and_what_tiers_mean(folder: Path) -> None:
    lines = {str(row[0]): row[1] for row in sheet(folder, "About this list")}
    assert lines["Outreach list as of"] == AS_OF
    assert lines["Build"] == BUILD_ID
    assert lines["How to read it"] == say("list.caution")
    assert "within 1 working day" in str(lines["Tier 1"])
    assert [value for what, value in lines.items() if what.startswith("Data as at")] == [date(2026, 5, 31)]


def test_tier_without_a_deadline_names_none() -> None:
    assert "no deadline" in tier_in_words({"respond_days": None, "pauses_in_school_holidays": True})


def test_tier_that_pauses_in_school_holidays_says_so() -> None:
    told = tier_in_words({"respond_days": 3, "pauses_in_school_holidays": True})
    assert told == "first attempt due within 3 working days, school holidays not counted"


def test_files_are_for_this_account_only(folder: Path) -> None:
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {file.name: stat.S_IMODE(file.stat().st_mode) for file in folder.iterdir()} == {
        "flag_list.csv": 0o600,
        "flag_list.xlsx": 0o600,
    }


def test_equal_lists_give_equal_bytes(
    warehouse: duckdb.DuckDBPyConnection, folder: Path, tmp_path: Path
) -> None:
    export_flag_list(warehouse, tmp_path, left_out=[])
    for file in folder.iterdir():
        assert (tmp_path / file.name).read_bytes() == file.read_bytes()


def test_file_of_an_earlier_export_is_replaced_and_restricted_again(
    warehouse: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    old = tmp_path / "flag_list.csv"
    old.write_text("old", encoding="utf-8")
    old.chmod(0o644)
    export_flag_list(warehouse, tmp_path, left_out=[])
    assert stat.S_IMODE(old.stat().st_mode) == 0o600
    assert read_csv(tmp_path)


def test_list_with_nothing_open_has_headings_and_says_so(tmp_path: Path) -> None:
    with duckdb.connect() as connection:
        fill(connection, with_inspections=False)
        export_flag_list(connection, tmp_path, left_out=[])
    assert read_csv(tmp_path) == []
    assert sheet(tmp_path, "Outreach list")[1][0] == "Nothing is open."


def test_created_property_is_the_as_of_date_not_the_machine_s(folder: Path) -> None:
    created = datetime.combine(AS_OF, datetime.min.time()).isoformat()
    assert f"{created}Z" in part(folder, "docProps/core.xml")
