"""The recording: the same bytes every time, a sound index, and the published formats with their quirks."""

from __future__ import annotations

import csv
import io
import json
import time
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from replica.formats import csv_bytes, in_order, read_headers
from replica.recording import write_recording
from replica.schools import Scenario

STATE_FUNDED = "Management_information_-_state-funded_schools_-_latest_inspections_as_at_{}_2026.csv"
APRIL, MAY = STATE_FUNDED.format("30_Apr"), STATE_FUNDED.format("31_May")
AUGUST_2025 = "State-funded_schools_inspections_and_outcomes_as_at_31_August_2025.csv"
AUGUST_2024 = "State-funded_schools_inspections_and_outcomes_as_at_31_August_2024.csv"
WORKBOOK = "Management_information_-_schools_-_1_Sept_2005_to_31_August_2015.xlsx"
HISTORY = "Management_information_-_state-funded_schools_1_September_2015_to_31_August_2019.csv"
IN_YEAR = "Management_information_-_state-funded_schools_-_as_at_31_May_2026.ods"


def index_lines(recording: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (recording / "index.jsonl").read_text(encoding="utf-8").splitlines()]


def table(recording: Path, name: str) -> list[dict[str, str]]:
    text = io.StringIO((recording / name).read_bytes().decode("cp1252"), newline="")
    if name == HISTORY:
        next(text)  # the title line
    return list(csv.DictReader(text))


def rows_of(recording: Path, name: str) -> dict[str, dict[str, str]]:
    return {row["URN"]: row for row in table(recording, name)}


def test_two_runs_write_the_same_bytes(scenario: Scenario, recording: Path, tmp_path: Path) -> None:
    write_recording(scenario, tmp_path)
    written = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert written == {path.name: path.read_bytes() for path in recording.iterdir()}


def test_writing_takes_less_than_two_seconds(scenario: Scenario, tmp_path: Path) -> None:
    started = time.perf_counter()
    write_recording(scenario, tmp_path)
    assert time.perf_counter() - started < 2


def test_the_index_names_every_file_once_and_only_files_that_exist(recording: Path) -> None:
    lines = index_lines(recording)
    assert all(set(line) == {"url", "from", "status", "file", "headers"} for line in lines)
    assert sorted(line["file"] for line in lines) == sorted(
        path.name for path in recording.iterdir() if path.name != "index.jsonl"
    )
    assert len({(line["url"], line["from"]) for line in lines}) == len(lines)


def test_there_are_two_nights_and_the_last_is_the_recordings_last_day(recording: Path) -> None:
    assert {line["from"] for line in index_lines(recording)} == {"2026-05-18", "2026-06-10"}


def test_pages_list_only_what_is_served_by_then(recording: Path) -> None:
    lines = index_lines(recording)
    since = {line["url"]: line["from"] for line in lines}
    pages = [line for line in lines if line["file"].endswith(".json")]
    assert len(pages) == 7
    for line in pages:
        page = json.loads((recording / line["file"]).read_text(encoding="utf-8"))
        for attachment in page["details"]["attachments"]:
            assert since[attachment["url"]] <= line["from"]
            content = (recording / attachment["filename"]).read_bytes()
            assert attachment["file_size"] == len(content)
        for document in page["links"].get("documents", []):
            assert since[document["api_url"]] <= line["from"]


def test_the_second_night_lists_new_files_and_keeps_the_earlier_ones(recording: Path) -> None:
    pages = {
        line["from"]: json.loads((recording / line["file"]).read_text(encoding="utf-8"))
        for line in index_lines(recording)
        if line["url"].endswith("ofsteds-school-inspections-outcomes")
    }
    first, second = (
        {attachment["title"] for attachment in pages[night]["details"]["attachments"]}
        for night in ("2026-05-18", "2026-06-10")
    )
    assert first < second


@pytest.mark.parametrize(
    "name, headers, renamed",
    [
        (APRIL, "state_funded_latest_report_cards", {"Web Link (opens in new window)": "Web Link"}),
        (MAY, "state_funded_latest_report_cards", {}),
        (AUGUST_2025, "state_funded_statistics_2025", {}),
        (AUGUST_2024, "state_funded_statistics_2024", {}),
    ],
)
def test_files_have_their_headers_in_order(
    recording: Path, name: str, headers: str, renamed: dict[str, str]
) -> None:
    first_line = (recording / name).read_bytes().decode("cp1252").split("\r\n", 1)[0]
    assert next(csv.reader([first_line])) == [renamed.get(name, name) for name in read_headers(headers)]


