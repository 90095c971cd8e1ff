"""Triggers of tier 1, each on both sides of its condition."""

from __future__ import annotations

from datetime import date

import pytest

from tests.rules.facts import PUBLISHED, URN, Facts, days, one_school
from tests.rules.together import Case, together

SINCE = PUBLISHED + days(10)
EARLIER = date(2023, 3, 7)


@pytest.mark.parametrize(
    ("before", "begins"),
    [
        (None, "Enters special measures"),
        ("special_measures", "Remains in special measures"),
        ("serious_weaknesses", "Now in special measures, before: serious weaknesses"),
    ],
)
@together
def test_special_measures__fires_and_says_entered_or_remains(before: str | None, begins: str) -> Case:
    facts = one_school()
    facts.legacy("earlier", published=EARLIER, category_of_concern=before)
    facts.card("now", category_of_concern="special_measures")
    facts.before("now", "earlier")
    facts.category_change("now", "earlier", before, "special_measures")
    assert (yield facts, SINCE).evidence("special-measures", "now").startswith(begins)


@together
def test_special_measures__fires_without_a_report_before() -> Case:
    facts = one_school()
    facts.card("now", category_of_concern="special_measures")
    assert "the category before is not known" in (yield facts, SINCE).evidence("special-measures", "now")


@together
def test_special_measures__silent_in_another_category_and_in_none() -> Case:
    facts = one_school()
    facts.card("other", category_of_concern="requires_significant_improvement")
    facts.card("none", published=PUBLISHED + days(1))
    flags = yield facts, SINCE
    assert flags.said("special-measures", "other") is None
    assert flags.said("special-measures", "none") is None


@together
def test_special_measures__not_known_where_no_source_states_the_category() -> Case:
    facts = one_school()
    facts.card("now", category_known=False)
    assert (yield facts, SINCE).unknown("special-measures", "now")


@pytest.mark.parametrize(
    ("at_inspection", "listed", "lacking"),
    [
        ("Other independent school", "Other independent school", False),
        # Their report cards do not state the type; the list of schools does.
        (None, "Other Independent School", False),
        (None, "Community school", True),
        (None, None, True),
        # What a school is today says nothing of a report on it as another type.
        ("Community school", "Other independent school", True),
    ],
)
@together
def test_independent_schools_have_no_category_that_could_be_lacking(
    at_inspection: str | None, listed: str | None, lacking: bool
) -> Case:
    facts = Facts()
    facts.school(type=listed)
    facts.card("now", category_known=False, school_type_at_inspection=at_inspection)
    flags = yield facts, SINCE
    for rule in ("special-measures", "significant-improvement"):
        assert (flags.unknown(rule, "now") is not None) == lacking


@pytest.mark.parametrize(
    "category", ["requires_significant_improvement", "serious_weaknesses", "notice_to_improve"]
)
@together
def test_significant_improvement__fires_for_every_lesser_category(category: str) -> Case:
    facts = one_school()
    facts.card("now", category_of_concern=category)
    flags = yield facts, SINCE
    assert category.replace("_", " ") in flags.reasons("now")["significant-improvement"]
    assert flags.flag("now")["base_tier"] == 1


@together
def test_significant_improvement__fires_when_special_measures_gave_way_to_it() -> Case:
    facts = one_school()
    facts.legacy("earlier", published=EARLIER, category_of_concern="special_measures")
    facts.card("now", category_of_concern="requires_significant_improvement")
    facts.before("now", "earlier")
    facts.category_change("now", "earlier", "special_measures", "requires_significant_improvement")
    assert "before: special measures" in (yield facts, SINCE).evidence("significant-improvement", "now")


@together
def test_significant_improvement__silent_in_special_measures_and_without_category() -> Case:
    facts = one_school()
    facts.card("special", category_of_concern="special_measures")
    facts.card("none", published=PUBLISHED + days(1))
    flags = yield facts, SINCE
    assert flags.said("significant-improvement", "special") is None
    assert flags.said("significant-improvement", "none") is None


@together
def test_significant_improvement__not_known_where_no_source_states_the_category() -> Case:
    facts = one_school()
    facts.card("now", category_known=False)
    assert (yield facts, SINCE).unknown("significant-improvement", "now")


