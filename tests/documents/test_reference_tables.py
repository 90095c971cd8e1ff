"""The look-up tables agree with each other: every name that one uses, another defines."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest

from pipelines.documents.management_information.eras import eras
from pipelines.documents.management_information.relations import RELATIONS
from pipelines.documents.management_information.vocabulary import area_scale, frameworks, scale
from pipelines.reference import read_csv, reference_path

KINDS = {
    "graded", "ungraded", "report_card", "short", "monitoring", "focused_monitoring", "interim",
    "conversion_letter", "other",
}  # fmt: skip
STATUSES = {"graded", "not_judged", "not_applicable", "insufficient_evidence", "unknown"}
FRAMEWORKS = {row["framework"] for row in read_csv("frameworks.csv")}
AREAS = {row["area"] for row in read_csv("areas.csv")}
INSPECTION_FIELDS = {
    "inspection_type_grouping",
    "grade",
    "grade_date",
    "as_at_date",
    *RELATIONS["inspection"],
}


def test_every_era_has_its_own_table():
    named = {row["era"] for row in read_csv("management_information/eras.csv")}
    files = {path.stem for path in reference_path("management_information").glob("*.csv")}
    assert files - {"eras", "blocks"} == named
    assert {row["era"] for row in read_csv("management_information/blocks.csv")} == named


@pytest.mark.parametrize("era", eras(), ids=lambda era: era.name)
def test_an_era_speaks_of_known_blocks_fields_and_areas(era):
    blocks = {block.name for block in era.blocks}
    for block, field, area in era.columns:
        if block == "signature":
            continue
        assert block == "school" or block in blocks
        assert field in (RELATIONS["school"] if block == "school" else INSPECTION_FIELDS)
        assert (area in AREAS) == field.startswith("grade")
    assert ("school", "urn", "") in era.required
    assert set(era.identity) <= set(era.columns)
    for block in era.blocks:
        assert block.kind in KINDS | {"by_type"}
        assert block.framework in FRAMEWORKS | {"by_start_date", "none"}
        assert not block.outcome_scale or scale(block.outcome_scale)


@pytest.mark.parametrize("era", eras(), ids=lambda era: era.name)
def test_no_spelling_of_an_era_stands_for_two_columns_of_a_block(era):
    for block in {key[0] for key in era.columns}:
        spellings = [
            spelling.casefold() for key, named in era.columns.items() if key[0] == block for spelling in named
        ]
        assert len(spellings) == len(set(spellings))


def test_inspection_types_name_known_kinds():
    assert {row["kind"] for row in read_csv("inspection_types.csv")} <= KINDS


def test_scales_give_a_grade_and_a_status_or_a_status_alone():
    for row in read_csv("scales.csv"):
        assert row["status"] in STATUSES
        assert bool(row["grade"]) == (row["status"] == "graded") or row["scale"] == "category_of_concern"


def test_every_area_has_a_scale_under_every_framework_that_judges_it():
    scales = {row["framework"]: row["scale"] for row in read_csv("frameworks.csv")}
    for row in read_csv("areas.csv"):
        assert set(row["frameworks"].split()) <= FRAMEWORKS
        for framework in row["frameworks"].split():
            assert scale(area_scale(row["area"], scales[framework]))


@pytest.mark.parametrize("provider", ["state_funded", "independent"])
def test_frameworks_follow_each_other_without_a_gap(provider):
    known = frameworks(provider)
    for before, after in pairwise(known):
        assert before.last_day is not None
        assert before.last_day + timedelta(days=1) == after.first_day
    assert known[-1].last_day is None


def test_report_cards_start_on_10_november_2025_for_state_funded_schools():
    assert frameworks("state_funded")[-1].first_day == date(2025, 11, 10)