@pytest.mark.recorded
@pytest.mark.parametrize(
    "folder, pattern, headers",
    [
        ("recorded/england", "*_as_at_31_August_2025.csv", "state_funded_statistics_2025"),
        ("recorded/england", "*_as_at_31_May_2026.csv", "state_funded_latest_report_cards"),
        ("samples/mi", "*31_Aug_2026.csv", "state_funded_latest_report_cards"),
    ],
)
def test_header_lists_are_the_published_ones(shared: Path, folder: str, pattern: str, headers: str) -> None:
    (path,) = (shared / folder).glob(pattern)
    with path.open(encoding="cp1252", newline="") as file:
        assert next(csv.reader(file)) == read_headers(headers)


def test_header_lists_have_the_published_lengths() -> None:
    lengths = {
        "state_funded_latest_report_cards": 85,
        "state_funded_in_year": 42,
        "state_funded_statistics_2025": 76,
        "state_funded_statistics_2024": 76,
    }
    assert {name: len(read_headers(name)) for name in lengths} == lengths


def test_a_cell_without_a_column_or_a_column_without_a_cell_is_refused() -> None:
    with pytest.raises(KeyError, match="no such column"):
        in_order(["URN"], [{"URN": "900101", "Overall": "1"}])
    with pytest.raises(KeyError):
        in_order(["URN", "Overall"], [{"URN": "900101"}])


def test_csv_files_are_windows_1252_with_crlf(recording: Path) -> None:
    content = (recording / AUGUST_2025).read_bytes()
    assert content.count(b"\r\n") == content.count(b"\n")
    assert b"Schools \x96 Section 8 conversion" in content, "an en dash"
    assert b"St Thomas \xe0 Quill" in (recording / MAY).read_bytes(), "an accent"
    assert csv_bytes(["URN"], [{"URN": "180°"}]) == b"URN\r\n180\xb0\r\n"


def test_the_statistics_of_2025_end_in_fifteen_blank_comma_rows(recording: Path) -> None:
    lines = (recording / AUGUST_2025).read_bytes().split(b"\r\n")
    assert lines[-1] == b""
    assert set(lines[-16:-1]) == {b"," * 75}
    assert lines[-17].strip(b",")


def test_the_history_has_a_title_line_above_its_header(recording: Path) -> None:
    title, header, *_ = (recording / HISTORY).read_bytes().decode("cp1252").split("\r\n")
    assert title.startswith("All inspections between 1 September 2015 and 31 August 2019,,")
    assert next(csv.reader([header])) == read_headers("state_funded_2015_2019")


def test_the_workbook_has_its_sheet_title_and_header_row(recording: Path) -> None:
    sheet = CalamineWorkbook.from_path(recording / WORKBOOK).get_sheet_by_name("2005-2015 Inspections")
    title, header, first, *_ = sheet.to_python(skip_empty_area=False)
    assert title[0] == "All inspections between 1 September 2005 and 31 August 2015"
    assert header == read_headers("state_funded_2005_2015")
    row = dict(zip(header, first, strict=True))
    assert row["Inspection number"] == "ITS911401"
    assert row["Inspection start date"] == date(2009, 6, 10)
    assert row["Overall effectiveness"] == 1


def test_the_spreadsheet_of_the_year_can_be_opened_and_stores_its_type_first(recording: Path) -> None:
    with zipfile.ZipFile(recording / IN_YEAR) as archive:
        first = archive.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
    rows = (
        CalamineWorkbook.from_path(recording / IN_YEAR)
        .get_sheet_by_name("D1_In_year_inspections")
        .to_python()
    )
    assert rows[1] == read_headers("state_funded_in_year")
    outcome = rows[1].index("Outcomes for legacy monitoring inspections")
    assert {"Not taking effective action", "Making enough progress"} <= {row[outcome] for row in rows}
    assert "S8 No Formal Designation Visit" in {row[rows[1].index("Inspection type")] for row in rows}


def test_null_says_no_such_inspection_and_blank_says_no_concern(recording: Path) -> None:
    rows = rows_of(recording, MAY)
    never, clean = rows["900167"], rows["900136"]
    assert never["Category of concern"] == never["Most recent category of concern"] == "NULL"
    assert clean["Category of concern"] == clean["Most recent category of concern"] == ""
    assert clean["Latest ungraded inspection number"] == "NULL"


def test_an_area_that_does_not_apply_has_a_date_of_grade(recording: Path) -> None:
    row = rows_of(recording, MAY)["900136"]
    assert row["Post-16 provision (where applicable)"] == "Not applicable"
    assert row["Post-16 provision - date of grade"] == row["Inspection start date"] == "14/04/2026"


def test_the_publication_date_is_printed_a_day_early(recording: Path) -> None:
    assert rows_of(recording, MAY)["900134"]["Publication date"] == "10/05/2026"


