"""Outcomes in words: one wording or none, and what stands behind each is stated."""

from __future__ import annotations

import re

import pytest

from pipelines.documents.management_information.vocabulary import kind_of, scale
from pipelines.reference import read_csv, read_toml
from tests.documents.report import invented_letters
from tests.documents.report.reading import doubts, read

OUTCOMES = read_toml("report_outcomes.toml")["outcome"]
GOOD = "Nether Addersley Junior School continues to be a good school."


@pytest.mark.parametrize(
    "lines, outcome",
    [
        ([GOOD], "School remains Good"),
        (
            [GOOD, "There is enough evidence of", "improved performance to suggest more.",
             "The school's next inspection will be a graded inspection."],
            "School remains Good (Improving) - S5 Next",
        ),
        (
            [GOOD, "However, inspectors have some concerns that standards may be declining.",
             "The school's next inspection will be a graded inspection."],
            "School remains Good (Concerns) - S5 Next",
        ),
        (["The school continues to be an outstanding school."], "School remains Outstanding"),
        (
            ["It continues to be an outstanding school. Its grade might not be as high if graded now."],
            "School remains Outstanding (Concerns) - S5 Next",
        ),
        (
            ["It took effective action to maintain the standards identified at the", "previous inspection."],
            "Standards maintained",
        ),
        (["Its work may have improved significantly across all areas since the previous inspection."],
         "Improved significantly"),
        (["Some aspects of its work may not be as strong as at the time of the previous inspection."],
         "Some aspects not as strong"),
    ],
)  # fmt: skip
def test_ungraded_outcome(lines: list[str], outcome: str) -> None:
    report = read(invented_letters.ungraded(lines))
    assert (report.outcome, doubts(report)) == (outcome, set())


@pytest.mark.parametrize(
    "lines",
    [
        [GOOD, "The school's next inspection will be a graded inspection."],
        [GOOD, "There is improved performance but some aspects may be declining."],
        ["The school has done what it has done."],
    ],
)
def test_outcome_that_can_be_read_in_two_ways_is_left_to_a_person(lines: list[str]) -> None:
    report = read(invented_letters.ungraded(lines))
    assert (report.outcome, doubts(report)) == (None, {"outcome_unclear"})


@pytest.mark.parametrize(
    "title, sentence, outcome, category",
    [
        (
            "Requires improvement: monitoring inspection visit to",
            "Senior leaders are not taking effective action to tackle the areas requiring improvement.",
            "Leaders are not taking effective action to tackle the areas requiring improvement",
            None,
        ),
        (
            "Serious weaknesses first monitoring inspection of",
            "Leaders have made progress to improve the school, but more work is necessary for the school to"
            " no longer be judged as having serious weaknesses.",
            "Leaders have made progress to improve the school, but more work is necessary",
            "serious_weaknesses",
        ),
        (
            "Special measures monitoring inspection of",
            "The Chief Inspector is of the opinion that the school no longer requires special measures.",
            "The school no longer requires special measures",
            None,
        ),
        (
            "Special measures: monitoring inspection of",
            "Leaders have not made enough progress to improve the school.",
            "Leaders have not made enough progress to improve the school",
            "special_measures",
        ),
    ],
)
def test_monitoring_outcome(title: str, sentence: str, outcome: str, category: str | None) -> None:
    report = read(invented_letters.letter(title, sentence))
    assert (report.kind, report.outcome, report.category_of_concern) == ("monitoring", outcome, category)
    assert not report.doubts


def test_letter_since_2022_names_the_day_in_another_sentence() -> None:
    first = "These are the findings of the monitoring inspection that took place on 7 and 8 January 2025"
    report = read(invented_letters.letter("Special measures monitoring inspection of", first=first))
    assert str(report.inspection_start_date) == "2025-01-07"
    assert (report.framework, doubts(report)) == ("education_inspection_2024", {"outcome_unclear"})


@pytest.mark.parametrize("outcome", OUTCOMES, ids=[f"{row['kind']}: {row['words']}" for row in OUTCOMES])
def test_every_wording_compiles_and_states_its_evidence(outcome: dict[str, str]) -> None:
    assert re.fullmatch(r"REAL \d{4}|KNOW", outcome["evidence"])
    for name in ("pattern", "also", "unless"):
        pattern = outcome.get(name, "")
        re.compile(pattern)
        assert pattern == pattern.lower()
    # What is quoted spans no prose, in which people may be named.
    assert ".*" not in outcome["pattern"]
    assert ".{" not in outcome["pattern"]
    if outcome["kind"] in ("ungraded", "short"):
        assert outcome["words"].casefold() in scale("ungraded_outcome")


def test_every_kind_of_outcome_is_a_kind_of_inspection() -> None:
    kinds = {row["kind"] for row in read_csv("inspection_kinds.csv")}
    assert {outcome["kind"] for outcome in OUTCOMES} <= kinds
    assert kind_of("", "", "monitoring inspection") == "monitoring"
