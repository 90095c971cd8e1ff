"""A second build of one day over other facts: a correction, or a document in quarantine.

No check may stop it, and what the first build showed stays shown.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from pipelines.warehouse.checking.suites import read_groups
from pipelines.warehouse.facts import LICENCE, BuildIdentity, name_build
from tests.rules.facts import PUBLISHED, URN, Facts, Flags, days
from tests.rules.nights import Nights

FIRST = PUBLISHED + days(6)


@pytest.fixture
def nights(tmp_path: Path) -> Nights:
    return Nights(tmp_path)


def broken_checks(flags: Flags) -> list[str]:
    """The invariants over flags that do not hold of a build."""
    identity = BuildIdentity(flags.build_id, flags.as_of, "0" * 64, "1", "1", "sample", LICENCE)
    name_build(flags.connection, identity)
    return [
        group.name
        for group in read_groups()
        if group.query is not None
        and group.table in ("welfare_flag", "flag_event", "flag_alias", "flag_reason", "rule")
        # These facts are written by hand, without the list that a locator leads to.
        and group.kind != "document_is_admitted"
        and flags.connection.execute(group.query).fetchall()
    ]


def card(**grades: str) -> Facts:
    facts = Facts()
    facts.school()
    facts.card("now", grades=grades)
    return facts


def second_build(nights: Nights, first: Facts, second: Facts, day: date = FIRST) -> Flags:
    assert broken_checks(nights.night(first, day)) == []
    flags = nights.night(second, day)
    assert broken_checks(flags) == []
    return flags


def test_a_grave_grade_that_is_corrected_keeps_the_tier_shown(nights: Nights) -> None:
    first = card(achievement="Urgent improvement")
    later = second_build(nights, first, card(achievement="Needs attention"))
    flag = later.flag("now")
    assert (flag["tier"], flag["base_tier"], flag["status"]) == (1, 1, "open")
    assert later.events(flag["flag_id"]) == ["raised", "evidence_changed"]


def test_a_modifier_that_falls_away_keeps_the_tier_shown(nights: Nights) -> None:
    first = card(achievement="Needs attention")
    first.legacy("before", published=date(2014, 3, 4))
    first.before("now", "before")
    second = first.copy()
    second.legacy("between", published=date(2021, 3, 2))
    later = second_build(nights, first, second)
    assert (later.flag("now")["base_tier"], later.flag("now")["tier"]) == (3, 2)
    assert set(later.reasons("now")) == {"needs-attention"}


def test_a_modifier_that_comes_to_light_lifts_the_tier(nights: Nights) -> None:
    second = card(achievement="Needs attention")
    first = second.copy()
    first.legacy("between", published=date(2021, 3, 2))
    second.legacy("before", published=date(2014, 3, 4))
    assert second_build(nights, first, second).flag("now")["tier"] == 2


def test_a_grade_that_becomes_graver_is_shown_anew(nights: Nights) -> None:
    first = card(achievement="Needs attention")
    later = second_build(nights, first, card(achievement="Urgent improvement"))
    flag = later.flag("now")
    assert (flag["tier"], flag["status"]) == (1, "open")
    assert later.events(flag["flag_id"]) == ["raised", "tier_changed"]


def test_a_document_in_quarantine_retracts_its_flag_and_brings_it_back_when_admitted(nights: Nights) -> None:
    facts = card(achievement="Urgent improvement")
    without = Facts()
    without.school()
    without.card("another", urn=URN)
    second_build(nights, facts, without)
    retracted = nights.night(without, FIRST)
    assert retracted.flag("now")["status"] == "retracted"
    assert retracted.segment() == []
    again = nights.night(facts, FIRST)
    assert broken_checks(again) == []
    assert again.flag("now")["status"] == "open"
    assert sorted(again.events(again.flag("now")["flag_id"])) == ["raised", "reopened", "retracted"]


def test_an_inspection_known_by_another_name_keeps_its_flag(nights: Nights) -> None:
    """The document that first named it by URN and date is put in quarantine; the number names it now."""
    first = card(achievement="Urgent improvement")
    second = first.copy()
    for row in second.rows["inspection"] + second.rows["judgement"] + second.rows["inspection_alias"]:
        row["inspection_id"] = "by-number"
    flags = second_build(nights, first, second)
    assert [f["status"] for f in flags.all()] == ["open"]
