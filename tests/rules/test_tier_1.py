"""Triggers of tier 1, each on both sides of its condition."""

from __future__ import annotations

from datetime import date

import pytest

from tests.rules.facts import PUBLISHED, URN, Facts, days

SINCE = PUBLISHED + days(10)
EARLIER = date(2023, 3, 7)


@pytest.fixture
def facts() -> Facts:
    found = Facts()
    found.school()
    return found


@pytest.mark.parametrize(
    ("before", "begins"),
    [
        (None, "Enters special measures"),
        ("special_measures", "Remains in special measures"),
        ("serious_weaknesses", "Now in special measures, before: serious weaknesses"),
    ],
)
def test_special_measures__fires_and_says_entered_or_remains(
    facts: Facts, before: str | None, begins: str
) -> None:
    facts.legacy("earlier", published=EARLIER, category_of_concern=before)
    facts.card("now", category_of_concern="special_measures")
    facts.before("now", "earlier")
    facts.category_change("now", "earlier", before, "special_measures")
    assert facts.flags(SINCE).evidence("special-measures", "now").startswith(begins)


def test_special_measures__fires_without_a_report_before(facts: Facts) -> None:
    facts.card("now", category_of_concern="special_measures")
    assert "the category before is not known" in facts.flags(SINCE).evidence("special-measures", "now")


def test_special_measures__silent_in_another_category_and_in_none(facts: Facts) -> None:
    facts.card("other", category_of_concern="requires_significant_improvement")
    facts.card("none", published=PUBLISHED + days(1))
    flags = facts.flags(SINCE)
    assert flags.said("special-measures", "other") is None
    assert flags.said("special-measures", "none") is None


def test_special_measures__not_known_where_no_source_states_the_category(facts: Facts) -> None:
    facts.card("now", category_known=False)
    assert facts.flags(SINCE).unknown("special-measures", "now")


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
def test_independent_schools_have_no_category_that_could_be_lacking(
    at_inspection: str | None, listed: str | None, lacking: bool
) -> None:
    facts = Facts()
    facts.school(type=listed)
    facts.card("now", category_known=False, school_type_at_inspection=at_inspection)
    flags = facts.flags(SINCE)
    for rule in ("special-measures", "significant-improvement"):
        assert (flags.unknown(rule, "now") is not None) == lacking


@pytest.mark.parametrize(
    "category", ["requires_significant_improvement", "serious_weaknesses", "notice_to_improve"]
)
def test_significant_improvement__fires_for_every_lesser_category(facts: Facts, category: str) -> None:
    facts.card("now", category_of_concern=category)
    flags = facts.flags(SINCE)
    assert category.replace("_", " ") in flags.reasons("now")["significant-improvement"]
    assert flags.flag("now")["base_tier"] == 1


def test_significant_improvement__fires_when_special_measures_gave_way_to_it(facts: Facts) -> None:
    facts.legacy("earlier", published=EARLIER, category_of_concern="special_measures")
    facts.card("now", category_of_concern="requires_significant_improvement")
    facts.before("now", "earlier")
    facts.category_change("now", "earlier", "special_measures", "requires_significant_improvement")
    assert "before: special measures" in facts.flags(SINCE).evidence("significant-improvement", "now")


def test_significant_improvement__silent_in_special_measures_and_without_category(facts: Facts) -> None:
    facts.card("special", category_of_concern="special_measures")
    facts.card("none", published=PUBLISHED + days(1))
    flags = facts.flags(SINCE)
    assert flags.said("significant-improvement", "special") is None
    assert flags.said("significant-improvement", "none") is None


def test_significant_improvement__not_known_where_no_source_states_the_category(facts: Facts) -> None:
    facts.card("now", category_known=False)
    assert facts.flags(SINCE).unknown("significant-improvement", "now")


@pytest.mark.parametrize(("grade", "says"), [("Not met", "Not met"), ("No", "not effective")])
def test_safeguarding__fires_on_report_cards_and_before(facts: Facts, grade: str, says: str) -> None:
    if grade == "No":
        facts.legacy("now", grades={"safeguarding": grade, "quality_of_education": "Requires improvement"})
    else:
        facts.card("now", grades={"safeguarding": grade, "achievement": "Needs attention"})
    assert facts.flags(SINCE).evidence("safeguarding", "now") == f"Safeguarding: {says}."


