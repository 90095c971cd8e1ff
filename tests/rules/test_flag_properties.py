"""What must hold of all flags, whatever was published: each on one draw of many invented schools.

Belongs here: what is promised of the rules taken together. Single rules, and the life of a single flag, are
tested by cases. That the order of documents does not matter is tested with facts (tests/warehouse).
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pipelines.warehouse.flags import current_ruleset
from tests.rules.drawn_schools import Draw
from tests.rules.facts import PUBLISHED, Facts, Flags, days
from tests.rules.nights import Nights

DAY = PUBLISHED + days(10)
SCHOOLS = 80


@pytest.fixture(scope="module")
def facts() -> Facts:
    return Draw(seed=7).schools(SCHOOLS)


@pytest.fixture(scope="module")
def flags(facts: Facts) -> Flags:
    return facts.flags(DAY)


def told(flags: Flags) -> list[dict[str, Any]]:
    """Every flag with its reasons."""
    return flags.rows(
        """
        SELECT f.*, list((r.rule_id, r.evidence, r.last_day) ORDER BY r.rule_id) AS reasons
        FROM welfare_flag AS f JOIN flag_reason AS r USING (flag_id)
        GROUP BY ALL ORDER BY f.flag_id
        """
    )


def by_id(flags: Flags) -> dict[str, dict[str, Any]]:
    return {flag["flag_id"]: flag for flag in flags.all()}


def test_the_draw_has_flags_of_every_tier(flags: Flags) -> None:
    assert {flag["tier"] for flag in flags.all() if flag["status"] == "open"} == {1, 2, 3, 4}


def test_a_trigger_or_modifier_says_by_itself_what_the_flags_rest_on(facts: Facts, flags: Flags) -> None:
    """Tests of single rules ask for no more (facts.py)."""
    alone = facts.flags(DAY)
    held = """
        SELECT inspection_id, r.* EXCLUDE (rule_id, since) FROM rule_result AS r JOIN event USING (event_id)
        WHERE rule_id = ? ORDER BY ALL
    """
    for rule in current_ruleset().rules:
        if rule.effect in ("trigger", "modifier"):
            said = alone.all_said(rule.rule_id)
            assert said, rule.rule_id
            assert said == flags.rows(held, rule.rule_id)


def test_what_does_not_concern_a_school_changes_none_of_its_flags(facts: Facts, flags: Flags) -> None:
    more = facts.copy()
    for urn in range(900801, 900806):
        more.school(urn)
        more.card(f"clean-{urn}", urn=urn)
        more.report(
            f"ungraded-{urn}", kind="ungraded", urn=urn, published=PUBLISHED - days(900), outcome="Fine"
        )
    assert told(more.flags(DAY)) == told(flags)


def test_a_modifier_creates_no_flag_lifts_only_3_to_2_and_extends_no_window(
    facts: Facts, flags: Flags
) -> None:
    ruleset = current_ruleset()
    kept = tuple(rule for rule in ruleset.rules if rule.effect != "modifier")
    without = by_id(facts.flags(DAY, ruleset=replace(ruleset, rules=kept)))
    found = by_id(flags)
    assert found.keys() == without.keys()
    lifted = {flag_id for flag_id, flag in found.items() if flag["tier"] != without[flag_id]["tier"]}
    assert lifted
    for flag_id, flag in found.items():
        same = ("status", "base_tier", "expires_on", "detected_on", "day_0")
        assert [flag[name] for name in same] == [without[flag_id][name] for name in same]
        assert without[flag_id]["tier"] == flag["base_tier"]
        if flag_id in lifted:
            assert (without[flag_id]["tier"], flag["tier"]) == (3, 2)


def test_no_flag_rests_on_grades_that_may_not_be_compared(facts: Facts, flags: Flags) -> None:
    """Without any such pair every flag is the same."""
    compared = facts.copy()
    before = len(compared.rows["judgement_change"])
    compared.remove("judgement_change", comparability="not_comparable")
    assert len(compared.rows["judgement_change"]) < before
    assert told(compared.flags(DAY)) == told(flags)


def test_a_flag_that_was_shown_is_never_absent_and_its_end_is_told(facts: Facts, tmp_path: Path) -> None:
    """Every third inspection is gone the next night; the grades of every fourth turned out to be others."""
    nights = Nights(tmp_path)
    shown = by_id(nights.night(facts, DAY))
    later = facts.copy()
    names = sorted(row["inspection_id"] for row in later.rows["inspection"])
    gone, corrected = set(names[::3]), set(names[1::4])
    for table, rows in later.rows.items():
        later.rows[table] = [row for row in rows if not gone & set(row.values())]
    for row in later.rows["judgement"]:
        if row["inspection_id"] in corrected and row["area"] not in ("safeguarding", "overall_effectiveness"):
            row.update(grade="Expected standard", grade_rank=3, status="graded")
    second = nights.night(later, DAY + days(1))
    found = by_id(second)
    assert shown.keys() <= found.keys()
    retracted = {flag_id for flag_id, flag in found.items() if flag["status"] == "retracted"}
    assert {flag_id for flag_id, flag in shown.items() if flag["inspection_id"] in gone} <= retracted
    last = {
        row["flag_id"]: (row["event"], row["reason"])
        for row in second.rows(
            "SELECT * FROM flag_event WHERE event_on = ? AND event = 'retracted'", DAY + days(1)
        )
    }
    assert last.keys() == retracted
    assert all(reason.startswith("Retracted: ") for _, reason in last.values())
    assert {row["flag_id"] for row in second.rows("SELECT DISTINCT flag_id FROM flag_reason")} >= shown.keys()