@pytest.mark.parametrize(("grade", "says"), [("Not met", "Not met"), ("No", "not effective")])
@together
def test_safeguarding__fires_on_report_cards_and_before(grade: str, says: str) -> Case:
    facts = one_school()
    if grade == "No":
        facts.legacy("now", grades={"safeguarding": grade, "quality_of_education": "Requires improvement"})
    else:
        facts.card("now", grades={"safeguarding": grade, "achievement": "Needs attention"})
    assert (yield facts, SINCE).evidence("safeguarding", "now") == f"Safeguarding: {says}."


@pytest.mark.parametrize("leadership", ["Expected standard", "Urgent improvement"])
@together
def test_safeguarding__fires_as_safeguarding_only_whatever_leadership_is(leadership: str) -> Case:
    facts = one_school()
    facts.card("now", grades={"safeguarding": "Not met", "leadership_and_governance": leadership})
    assert "safeguarding only" in (yield facts, SINCE).evidence("safeguarding", "now")


@together
def test_safeguarding__fires_as_safeguarding_only_though_overall_is_inadequate() -> Case:
    facts = one_school()
    grades = {
        "safeguarding": "No",
        "leadership_and_management": "Inadequate",
        "overall_effectiveness": "Inadequate",
    }
    facts.legacy("now", grades=grades)
    assert "safeguarding only" in (yield facts, SINCE).evidence("safeguarding", "now")


@together
def test_safeguarding__silent_where_it_is_met_or_effective() -> Case:
    facts = one_school()
    facts.card("card", grades={"achievement": "Urgent improvement"})
    facts.legacy("legacy", published=EARLIER)
    flags = yield facts, SINCE
    assert flags.said("safeguarding", "card") is None
    assert flags.said("safeguarding", "legacy") is None


@together
def test_safeguarding__not_known_where_the_judgement_is_not_stated() -> Case:
    facts = one_school()
    facts.report("now", grades={"safeguarding": None, "achievement": "Needs attention"})
    flags = yield facts, SINCE
    assert flags.unknown("safeguarding", "now")
    assert "safeguarding judgement" in flags.flag("now")["unknowns"]


@together
def test_safeguarding__fires_and_says_which_areas_are_not_stated() -> Case:
    """What is not stated may be below, so it is not called safeguarding only."""
    facts = one_school()
    facts.card("now", grades={"safeguarding": "Not met", "achievement": None})
    said = (yield facts, SINCE).evidence("safeguarding", "now")
    assert said.startswith("Safeguarding: Not met (whether anything else is below Expected standard")
    assert said.endswith("is not stated for: Achievement).")


@together
def test_urgent_improvement__fires_and_names_the_areas() -> Case:
    facts = one_school()
    grades = {"achievement": "Urgent improvement", "inclusion": "Urgent improvement"}
    facts.card("now", grades=grades, category_of_concern="requires_significant_improvement")
    assert (yield facts, SINCE).evidence(
        "urgent-improvement", "now"
    ) == "Urgent improvement: Achievement, Inclusion."


@together
def test_urgent_improvement__fires_and_says_that_no_category_stands_beside_it() -> Case:
    facts = one_school()
    facts.card("now", grades={"achievement": "Urgent improvement"})
    assert "no category of concern beside it" in (yield facts, SINCE).evidence("urgent-improvement", "now")


@together
def test_urgent_improvement__silent_at_needs_attention() -> Case:
    facts = one_school()
    facts.card("now", grades={"achievement": "Needs attention"})
    assert (yield facts, SINCE).said("urgent-improvement", "now") is None


@together
def test_urgent_improvement__not_known_where_a_grade_is_not_stated() -> Case:
    facts = one_school()
    facts.card("now", grades={"achievement": None})
    assert "Achievement" in ((yield facts, SINCE).unknown("urgent-improvement", "now") or "")


@pytest.mark.parametrize(
    ("before", "grade", "comparability"),
    [
        ("Outstanding", "Requires improvement", "legacy_scale"),
        ("Good", "Inadequate", "legacy_scale"),
        ("Outstanding", "Inadequate", "same_scale"),
    ],
)
@together
def test_steep_fall__fires_from_two_grades(before: str, grade: str, comparability: str) -> Case:
    facts = one_school()
    facts.legacy("earlier", published=EARLIER, grades={"overall_effectiveness": before})
    facts.legacy("now", grades={"overall_effectiveness": grade})
    facts.before("now", "earlier")
    facts.change("now", "earlier", "overall_effectiveness", before, grade, comparability)
    said = (yield facts, SINCE).evidence("steep-fall", "now")
    assert said.startswith(f"Overall effectiveness: {before} before, {grade} now")
    assert ("high-level comparison" in said) == (comparability == "legacy_scale")


