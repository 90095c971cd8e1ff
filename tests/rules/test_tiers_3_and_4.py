"""Triggers of tiers 3 and 4, each on both sides of its condition."""

from __future__ import annotations

from datetime import date

import pytest

from tests.rules.facts import ALL_EXPECTED, PUBLISHED, days, one_school
from tests.rules.together import Case, together

SINCE = PUBLISHED + days(10)
EARLIER = date(2023, 3, 7)
OVERALL_3 = {"overall_effectiveness": "Requires improvement"}


@pytest.mark.parametrize(
    "grades_before",
    [
        {"overall_effectiveness": "Requires improvement"},
        {"overall_effectiveness": "Inadequate"},
        {"behaviour_and_attitudes": "Requires improvement"},
    ],
)
@together
def test_again_below_expected__fires_with_two_facts(grades_before: dict[str, str]) -> Case:
    facts = one_school()
    facts.legacy("earlier", published=EARLIER, grades=grades_before)
    facts.card("now", grades={"inclusion": "Needs attention"})
    facts.before("now", "earlier")
    flags = yield facts, SINCE
    said = flags.reasons("now")["again-below-expected"]
    assert said.startswith("Again below expected: Inclusion Needs attention in this report; ")
    assert "nothing is compared" in said
    assert flags.flag("now")["base_tier"] == 3


@together
def test_again_below_expected__fires_between_two_legacy_reports() -> Case:
    facts = one_school()
    facts.legacy("earlier", published=EARLIER, grades=OVERALL_3)
    facts.legacy("now", grades=OVERALL_3)
    facts.before("now", "earlier")
    assert (yield facts, SINCE).fired("again-below-expected", "now")


@together
def test_again_below_expected__fires_where_the_school_remains_in_a_category() -> Case:
    facts = one_school()
    inadequate = {"overall_effectiveness": "Inadequate"}
    facts.legacy("earlier", published=EARLIER, grades=inadequate, category_of_concern="special_measures")
    facts.card("now", grades={"inclusion": "Needs attention"}, category_of_concern="special_measures")
    facts.before("now", "earlier")
    assert (yield facts, SINCE).fired("again-below-expected", "now")


@pytest.mark.parametrize(
    ("grades_before", "grades"),
    [
        ({}, {"inclusion": "Needs attention"}),
        (OVERALL_3, {}),
        (OVERALL_3, {"inclusion": "Urgent improvement"}),
        ({"early_years": "Requires improvement"}, {"inclusion": "Needs attention"}),
    ],
)
@together
def test_again_below_expected__silent_where_one_fact_is_lacking(
    grades_before: dict[str, str], grades: dict[str, str]
) -> Case:
    facts = one_school()
    facts.legacy("earlier", published=EARLIER, grades=grades_before)
    facts.card("now", grades=grades)
    facts.before("now", "earlier")
    assert (yield facts, SINCE).said("again-below-expected", "now") is None


@together
def test_again_below_expected__silent_on_the_report_with_which_a_category_is_left() -> Case:
    facts = one_school()
    inadequate = {"overall_effectiveness": "Inadequate"}
    facts.legacy("earlier", published=EARLIER, grades=inadequate, category_of_concern="special_measures")
    facts.card("now", grades={"inclusion": "Needs attention"})
    facts.before("now", "earlier")
    assert (yield facts, SINCE).said("again-below-expected", "now") is None


@together
def test_again_below_expected__not_known_without_the_report_before() -> Case:
    facts = one_school()
    facts.card("now", grades={"inclusion": "Needs attention"})
    assert (yield facts, SINCE).unknown("again-below-expected", "now")


@pytest.mark.parametrize(("known_before", "known_now"), [(True, False), (False, True)])
@together
def test_again_below_expected__not_known_where_a_category_may_have_been_left(
    known_before: bool, known_now: bool
) -> Case:
    facts = one_school()
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
    assert "left a category" in ((yield facts, SINCE).unknown("again-below-expected", "now") or "")


