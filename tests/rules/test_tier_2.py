"""Triggers of tier 2, each on both sides of its condition."""

from __future__ import annotations

from datetime import date

import pytest

from tests.rules.facts import PUBLISHED, days, one_school
from tests.rules.together import Case, together

SINCE = PUBLISHED + days(10)
EARLIER = date(2023, 3, 7)


@together
def test_regraded_down__fires_on_an_area_graded_lower_later() -> Case:
    facts = one_school()
    facts.card("now")
    facts.regrade("now", "inclusion", "Expected standard", "Needs attention", PUBLISHED, PUBLISHED + days(5))
    flags = yield facts, SINCE
    flag = flags.flag("now", "regrading")
    assert flag["base_tier"] == 2
    assert flag["publication_date"] == PUBLISHED + days(5)
    said = flags.reasons("now")["regraded-down"]
    assert said == "Inclusion re-graded on 21 April 2026: Expected standard before, Needs attention now."


@together
def test_regraded_down__silent_on_an_area_graded_higher_later() -> Case:
    facts = one_school()
    facts.card("now", grades={"inclusion": "Needs attention"})
    facts.regrade("now", "inclusion", "Needs attention", "Expected standard", PUBLISHED, PUBLISHED + days(5))
    flags = yield facts, SINCE
    assert not flags.fired("regraded-down", "now")
    assert [flag["event_kind"] for flag in flags.all()] == ["report"]


@together
def test_an_area_re_graded_to_urgent_improvement_is_tier_1() -> Case:
    facts = one_school()
    facts.card("now", grades={"inclusion": "Needs attention"})
    facts.regrade("now", "inclusion", "Needs attention", "Urgent improvement", PUBLISHED, PUBLISHED + days(5))
    assert (yield facts, SINCE).flag("now", "regrading")["base_tier"] == 1


@together
def test_re_gradings_of_two_days_are_two_events() -> Case:
    facts = one_school()
    facts.card("now")
    facts.regrade("now", "inclusion", "Expected standard", "Needs attention", PUBLISHED, PUBLISHED + days(3))
    facts.regrade(
        "now", "achievement", "Expected standard", "Needs attention", PUBLISHED + days(2), PUBLISHED + days(5)
    )
    flags = (yield facts, SINCE).all()
    assert [flag["event_kind"] for flag in flags] == ["regrading", "regrading"]


@together
def test_a_re_grading_first_seen_long_after_its_day_is_no_news() -> Case:
    facts = one_school()
    facts.card("now", published=PUBLISHED - days(200))
    facts.regrade(
        "now", "inclusion", "Expected standard", "Needs attention", PUBLISHED - days(170), PUBLISHED
    )
    flag = (yield facts, PUBLISHED).flag("now", "regrading")
    assert flag["publication_date"] == PUBLISHED - days(110)
    assert "publication date is not in the published files" in flag["unknowns"]


@pytest.mark.parametrize(
    "outcome", ["School is not making enough progress", "Leaders are NOT taking effective action"]
)
@together
def test_regraded_down__fires_on_an_adverse_monitoring_outcome(outcome: str) -> Case:
    facts = one_school()
    facts.report("visit", kind="monitoring", framework="education_inspection_2019", outcome=outcome)
    flags = yield facts, SINCE
    assert outcome in flags.reasons("visit")["regraded-down"]
    assert flags.flag("visit")["event_kind"] == "monitoring"


@together
def test_regraded_down__silent_on_a_favourable_monitoring_outcome() -> Case:
    facts = one_school()
    outcome = "Leaders are taking effective action"
    facts.report("visit", kind="monitoring", framework="education_inspection_2019", outcome=outcome)
    assert (yield facts, SINCE).all() == []


@together
def test_regraded_down__not_known_where_no_outcome_is_stated() -> Case:
    facts = one_school()
    facts.report("visit", kind="monitoring", framework="education_inspection_2019", outcome=None)
    assert (yield facts, SINCE).unknown("regraded-down", "visit")


@together
def test_leadership_needs_attention__fires() -> Case:
    facts = one_school()
    facts.card("now", grades={"leadership_and_governance": "Needs attention"})
    assert (yield facts, SINCE).flag("now")["base_tier"] == 2