def test_grades_under_older_frameworks_are_nine_eight_and_nought(recording: Path) -> None:
    rows = rows_of(recording, AUGUST_2025)
    assert rows["900151"]["Quality of education"] == "9"
    assert rows["900151"]["Safeguarding is effective?"] == "9"
    assert rows["900168"]["Early years provision (where applicable)"] == "8"
    assert rows["900166"]["Overall effectiveness"] == "Not judged"


def test_an_ungraded_inspection_that_was_converted_stands_in_both_columns(recording: Path) -> None:
    row = rows_of(recording, AUGUST_2025)["900166"]
    assert (
        row["Latest ungraded inspection number since last graded inspection"]
        == row["Inspection number of latest graded inspection"]
        == "10916602"
    )
    assert row["Ungraded inspection overall outcome"] == "NULL"
    assert row["Did the latest ungraded inspection convert to a graded inspection?"] == "Yes"


def test_report_card_files_hide_grades_from_before_september_2019(recording: Path) -> None:
    assert rows_of(recording, AUGUST_2025)["900151"]["Overall effectiveness"] == "2"
    assert rows_of(recording, MAY)["900151"]["Latest OEIF overall effectiveness"] == "NULL"


def test_a_conversion_shows_the_same_number_under_the_new_urn(recording: Path) -> None:
    april, may = rows_of(recording, APRIL), rows_of(recording, MAY)
    assert "900157" not in april
    assert "900156" not in may
    number = "Inspection number of latest full inspection"
    assert may["900157"][number] == april["900156"][number]
    assert may["900157"]["Does the latest full inspection relate to the URN of the current school?"] == "No"
    assert may["900157"]["URN at time of latest full inspection"] == "900156"


def test_a_merged_school_shows_inspections_of_both_its_predecessors(recording: Path) -> None:
    row = rows_of(recording, MAY)["900148"]
    assert row["URN at time of latest OEIF graded inspection"] == "900146"
    assert row["URN at time of the ungraded inspection"] == "900147"


def test_two_schools_share_a_postcode_and_a_day_but_not_a_number(recording: Path) -> None:
    rows = rows_of(recording, MAY)
    infant, junior = rows["900160"], rows["900161"]
    assert infant["Postcode"] == junior["Postcode"]
    assert infant["Inspection start date"] == junior["Inspection start date"]
    number = "Inspection number of latest full inspection"
    assert infant[number] != junior[number]


def test_a_correction_and_a_later_grading_change_the_second_file(recording: Path) -> None:
    april, may = rows_of(recording, APRIL), rows_of(recording, MAY)
    area = "Leadership and governance"
    for urn, grade_date in (("900129", "10/03/2026"), ("900126", "14/05/2026")):
        assert (april[urn][area], may[urn][area]) == ("Needs attention", "Expected standard")
        assert may[urn][f"{area} - date of grade"] == grade_date


def test_names_keep_their_blanks_and_commas(recording: Path) -> None:
    april, may = rows_of(recording, APRIL), rows_of(recording, MAY)
    assert april["900166"]["School name"] == "Petrel Court School "
    assert april["900103"]["Multi-academy trust name"] == "Lanternfield Learning Trust "
    assert april["900168"]["School name"] == "Quern, Ridge and Vale Primary School"
    assert may["900168"]["School name"] == "Quern Ridge Primary School"


def test_alternative_provision_was_called_pru_until_2025(recording: Path) -> None:
    assert rows_of(recording, AUGUST_2025)["900143"]["Ofsted phase"] == "PRU"
    assert rows_of(recording, APRIL)["900143"]["Ofsted phase"] == "Alternative provision"


def test_every_file_tells_the_same_of_one_inspection(recording: Path) -> None:
    blocks = (
        (AUGUST_2024, "Inspection number of latest graded inspection", ""),
        (AUGUST_2024, "Previous inspection number", "Previous "),
        (AUGUST_2025, "Inspection number of latest graded inspection", ""),
        (AUGUST_2025, "Previous inspection number", "Previous "),
        (HISTORY, "Inspection number", ""),
        (HISTORY, "Previous inspection number", "Previous "),
    )
    columns = ("Effectiveness of leadership and management", "Early years provision (where applicable)")
    told: dict[tuple[str, str], set[str]] = {}
    for name, number, prefix in blocks:
        for row in table(recording, name):
            for column in columns:
                heading = f"{prefix}{column[0].lower()}{column[1:]}" if prefix else column
                if row[number] not in ("NULL", "") and row[heading] != "NULL":
                    told.setdefault((row[number], column), set()).add(row[heading])
    assert told
    assert {key: grades for key, grades in told.items() if len(grades) > 1} == {}
