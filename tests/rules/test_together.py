"""Cases that share a build: each sees its own schools under its own names, as if it were alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.rules.facts import PUBLISHED, URN, Facts, days, one_school
from tests.rules.together import Case, Cases, OwnFlags

DAY = PUBLISHED + days(20)


def below_expected() -> Facts:
    facts = one_school()
    facts.card("now", grades={"leadership_and_governance": "Needs attention"})
    return facts


def below_expected_in_a_trust() -> Facts:
    facts = Facts()
    facts.school(trust_uid="5")
    facts.school(900002, trust_uid="5")
    facts.card("now", category_of_concern="special_measures")
    facts.card("other", urn=900002, grades={"achievement": "Needs attention"})
    return facts


def moved_and_left() -> Facts:
    facts = one_school()
    facts.moved(900009, URN)
    facts.card("now", urn=900009, lineage_id=URN, category_of_concern="special_measures")
    facts.card("clean", published=PUBLISHED + days(10))
    facts.before("clean", "now", via_predecessor=True)
    regraded, seen = PUBLISHED + days(12), PUBLISHED + days(15)
    facts.regrade("clean", "achievement", "Expected standard", "Needs attention", regraded, seen)
    facts.add("category_period", lineage_id=URN, category="special_measures", entered_on=PUBLISHED,
              left_on=PUBLISHED + days(10), entered_by="now", left_by="clean")  # fmt: skip
    return facts


MADE = (below_expected_in_a_trust, moved_and_left, one_school)


@pytest.fixture(scope="module")
def cases() -> Cases:
    return Cases({f"{number}": asking(make) for number, make in enumerate(MADE)})


def asking(make: Callable[[], Facts]) -> Case:
    yield make(), DAY


def without_its_id(flags: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Flags in the order of their inspections, without what hashes the name of one."""
    told = [{name: value for name, value in flag.items() if name != "flag_id"} for flag in flags]
    return sorted(told, key=lambda flag: (flag["inspection_id"], flag["event_kind"]))


@pytest.mark.parametrize("number", range(len(MADE)))
def test_a_case_is_told_what_it_would_be_told_alone(cases: Cases, number: int) -> None:
    own, alone = OwnFlags(cases.build(DAY), number + 1), MADE[number]().flags(DAY)
    assert without_its_id(own.all()) == without_its_id(alone.all())
    for flag in alone.all():
        reasons = alone.reasons(flag["inspection_id"])
        assert own.reasons(flag["inspection_id"]).keys() == reasons.keys()
        # The text of an inherited report names the school's number.
        same = reasons.items() - {(name, said) for name, said in reasons.items() if name == "inherited"}
        assert same <= own.reasons(flag["inspection_id"]).items()
    for rule_id in ("special-measures", "previously-outstanding", "superseded", "long-gap"):
        assert sorted(map(repr, own.all_said(rule_id))) == sorted(map(repr, alone.all_said(rule_id)))


def test_a_case_that_cannot_say_its_facts_fails_alone() -> None:
    def no_facts() -> Facts:
        raise LookupError("no facts")

    cases = Cases({"lost": asking(no_facts), "sound": asking(below_expected)})
    with pytest.raises(LookupError, match="no facts"):
        cases.begun["lost"].finish()
    cases.begun["sound"].finish()


def test_a_case_fails_where_it_would_fail_alone() -> None:
    def wrong() -> Case:
        assert (yield below_expected(), DAY).flag("now")["status"] == "expired"

    cases = Cases({"sound": asking(below_expected), "wrong": wrong()})
    cases.begun["sound"].finish()
    with pytest.raises(AssertionError):
        cases.begun["wrong"].finish()


def test_a_case_that_asks_about_another_day_is_told_of_that_day() -> None:
    said = []

    def of_two_days() -> Case:
        for day in (DAY, PUBLISHED - days(1)):
            said.append(len((yield below_expected(), day).all()))

    Cases({"two": of_two_days()}).begun["two"].finish()
    assert said == [1, 0]