@pytest.mark.parametrize("grade", ["Expected standard", "Urgent improvement"])
@together
def test_leadership_needs_attention__silent_at_any_other_grade(grade: str) -> Case:
    facts = one_school()
    facts.card("now", grades={"leadership_and_governance": grade, "achievement": "Needs attention"})
    assert (yield facts, SINCE).said("leadership-needs-attention", "now") is None


@together
def test_leadership_needs_attention__not_known_where_the_grade_is_not_stated() -> Case:
    facts = one_school()
    facts.card("now", grades={"leadership_and_governance": None})
    assert "Leadership and governance" in (
        (yield facts, SINCE).unknown("leadership-needs-attention", "now") or ""
    )


THREE = dict.fromkeys(("inclusion", "achievement", "curriculum_and_teaching"), "Needs attention")


@together
def test_many_needs_attention__fires_from_three_areas() -> Case:
    facts = one_school()
    facts.card("now", grades=THREE)
    said = (yield facts, SINCE).evidence("many-needs-attention", "now")
    assert said == "3 areas at Needs attention: Achievement, Curriculum and teaching, Inclusion."


@together
def test_many_needs_attention__silent_at_two_areas() -> Case:
    facts = one_school()
    facts.card("now", grades={**THREE, "inclusion": "Urgent improvement"})
    assert (yield facts, SINCE).said("many-needs-attention", "now") is None


@together
def test_many_needs_attention__not_known_where_areas_not_stated_could_make_up_the_number() -> Case:
    facts = one_school()
    facts.card("now", grades={**THREE, "inclusion": None})
    assert "Inclusion" in ((yield facts, SINCE).unknown("many-needs-attention", "now") or "")


@pytest.mark.parametrize(
    ("area", "comparability"),
    [("overall_effectiveness", "legacy_scale"), ("quality_of_education", "same_scale")],
)
@together
def test_fall_to_requires_improvement__fires_for_overall_and_key_judgements(
    area: str, comparability: str
) -> Case:
    facts = one_school()
    facts.legacy("earlier", published=EARLIER)
    facts.legacy("now", grades={area: "Requires improvement"})
    facts.before("now", "earlier")
    facts.change("now", "earlier", area, "Good", "Requires improvement", comparability)
    flags = yield facts, SINCE
    assert "Good before, Requires improvement now" in flags.reasons("now")["fall-to-requires-improvement"]
    assert flags.flag("now")["base_tier"] == 2


@pytest.mark.parametrize(
    ("area", "before", "grade", "comparability"),
    [
        ("overall_effectiveness", "Requires improvement", "Requires improvement", "same_scale"),
        ("overall_effectiveness", "Inadequate", "Requires improvement", "same_scale"),
        ("overall_effectiveness", "Good", "Satisfactory", "legacy_scale"),
        ("overall_effectiveness", "Good", "Requires improvement", "not_comparable"),
        ("early_years", "Good", "Requires improvement", "same_scale"),
    ],
)
@together
def test_fall_to_requires_improvement__silent(area: str, before: str, grade: str, comparability: str) -> Case:
    facts = one_school()
    facts.legacy("earlier", published=EARLIER, grades={area: before})
    facts.legacy("now", grades={area: grade})
    facts.before("now", "earlier")
    facts.change("now", "earlier", area, before, grade, comparability)
    assert (yield facts, SINCE).said("fall-to-requires-improvement", "now") is None


@together
def test_fall_to_requires_improvement__not_known_without_the_report_before() -> Case:
    facts = one_school()
    facts.legacy("now", grades={"overall_effectiveness": "Requires improvement"})
    assert (yield facts, SINCE).unknown("fall-to-requires-improvement", "now")


@together
def test_no_flag_rests_on_grades_that_cannot_be_compared() -> Case:
    facts = one_school()
    facts.legacy("earlier", published=EARLIER, framework="education_inspection_2019")
    facts.card("now")
    facts.before("now", "earlier")
    for area in ("achievement", "leadership_and_governance"):
        facts.change("now", "earlier", area, "Outstanding", "Expected standard", "not_comparable")
    assert [flag for flag in (yield facts, SINCE).all() if flag["inspection_id"] == "now"] == []
