"""Term dates by rule: those that the program knows agree, and no year lacks its holidays."""

from __future__ import annotations

import tomllib
from datetime import date, timedelta

import pytest

from pipelines.settings import PROJECT_ROOT
from replica.generated.school_year import closures, inspection_days, is_school_day, weekday_on_or_after


def test_no_day_that_the_program_takes_for_a_holiday_is_a_school_day_here() -> None:
    known = tomllib.loads((PROJECT_ROOT / "reference" / "thresholds.toml").read_text(encoding="utf-8"))
    for year in known["school_year"]:
        for closure in year["closures"]:
            length = (closure["last_day"] - closure["first_day"]).days + 1
            for number in range(length):
                assert not is_school_day(closure["first_day"] + timedelta(days=number)), closure


@pytest.mark.parametrize("year", range(2006, 2040))
def test_every_year_has_about_190_school_days(year: int) -> None:
    days = [date(year, 1, 1) + timedelta(days=number) for number in range(365)]
    assert 185 <= sum(map(is_school_day, days)) <= 200
    assert len(closures(year)) == 7


@pytest.mark.parametrize(
    "easter", [date(2019, 4, 21), date(2024, 3, 31), date(2030, 4, 21), date(2038, 4, 25)]
)
def test_schools_are_closed_around_easter(easter: date) -> None:
    assert not any(is_school_day(easter + timedelta(days=number)) for number in range(-6, 7))


def test_inspections_start_early_in_the_week() -> None:
    days = inspection_days(date(2026, 1, 1), date(2026, 12, 31))
    assert {day.weekday() for day in days} == {0, 1, 2}
    assert all(map(is_school_day, days))


def test_weekends_are_passed_over() -> None:
    assert weekday_on_or_after(date(2026, 9, 12)) == date(2026, 9, 14)
    assert weekday_on_or_after(date(2026, 9, 11)) == date(2026, 9, 11)
