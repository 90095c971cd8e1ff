"""Gradings of one inspection: the original, later re-gradings, and what is said where documents disagree."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.warehouse.built_facts import Facts, Workshop
from tests.warehouse.parsed_rows import ParsedRows

URN = 900101
CARD = "report_card_2025"
NUMBER = "10400001"
STARTED = date(2025, 12, 2)
REGRADED = date(2026, 5, 12)
FIRST_NIGHT, SECOND_NIGHT = date(2026, 2, 11), date(2026, 6, 10)


@pytest.fixture
def workshop(tmp_path: Path) -> Workshop:
    return Workshop(tmp_path)


def days(number: int) -> date:
    return STARTED + timedelta(days=number)


def document(
    title: str,
    as_at: date,
    night: date,
    grades: dict[str, str],
    dates: dict[str, date] | None = None,
    **more: Any,
) -> ParsedRows:
    rows = ParsedRows(title, as_at, night)
    rows.school(URN, "Invented Primary")
    rows.inspection(URN, "latest_report_card", NUMBER, CARD, STARTED, grades, grade_dates=dates, **more)
    return rows


def winter(grades: dict[str, str], dates: dict[str, date] | None = None, **more: Any) -> ParsedRows:
    return document("winter", date(2026, 1, 31), FIRST_NIGHT, grades, dates, **more)


def summer(grades: dict[str, str], dates: dict[str, date] | None = None, **more: Any) -> ParsedRows:
    return document("summer", date(2026, 5, 31), SECOND_NIGHT, grades, dates, **more)


def test_a_later_date_of_grade_is_a_regrading_and_the_original_stays(workshop: Workshop) -> None:
    first = winter({"achievement": "Needs attention"}, {"achievement": STARTED})
    second = summer({"achievement": "Expected standard"}, {"achievement": REGRADED})
    with workshop.facts([first, second]) as facts:
        assert facts.gradings(NUMBER, "achievement") == [
            (1, "Needs attention", "graded", STARTED),
            (2, "Expected standard", "graded", REGRADED),
        ]
        assert facts.values("SELECT known_from FROM judgement ORDER BY grading_no") == [
            FIRST_NIGHT,
            SECOND_NIGHT,
        ]
        assert facts.values("SELECT code FROM finding") == []
        assert facts.broken_checks() == []


@pytest.mark.parametrize("arrived_first", [0, 1])
def test_a_second_regrading_counts_on_in_whatever_order_documents_arrive(
    workshop: Workshop, arrived_first: int
) -> None:
    first = winter({"achievement": "Needs attention"}, {"achievement": STARTED})
    second = document(
        "spring",
        date(2026, 3, 31),
        FIRST_NIGHT,
        {"achievement": "Urgent improvement"},
        {"achievement": days(90)},
    )
    third = summer({"achievement": "Expected standard"}, {"achievement": REGRADED})
    lists = [first, second, third]
    with workshop.facts(lists[arrived_first:] + lists[:arrived_first]) as facts:
        assert [row[:2] for row in facts.gradings(NUMBER, "achievement")] == [
            (1, "Needs attention"),
            (2, "Urgent improvement"),
            (3, "Expected standard"),
        ]
        assert facts.change(NUMBER, "achievement", 3)["previous_grade"] == "Urgent improvement"
        assert facts.broken_checks() == []


def test_a_regrading_without_its_original_is_the_second_grading(workshop: Workshop) -> None:
    rows = summer({"achievement": "Needs attention"}, {"achievement": REGRADED})
    with workshop.facts([rows]) as facts:
        assert facts.gradings(NUMBER, "achievement") == [(2, "Needs attention", "graded", REGRADED)]
        change = facts.change(NUMBER, "achievement", 2)
        assert (change["direction"], change["previous_grade"]) == ("first", None)
        assert facts.broken_checks() == []


#: Days between the date of grade and the first day of the inspection, and the gradings that they make.
AWAY = [(-1, 1), (0, 1), (3, 1), (4, 2)]


@pytest.fixture(scope="module")
def graded_days_away(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Facts]:
    """A school for each of ``AWAY``, with inspections of its own number."""
    first = ParsedRows("winter", date(2026, 1, 31), FIRST_NIGHT)
    second = ParsedRows("summer", date(2026, 5, 31), SECOND_NIGHT)
    for place, (away, _) in enumerate(AWAY):
        for rows, dates in ((first, None), (second, {"achievement": days(away)})):
            urn, grades = URN + place, {"achievement": "Expected standard"}
            rows.school(urn, "Invented Primary")
            rows.inspection(
                urn, "latest_report_card", f"{NUMBER}{place}", CARD, STARTED, grades, grade_dates=dates
            )
    with Workshop(tmp_path_factory.mktemp("away")).facts([first, second]) as facts:
        yield facts


@pytest.mark.parametrize("place", range(len(AWAY)), ids=lambda place: f"{AWAY[place][0]} days")
def test_a_date_of_grade_within_three_days_is_the_original(graded_days_away: Facts, place: int) -> None:
    _, gradings = AWAY[place]
    assert len(graded_days_away.gradings(f"{NUMBER}{place}", "achievement")) == gradings


def test_dates_of_grade_some_days_away_break_no_check(graded_days_away: Facts) -> None:
    assert len(graded_days_away.inspections()) == len(AWAY)
    assert graded_days_away.broken_checks() == []


def test_where_documents_disagree_the_newest_stands_and_it_is_said(workshop: Workshop) -> None:
    first = winter({"achievement": "Needs attention"}, {"achievement": STARTED})
    second = summer({"achievement": "Expected standard"}, {"achievement": STARTED})
    with workshop.facts([second, first]) as facts:
        assert facts.gradings(NUMBER, "achievement") == [(1, "Expected standard", "graded", STARTED)]
        assert facts.rows("SELECT code, value FROM finding") == [("grades_disagree", "Expected standard")]
        assert facts.values("SELECT known_from FROM judgement") == [SECOND_NIGHT]
        assert facts.rows(
            "SELECT value, known_from, known_to FROM source_claim"
            " WHERE area = 'achievement' ORDER BY known_from"
        ) == [
            ("Needs attention", FIRST_NIGHT, SECOND_NIGHT),
            ("Expected standard", SECOND_NIGHT, None),
        ]
        assert facts.broken_checks() == []


def test_a_grade_is_not_replaced_by_not_judged(workshop: Workshop) -> None:
    first, second = winter({"achievement": "Expected standard"}), summer({"achievement": ""})
    with workshop.facts([first, second]) as facts:
        assert [row[1:3] for row in facts.gradings(NUMBER, "achievement")] == [
            ("Expected standard", "graded")
        ]
        assert facts.values("SELECT code FROM finding") == []
        assert facts.broken_checks() == []


def test_not_judged_is_not_replaced_by_a_blank(workshop: Workshop) -> None:
    first, second = winter({"early_years": ""}), summer({})
    second.add(
        "judgement",
        row_number=URN - 900000,
        block="latest_report_card",
        area="early_years",
        status="unknown",
        column_name="Early years",
    )
    with workshop.facts([first, second]) as facts:
        assert [row[2] for row in facts.gradings(NUMBER, "early_years")] == ["not_judged"]


def test_a_value_that_comes_and_goes_within_one_night_stops_no_night(workshop: Workshop) -> None:
    lists = [
        document(f"month {month}", date(2026, month, 28), SECOND_NIGHT, {"achievement": grade})
        for month, grade in ((1, "Needs attention"), (2, "Expected standard"), (3, "Needs attention"))
    ]
    with workshop.facts(lists) as facts:
        claimed = "SELECT value FROM source_claim WHERE area = 'achievement' ORDER BY value"
        assert facts.values(claimed) == ["Expected standard", "Needs attention", "Needs attention"]
        assert facts.broken_checks() == []


def test_a_category_that_turns_blank_is_a_correction_and_is_said(workshop: Workshop) -> None:
    first = winter({"achievement": "Needs attention"}, category_of_concern="special_measures")
    second = summer({"achievement": "Needs attention"})
    with workshop.facts([first, second]) as facts:
        assert facts.rows("SELECT category_of_concern, category_known FROM inspection") == [(None, True)]
        assert facts.rows("SELECT code, value FROM finding") == [
            ("category_withdrawn_without_report", "special_measures")
        ]
        assert facts.periods() == []
        assert facts.broken_checks() == []


def test_a_category_that_an_older_list_leaves_out_is_no_correction(workshop: Workshop) -> None:
    first = winter({"achievement": "Needs attention"})
    second = summer({"achievement": "Needs attention"}, category_of_concern="special_measures")
    with workshop.facts([second, first]) as facts:
        assert facts.values("SELECT category_of_concern FROM inspection") == ["special_measures"]
        assert facts.values("SELECT code FROM finding") == []
        assert facts.broken_checks() == []


def test_a_category_that_no_column_states_is_not_replaced(workshop: Workshop) -> None:
    first = winter({"achievement": "Needs attention"}, category_of_concern="special_measures")
    second = summer({"achievement": "Needs attention"}, category_known=False)
    with workshop.facts([first, second]) as facts:
        assert facts.values("SELECT category_of_concern FROM inspection") == ["special_measures"]


def test_a_category_that_turns_blank_with_a_regrading_was_left(workshop: Workshop) -> None:
    first = winter(
        {"achievement": "Urgent improvement"},
        {"achievement": STARTED},
        category_of_concern="requires_significant_improvement",
    )
    second = summer({"achievement": "Expected standard"}, {"achievement": REGRADED})
    with workshop.facts([first, second]) as facts:
        assert facts.values("SELECT category_of_concern FROM inspection") == [
            "requires_significant_improvement"
        ]
        assert facts.values("SELECT code FROM finding") == []
        assert facts.periods() == [("requires_significant_improvement", NUMBER, NUMBER)]
        assert facts.rows("SELECT entered_on, left_on FROM category_period") == [(days(36), REGRADED)]
        assert facts.broken_checks() == []


def test_urgent_improvement_without_a_category_is_said(workshop: Workshop) -> None:
    with workshop.facts([winter({"achievement": "Urgent improvement"})]) as facts:
        assert facts.values("SELECT code FROM finding") == ["urgent_improvement_without_category"]
    first = winter({"achievement": "Urgent improvement"}, category_of_concern="special_measures")
    with workshop.facts([first]) as facts:
        assert facts.values("SELECT code FROM finding") == []
