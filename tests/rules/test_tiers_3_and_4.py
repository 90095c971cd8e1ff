"""Triggers of tiers 3 and 4, each on both sides of its condition."""

from __future__ import annotations

from datetime import date

import pytest

from tests.rules.facts import ALL_EXPECTED, PUBLISHED, Facts, days

SINCE = PUBLISHED + days(10)
EARLIER = date(2023, 3, 7)
OVERALL_3 = {"overall_effectiveness": "Requires improvement"}


@pytest.fixture
def facts() -> Facts:
    found = Facts()
    found.school()
    return found


@pytest.mark.parametrize(
    "grades_before",
    [
        {"overall_effectiveness": "Requires improvement"},
        {"overall_effectiveness": "Inadequate"},
        {"behaviour_and_attitudes": "Requires improvement"},
    ],
)
def test_again_below_expected__fires_with_two_facts(facts: Facts, grades_before: dict[str, str]) -> None:
    facts.legacy("earlier", published=EARLIER, grades=grades_before)
    facts.card("now", grades={"inclusion": "Needs attention"})
    facts.before("now", "earlier")
    flags = facts.flags(SINCE)
    said = flags.reasons("now")["again-below-expected"]
    assert said.startswith("Again below expected: Inclusion Needs attention in this report; ")
    assert "nothing is compared" in said
    assert flags.flag("now")["base_tier"] == 3


def test_again_below_expected__fires_between_two_legacy_reports(facts: Facts) -> None:
    facts.legacy("earlier", published=EARLIER, grades=OVERALL_3)
    facts.legacy("now", grades=OVERALL_3)
    facts.before("now", "earlier")
    assert facts.flags(SINCE).fired("again-below-expected", "now")


def test_again_below_expected__fires_where_the_school_remains_in_a_category(facts: Facts) -> None:
    inadequate = {"overall_effectiveness": "Inadequate"}
    facts.legacy("earlier", published=EARLIER, grades=inadequate, category_of_concern="special_measures")
    facts.card("now", grades={"inclusion": "Needs attention"}, category_of_concern="special_measures")
    facts.before("now", "earlier")
    assert facts.flags(SINCE).fired("again-below-expected", "now")


@pytest.mark.parametrize(
    ("grades_before", "grades"),
    [
        ({}, {"inclusion": "Needs attention"}),
        (OVERALL_3, {}),
        (OVERALL_3, {"inclusion": "Urgent improvement"}),
        ({"early_years": "Requires improvement"}, {"inclusion": "Needs attention"}),
    ],
)
def test_again_below_expected__silent_where_one_fact_is_lacking(
    facts: Facts, grades_before: dict[str, str], grades: dict[str, str]
) -> None:
    facts.legacy("earlier", published=EARLIER, grades=grades_before)
    facts.card("now", grades=grades)
    facts.before("now", "earlier")
    assert facts.flags(SINCE).said("again-below-expected", "now") is None


def test_again_below_expected__silent_on_the_report_with_which_a_category_is_left(facts: Facts) -> None:
    inadequate = {"overall_effectiveness": "Inadequate"}
    facts.legacy("earlier", published=EARLIER, grades=inadequate, category_of_concern="special_measures")
    facts.card("now", grades={"inclusion": "Needs attention"})
    facts.before("now", "earlier")
    assert facts.flags(SINCE).said("again-below-expected", "now") is None


def test_again_below_expected__not_known_without_the_report_before(facts: Facts) -> None:
    facts.card("now", grades={"inclusion": "Needs attention"})
    assert facts.flags(SINCE).unknown("again-below-expected", "now")


@pytest.mark.parametrize(("known_before", "known_now"), [(True, False), (False, True)])
def test_again_below_expected__not_known_where_a_category_may_have_been_left(
    facts: Facts, known_before: bool, known_now: bool
) -> None:
    inadequate = {"overall_effectiveness": "Inadequate"}
    category = "special_measures" if known_before else None
    facts.legacy(
        "earlier",
        published=EARLIER,
        grades=inadequate,
        category_of_concern=category,
        category_known=known_before,
    )
    facts.card("now", grades={"inclusion": "Needs attention"}, category_known=known_now)
    facts.before("now", "earlier")
    assert "left a category" in (facts.flags(SINCE).unknown("again-below-expected", "now") or "")


