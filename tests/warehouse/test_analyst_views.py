"""The views and the macro that analysts ask, over schools whose story is written by hand."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from tests.warehouse.built_facts import Facts, Workshop
from tests.warehouse.parsed_rows import ParsedRows

GROWING, STEADY, NEW = 900101, 900102, 900103
EIF, CARD = "education_inspection_2019", "report_card_2025"
FIRST, SECOND = date(2022, 3, 8), date(2026, 3, 3)
REGRADED = date(2023, 1, 10)
NIGHT = date(2026, 6, 10)
PUBLISHED = timedelta(days=36)  # 35 in ParsedRows, and the day that lists print too early
OVERALL, QUALITY = "overall_effectiveness", "quality_of_education"


@pytest.fixture(scope="module")
def facts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Facts]:
    """Growing joined another trust after its card was inspected; Steady was graded twice in one framework and
    once more by a re-grading; New was never graded."""
    first = ParsedRows("first list", date(2025, 8, 31), date(2025, 11, 21))
    second = ParsedRows("second list", date(2026, 5, 31), NIGHT)
    first.school(GROWING, "Growing", trust_uid="T1", trust_name="First Trust")
    second.school(GROWING, "Growing", trust_uid="T2", trust_name="Second Trust")
    for rows in (first, second):
        rows.school(STEADY, "Steady", phase="Secondary")
    second.school(NEW, "New")
    first.inspection(GROWING, "graded", "10000001", EIF, FIRST, {OVERALL: "Good", QUALITY: "Good"})
    areas = {"achievement": "Needs attention", "inclusion": "Strong standard", "curriculum_and_teaching": ""}
    second.inspection(GROWING, "card", "10000002", CARD, SECOND, {**areas, "safeguarding": "Met"})
    first.inspection(STEADY, "before", "10000003", EIF, date(2019, 10, 1), {QUALITY: "Good"})
    first.inspection(
        STEADY, "graded", "10000004", EIF, FIRST,
        {QUALITY: "Requires improvement"}, grade_dates={QUALITY: FIRST},
    )  # fmt: skip
    second.inspection(
        STEADY, "regraded", "10000004", EIF, FIRST,
        {QUALITY: "Good"}, grade_dates={QUALITY: REGRADED},
    )  # fmt: skip
    second.inspection(
        STEADY,
        "ungraded",
        "10000005",
        EIF,
        date(2024, 3, 5),
        {},
        kind="ungraded",
        outcome="Standards maintained",
    )
    second.inspection(
        NEW,
        "ungraded",
        "10000006",
        EIF,
        date(2024, 3, 5),
        {},
        kind="ungraded",
        outcome="Standards maintained",
    )
    with Workshop(tmp_path_factory.mktemp("views")).facts([first, second]) as built:
        yield built


def profile(facts: Facts, day: date, area: str) -> dict[int, str]:
    return dict(facts.rows("SELECT urn, grade FROM as_of(?::DATE) WHERE area = ?", day, area))


def test_a_judgement_is_of_the_trust_that_ran_the_school_and_not_of_the_one_after(facts: Facts) -> None:
    found = facts.rows(
        "SELECT inspection_start_date, is_known, trust_name FROM inspected_school WHERE urn = ? ORDER BY ALL",
        GROWING,
    )
    assert found == [(FIRST, False, None), (SECOND, True, "First Trust")]
    assert facts.values("SELECT trust_name FROM school WHERE urn = ?", GROWING) == ["Second Trust"]


def test_a_report_counts_from_its_publication_and_not_from_its_inspection(facts: Facts) -> None:
    assert profile(facts, FIRST + PUBLISHED - timedelta(days=1), OVERALL) == {}
    assert profile(facts, FIRST + PUBLISHED, OVERALL) == {GROWING: "Good"}
    assert profile(facts, NIGHT, OVERALL) == {}, "a card has no overall grade, and the one before is over"
    assert profile(facts, NIGHT, "achievement") == {GROWING: "Needs attention"}


def test_a_regrading_counts_from_its_own_day(facts: Facts) -> None:
    assert profile(facts, REGRADED - timedelta(days=1), QUALITY)[STEADY] == "Requires improvement"
    assert profile(facts, REGRADED, QUALITY)[STEADY] == "Good"
    assert facts.values("SELECT DISTINCT grading_no FROM as_of(?::DATE) WHERE urn = ?", REGRADED, STEADY) == [
        2
    ]


def test_what_fell_stands_beside_what_could_have_fallen(facts: Facts) -> None:
    found = facts.rows(
        "SELECT quarter, downgrades, comparable_judgements FROM downgrade_by_quarter"
        " WHERE comparability = 'same_scale' ORDER BY quarter"
    )
    assert found == [(date(2022, 4, 1), 1, 1), (date(2023, 1, 1), 0, 1)], "the re-grading in its own quarter"


def test_areas_of_a_card_are_counted_and_one_without_a_grade_is_none_of_them(facts: Facts) -> None:
    found = facts.rows(
        "SELECT exceptional, strong_standard, expected_standard, needs_attention, urgent_improvement,"
        " areas_without_a_grade, safeguarding FROM report_card_profile"
    )
    assert found == [(0, 1, 0, 1, 0, 1, "Met")]


def test_a_school_that_was_never_graded_has_no_time_since(facts: Facts) -> None:
    found = facts.rows(
        "SELECT urn, last_graded_on, last_inspected_on, days_since_graded FROM time_since_graded ORDER BY urn"
    )
    ungraded = date(2024, 3, 5)
    assert found == [
        (GROWING, SECOND, SECOND, (NIGHT - SECOND).days),
        (STEADY, FIRST, ungraded, (NIGHT - FIRST).days),
        (NEW, None, ungraded, None),
    ]


def test_the_phase_is_that_of_the_day_and_unknown_before_the_first_list(facts: Facts) -> None:
    found = facts.rows("SELECT DISTINCT phase, framework FROM phase_grades ORDER BY ALL")
    assert found == [("Primary", CARD), (None, EIF)]


def test_months_before_the_first_list_have_no_number_of_schools(facts: Facts) -> None:
    months = dict(facts.rows("SELECT month, schools_open FROM published_by_month"))
    assert months[date(2025, 7, 1)] is None
    assert (months[date(2025, 8, 1)], months[date(2026, 6, 1)]) == (2, 3)
    assert facts.values("SELECT sum(inspections_published)::INTEGER FROM published_by_month") == [6]
    assert max(months) == date(2026, 6, 1)


def test_days_to_publication_are_of_dated_reports(facts: Facts) -> None:
    assert facts.values(
        "SELECT DISTINCT days_from_start FROM publication_lag WHERE kind = 'report_card'"
    ) == [36]


def test_how_old_a_series_is_counts_to_the_day_of_the_build(facts: Facts) -> None:
    found = facts.rows("SELECT documents, newest_as_at, days_since_as_at FROM source_freshness")
    assert found == [(2, date(2026, 5, 31), 10)]
