"""Modifiers: each on both sides of its condition, and the limits that hold for all of them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.rules.facts import PUBLISHED, URN, Facts, days, one_school
from tests.rules.together import Case, together

SINCE = PUBLISHED + days(10)
EARLIER = date(2019, 3, 5)
TIER_3 = {"inclusion": "Needs attention"}


def after_an_outstanding_report(**card: Any) -> Facts:
    facts = one_school()
    facts.legacy("earlier", published=EARLIER, grades={"overall_effectiveness": "Outstanding"})
    facts.card("now", **card)
    facts.before("now", "earlier")
    return facts


@together
def test_was_outstanding__fires_and_lifts_tier_3_to_tier_2() -> Case:
    flags = yield after_an_outstanding_report(grades=TIER_3), SINCE
    flag = flags.flag("now")
    assert (flag["base_tier"], flag["tier"]) == (3, 2)
    assert (
        flags.reasons("now")["was-outstanding"] == "Previously outstanding (report published 5 March 2019)."
    )


@together
def test_was_outstanding__silent_after_a_good_report() -> Case:
    facts = one_school()
    facts.legacy("earlier", published=EARLIER, grades={"quality_of_education": "Outstanding"})
    facts.card("now", grades=TIER_3)
    facts.before("now", "earlier")
    flags = yield facts, SINCE
    assert flags.said("was-outstanding", "now") is None
    assert flags.flag("now")["tier"] == 3


@together
def test_was_outstanding__not_known_without_the_report_before() -> Case:
    facts = one_school()
    facts.card("now", grades=TIER_3)
    flags = yield facts, SINCE
    assert flags.unknown("was-outstanding", "now")
    assert flags.flag("now")["tier"] == 3, "what is not known lifts nothing"


@pytest.mark.parametrize("kind", ["graded", "ungraded"])
@pytest.mark.parametrize(("earlier", "fires"), [(date(2016, 3, 24), True), (date(2016, 3, 25), False)])
@together
def test_long_gap__fires_from_ten_whole_years_and_is_silent_below(
    kind: str, earlier: date, fires: bool
) -> Case:
    facts = one_school()
    facts.report(
        "earlier",
        kind=kind,
        framework="common_inspection_2015",
        started=earlier,
        published=earlier + days(30),
    )
    facts.card("now", grades=TIER_3, started=date(2026, 3, 24))
    flags = yield facts, SINCE
    assert flags.fired("long-gap", "now") == fires
    assert flags.flag("now")["tier"] == (2 if fires else 3)


@together
def test_long_gap__silent_where_an_ungraded_inspection_lies_between() -> Case:
    facts = one_school()
    facts.legacy("graded", published=date(2010, 3, 5), framework="section5_2009")
    facts.report(
        "ungraded", kind="ungraded", framework="education_inspection_2019", published=date(2020, 3, 5)
    )
    facts.card("now", grades=TIER_3)
    assert (yield facts, SINCE).said("long-gap", "now") is None


@together
def test_long_gap__not_known_where_no_earlier_inspection_is_known() -> Case:
    facts = one_school()
    facts.card("now", grades=TIER_3)
    assert (yield facts, SINCE).unknown("long-gap", "now")


@together
def test_small_standalone_school__fires_in_no_trust_and_no_federation() -> Case:
    facts = Facts()
    facts.school(pupils=149, in_federation=False)
    facts.card("now", grades=TIER_3)
    flags = yield facts, SINCE
    assert flags.reasons("now")["small-standalone-school"].startswith("A school of 149 pupils")
    assert (flags.flag("now")["base_tier"], flags.flag("now")["tier"]) == (3, 2)


@pytest.mark.parametrize("phase", ["Primary", "Nursery"])
@together
def test_small_standalone_school__not_known_until_federations_are_read(phase: str) -> Case:
    facts = Facts()
    facts.school(phase=phase, pupils=149)
    facts.card("now", grades=TIER_3)
    flags = yield facts, SINCE
    assert "federation" in flags.flag("now")["unknowns"]
    assert flags.flag("now")["tier"] == 3


@together
def test_small_standalone_school__not_known_without_the_number_of_pupils() -> Case:
    facts = Facts()
    facts.school(pupils=None)
    facts.card("now", grades=TIER_3)
    assert "number of pupils" in ((yield facts, SINCE).unknown("small-standalone-school", "now") or "")


@pytest.mark.parametrize(
    "school",
    [
        {"pupils": 150, "in_federation": False},
        {"pupils": 40, "phase": "Secondary"},
        {"pupils": 40, "trust_uid": "5"},
        {"pupils": 40, "in_federation": True},
    ],
)
@together
def test_small_standalone_school__silent_where_it_is_larger_or_of_another_phase_or_in_a_trust(
    school: dict[str, Any],
) -> Case:
    facts = Facts()
    facts.school(**school)
    facts.card("now", grades=TIER_3)
    assert (yield facts, SINCE).said("small-standalone-school", "now") is None


@together
def test_a_modifier_raises_no_flag() -> Case:
    grades = {"achievement": "Strong standard"}
    flags = yield after_an_outstanding_report(grades=grades), SINCE
    assert flags.fired("was-outstanding", "now")
    assert flags.all() == []


@pytest.mark.parametrize(
    ("grades", "tier"),
    [
        ({"achievement": "Urgent improvement"}, 1),
        ({"leadership_and_governance": "Needs attention"}, 2),
        ({}, 4),
    ],
)
@together
def test_a_modifier_lifts_no_other_tier(grades: dict[str, str], tier: int) -> Case:
    flags = yield after_an_outstanding_report(grades=grades), SINCE
    flag = flags.flag("now")
    assert (flag["base_tier"], flag["tier"]) == (tier, tier)
    assert "was-outstanding" in flags.reasons("now"), "it is shown all the same"


@together
def test_two_modifiers_lift_once() -> Case:
    facts = one_school()
    facts.legacy("earlier", published=date(2010, 3, 5), grades={"overall_effectiveness": "Outstanding"})
    facts.card("now", grades=TIER_3)
    facts.before("now", "earlier")
    flags = yield facts, SINCE
    assert {"was-outstanding", "long-gap"} <= flags.reasons("now").keys()
    assert flags.flag("now")["tier"] == 2


@together
def test_a_modifier_extends_no_window() -> Case:
    facts = after_an_outstanding_report(grades=TIER_3)
    assert (yield facts, SINCE).flag("now")["expires_on"] == PUBLISHED + days(30)


@together
def test_the_school_of_the_case_is_tier_1_with_everything_said_beside_it() -> Case:
    """An invented school as in the coroner's report: outstanding, thirteen years, then safeguarding alone."""
    facts = Facts()
    facts.school(URN, phase="Primary")
    facts.legacy(
        "earlier",
        published=date(2009, 11, 10),
        framework="section5_2009",
        grades={"overall_effectiveness": "Outstanding"},
    )
    grades = {
        "overall_effectiveness": "Inadequate",
        "leadership_and_management": "Inadequate",
        "safeguarding": "No",
    }
    facts.legacy("now", grades=grades, category_of_concern="serious_weaknesses", published=date(2025, 3, 21))
    facts.before("now", "earlier")
    facts.change("now", "earlier", "overall_effectiveness", "Outstanding", "Inadequate", "legacy_scale")
    facts.category_change("now", "earlier", None, "serious_weaknesses")
    flags = yield facts, date(2025, 3, 24)
    reasons = flags.reasons("now")
    assert flags.flag("now")["tier"] == 1
    assert {
        "safeguarding",
        "significant-improvement",
        "steep-fall",
        "was-outstanding",
        "long-gap",
    } <= reasons.keys()
    assert "safeguarding only" in reasons["safeguarding"]
    assert "15 years earlier" in reasons["long-gap"]