@together
def test_steep_fall__fires_on_report_cards_compared_with_each_other() -> Case:
    facts = one_school()
    facts.card("earlier", published=PUBLISHED - days(150), grades={"achievement": "Strong standard"})
    facts.card("now", grades={"achievement": "Needs attention"})
    facts.before("now", "earlier")
    facts.change("now", "earlier", "achievement", "Strong standard", "Needs attention", "same_scale")
    assert (yield facts, SINCE).fired("steep-fall", "now")


@pytest.mark.parametrize(
    ("before", "fires"), [("Good", True), ("Outstanding", True), ("Requires improvement", False)]
)
@together
def test_steep_fall__fires_on_a_floor_from_one_or_two_only(before: str, fires: bool) -> Case:
    facts = one_school()
    facts.legacy("earlier", published=EARLIER, grades={"overall_effectiveness": before})
    grades = {"quality_of_education": "Inadequate", "leadership_and_management": "Good"}
    facts.report("now", kind="graded", framework="education_inspection_2024", grades=grades)
    facts.before("now", "earlier")
    facts.change("now", "earlier", "overall_effectiveness", before, None, "derived_floor", direction="worse")
    flags = yield facts, SINCE
    assert flags.fired("steep-fall", "now") == fires
    assert not fires or "Quality of education" in flags.evidence("steep-fall", "now")


@together
def test_steep_fall__silent_on_a_fall_of_one_grade() -> Case:
    facts = one_school()
    facts.legacy("earlier", published=EARLIER)
    facts.legacy("now", grades={"overall_effectiveness": "Requires improvement"})
    facts.before("now", "earlier")
    facts.change("now", "earlier", "overall_effectiveness", "Good", "Requires improvement", "same_scale")
    assert (yield facts, SINCE).said("steep-fall", "now") is None


@together
def test_steep_fall__silent_where_the_scales_cannot_be_compared() -> Case:
    facts = one_school()
    facts.legacy("earlier", published=EARLIER, grades={"leadership_and_management": "Outstanding"})
    facts.card("now", grades={"leadership_and_governance": "Urgent improvement"})
    facts.before("now", "earlier")
    facts.change(
        "now", "earlier", "leadership_and_governance", "Outstanding", "Urgent improvement", "not_comparable"
    )
    assert (yield facts, SINCE).said("steep-fall", "now") is None


@together
def test_steep_fall__not_known_without_the_report_before() -> Case:
    facts = one_school()
    facts.legacy(
        "now", grades={"overall_effectiveness": "Inadequate"}, category_of_concern="serious_weaknesses"
    )
    facts.legacy("good", published=EARLIER)
    flags = yield facts, SINCE
    assert flags.unknown("steep-fall", "now")
    assert flags.said("steep-fall", "good") is None, "a good report cannot be a steep fall"


@together
def test_steep_fall__not_known_where_nobody_has_read_the_report_before() -> Case:
    """A page names it, and its file waits for a person; the same holds for every rule that needs it."""
    facts = one_school()
    facts.report("earlier", kind="graded", framework="education_inspection_2019", published=EARLIER)
    facts.legacy("now", grades={"overall_effectiveness": "Requires improvement"})
    facts.before("now", "earlier")
    flags = yield facts, SINCE
    for rule in ("steep-fall", "fall-to-requires-improvement", "again-below-expected", "was-outstanding"):
        assert flags.unknown(rule, "now"), rule


@together
def test_a_fall_seen_through_a_predecessor_says_so() -> Case:
    facts = one_school()
    facts.moved(900009, URN)
    facts.legacy("earlier", urn=900009, published=EARLIER)
    facts.legacy("now", grades={"overall_effectiveness": "Inadequate"})
    facts.before("now", "earlier", via_predecessor=True)
    facts.change(
        "now", "earlier", "overall_effectiveness", "Good", "Inadequate", "same_scale", via_predecessor=True
    )
    assert "predecessor school" in (yield facts, SINCE).evidence("steep-fall", "now")
