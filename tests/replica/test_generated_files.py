"""The files of the generated country: what is published stands in them when their time has come."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest
from python_calamine import CalamineWorkbook

from replica.generated import generate
from replica.generated.files import (
    govuk_responses,
    listed_on,
    month_ends,
    monthly_files_published_on,
)
from replica.recording import Response
from replica.schools import Inspection, School
from tests.replica.generated_countries import busy_county

AUGUST = date(2026, 8, 31)
AUGUST_IS_OUT = date(2026, 10, 5)
LATEST_OF_AUGUST = "latest_inspections_as_at_31_August_2026.csv"
IN_YEAR_OF_AUGUST = "year_to_date_published_by_31_August_2026.ods"


@pytest.fixture(scope="module")
def responses() -> list[Response]:
    return govuk_responses(busy_county())


def ending(responses: list[Response], words: str) -> Response:
    (found,) = [response for response in responses if response.filename.endswith(words)]
    return found


def rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("cp1252"), newline="")))


def printed_by(as_at: date) -> list[tuple[School, Inspection]]:
    return [
        (school, inspection)
        for school in busy_county().schools.values()
        for inspection in school.inspections
        if inspection.is_printed(as_at)
    ]


def test_a_months_files_come_out_about_five_weeks_after_its_end() -> None:
    assert monthly_files_published_on(AUGUST) == AUGUST_IS_OUT
    assert monthly_files_published_on(date(2026, 7, 31)) == date(2026, 9, 4)
    assert listed_on(date(2026, 8, 1)) == listed_on(AUGUST) == AUGUST_IS_OUT


def test_the_newest_month_comes_out_during_the_nights(responses: list[Response]) -> None:
    assert month_ends(busy_county()) == [AUGUST, date(2026, 7, 31)]
    assert ending(responses, LATEST_OF_AUGUST).since == AUGUST_IS_OUT
    assert all(busy_county().first_night <= response.since for response in responses)


def test_every_latest_report_of_an_open_school_stands_in_the_months_file(responses: list[Response]) -> None:
    content = rows(ending(responses, LATEST_OF_AUGUST).content)
    numbers = {
        kind: {row[column] for row in content}
        for kind, column in (
            ("card", "Inspection number of latest full inspection"),
            ("ungraded", "Latest ungraded inspection number"),
        )
    }
    missing = []
    for lineage in busy_county().lineages:
        if lineage.newest.independent or not lineage.standing_on(AUGUST):
            continue
        for kind, listed in numbers.items():
            known = [
                inspection
                for school in lineage.schools
                for inspection in school.inspections
                if inspection.kind == kind and inspection.is_printed(AUGUST)
            ]
            if known and max(known, key=lambda inspection: inspection.day).number not in listed:
                missing.append(known)
    assert not missing
    assert len(numbers["card"]) > 50


def test_every_inspection_since_report_cards_stands_in_the_years_file(responses: list[Response]) -> None:
    content = ending(responses, IN_YEAR_OF_AUGUST).content
    lines = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_name("D1_In_year_inspections")
    cells = {str(cell) for line in lines.to_python() for cell in line}
    for school, inspection in printed_by(AUGUST):
        if inspection.framework.is_report_card and not school.independent and school.is_listed(AUGUST):
            assert inspection.number in cells


def test_a_converted_schools_report_stands_under_its_new_number(responses: list[Response]) -> None:
    content = rows(ending(responses, LATEST_OF_AUGUST).content)
    inherited = [
        row
        for row in content
        if row["Does the latest full inspection relate to the URN of the current school?"] == "No"
        or row["Does the latest OEIF graded inspection relate to the URN of the current school?"] == "No"
    ]
    assert len(inherited) > 50
    listed = {row["URN"] for row in content}
    for row in inherited:
        before = row["URN at time of latest full inspection"]
        if before not in ("NULL", row["URN"]):
            assert before not in listed


def test_a_withdrawn_report_is_gone_from_the_next_file(responses: list[Response]) -> None:
    text = ending(responses, LATEST_OF_AUGUST).content.decode("cp1252")
    withdrawn = [
        inspection
        for school in busy_county().schools.values()
        for inspection in school.inspections
        if inspection.withdrawn_on is not None and inspection.withdrawn_on <= AUGUST
    ]
    assert withdrawn
    assert not any(inspection.number in text for inspection in withdrawn)


def test_both_histories_and_statistics_are_there_from_the_first_night(responses: list[Response]) -> None:
    early = {response.filename for response in responses if response.since == busy_county().first_night}
    for words in ("2015.xlsx", "31_August_2019.csv", "31_August_2024.csv", "31_August_2025.csv"):
        assert any(name.endswith(words) for name in early), words


def test_a_country_whose_independent_schools_had_no_visit_has_no_empty_file_of_them() -> None:
    filenames = [response.filename for response in govuk_responses(generate(60, 7, date(2026, 9, 7), 1))]
    assert any("most_recent_inspections_data" in name for name in filenames)
    assert not any("additional_inspections_data" in name for name in filenames)
