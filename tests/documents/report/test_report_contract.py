"""A report in the words of the ``parse`` command, and the reference tables behind it."""

from __future__ import annotations

import json
import re

import pytest

from pipelines.documents.report import to_contract_json
from pipelines.documents.report.text import pages_from_text
from pipelines.documents.report.vocabulary import wording
from pipelines.reference import read_csv, read_toml
from tests.documents.report import invented_reports as invented
from tests.documents.report.reading import read

AREAS = {row["area"] for row in read_csv("areas.csv")}
ROWS = read_csv("report_areas.csv")


def test_graded_report_in_json() -> None:
    told = to_contract_json(read(invented.common_inspection()), "a" * 64)
    assert json.loads(json.dumps(told)) == told
    assert told["document"] == {
        "sha256": "a" * 64,
        "kind": "report",
        "framework": "common_inspection_2015",
        "needs_human_reading": False,
        "reasons": [],
    }
    [inspection] = told["inspections"]
    assert (told["schools"], told["rejected"]) == ([], [])
    assert (inspection["urn"], inspection["inspection_number"]) == (199101, "10099101")
    assert (inspection["kind"], inspection["framework"]) == ("graded", "common_inspection_2015")
    assert (inspection["inspection_start_date"], inspection["publication_date"]) == ("2016-11-09", None)
    assert (inspection["category_of_concern"], inspection["outcome"], inspection["report_url"]) == (None,) * 3
    assert inspection["judgements"][0] == {
        "area": "overall_effectiveness",
        "grade": "Good",
        "grade_rank": 2,
        "status": "graded",
        "grade_date": "2016-11-09",
        "locator": "page 1: 'Overall effectiveness Good'",
    }


def test_report_in_doubt_says_why_in_json() -> None:
    told = to_contract_json(read(invented.common_inspection("Sound")), "b" * 64)
    assert told["document"]["needs_human_reading"]
    assert {reason["reason_code"] for reason in told["document"]["reasons"]} == {"required_area_missing"}


@pytest.mark.parametrize("row", ROWS, ids=[f"{row['layout']}: {row['spelling']}" for row in ROWS])
def test_every_spelling_is_of_an_area_that_is_known(row: dict[str, str]) -> None:
    assert row["presence"] in ("required", "optional", "previous", "heading")
    assert (row["area"] in AREAS) == (row["presence"] in ("required", "optional"))
    assert wording(row["layout"]).area_of(row["spelling"]) == (row["area"] or row["presence"])


def test_layout_that_is_not_listed() -> None:
    with pytest.raises(KeyError, match="no layout"):
        wording("section5_1996")


@pytest.mark.parametrize("remit", read_toml("report_other_remits.toml")["other_remit"])
def test_every_title_of_another_remit_compiles(remit: dict[str, str]) -> None:
    assert re.compile(remit["pattern"])
    assert remit["pattern"] == remit["pattern"].lower()


@pytest.mark.parametrize(
    "printed, folded",
    [
        ("The school’s ‘Hub’ – “good”", "the school's 'hub' - \"good\""),
        ("O\ufb03ce e\ufb00ective", "office effective"),
        ("well\ufffedeveloped", "well-developed"),
        ("\uf06e Pupils\u00a0are\tgood ", "pupils are good"),
    ],
)
def test_letters_are_plain_and_positions_agree(printed: str, folded: str) -> None:
    report = pages_from_text(printed)
    assert report.folded == folded


def test_capital_that_becomes_two_letters_moves_no_position() -> None:
    report = pages_from_text("İİ Inclusion")
    assert len(report.text) == len(report.folded)
    assert report.quote(*re.search("inclusion", report.folded).span()) == "Inclusion"  # type: ignore[union-attr]
