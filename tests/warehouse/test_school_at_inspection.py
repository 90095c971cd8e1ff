"""The school as it was when inspected, and the counts over it: whose a judgement is, and what divides it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from tests.warehouse.built_facts import Facts, Workshop
from tests.warehouse.parsed_rows import ParsedRows

STAYED, TAKEN_ON, BETWEEN, UNIT, MOVED, GONE = range(900101, 900107)
EIF, CARD = "education_inspection_2019", "report_card_2025"
QUALITY, ACHIEVEMENT = "quality_of_education", "achievement"
BEFORE_LISTS, INSPECTED, LATER = date(2022, 3, 8), date(2026, 2, 10), date(2026, 4, 14)
LISTS = (date(2025, 8, 31), date(2026, 2, 28), date(2026, 4, 30))


@pytest.fixture(scope="module")
def facts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Facts]:
    """All were inspected in February 2026 except Moved.

    Stayed is in one trust, which changes its name. Taken on changes trust after the list of that month,
    Between before it. Unit is a pupil referral unit, as it was called in the first list. Moved is of another
    authority from the second list on. Gone is in the first list only.
    """
    first, second, third = (
        ParsedRows(f"list of {as_at}", as_at, known)
        for as_at, known in zip(
            LISTS, (date(2025, 11, 21), date(2026, 3, 20), date(2026, 6, 10)), strict=True
        )
    )
    for rows, name in ((first, "Old Name Trust"), (second, "Old Name Trust"), (third, "New Name Trust")):
        rows.school(STAYED, "Stayed", trust_uid="T1", trust_name=name)
    for rows, trust in ((first, "T1"), (second, "T1"), (third, "T2")):
        rows.school(TAKEN_ON, "Taken on", trust_uid=trust, trust_name=f"Trust {trust}")
    for rows, trust in ((first, "T1"), (second, "T2"), (third, "T2")):
        rows.school(BETWEEN, "Between", trust_uid=trust, trust_name=f"Trust {trust}")
    for rows, phase in ((first, "PRU"), (second, "Alternative provision"), (third, "Alternative provision")):
        rows.school(UNIT, "Unit", phase=phase)
    for rows, authority in ((first, "Wexmoor"), (second, "Eastmoor"), (third, "Eastmoor")):
        rows.school(MOVED, "Moved", local_authority=authority)
    first.school(GONE, "Gone")
    first.inspection(STAYED, "before", "10000001", EIF, date(2019, 10, 1), {QUALITY: "Good"})
    first.inspection(STAYED, "graded", "10000002", EIF, BEFORE_LISTS, {QUALITY: "Inadequate"})
    for number, urn in enumerate((STAYED, TAKEN_ON, BETWEEN, UNIT), 10000003):
        third.inspection(urn, "card", str(number), CARD, INSPECTED, {ACHIEVEMENT: "Needs attention"})
    third.inspection(MOVED, "card", "10000007", CARD, LATER, {ACHIEVEMENT: "Strong standard"})
    with Workshop(tmp_path_factory.mktemp("at_inspection")).facts([first, second, third]) as built:
        yield built


def test_a_change_of_trust_between_two_lists_leaves_open_whose_the_judgement_is(facts: Facts) -> None:
    found = facts.rows(
        "SELECT urn, trust_uid, trust_is_certain FROM inspected_school WHERE kind = 'report_card'"
        " ORDER BY urn"
    )
    assert found == [
        (STAYED, "T1", True),
        (TAKEN_ON, "T1", True),
        (BETWEEN, "T1", False),
        (UNIT, None, True),
        (MOVED, None, True),
    ]


def test_nothing_is_certain_before_the_first_list(facts: Facts) -> None:
    assert facts.rows(
        "SELECT DISTINCT is_known, trust_uid, trust_is_certain, phase, pupils FROM inspected_school"
        " WHERE kind = 'graded'"
    ) == [(False, None, None, None, None)]


def test_a_trust_answers_for_what_was_certainly_its_own_and_keeps_it_under_a_new_name(facts: Facts) -> None:
    """Not for Between, nor for what the second trust took on; the new name is of after the inspections."""
    found = facts.rows(
        "SELECT trust_uid, grade, judgements, of_judgements, share, compared FROM trust_grades ORDER BY ALL"
    )
    assert found == [("T1", "Needs attention", 2, 2, 1.0, 0)]


def test_one_phase_counts_once_whatever_it_was_called(facts: Facts) -> None:
    assert facts.rows(
        "SELECT phase, judgements FROM phase_grades WHERE framework = ? ORDER BY ALL", CARD
    ) == [
        ("Alternative provision", 1),
        ("Primary", 1),
        ("Primary", 3),
    ]


def test_what_fell_stands_beside_what_could_be_compared(facts: Facts) -> None:
    found = facts.rows(
        "SELECT framework, grade, judgements, compared, fell, rose FROM phase_grades"
        " WHERE framework = ? OR grade = 'Strong standard' ORDER BY ALL",
        EIF,
    )
    assert found == [
        (EIF, "Good", 1, 0, 0, 0),
        (EIF, "Inadequate", 1, 1, 1, 0),
        (CARD, "Strong standard", 1, 0, 0, 0),
    ]


def test_a_grade_stands_beside_the_one_before_only_where_they_may_be_compared(facts: Facts) -> None:
    found = facts.rows(
        "SELECT grade, previous_grade, direction FROM judgement_in_context WHERE urn = ?"
        " ORDER BY inspection_start_date",
        STAYED,
    )
    assert found == [("Good", None, None), ("Inadequate", "Good", "worse"), ("Needs attention", None, None)]


def test_a_school_counts_where_it_was_and_one_whose_end_is_not_known_counts_nowhere(facts: Facts) -> None:
    found = facts.rows(
        "SELECT month, local_authority, sum(schools_open)::INTEGER FROM published_by_authority"
        " WHERE schools_open > 0 AND month IN ('2025-08-01', '2026-01-01', '2026-02-01', '2026-06-01')"
        " GROUP BY ALL ORDER BY ALL"
    )
    assert found == [
        (date(2025, 8, 1), "Wexmoor", 5),
        (date(2026, 1, 1), "Wexmoor", 5),
        (date(2026, 2, 1), "Eastmoor", 1),
        (date(2026, 2, 1), "Wexmoor", 4),
        (date(2026, 6, 1), "Eastmoor", 1),
        (date(2026, 6, 1), "Wexmoor", 4),
    ]


def test_an_inspection_counts_where_the_school_was_when_inspected(facts: Facts) -> None:
    """By the list before it: Moved was inspected after the list that moved it. Of no known place before."""
    found = facts.rows(
        "SELECT local_authority, phase, sum(inspections_published)::INTEGER FROM published_by_authority"
        " WHERE inspections_published > 0 GROUP BY ALL ORDER BY ALL"
    )
    assert found == [
        ("Eastmoor", "Primary", 1),
        ("Wexmoor", "PRU", 1),
        ("Wexmoor", "Primary", 3),
        (None, None, 2),
    ]


def test_places_add_up_to_the_month(facts: Facts) -> None:
    places = facts.rows(
        "SELECT month, sum(inspections_published)::INTEGER, sum(schools_open)::INTEGER"
        " FROM published_by_authority GROUP BY ALL ORDER BY ALL"
    )
    months = facts.rows(
        "SELECT month, inspections_published, schools_open FROM published_by_month ORDER BY month"
    )
    assert [row for row in months if row[1] or row[2]] == places
    assert months[0] == (date(2019, 11, 1), 1, None)
