"""Shares of the August 2025 statistics, and counts by what the school was when inspected, each counted from
the CSV files of England by plain pandas."""

from __future__ import annotations

from typing import Any

import duckdb
import pandas as pd
import pytest

from tests.recorded.test_analysts import CARD, GRADED_2025, answer, days

pytestmark = pytest.mark.recorded

#: The columns of grades in the statistics, and what their cells mean. 3 was Satisfactory until August 2012.
AREAS = {
    "overall_effectiveness": "Overall effectiveness",
    "quality_of_education": "Quality of education",
    "behaviour_and_attitudes": "Behaviour and attitudes",
    "personal_development": "Personal development",
    "leadership_and_management": "Effectiveness of leadership and management",
    "safeguarding": "Safeguarding is effective?",
    "early_years": "Early years provision (where applicable)",
    "sixth_form": "Sixth form provision (where applicable)",
}
CELLS = {
    "Outstanding": "1",
    "Good": "2",
    "Satisfactory": "3",
    "Requires improvement": "3",
    "Inadequate": "4",
    "Yes": "Yes",
    "No": "No",
}


@pytest.fixture(scope="module")
def cards(management_information: Any) -> Any:
    return management_information[management_information[CARD] != "NULL"]


@pytest.fixture(scope="module")
def published_on(cards: Any) -> Any:
    """A day after the printed one."""
    return days(cards["Publication date"]) + pd.Timedelta(days=1)


@pytest.mark.parametrize("area", AREAS)
def test_each_school_has_the_grade_that_the_august_statistics_print(
    warehouse: duckdb.DuckDBPyConnection, statistics: Any, area: str
) -> None:
    """Every graded cell of the file, and no school besides."""
    held = warehouse.execute(
        "SELECT urn, grade FROM as_of(DATE '2025-09-30') SEMI JOIN school_history USING (urn)"
        " WHERE area = ? AND status = 'graded'",
        [area],
    ).fetchall()
    cells = statistics[AREAS[area]]
    graded = cells[cells.isin(set(CELLS.values()))]
    assert {urn: CELLS[grade] for urn, grade in held} == {int(urn): cell for urn, cell in graded.items()}


def test_the_shares_of_the_august_statistics_are_those_of_the_file(
    warehouse: duckdb.DuckDBPyConnection, statistics: Any
) -> None:
    found = answer(warehouse, "grades_in_the_august_2025_statistics")
    found["cell"] = found.grade.map(CELLS)
    for area, column in AREAS.items():
        cells = statistics[column]
        counted = cells[cells.isin(set(CELLS.values()))].value_counts()
        held = found[found.area == area].groupby("cell")
        assert held.schools.sum().to_dict() == counted.to_dict()
        shares = (100 * counted / counted.sum()).to_dict()
        assert held.percent.sum().to_dict() == pytest.approx(shares, abs=0.11)
    assert len(statistics[statistics[GRADED_2025] != "NULL"]) == 21_887


def test_report_cards_by_the_size_of_the_school_then(
    warehouse: duckdb.DuckDBPyConnection, cards: Any, statistics: Any
) -> None:
    """All cards lie between the two lists, so that of August 2025 tells the size."""
    pupils = pd.to_numeric(statistics["Total number of pupils"], errors="coerce").reindex(cards.index)
    size = pd.cut(pupils, [-1, 299, 599, 899, 1199, 10_000], labels=False)
    below = cards.isin(["Needs attention", "Urgent improvement"]).any(axis=1)
    found = answer(warehouse, "report_cards_by_size")
    assert found.cards.tolist() == size.value_counts().sort_index().tolist()
    assert found.with_an_area_below.tolist() == below.groupby(size).sum().tolist()


def test_report_cards_and_schools_of_an_authority_are_of_the_same_one(
    warehouse: duckdb.DuckDBPyConnection, cards: Any, published_on: Any, statistics: Any,
    management_information: Any,
) -> None:  # fmt: skip
    recent = cards.index[published_on >= pd.Timestamp(2026, 4, 1)]
    then = statistics["Local authority"].reindex(recent).value_counts()
    found = answer(warehouse, "report_cards_by_authority").set_index("local_authority")
    assert found.report_cards[found.report_cards > 0].to_dict() == then.to_dict()
    assert found.schools_open.to_dict() == management_information["Local authority"].value_counts().to_dict()


def test_months_divide_by_authority_and_phase(
    warehouse: duckdb.DuckDBPyConnection, cards: Any, published_on: Any, statistics: Any
) -> None:
    """Every month, authority and phase with a report card."""
    held = warehouse.execute(
        "SELECT month, local_authority, phase, report_cards FROM published_by_authority"
        " WHERE report_cards > 0"
    ).df()
    then = statistics[["Local authority", "Ofsted phase"]].reindex(cards.index)
    month = published_on.dt.to_period("M").dt.to_timestamp()
    counted = then.groupby([month, then["Local authority"], then["Ofsted phase"]]).size()
    assert held.set_index(["month", "local_authority", "phase"]).report_cards.to_dict() == counted.to_dict()


def test_no_judgement_is_counted_for_a_trust_that_the_list_before_does_not_name(
    warehouse: duckdb.DuckDBPyConnection, cards: Any, statistics: Any
) -> None:
    uid = statistics["Multi-academy trust UID"].reindex(cards.index)
    graded = cards["Achievement"].isin(
        ["Exceptional", "Strong standard", "Expected standard", "Needs attention", "Urgent improvement"]
    )
    counted = uid[graded & (uid != "NULL")].value_counts()
    held = warehouse.execute(
        "SELECT trust_uid, sum(judgements)::INTEGER FROM trust_grades WHERE area = 'achievement' GROUP BY ALL"
    ).fetchall()
    assert dict(held) == counted.to_dict()


def test_the_list_of_flags_grows_and_shrinks_to_what_is_open(warehouse: duckdb.DuckDBPyConnection) -> None:
    found = answer(warehouse, "restricted/caseload_by_month")
    open_now = dict(
        warehouse.execute(
            "SELECT tier, count(*) FROM welfare_flag WHERE status = 'open' GROUP BY ALL"
        ).fetchall()
    )
    by_tier = found.groupby("tier")
    assert (by_tier.came.sum() - by_tier.left_it.sum()).to_dict() == open_now
    newest = found[found.month == pd.Timestamp(2026, 6, 1)].set_index("tier")
    assert newest.open_at_month_end.to_dict() == open_now
    assert found[found.month == pd.Timestamp(2025, 11, 1)].came.sum() == 9
