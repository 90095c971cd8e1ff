"""Cases are many, a name draws its case again, and a wrong reading is told so that it can be seen again."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from pipelines.documents.report import ReportJudgement, pages_from_text, parse_report_text
from tests.documents.invented import csv_bytes, read
from tests.mutations import lists, reports
from tests.mutations.__main__ import main
from tests.mutations.cases import WrongReading, assert_cases_hold
from tests.mutations.kinds import ALL_KINDS, KINDS
from tests.mutations.reports import KINDS as REPORT_KINDS

LEAST = 20_000
REPORT, _ = REPORT_KINDS
EARLY_YEARS = "page 1: 'Early years provision Outstanding'"
SAFEGUARDING = "page 2: 'The arrangements for safeguarding are effective'"


def test_make_test_reads_enough_cases() -> None:
    assert sum(kind.cases * len(kind.documents) for kind in KINDS.values()) >= LEAST


@pytest.mark.parametrize("name", KINDS)
def test_a_case_is_the_same_whenever_it_is_drawn(name: str) -> None:
    kind = KINDS[name]
    document = next(iter(kind.documents))
    drawn = [kind.written(kind.damaged(document, number)) for number in range(20)]
    assert drawn == [kind.written(kind.damaged(document, number)) for number in range(20)]
    assert len(set(drawn)) > 10


def test_a_wrong_reading_names_its_case_and_keeps_the_document() -> None:
    def fails(text: str) -> bool:
        raise ZeroDivisionError("a reader that fell over")

    with pytest.raises(WrongReading, match="report/2005/7: ZeroDivisionError") as wrong:
        replace(REPORT, read=fails).run("2005", [7])
    kept = re.search(r"The damaged document: (\S+)", str(wrong.value))
    assert kept
    path = Path(kept[1])
    assert path.read_bytes() == REPORT.written(REPORT.damaged("2005", 7))
    path.unlink()


def test_a_document_that_is_read_without_end_is_a_wrong_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    def reads_on(text: str) -> bool:
        while True:
            pass

    monkeypatch.setattr("tests.mutations.cases.MOST_SECONDS", 0.05)
    with pytest.raises(WrongReading, match="report/2005/7: TimeoutError") as wrong:
        replace(REPORT, read=reads_on).run("2005", [7])
    Path(re.findall(r"The damaged document: (\S+)", str(wrong.value))[0]).unlink()


@pytest.mark.parametrize(
    "said",
    [
        {"judgements": (ReportJudgement("early_years", "Good", 2, "graded", EARLY_YEARS),)},
        {"judgements": (ReportJudgement("outcomes_for_pupils", "Outstanding", 1, "graded", EARLY_YEARS),)},
        {"judgements": (ReportJudgement("safeguarding", "No", 2, "graded", SAFEGUARDING),)},
        {
            "judgements": (
                ReportJudgement("safeguarding", "Yes", 1, "graded", SAFEGUARDING.replace("2", "1")),
            )
        },
        {"category_of_concern": "special_measures", "category_known": True, "category_locator": EARLY_YEARS},
        {"outcome": "School remains Good"},
        {"publication_date": date(2016, 12, 9)},
        {"inspection_start_date": date(2016, 11, 11)},
        {"urn": 199100},
    ],
)
def test_a_report_that_says_more_than_its_text_is_found_out(said: dict[str, Any]) -> None:
    printed = pages_from_text(reports.REPORTS["2015"])
    sound = parse_report_text(printed)
    reports.assert_nothing_invented(sound, printed)
    with pytest.raises(AssertionError):
        reports.assert_nothing_invented(replace(sound, **said), printed)


@pytest.mark.parametrize(
    ("relation", "column", "value"),
    [
        ("judgements", "grade", "Outstanding"),
        ("judgements", "grade_date", pd.Timestamp(2026, 1, 1)),
        ("inspections", "category_of_concern", "special_measures"),
        ("inspections", "publication_date", pd.Timestamp(2026, 1, 1)),
        ("inspections", "inspection_number", "10900099"),
        ("schools", "open_date", pd.Timestamp(2026, 1, 1)),
    ],
)
def test_a_list_that_says_more_than_its_cells_is_found_out(relation: str, column: str, value: object) -> None:
    rows = lists.LISTS["report cards"]
    sound = read(csv_bytes(rows))
    lists.assert_nothing_invented(sound, rows)
    said = getattr(sound, relation).assign(**{column: value})
    with pytest.raises(AssertionError):
        lists.assert_nothing_invented(replace(sound, **{relation: said}), rows)


def test_a_row_that_is_lost_is_found_out() -> None:
    rows = lists.LISTS["graded"]
    sound = read(csv_bytes(rows))
    with pytest.raises(AssertionError):
        lists.assert_nothing_invented(replace(sound, rows_read=sound.rows_read - 1), rows)


def test_damage_that_leaves_nothing_to_read_proves_nothing() -> None:
    with pytest.raises(AssertionError, match="refused"):
        assert_cases_hold(replace(REPORT, read=lambda text: False, cases=40), "2005")


def test_a_case_is_read_again_by_its_name(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--case", "report/2005/7"]) == 0
    assert "report/2005/7: read" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["report", "report/2005", "report/1850/1", "letter/2005/1", "report/2005/x"])
def test_a_name_of_no_case_is_refused(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--case", name]) == 2
    assert "KIND/DOCUMENT/NUMBER" in capsys.readouterr().err


def test_new_cases_are_read_until_the_time_is_over(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--seconds", "0.2", "--from", "1000000"]) == 0
    came_to = re.findall(r"(\d+) read +(\d+) refused", capsys.readouterr().out)
    assert len(came_to) == len(ALL_KINDS)
    assert all(int(read) + int(refused) for read, refused in came_to), "none of some kind"
