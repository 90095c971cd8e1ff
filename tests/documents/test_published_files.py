"""Real published files, read in place: every figure counted from the CSV by plain Python."""

from __future__ import annotations

import csv
from collections import Counter
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from pipelines.documents.management_information import ParsedDocument, parse_management_information
from tests.documents.invented import CARD_AREAS, EIF_AREAS, lower

MAY_2026 = "Management_information_-_state-funded_schools_-_latest_inspections_as_at_31_May_2026.csv"
AUGUST_2025 = "State-funded_schools_inspections_and_outcomes_as_at_31_August_2025.csv"
pytestmark = pytest.mark.recorded

GRADED_DIGITS = {"1", "2", "3", "4"}


def parse(path: Path, as_at: date) -> ParsedDocument:
    return parse_management_information(path.read_bytes(), title=path.stem, as_at=as_at)


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="cp1252", newline="") as file:
        return [row for row in csv.DictReader(file) if row["URN"]]


@pytest.fixture(scope="module")
def may_2026(recorded_england: Path) -> tuple[ParsedDocument, list[dict[str, str]]]:
    path = recorded_england / MAY_2026
    return parse(path, date(2026, 5, 31)), rows_of(path)


@pytest.fixture(scope="module")
def august_2025(recorded_england: Path) -> tuple[ParsedDocument, list[dict[str, str]]]:
    path = recorded_england / AUGUST_2025
    return parse(path, date(2025, 8, 31)), rows_of(path)


def in_block(frame: pd.DataFrame, block: str) -> pd.DataFrame:
    return frame[frame["block"] == block]


def grades_by_column(parsed: ParsedDocument, block: str) -> dict[str, Counter[object]]:
    judged = in_block(parsed.judgements, block)
    judged = judged[judged["status"] == "graded"]
    found: dict[str, Counter[object]] = {}
    for column, rank in zip(judged["column_name"], judged["grade_rank"], strict=True):
        found.setdefault(column, Counter())[int(rank)] += 1
    return found


def digits_by_column(rows: list[dict[str, str]], columns: list[str]) -> dict[str, Counter[object]]:
    return {
        column: Counter(int(row[column]) for row in rows if row[column] in GRADED_DIGITS)
        for column in columns
    }


def test_every_school_of_england_is_read(may_2026, august_2025):
    for parsed, rows in (may_2026, august_2025):
        assert len(rows) == 21_990
        assert parsed.schools["urn"].tolist() == [int(row["URN"]) for row in rows]
        assert parsed.rejected_rows.empty
        assert parsed.findings["code"].tolist() == ["placeholder_open_date"]


def test_report_cards_of_may_2026(may_2026):
    parsed, rows = may_2026
    cards = [row for row in rows if row["Inspection number of latest full inspection"] != "NULL"]
    assert len(in_block(parsed.inspections, "latest_report_card")) == len(cards) == 1_326
    judged = in_block(parsed.judgements, "latest_report_card")
    printed = Counter(row[area] for row in cards for area in CARD_AREAS)
    assert printed["Needs attention"] == (judged["grade"] == "Needs attention").sum() == 1_341
    assert printed["Urgent improvement"] == (judged["grade"] == "Urgent improvement").sum() == 147
    assert printed["Not met"] == (judged["grade"] == "Not met").sum() == 8
    graded = judged[judged["status"] == "graded"]
    assert Counter(graded["grade"].tolist()) == printed - Counter({"Not applicable": 10**6})
    assert len(judged) == len(cards) * len(CARD_AREAS)


def test_categories_of_concern_of_may_2026(may_2026):
    parsed, _ = may_2026
    cards = in_block(parsed.inspections, "latest_report_card")
    assert cards["category_known"].all()
    assert Counter(cards["category_of_concern"].dropna().tolist()) == {
        "special_measures": 29,
        "requires_significant_improvement": 21,
    }


def test_graded_inspections_of_may_2026(may_2026):
    parsed, rows = may_2026
    columns = ["Latest OEIF overall effectiveness"]
    columns += [f"Latest OEIF {lower(area)}" for area in EIF_AREAS if "afeguarding" not in area]
    found = grades_by_column(parsed, "latest_graded")
    assert {column: found[column] for column in columns} == digits_by_column(rows, columns)


def test_graded_inspections_of_august_2025(august_2025):
    parsed, rows = august_2025
    for block, overall, prefix in (
        ("latest_graded", "Overall effectiveness", ""),
        ("previous_graded", "Previous graded inspection overall effectiveness", "Previous "),
    ):
        areas = [area for area in EIF_AREAS if "afeguarding" not in area]
        columns = [overall, *(f"{prefix}{lower(area)}" if prefix else area for area in areas)]
        found = grades_by_column(parsed, block)
        assert {column: found[column] for column in columns} == digits_by_column(rows, columns)


def test_ungraded_inspections_of_august_2025(august_2025):
    parsed, rows = august_2025
    visited = in_block(parsed.inspections, "ungraded")
    printed = Counter(row["Ungraded inspection overall outcome"] for row in rows)
    assert Counter(visited["outcome"].dropna().tolist()) == printed - Counter({"NULL": 10**6})
    assert len(visited) == sum(row["Date of latest ungraded inspection"] != "NULL" for row in rows)


def test_every_inspection_number_of_august_2025(august_2025):
    parsed, rows = august_2025
    for block, column in (
        ("latest_graded", "Inspection number of latest graded inspection"),
        ("previous_graded", "Previous inspection number"),
        ("ungraded", "Latest ungraded inspection number since last graded inspection"),
    ):
        expected = [(int(row["URN"]), row[column]) for row in rows if row[column] != "NULL"]
        found = in_block(parsed.inspections, block)
        assert list(zip(found["urn"], found["inspection_number"], strict=True)) == expected


def test_sample_of_august_2026(shared: Path):
    path = shared / "samples" / "mi" / "sample_latest_inspections_as_at_31_Aug_2026.csv"
    parsed, rows = parse(path, date(2026, 8, 31)), rows_of(path)
    assert len(parsed.schools) == len(rows) == 68
    assert Counter(parsed.inspections["block"].tolist()) == {
        "latest_report_card": 16,
        "latest_graded": 43,
        "ungraded": 28,
    }
    card = in_block(parsed.inspections, "latest_report_card")
    assert card["relates_to_current_school"].tolist().count(False) == 2
    assert card["category_of_concern"].dropna().tolist() == ["special_measures"]
