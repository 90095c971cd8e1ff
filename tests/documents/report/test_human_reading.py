"""Readings by people: only words of reference/ enter, and only where the site's page agrees."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from pipelines.documents.refusal import DocumentRefused
from pipelines.documents.report.human_reading import Place, agree, read_human_reading

GOOD: dict[str, Any] = {
    "read_on": "2026-06-11",
    "urn": 900113,
    "kind": "report_card",
    "framework": "report_card_2025",
    "inspection_start_date": "2026-03-17",
    "inspection_end_date": "2026-03-18",
    "category": "special_measures",
    "outcome": None,
    "grades": {"inclusion": "Urgent improvement", "safeguarding": "Met"},
}


def test_a_reading_gives_the_rows_of_a_report_and_names_nobody() -> None:
    rows = read_human_reading(GOOD).rows()
    where = "read by a person on 11 June 2026"
    assert rows["report_judgement"] == [
        ("inclusion", "Urgent improvement", 5, "graded", where),
        ("safeguarding", "Met", 1, "graded", where),
    ]
    assert rows["report_doubt"] == []


@pytest.mark.parametrize(
    ("part", "value", "code"),
    [
        ("grades", {"inclusion": "Good"}, "reading_grade"),
        ("grades", {"inclusion": 4}, "reading_grade"),
        ("grades", {"quality_of_education": "Expected standard"}, "reading_area"),
        ("grades", {"inclusion": "Not judged"}, "reading_grades"),
        ("grades", [], "reading_grades"),
        ("framework", "education_inspection_2019", "reading_framework"),
        ("framework", None, "reading_framework"),
        ("framework", ["report_card_2025"], "reading_framework"),
        ("kind", "graded", "reading_kind"),
        ("kind", "conversion_letter", "reading_kind"),
        ("category", "", "reading_category"),
        ("category", ["special_measures"], "reading_category"),
        ("outcome", "School remains Good", "reading_outcome"),
        ("urn", "900113", "reading_urn"),
        ("urn", True, "reading_urn"),
        ("inspection_start_date", "17 March", "reading_days"),
        ("inspection_end_date", "2026-03-16", "reading_days"),
        ("read_on", "2026-03-16", "reading_days"),
        ("by", "Robin Vale", "reading_keys"),
        ("\ud800", "torn", "reading_keys"),
    ],
)
def test_a_word_that_is_not_of_the_scales_refuses_the_whole_reading(
    part: str, value: object, code: str
) -> None:
    with pytest.raises(DocumentRefused) as refused:
        read_human_reading(GOOD | {part: value})
    assert refused.value.reason_code == code
    str(refused.value).encode()


@pytest.mark.parametrize(
    ("places", "code"),
    [
        ([], "reading_of_unlisted"),
        ([Place(900114, date(2026, 3, 17))], "reading_urn_differs"),
        ([Place(900113, date(2026, 3, 21))], "reading_day_differs"),
    ],
)
def test_a_reading_of_another_inspection_is_refused(places: list[Place], code: str) -> None:
    with pytest.raises(DocumentRefused) as refused:
        agree(read_human_reading(GOOD), places)
    assert refused.value.reason_code == code