@pytest.mark.parametrize("areas", [["inclusion"], ["inclusion", "achievement"]])
@together
def test_needs_attention__fires_on_one_or_two_areas(areas: list[str]) -> Case:
    facts = one_school()
    facts.card("now", grades=dict.fromkeys(areas, "Needs attention"))
    flags = yield facts, SINCE
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
@together
def test_needs_attention__silent_at_none_or_three_or_with_leadership(areas: list[str]) -> Case:
    facts = one_school()
    facts.card("now", grades=dict.fromkeys(areas, "Needs attention"))
    assert (yield facts, SINCE).said("needs-attention", "now") is None


@together
def test_needs_attention__not_known_where_a_grade_is_not_stated() -> Case:
    facts = one_school()
    facts.card("now", grades={"inclusion": None})
    assert "Inclusion" in ((yield facts, SINCE).unknown("needs-attention", "now") or "")


@pytest.mark.parametrize(
    "outcome",
    [
        "School remains Good (Concerns) - S5 Next",
        "School remains Outstanding (Concerns) - S5 Next",
        "Some aspects not as strong",
    ],
)
@together
def test_ungraded_concerns__fires(outcome: str) -> Case:
    facts = one_school()
    facts.report("now", kind="ungraded", framework="education_inspection_2024", outcome=outcome)
    flags = yield facts, SINCE
    assert flags.reasons("now")["ungraded-concerns"] == f"Ungraded inspection: {outcome}."
    assert flags.flag("now")["base_tier"] == 3


@pytest.mark.parametrize(
    "outcome", ["School remains Good", "School remains Good (Improving) - S5 Next", "Standards maintained"]
)
@together
def test_ungraded_concerns__silent(outcome: str) -> Case:
    facts = one_school()
    facts.report("now", kind="ungraded", framework="education_inspection_2024", outcome=outcome)
    assert (yield facts, SINCE).said("ungraded-concerns", "now") is None


@together
def test_ungraded_concerns__not_known_where_no_outcome_is_stated() -> Case:
    facts = one_school()
    facts.report("now", kind="ungraded", framework="education_inspection_2024", outcome=None)
    assert (yield facts, SINCE).unknown("ungraded-concerns", "now")


@together
def test_focused_monitoring__fires_on_its_report() -> Case:
    facts = one_school()
    facts.report("now", kind="focused_monitoring")
    assert (yield facts, SINCE).flag("now")["base_tier"] == 3


@together
def test_focused_monitoring__silent_on_a_report_card() -> Case:
    facts = one_school()
    facts.card("now")
    assert (yield facts, SINCE).said("focused-monitoring", "now") is None


@together
def test_previously_outstanding__fires_where_nothing_is_above_expected() -> Case:
    facts = one_school()
    facts.legacy("earlier", published=EARLIER, grades={"overall_effectiveness": "Outstanding"})
    facts.card("now")
    facts.before("now", "earlier")
    flags = yield facts, SINCE
    flag = flags.flag("now")
    assert (flag["base_tier"], flag["tier"], flag["respond_by"]) == (4, 4, None)
    assert "cannot be compared" in flags.reasons("now")["previously-outstanding"]


@pytest.mark.parametrize(
    ("before", "best"),
    [("Outstanding", "Strong standard"), ("Outstanding", "Exceptional"), ("Good", "Expected standard")],
)
@together
def test_previously_outstanding__silent(before: str, best: str) -> Case:
    facts = one_school()
    facts.legacy("earlier", published=EARLIER, grades={"overall_effectiveness": before})
    facts.card("now", grades={"achievement": best})
    facts.before("now", "earlier")
    assert (yield facts, SINCE).said("previously-outstanding", "now") is None


@together
def test_previously_outstanding__not_known_without_the_report_before() -> Case:
    facts = one_school()
    facts.report("now", grades=ALL_EXPECTED)
    assert (yield facts, SINCE).unknown("previously-outstanding", "now")
