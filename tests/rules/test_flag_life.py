"""A flag over several nights: what was shown stays, and every transition leaves a trace."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from unittest import mock

import pytest

from pipelines.warehouse import flags as flags_module
from tests.rules.facts import PUBLISHED, URN, Facts, days
from tests.rules.nights import Nights

FIRST = PUBLISHED + days(6)
SHOWN = (
    "tier",
    "base_tier",
    "detected_on",
    "day_0",
    "turn_on",
    "respond_by",
    "ruleset_version",
    "settings_hash",
)


@pytest.fixture
def facts() -> Facts:
    found = Facts()
    found.school()
    found.card("now", grades={"leadership_and_governance": "Needs attention"})
    return found


@pytest.fixture
def nights(tmp_path: Path) -> Nights:
    return Nights(tmp_path)


def test_a_second_night_changes_nothing_that_was_shown(facts: Facts, nights: Nights) -> None:
    first = nights.night(facts, FIRST).flag("now")
    later = nights.night(facts, FIRST + days(3))
    again = later.flag("now")
    assert [again[name] for name in SHOWN] == [first[name] for name in SHOWN]
    assert later.segment() == []
    assert later.events(again["flag_id"]) == ["raised"]


def test_a_log_that_is_read_in_pieces_is_the_same_log(facts: Facts, nights: Nights) -> None:
    facts.school(URN + 1)
    facts.card("other", urn=URN + 1, grades={"leadership_and_governance": "Needs attention"})
    shown = nights.night(facts, FIRST).all()
    assert len(shown) == 2
    with mock.patch.object(flags_module, "_MOST_CHARACTERS", 1):
        later = nights.night(facts, FIRST + days(3))
        assert [{name: flag[name] for name in SHOWN} for flag in later.all()] == [
            {name: flag[name] for name in SHOWN} for flag in shown
        ]
        assert later.segment() == []


def test_the_same_night_again_logs_nothing(facts: Facts, nights: Nights) -> None:
    nights.night(facts, FIRST)
    assert nights.night(facts, FIRST).segment() == []


def test_flag_id_does_not_depend_on_rule_tier_or_urn(facts: Facts, nights: Nights) -> None:
    first = nights.night(facts, FIRST).flag("now")
    other = Facts()
    other.school(900002)
    other.moved(URN, 900002)
    other.card("now", category_of_concern="special_measures")
    assert other.flags(FIRST).flag("now")["flag_id"] == first["flag_id"]
    assert len(first["flag_id"]) == 16


def test_a_flag_expires_the_day_after_its_window(facts: Facts, nights: Nights) -> None:
    nights.night(facts, FIRST)
    assert nights.night(facts, PUBLISHED + days(60)).flag("now")["status"] == "open"
    expired = nights.night(facts, PUBLISHED + days(61))
    assert expired.flag("now")["status"] == "expired"
    assert expired.events(expired.flag("now")["flag_id"]) == ["raised", "expired"]
    assert nights.night(facts, PUBLISHED + days(62)).segment() == []


def test_what_was_shown_stays_under_other_settings_and_another_ruleset(facts: Facts, nights: Nights) -> None:
    first = nights.night(facts, FIRST).flag("now")
    with (
        mock.patch.object(flags_module.Ruleset, "settings_hash", return_value="other"),
        mock.patch.object(flags_module, "RULESET_VERSION", "9.9.9"),
    ):
        night = nights.night(facts, FIRST + days(1))
        later = night.flag("now")
    assert night.rows("SELECT DISTINCT ruleset_version, settings_hash FROM workings.flag_run") == [
        {"ruleset_version": "9.9.9", "settings_hash": "other"}
    ]
    assert [later[name] for name in SHOWN] == [first[name] for name in SHOWN]


def test_a_tier_that_rises_is_shown_with_a_new_deadline(facts: Facts, nights: Nights) -> None:
    nights.night(facts, FIRST)
    facts.remove("inspection", inspection_id="now")
    facts.report("now", category_of_concern="special_measures")
    later = nights.night(facts, FIRST + days(1))
    flag = later.flag("now")
    assert (flag["tier"], flag["day_0"], flag["detected_on"]) == (1, FIRST + days(1), FIRST)
    assert later.events(flag["flag_id"]) == ["raised", "tier_changed"]


def test_a_tier_that_would_fall_stays_as_shown_and_says_that_the_evidence_changed(
    facts: Facts, nights: Nights
) -> None:
    first = nights.night(facts, FIRST).flag("now")
    facts.remove("judgement", area="leadership_and_governance")
    facts.grade("now", "leadership_and_governance", "Expected standard")
    facts.remove("judgement", area="achievement")
    facts.grade("now", "achievement", "Needs attention")
    later = nights.night(facts, FIRST + days(1))
    assert [later.flag("now")[name] for name in SHOWN] == [first[name] for name in SHOWN]
    assert later.events(first["flag_id"]) == ["raised", "evidence_changed"]
    assert set(later.reasons("now")) == {"needs-attention"}


def test_a_flag_that_is_no_longer_given_is_retracted_and_keeps_what_was_shown(
    facts: Facts, nights: Nights
) -> None:
    first = nights.night(facts, FIRST).flag("now")
    facts.remove("judgement", area="leadership_and_governance")
    later = nights.night(facts, FIRST + days(1))
    gone = later.flag("now")
    assert gone["status"] == "retracted"
    assert [gone[name] for name in SHOWN] == [first[name] for name in SHOWN]
    assert later.reasons("now") == {
        "leadership-needs-attention": "Leadership and governance: Needs attention."
    }
    reason = later.rows("SELECT reason FROM flag_event WHERE event = 'retracted'")[0]["reason"]
    assert reason == "Retracted: the published data no longer give any of its reasons."
    assert nights.night(facts, FIRST + days(2)).segment() == [], "retracted once"


def test_a_flag_whose_inspection_is_gone_is_retracted(facts: Facts, nights: Nights) -> None:
    nights.night(facts, FIRST)
    for table in ("inspection", "inspection_alias", "judgement"):
        facts.remove(table, inspection_id="now")
    later = nights.night(facts, FIRST + days(1))
    assert later.flag("now")["status"] == "retracted"
    assert (
        "no longer in the published files"
        in later.rows("SELECT reason FROM flag_event WHERE event = 'retracted'")[0]["reason"]
    )


def test_a_withdrawn_report_retracts_its_flag_with_the_day(facts: Facts, nights: Nights) -> None:
    nights.night(facts, FIRST)
    facts.rows["inspection"][0]["withdrawn_on"] = FIRST + days(1)
    later = nights.night(facts, FIRST + days(1))
    assert later.events(later.flag("now")["flag_id"]) == ["raised", "retracted"]
    assert (
        "28 April 2026" in later.rows("SELECT reason FROM flag_event WHERE event = 'retracted'")[0]["reason"]
    )


def test_a_retracted_flag_that_is_given_again_is_reopened(facts: Facts, nights: Nights) -> None:
    nights.night(facts, FIRST)
    without = facts.copy()
    without.remove("judgement", area="leadership_and_governance")
    nights.night(without, FIRST + days(1))
    later = nights.night(facts, FIRST + days(2))
    flag = later.flag("now")
    assert (flag["status"], flag["detected_on"], flag["day_0"]) == ("open", FIRST, FIRST + days(2))
    assert later.events(flag["flag_id"]) == ["raised", "retracted", "reopened"]


def test_an_open_flag_moves_to_a_single_successor(facts: Facts, nights: Nights) -> None:
    first = nights.night(facts, FIRST).flag("now")
    facts.rows["school"][0]["status"] = "not_listed"
    facts.school(900002)
    facts.moved(URN, 900002)
    later = nights.night(facts, FIRST + days(1))
    flag = later.flag("now")
    assert (flag["urn"], flag["respond_by"]) == (900002, first["respond_by"])
    assert "moved" in later.events(flag["flag_id"])
    assert "leadership may be new" in later.reasons("now")["inherited"]


def test_a_monitoring_report_reopens_a_category_with_a_new_day_0(nights: Nights) -> None:
    facts = Facts()
    facts.school()
    facts.card("now", category_of_concern="special_measures")
    nights.night(facts, FIRST)
    assert nights.night(facts, PUBLISHED + days(100)).flag("now")["status"] == "standing"
    visited = PUBLISHED + days(150)
    facts.report("visit", kind="monitoring", published=visited, outcome="Leaders are taking effective action")
    later = nights.night(facts, visited)
    flag = later.flag("now")
    assert (flag["status"], flag["day_0"], flag["detected_on"]) == ("open", visited, FIRST)
    assert later.events(flag["flag_id"]) == ["raised", "standing", "reopened"]
    assert (
        "monitoring report published 18 September 2026"
        in later.rows("SELECT reason FROM flag_event WHERE event = 'reopened'")[0]["reason"]
    )


def test_a_monitoring_report_on_an_open_flag_extends_it(nights: Nights) -> None:
    facts = Facts()
    facts.school()
    facts.card("now", category_of_concern="special_measures")
    first = nights.night(facts, FIRST).flag("now")
    facts.report(
        "visit",
        kind="monitoring",
        published=PUBLISHED + days(80),
        outcome="Leaders are taking effective action",
    )
    later = nights.night(facts, PUBLISHED + days(80))
    flag = later.flag("now")
    assert (flag["expires_on"], flag["respond_by"]) == (PUBLISHED + days(170), first["respond_by"])
    assert later.events(flag["flag_id"]) == ["raised", "extended"]


def test_a_category_flag_stands_and_then_ends_after_a_year(nights: Nights) -> None:
    facts = Facts()
    facts.school()
    facts.card("now", category_of_concern="special_measures")
    nights.night(facts, FIRST)
    nights.night(facts, PUBLISHED + days(91))
    later = nights.night(facts, PUBLISHED + days(366))
    assert later.events(later.flag("now")["flag_id"]) == ["raised", "standing", "expired"]


def test_a_clean_report_supersedes_an_open_flag(facts: Facts, nights: Nights) -> None:
    nights.night(facts, FIRST)
    facts.card("clean", published=PUBLISHED + days(40))
    later = nights.night(facts, PUBLISHED + days(40))
    flag = later.flag("now")
    assert (flag["status"], flag["day_0"]) == ("superseded", FIRST)
    assert later.events(flag["flag_id"]) == ["raised", "superseded"]


def test_a_category_that_first_stood_is_superseded_once_it_is_left(nights: Nights) -> None:
    """Officers were shown it on the standing list, so they are told the good news, and it stays told."""
    facts = Facts()
    facts.school()
    facts.card("now", category_of_concern="special_measures")
    assert nights.night(facts, PUBLISHED + days(100)).flag("now")["status"] == "standing"
    facts.card("clean", published=PUBLISHED + days(150))
    facts.add(
        "category_period",
        lineage_id=URN,
        category="special_measures",
        entered_on=PUBLISHED,
        left_on=PUBLISHED + days(150),
        entered_by="now",
        left_by="clean",
    )
    later = nights.night(facts, PUBLISHED + days(150))
    flag = later.flag("now")
    assert (flag["status"], flag["respond_by"]) == ("superseded", None)
    assert later.events(flag["flag_id"]) == ["standing", "superseded"]
    assert later.reasons("now")["superseded"].startswith("Left the category special measures")
    after = nights.night(facts, PUBLISHED + days(200))
    assert after.flag("now")["status"] == "superseded"
    assert after.segment() == []


def test_history_stays_history(facts: Facts, nights: Nights) -> None:
    nights.night(facts, PUBLISHED + days(100))
    later = nights.night(facts, PUBLISHED + days(200))
    flag = later.flag("now")
    assert (flag["status"], flag["detected_on"]) == ("history", PUBLISHED + days(100))
    assert later.segment() == []


def test_two_records_that_turn_out_to_be_one_inspection_keep_what_was_shown(
    facts: Facts, nights: Nights
) -> None:
    first = nights.night(facts, FIRST).flag("now")
    for row in facts.rows["inspection"] + facts.rows["judgement"] + facts.rows["inspection_alias"]:
        row["inspection_id"] = "earlier-record"
    second = nights.night(facts, FIRST + days(1))
    flag = second.flag("earlier-record")
    assert flag["flag_id"] != first["flag_id"]
    assert [flag[name] for name in SHOWN] == [first[name] for name in SHOWN]
    assert second.events(flag["flag_id"]) == ["joined"]
    later = nights.night(facts, FIRST + days(2))
    assert [f["flag_id"] for f in later.all()] == [flag["flag_id"]], (
        "the earlier id is an alias, not a second flag"
    )
    aliases = {
        row["alias"] for row in later.rows("SELECT alias FROM flag_alias WHERE flag_id = ?", flag["flag_id"])
    }
    assert aliases == {first["flag_id"], "inspection_number:now"}
    assert later.segment() == []


def test_the_order_in_which_facts_arrive_does_not_matter(facts: Facts) -> None:
    facts.card("other", published=PUBLISHED - days(400), grades={"achievement": "Urgent improvement"})
    turned = facts.copy()
    for rows in turned.rows.values():
        rows.reverse()
    assert facts.flags(FIRST).all() == turned.flags(FIRST).all()


def test_a_school_without_any_flag_changes_no_other(facts: Facts) -> None:
    alone = facts.flags(FIRST).all()
    facts.school(900005)
    facts.card("irrelevant", urn=900005)
    assert facts.flags(FIRST).all() == alone


def test_a_segment_of_another_build_is_not_handed_out(facts: Facts) -> None:
    flags = facts.flags(FIRST)
    with pytest.raises(ValueError, match="not those of"):
        flags_module.shown_segment(flags.connection, date(2026, 1, 1), "build")