@pytest.mark.parametrize("leadership", ["Expected standard", "Urgent improvement"])
def test_safeguarding__fires_as_safeguarding_only_whatever_leadership_is(
    facts: Facts, leadership: str
) -> None:
    facts.card("now", grades={"safeguarding": "Not met", "leadership_and_governance": leadership})
    assert "safeguarding only" in facts.flags(SINCE).evidence("safeguarding", "now")


def test_safeguarding__fires_as_safeguarding_only_though_overall_is_inadequate(facts: Facts) -> None:
    grades = {
        "safeguarding": "No",
        "leadership_and_management": "Inadequate",
        "overall_effectiveness": "Inadequate",
    }
    facts.legacy("now", grades=grades)
    assert "safeguarding only" in facts.flags(SINCE).evidence("safeguarding", "now")


def test_safeguarding__silent_where_it_is_met_or_effective(facts: Facts) -> None:
    facts.card("card", grades={"achievement": "Urgent improvement"})
    facts.legacy("legacy", published=EARLIER)
    flags = facts.flags(SINCE)
    assert flags.said("safeguarding", "card") is None
    assert flags.said("safeguarding", "legacy") is None


def test_safeguarding__not_known_where_the_judgement_is_not_stated(facts: Facts) -> None:
    facts.report("now", grades={"safeguarding": None, "achievement": "Needs attention"})
    flags = facts.flags(SINCE)
    assert flags.unknown("safeguarding", "now")
    assert "safeguarding judgement" in flags.flag("now")["unknowns"]


def test_safeguarding__fires_and_says_which_areas_are_not_stated(facts: Facts) -> None:
    """What is not stated may be below, so it is not called safeguarding only."""
    facts.card("now", grades={"safeguarding": "Not met", "achievement": None})
    said = facts.flags(SINCE).evidence("safeguarding", "now")
    assert said.startswith("Safeguarding: Not met (whether anything else is below Expected standard")
    assert said.endswith("is not stated for: Achievement).")


def test_urgent_improvement__fires_and_names_the_areas(facts: Facts) -> None:
    grades = {"achievement": "Urgent improvement", "inclusion": "Urgent improvement"}
    facts.card("now", grades=grades, category_of_concern="requires_significant_improvement")
    assert (
        facts.flags(SINCE).evidence("urgent-improvement", "now")
        == "Urgent improvement: Achievement, Inclusion."
    )


def test_urgent_improvement__fires_and_says_that_no_category_stands_beside_it(facts: Facts) -> None:
    facts.card("now", grades={"achievement": "Urgent improvement"})
    assert "no category of concern beside it" in facts.flags(SINCE).evidence("urgent-improvement", "now")


def test_urgent_improvement__silent_at_needs_attention(facts: Facts) -> None:
    facts.card("now", grades={"achievement": "Needs attention"})
    assert facts.flags(SINCE).said("urgent-improvement", "now") is None


def test_urgent_improvement__not_known_where_a_grade_is_not_stated(facts: Facts) -> None:
    facts.card("now", grades={"achievement": None})
    assert "Achievement" in (facts.flags(SINCE).unknown("urgent-improvement", "now") or "")


@pytest.mark.parametrize(
    ("before", "grade", "comparability"),
    [
        ("Outstanding", "Requires improvement", "legacy_scale"),
        ("Good", "Inadequate", "legacy_scale"),
        ("Outstanding", "Inadequate", "same_scale"),
    ],
)
def test_steep_fall__fires_from_two_grades(facts: Facts, before: str, grade: str, comparability: str) -> None:
    facts.legacy("earlier", published=EARLIER, grades={"overall_effectiveness": before})
    facts.legacy("now", grades={"overall_effectiveness": grade})
    facts.before("now", "earlier")
    facts.change("now", "earlier", "overall_effectiveness", before, grade, comparability)
    said = facts.flags(SINCE).evidence("steep-fall", "now")
    assert said.startswith(f"Overall effectiveness: {before} before, {grade} now")
    assert ("high-level comparison" in said) == (comparability == "legacy_scale")