@pytest.mark.parametrize("areas", [["inclusion"], ["inclusion", "achievement"]])
def test_needs_attention__fires_on_one_or_two_areas(facts: Facts, areas: list[str]) -> None:
    facts.card("now", grades=dict.fromkeys(areas, "Needs attention"))
    flags = facts.flags(SINCE)
    assert flags.fired("needs-attention", "now")
    assert flags.flag("now")["base_tier"] == 3


@pytest.mark.parametrize(
    "areas",
    [
        [],
        ["inclusion", "leadership_and_governance"],
        ["inclusion", "achievement", "attendance_and_behaviour"],
    ],
)
def test_needs_attention__silent_at_none_or_three_or_with_leadership(facts: Facts, areas: list[str]) -> None:
    facts.card("now", grades=dict.fromkeys(areas, "Needs attention"))
    assert facts.flags(SINCE).said("needs-attention", "now") is None


def test_needs_attention__not_known_where_a_grade_is_not_stated(facts: Facts) -> None:
    facts.card("now", grades={"inclusion": None})
    assert "Inclusion" in (facts.flags(SINCE).unknown("needs-attention", "now") or "")


@pytest.mark.parametrize(
    "outcome",
    [
        "School remains Good (Concerns) - S5 Next",
        "School remains Outstanding (Concerns) - S5 Next",
        "Some aspects not as strong",
    ],
)
def test_ungraded_concerns__fires(facts: Facts, outcome: str) -> None:
    facts.report("now", kind="ungraded", framework="education_inspection_2024", outcome=outcome)
    flags = facts.flags(SINCE)
    assert flags.reasons("now")["ungraded-concerns"] == f"Ungraded inspection: {outcome}."
    assert flags.flag("now")["base_tier"] == 3


@pytest.mark.parametrize(
    "outcome", ["School remains Good", "School remains Good (Improving) - S5 Next", "Standards maintained"]
)
def test_ungraded_concerns__silent(facts: Facts, outcome: str) -> None:
    facts.report("now", kind="ungraded", framework="education_inspection_2024", outcome=outcome)
    assert facts.flags(SINCE).said("ungraded-concerns", "now") is None


def test_ungraded_concerns__not_known_where_no_outcome_is_stated(facts: Facts) -> None:
    facts.report("now", kind="ungraded", framework="education_inspection_2024", outcome=None)
    assert facts.flags(SINCE).unknown("ungraded-concerns", "now")


def test_focused_monitoring__fires_on_its_report(facts: Facts) -> None:
    facts.report("now", kind="focused_monitoring")
    assert facts.flags(SINCE).flag("now")["base_tier"] == 3


def test_focused_monitoring__silent_on_a_report_card(facts: Facts) -> None:
    facts.card("now")
    assert facts.flags(SINCE).said("focused-monitoring", "now") is None


def test_previously_outstanding__fires_where_nothing_is_above_expected(facts: Facts) -> None:
    facts.legacy("earlier", published=EARLIER, grades={"overall_effectiveness": "Outstanding"})
    facts.card("now")
    facts.before("now", "earlier")
    flags = facts.flags(SINCE)
    flag = flags.flag("now")
    assert (flag["base_tier"], flag["tier"], flag["respond_by"]) == (4, 4, None)
    assert "cannot be compared" in flags.reasons("now")["previously-outstanding"]


@pytest.mark.parametrize(
    ("before", "best"),
    [("Outstanding", "Strong standard"), ("Outstanding", "Exceptional"), ("Good", "Expected standard")],
)
def test_previously_outstanding__silent(facts: Facts, before: str, best: str) -> None:
    facts.legacy("earlier", published=EARLIER, grades={"overall_effectiveness": before})
    facts.card("now", grades={"achievement": best})
    facts.before("now", "earlier")
    assert facts.flags(SINCE).said("previously-outstanding", "now") is None


def test_previously_outstanding__not_known_without_the_report_before(facts: Facts) -> None:
    facts.report("now", grades=ALL_EXPECTED)
    assert facts.flags(SINCE).unknown("previously-outstanding", "now")
