"""Day 0 and the day by which the first attempt is due."""

from __future__ import annotations

from datetime import date
from typing import Any

import duckdb
import pytest

from pipelines.reference import read_toml
from tests.rules.facts import PUBLISHED, Facts, days, one_school
from tests.rules.together import Case, together
from tests.worlds import Worlds

# The cases of one day are together fewer than the team can reach on it.
TIERS: dict[int, dict[str, Any]] = {
    1: {"category_of_concern": "special_measures"},
    2: {"grades": {"leadership_and_governance": "Needs attention"}},
    3: {"grades": {"achievement": "Needs attention"}},
}


def of_tier(tier: int, published: date) -> Facts:
    facts = one_school()
    facts.card("now", published=published, **TIERS[tier])
    return facts


@pytest.mark.parametrize(
    ("tier", "due"), [(1, date(2026, 4, 22)), (2, date(2026, 4, 24)), (3, date(2026, 4, 28))]
)
@together
def test_the_first_attempt_is_due_after_working_days(tier: int, due: date) -> Case:
    flag = (yield of_tier(tier, PUBLISHED), PUBLISHED).flag("now")
    assert (flag["day_0"], flag["respond_by"]) == (PUBLISHED, due)


def test_day_0_of_a_weekend_is_the_next_working_day() -> None:
    saturday = date(2026, 4, 25)
    flag = of_tier(1, saturday).flags(saturday).flag("now")
    assert (flag["day_0"], flag["respond_by"]) == (date(2026, 4, 27), date(2026, 4, 28))


def test_a_bank_holiday_is_no_working_day() -> None:
    """4 May 2026 is the early May bank holiday."""
    friday, monday = date(2026, 5, 1), date(2026, 5, 4)
    assert of_tier(1, friday).flags(friday).flag("now")["respond_by"] == date(2026, 5, 5)
    assert of_tier(1, monday).flags(monday).flag("now")["day_0"] == date(2026, 5, 5)


@pytest.mark.parametrize(
    ("tier", "due"), [(1, date(2026, 2, 18)), (2, date(2026, 2, 25)), (3, date(2026, 2, 27))]
)
@together
def test_tiers_2_and_3_pause_while_schools_are_closed_and_tier_1_does_not(tier: int, due: date) -> Case:
    """Half-term ends on 22 February 2026."""
    tuesday = date(2026, 2, 17)
    flag = (yield of_tier(tier, tuesday), tuesday).flag("now")
    assert (flag["day_0"], flag["respond_by"]) == (tuesday, due)


@together
def test_a_flag_of_one_report_published_lately_is_no_late_discovery() -> Case:
    assert not (yield of_tier(1, PUBLISHED), PUBLISHED).flag("now")["late_discovery"]


@pytest.mark.parametrize(("before", "late"), [(14, False), (15, True)])
@together
def test_a_report_published_long_before_day_0_is_a_late_discovery(before: int, late: bool) -> Case:
    flags = yield of_tier(1, PUBLISHED - days(before)), PUBLISHED
    assert flags.flag("now")["late_discovery"] == late


def test_more_than_the_team_can_reach_in_a_day_are_staggered_by_tier_publication_and_urn() -> None:
    capacity = read_toml("thresholds.toml")["threshold"]["team_capacity_per_day"]
    facts = Facts()
    for number in range(capacity + 1):
        urn = 900001 + number
        facts.school(urn)
        facts.card(f"one-{number}", urn=urn, published=PUBLISHED - days(number % 2), **TIERS[1])
    facts.school(900900)
    facts.card("two", urn=900900, **TIERS[2])
    flags = facts.flags(PUBLISHED)
    assert all(flag["late_discovery"] for flag in flags.all())
    assert {flag["day_0"] for flag in flags.all()} == {PUBLISHED}
    due = {flag["inspection_id"]: flag["respond_by"] for flag in flags.all()}
    last = max(f"one-{n}" for n in range(capacity + 1) if n % 2 == 0 and n == capacity - capacity % 2)
    assert due.pop(last) == date(2026, 4, 23), "the last by publication and URN waits a day"
    assert due.pop("two") == date(2026, 4, 27), "tier 2 follows on the second day"
    assert set(due.values()) == {date(2026, 4, 22)}


def test_more_than_the_team_can_reach_in_two_years_still_have_a_deadline_each(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The calendar ends before the last of them would have its turn."""
    new = Worlds.new

    def of_a_team_of_one(worlds: Worlds) -> duckdb.DuckDBPyConnection:
        connection = new(worlds)
        connection.execute("UPDATE threshold SET value = 1 WHERE name = 'team_capacity_per_day'")
        return connection

    monkeypatch.setattr(Worlds, "new", of_a_team_of_one)
    facts = Facts()
    for number in range(420):
        facts.school(900001 + number)
        facts.card(f"three-{number}", urn=900001 + number, **TIERS[3])
    flags = facts.flags(PUBLISHED).all()
    assert len(flags) == 420
    assert all(flag["respond_by"] for flag in flags)
    assert max(flag["turn_on"] for flag in flags) < date(2028, 4, 21)


def test_as_many_as_the_team_can_reach_are_not_staggered() -> None:
    capacity = read_toml("thresholds.toml")["threshold"]["team_capacity_per_day"]
    facts = Facts()
    for number in range(capacity):
        facts.school(900001 + number)
        facts.card(f"one-{number}", urn=900001 + number, **TIERS[1])
    flags = facts.flags(PUBLISHED).all()
    assert {(flag["late_discovery"], flag["respond_by"]) for flag in flags} == {(False, date(2026, 4, 22))}


@together
def test_a_flag_that_never_was_open_has_no_deadline() -> Case:
    flag = (yield of_tier(1, PUBLISHED - days(200)), PUBLISHED).flag("now")
    assert (flag["status"], flag["day_0"], flag["respond_by"]) == ("standing", None, None)


def test_the_calendar_knows_working_days_school_days_and_years_without_term_dates() -> None:
    flags = Facts().flags(PUBLISHED)
    asked = "SELECT is_working_day, is_school_day, bank_holiday, closure FROM calendar WHERE day = ?"
    assert flags.rows(asked, date(2026, 4, 3))[0] == {
        "is_working_day": False,
        "is_school_day": False,
        "bank_holiday": "Good Friday",
        "closure": "Easter holiday",
    }
    assert flags.rows(asked, date(2026, 2, 17))[0]["is_school_day"] is False
    assert flags.rows(asked, date(2026, 2, 17))[0]["is_working_day"] is True
    assert flags.rows(asked, date(2012, 3, 6))[0]["is_school_day"] is None
    span = flags.rows("SELECT min(day) AS first, max(day) AS last FROM calendar")[0]
    assert span == {"first": date(2005, 1, 1), "last": date(2028, 4, 21)}