def test_steep_fall__fires_on_report_cards_compared_with_each_other(facts: Facts) -> None:
    facts.card("earlier", published=PUBLISHED - days(150), grades={"achievement": "Strong standard"})
    facts.card("now", grades={"achievement": "Needs attention"})
    facts.before("now", "earlier")
    facts.change("now", "earlier", "achievement", "Strong standard", "Needs attention", "same_scale")
    assert facts.flags(SINCE).fired("steep-fall", "now")


@pytest.mark.parametrize(
    ("before", "fires"), [("Good", True), ("Outstanding", True), ("Requires improvement", False)]
)
def test_steep_fall__fires_on_a_floor_from_one_or_two_only(facts: Facts, before: str, fires: bool) -> None:
    facts.legacy("earlier", published=EARLIER, grades={"overall_effectiveness": before})
    grades = {"quality_of_education": "Inadequate", "leadership_and_management": "Good"}
    facts.report("now", kind="graded", framework="education_inspection_2024", grades=grades)
    facts.before("now", "earlier")
    facts.change("now", "earlier", "overall_effectiveness", before, None, "derived_floor", direction="worse")
    flags = facts.flags(SINCE)
    assert flags.fired("steep-fall", "now") == fires
    assert not fires or "Quality of education" in flags.evidence("steep-fall", "now")


def test_steep_fall__silent_on_a_fall_of_one_grade(facts: Facts) -> None:
    facts.legacy("earlier", published=EARLIER)
    facts.legacy("now", grades={"overall_effectiveness": "Requires improvement"})
    facts.before("now", "earlier")
    facts.change("now", "earlier", "overall_effectiveness", "Good", "Requires improvement", "same_scale")
    assert facts.flags(SINCE).said("steep-fall", "now") is None


def test_steep_fall__silent_where_the_scales_cannot_be_compared(facts: Facts) -> None:
    facts.legacy("earlier", published=EARLIER, grades={"leadership_and_management": "Outstanding"})
    facts.card("now", grades={"leadership_and_governance": "Urgent improvement"})
    facts.before("now", "earlier")
    facts.change(
        "now", "earlier", "leadership_and_governance", "Outstanding", "Urgent improvement", "not_comparable"
    )
    assert facts.flags(SINCE).said("steep-fall", "now") is None


def test_steep_fall__not_known_without_the_report_before(facts: Facts) -> None:
    facts.legacy(
        "now", grades={"overall_effectiveness": "Inadequate"}, category_of_concern="serious_weaknesses"
    )
    facts.legacy("good", published=EARLIER)
    flags = facts.flags(SINCE)
    assert flags.unknown("steep-fall", "now")
    assert flags.said("steep-fall", "good") is None, "a good report cannot be a steep fall"


def test_steep_fall__not_known_where_nobody_has_read_the_report_before(facts: Facts) -> None:
    """A page names it, and its file waits for a person; the same holds for every rule that needs it."""
    facts.report("earlier", kind="graded", framework="education_inspection_2019", published=EARLIER)
    facts.legacy("now", grades={"overall_effectiveness": "Requires improvement"})
    facts.before("now", "earlier")
    flags = facts.flags(SINCE)
    for rule in ("steep-fall", "fall-to-requires-improvement", "again-below-expected", "was-outstanding"):
        assert flags.unknown(rule, "now"), rule


def test_a_fall_seen_through_a_predecessor_says_so(facts: Facts) -> None:
    facts.moved(900009, URN)
    facts.legacy("earlier", urn=900009, published=EARLIER)
    facts.legacy("now", grades={"overall_effectiveness": "Inadequate"})
    facts.before("now", "earlier", via_predecessor=True)
    facts.change(
        "now", "earlier", "overall_effectiveness", "Good", "Inadequate", "same_scale", via_predecessor=True
    )
    assert "predecessor school" in facts.flags(SINCE).evidence("steep-fall", "now")
