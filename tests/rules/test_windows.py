"""How long triggers live: the last day included, and monitoring reports that bring a category back."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from pipelines.warehouse.rules import load_rules
from tests.rules.facts import PUBLISHED, Facts, days, one_school
from tests.rules.together import Case, together

TODAY = PUBLISHED + days(300)
WINDOWS: list[tuple[dict[str, Any], int]] = [
    ({"category_of_concern": "special_measures"}, 90),
    ({"category_of_concern": "requires_significant_improvement"}, 90),
    ({"grades": {"safeguarding": "Not met"}}, 90),
    ({"grades": {"achievement": "Urgent improvement"}}, 90),
    ({"grades": {"leadership_and_governance": "Needs attention"}}, 60),
    ({"grades": {"achievement": "Needs attention"}}, 30),
]


def reported(age: int, **card: Any) -> Facts:
    """One report, published so many days ago."""
    facts = one_school()
    facts.card("now", published=TODAY - days(age), **card)
    return facts


@pytest.mark.parametrize(("card", "window"), WINDOWS)
@together
def test_the_last_day_is_included(card: dict[str, Any], window: int) -> Case:
    last = (yield reported(window, **card), TODAY).flag("now")
    assert (last["status"], last["expires_on"]) == ("open", TODAY)


@pytest.mark.parametrize(("card", "window"), WINDOWS)
@together
def test_the_day_after_is_not(card: dict[str, Any], window: int) -> Case:
    assert (yield reported(window + 1, **card), TODAY).flag("now")["status"] != "open"


@together
def test_the_first_day_is_the_day_of_publication() -> Case:
    facts = reported(0, grades={"achievement": "Urgent improvement"})
    assert (yield facts, TODAY).flag("now")["status"] == "open"


@together
def test_what_is_not_published_yet_raises_nothing() -> Case:
    facts = reported(-1, grades={"achievement": "Urgent improvement"})
    assert (yield facts, TODAY).all() == []


def test_windows_are_those_of_the_ruleset() -> None:
    by_window: dict[tuple[int | None, int | None], set[str]] = {}
    for rule in load_rules():
        if rule.effect == "trigger":
            by_window.setdefault((rule.tier, rule.window_days), set()).add(rule.rule_id)
    assert by_window == {
        (1, 90): {
            "special-measures",
            "significant-improvement",
            "safeguarding",
            "urgent-improvement",
            "steep-fall",
        },
        (2, 60): {
            "regraded-down",
            "leadership-needs-attention",
            "many-needs-attention",
            "fall-to-requires-improvement",
        },
        (3, 60): {"again-below-expected"},
        (3, 30): {"needs-attention", "ungraded-concerns", "focused-monitoring"},
        (4, 30): {"previously-outstanding"},
    }


def test_a_shorter_window_ends_before_a_longer_one_and_the_flag_stays() -> None:
    facts = one_school()
    facts.card("now", grades={"achievement": "Needs attention"})
    facts.legacy(
        "earlier",
        published=PUBLISHED - timedelta(days=900),
        grades={"overall_effectiveness": "Requires improvement"},
    )
    facts.before("now", "earlier")
    flags = facts.flags(PUBLISHED + days(45))
    assert flags.flag("now")["status"] == "open"
    last_days = {r["rule_id"]: r["last_day"] for r in flags.rows("SELECT rule_id, last_day FROM flag_reason")}
    assert last_days["needs-attention"] == PUBLISHED + days(30)
    assert last_days["again-below-expected"] == PUBLISHED + days(60)


def in_category_with_monitoring(age: int, after: int) -> Facts:
    """A report that was published so many days ago, and the monitoring report so many days after it."""
    facts = reported(age, category_of_concern="special_measures")
    visited = TODAY - days(age) + days(after)
    outcome = "Leaders are taking effective action"
    facts.report("visit", kind="monitoring", framework="report_card_2025", published=visited, outcome=outcome)
    return facts


@pytest.mark.parametrize(
    ("age", "status"), [(149, "standing"), (150, "open"), (240, "open"), (241, "standing")]
)
@together
def test_a_monitoring_report_brings_the_category_back_for_its_window(age: int, status: str) -> Case:
    assert (yield in_category_with_monitoring(age, 150), TODAY).flag("now")["status"] == status


@pytest.mark.parametrize(("age", "status"), [(365, "open"), (366, "history")])
@together
def test_monitoring_brings_a_category_back_for_a_year_at_most(age: int, status: str) -> Case:
    assert (yield in_category_with_monitoring(age, 350), TODAY).flag("now")["status"] == status


@together
def test_monitoring_after_a_year_brings_nothing_back() -> Case:
    flag = (yield in_category_with_monitoring(371, 370), TODAY).flag("now")
    assert flag["expires_on"] == TODAY - days(371 - 90)


@together
def test_monitoring_brings_back_only_the_report_that_it_monitors() -> Case:
    facts = in_category_with_monitoring(160, 150)
    facts.card("later", category_of_concern="special_measures", published=TODAY - days(160 - 120))
    flags = yield facts, TODAY
    assert flags.flag("now")["expires_on"] == TODAY - days(160 - 90)
    assert flags.flag("later")["expires_on"] == TODAY - days(160 - 240)


@together
def test_adverse_monitoring_brings_back_a_report_without_a_category_within_a_year() -> Case:
    """Of three schools alike, one has an adverse outcome, one another, and one was published too long ago."""
    facts = Facts()
    adverse, other = "Leaders are not taking effective action", "Leaders are taking effective action"
    for urn, age, outcome in ((900001, 70, adverse), (900002, 70, other), (900003, 366, adverse)):
        facts.school(urn)
        reported = {"published": PUBLISHED - days(age), "urn": urn}
        facts.card(f"now-{urn}", grades={"leadership_and_governance": "Needs attention"}, **reported)
        facts.report(f"visit-{urn}", kind="monitoring", urn=urn, outcome=outcome)
    flags = yield facts, PUBLISHED + days(5)
    found = {flag["inspection_id"]: (flag["status"], flag["expires_on"]) for flag in flags.all()}
    assert found == {
        "now-900001": ("open", PUBLISHED + days(60)),
        "visit-900001": ("open", PUBLISHED + days(60)),
        "now-900002": ("history", PUBLISHED - days(10)),
        "now-900003": ("history", PUBLISHED - days(306)),
        "visit-900003": ("open", PUBLISHED + days(60)),
    }
