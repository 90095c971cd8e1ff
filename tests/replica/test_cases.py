"""The cases: every rule has a hit and a near miss, and what is expected agrees with the calendar."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from replica.__main__ import main
from replica.expectations import MODIFIERS, SUPPRESSORS, TRIGGERS
from replica.frameworks import FRAMEWORKS
from replica.schools import Change, Event, Expectation, Inspection, Scenario, School

#: Tier and days of each trigger, as the welfare ruleset 1.0.0 gives them.
WINDOWS = {
    "special-measures": (1, 90),
    "significant-improvement": (1, 90),
    "safeguarding": (1, 90),
    "urgent-improvement": (1, 90),
    "steep-fall": (1, 90),
    "regraded-down": (2, 60),
    "leadership-needs-attention": (2, 60),
    "many-needs-attention": (2, 60),
    "fall-to-requires-improvement": (2, 60),
    "again-below-expected": (3, 60),
    "needs-attention": (3, 30),
    "ungraded-concerns": (3, 30),
    "focused-monitoring": (3, 30),
    "previously-outstanding": (4, 30),
}
CATEGORY_RULES = {"special-measures", "significant-improvement"}
#: Last day of what each night's newest file prints.
PRINTED_BY = {"first": date(2026, 4, 30), "second": date(2026, 5, 31)}


#: Whether a night also reads the reports site and the register of schools.
WITH_SITE = pytest.mark.parametrize("with_site", [False, True], ids=["files alone", "with the site"])


def expected_events(
    scenario: Scenario, with_site: bool = False
) -> Iterator[tuple[School, Inspection, Event, Expectation]]:
    for school in scenario.schools.values():
        for inspection in school.inspections:
            for event in (inspection, *inspection.changes):
                expectation = event.expectation_with_site if with_site else event.expectation
                if expectation and expectation.outlooks:
                    yield school, inspection, event, expectation


def near_misses(scenario: Scenario) -> set[str]:
    return {miss.rule for school in scenario.schools.values() for miss in school.near_misses}


def test_less_than_a_hundred_schools_under_all_seven_frameworks(scenario: Scenario) -> None:
    assert 55 <= len(scenario.schools) < 100
    used = {
        inspection.framework.name for school in scenario.schools.values() for inspection in school.inspections
    }
    assert used == {framework.name for framework in FRAMEWORKS}


@pytest.mark.parametrize("rule", TRIGGERS)
def test_every_rule_has_a_flag_open_on_the_last_night_and_a_near_miss(scenario: Scenario, rule: str) -> None:
    assert any(
        rule in expectation.rules and outlook.night == "second" and outlook.status == "open"
        for _, _, _, expectation in expected_events(scenario)
        for outlook in expectation.outlooks
    )
    assert rule in near_misses(scenario)


@pytest.mark.parametrize("modifier", ["was-outstanding", "long-gap"])
def test_every_modifier_lifts_somewhere_and_has_a_near_miss(scenario: Scenario, modifier: str) -> None:
    lifted = [
        expectation
        for _, _, _, expectation in expected_events(scenario)
        if any(outlook.base_tier != outlook.tier for outlook in expectation.outlooks)
    ]
    assert any(modifier in expectation.modifiers for expectation in lifted)
    assert modifier in near_misses(scenario)


def test_a_small_school_outside_trusts_is_unknown_and_not_lifted(scenario: Scenario) -> None:
    unknown = [
        outlook
        for _, _, _, expectation in expected_events(scenario)
        if "small-standalone-school" in expectation.unknown
        for outlook in expectation.outlooks
    ]
    assert unknown
    assert all(outlook.base_tier == outlook.tier for outlook in unknown)
    assert "small-standalone-school" in near_misses(scenario)


def test_the_register_decides_whether_a_small_school_stands_alone(scenario: Scenario) -> None:
    small = {
        school.urn: expectation
        for school, _, _, expectation in expected_events(scenario, with_site=True)
        if school.urn in (900153, 900185)
    }
    assert all("small-standalone-school" not in expectation.unknown for expectation in small.values())
    assert [outlook.tier for outlook in small[900153].outlooks] == [2]
    assert [outlook.tier for outlook in small[900185].outlooks] == [3], "it is in a federation"


def test_suppressors_have_their_cases(scenario: Scenario) -> None:
    statuses = {
        outlook.status
        for _, _, _, expectation in expected_events(scenario)
        for outlook in expectation.outlooks
    }
    assert statuses == {"open", "expired", "superseded", "retracted", "history", "standing"}
    assert set(SUPPRESSORS) <= near_misses(scenario)
    shown = {name for _, _, _, expectation in expected_events(scenario) for name in expectation.modifiers}
    assert shown == {"was-outstanding", "long-gap", "slow-publication"}


@WITH_SITE
def test_only_tier_three_is_lifted_and_by_one(scenario: Scenario, with_site: bool) -> None:
    for _, _, event, expectation in expected_events(scenario, with_site):
        for outlook in expectation.outlooks:
            lifted = bool(expectation.modifiers.keys() & set(MODIFIERS) - {"slow-publication"})
            expected = 2 if lifted and outlook.base_tier == 3 else outlook.base_tier
            assert outlook.tier == expected, f"scenario line {event.line}"


def test_a_night_is_named_wherever_its_files_tell_of_the_event(scenario: Scenario) -> None:
    for school, _, event, expectation in expected_events(scenario):
        named = {outlook.night for outlook in expectation.outlooks}
        printed = {night for night, last in PRINTED_BY.items() if event.printed <= last}
        assert named == printed, f"{school.name}, scenario line {event.line}"


def test_a_night_with_the_site_is_named_wherever_the_site_tells_of_the_event(scenario: Scenario) -> None:
    for school, _, event, expectation in expected_events(scenario, with_site=True):
        named = {outlook.night for outlook in expectation.outlooks}
        shown = {night for night, day in scenario.nights.items() if event.published <= day}
        assert named == shown, f"{school.name}, scenario line {event.line}"


def test_what_only_the_site_tells_is_not_expected_of_files(scenario: Scenario) -> None:
    by_files = {event.line for _, _, event, _ in expected_events(scenario)}
    by_site = {event.line: school.urn for school, _, event, _ in expected_events(scenario, with_site=True)}
    assert {urn for line, urn in by_site.items() if line not in by_files} == {900176, 900177, 900181}


@WITH_SITE
def test_tier_and_status_agree_with_the_windows(scenario: Scenario, with_site: bool) -> None:
    """Counted apart from the program: the highest rule in its days sets the tier; without one, none."""
    for school, _, event, expectation in expected_events(scenario, with_site):
        for outlook in expectation.outlooks:
            night = scenario.nights[outlook.night]
            live = {
                rule for rule in expectation.rules if (night - event.published).days <= WINDOWS[rule][1]
            } or reopened_by_monitoring(school, event, expectation, night)
            tiers = [WINDOWS[rule][0] for rule in live or expectation.rules]
            place = f"{school.name}, scenario line {event.line}, {outlook.night} night"
            assert outlook.base_tier == min(tiers), place
            if outlook.status not in ("superseded", "retracted"):
                assert (outlook.status == "open") == bool(live), place
            if outlook.status == "standing":
                assert CATEGORY_RULES & expectation.rules.keys(), place
                assert (night - event.published).days <= 365, place


def reopened_by_monitoring(school: School, event: Event, expectation: Expectation, night: date) -> set[str]:
    """The category rules of a report that a later visit, known that night, opens again within a year."""
    visits = [
        visit
        for visit in school.inspections
        if visit.kind == "monitoring" and event.published < visit.published <= night
    ]
    in_a_year = (night - event.published).days <= 365
    return CATEGORY_RULES & expectation.rules.keys() if visits and in_a_year else set()


@WITH_SITE
def test_a_first_sight_after_the_window_is_history_or_standing(scenario: Scenario, with_site: bool) -> None:
    for school, _, event, expectation in expected_events(scenario, with_site):
        first = expectation.outlooks[0]
        assert first.status in ("open", "history", "standing"), f"{school.name}, scenario line {event.line}"


def test_nobody_is_inspected_at_weekends_nor_in_the_school_holidays_of_2026(scenario: Scenario) -> None:
    closures = [
        (date(2025, 12, 20), date(2026, 1, 4)),
        (date(2026, 2, 14), date(2026, 2, 22)),
        (date(2026, 3, 28), date(2026, 4, 12)),
        (date(2026, 5, 23), date(2026, 5, 31)),
    ]
    for school in scenario.schools.values():
        for inspection in school.inspections:
            assert inspection.day.weekday() < 5, school.name
            assert not any(first <= inspection.day <= last for first, last in closures), school.name


def test_the_case_that_began_this_work_stands_in_the_sample(scenario: Scenario) -> None:
    school = scenario.schools[900114]
    before, report = school.inspections
    assert (school.phase, before.grades["overall"], before.day.year) == ("Primary", "1", 2009)
    assert report.day.year - before.day.year == 13
    assert {area for area, grade in report.grades.items() if grade in ("4", "No")} == {
        "overall",
        "leadership",
        "safeguarding",
    }
    assert report.expectation
    assert {"safeguarding", "steep-fall", "significant-improvement"} == report.expectation.rules.keys()
    assert report.expectation.rules["safeguarding"] == "only"


def test_identity_cases_stand_in_the_sample(scenario: Scenario) -> None:
    followed = [len(school.predecessors) for school in scenario.schools.values() if school.predecessors]
    assert 2 in followed, "a merger"
    assert followed.count(1) >= 2, "a conversion between the nights, and one before them"
    changes = [change for school in scenario.schools.values() for change in school.events()]
    assert any(isinstance(change, Change) and change.is_replacement for change in changes), "a correction"


def test_cases_that_only_the_reports_site_has_stand_in_the_sample(scenario: Scenario) -> None:
    inspections = [inspection for school in scenario.schools.values() for inspection in school.inspections]
    assert any(inspection.withdrawn_on for inspection in inspections)
    assert any(inspection.is_unreadable for inspection in inspections)
    moved = [inspection for inspection in inspections if inspection.listed_start]
    assert [(inspection.start - inspection.day).days for inspection in moved] == [2]
    assert sum(1 for school in scenario.schools.values() if school.federation) == 2


@WITH_SITE
def test_expected_outcomes_can_be_written_as_a_table(
    scenario: Scenario, tmp_path: Path, with_site: bool
) -> None:
    path = tmp_path / "expected.csv"
    assert main(["--check", "--expected", str(path), *["--with-site"] * with_site]) == 0
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    wanted = sum(len(expectation.outlooks) for _, _, _, expectation in expected_events(scenario, with_site))
    assert len(rows) == wanted
    assert {row["as_of"] for row in rows} == {day.isoformat() for day in scenario.nights.values()}


@pytest.mark.recorded
def test_schools_are_invented(scenario: Scenario, recorded_england: Path) -> None:
    names: set[str] = set()
    urns: set[str] = set()
    for path in recorded_england.glob("*31_August_2025.csv"):
        with path.open(encoding="cp1252", newline="") as file:
            for row in csv.DictReader(file):
                names.add(row["School name"].strip().casefold())
                urns.add(row["URN"])
    assert names, "the recording has its official statistics"
    assert not names & {school.name.strip().casefold() for school in scenario.schools.values()}
    assert not urns & {str(school.urn) for school in scenario.schools.values()}
