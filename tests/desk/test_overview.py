"""The overview for leads: caseload, what is to come, response times, and who may look."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from desk.casework.codes import State
from desk.casework.reading import CaseSummary, untouched
from desk.listing.work import work_items
from desk.overview.caseload import areas_of, weeks_of
from desk.overview.planner import plan
from desk.overview.response import responses
from desk.security.roles import Coverage, Role, Visitor
from tests.desk.served import Served

TODAY = date(2026, 6, 11)  # a Thursday
MONDAY = date(2026, 6, 8)
EVERYWHERE = Coverage()
NOBODY = Visitor(0, "", Role.LEAD, EVERYWHERE, "", must_change_password=False, previous_visit_began=None)
SOUTH = Coverage({"region": frozenset({"South East"})})


def flag(number: int = 1, **values: Any) -> dict[str, Any]:
    return {
        "flag_id": f"f{number}",
        "urn": 900100 + number,
        "tier": 1,
        "status": "open",
        "respond_by": date(2026, 6, 10),
        "day_0": date(2026, 6, 9),
        "local_authority": "Sampleshire",
        "region": "South East",
        "trust_uid": None,
        "detected_on": date(2026, 6, 9),
        "changed_on": None,
        "change": None,
    } | values


def case(number: int = 1, **values: Any) -> CaseSummary:
    return untouched(f"f{number}", 900100 + number)._replace(case_id=number, version=1, **values)


def attempted(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 10, tzinfo=UTC)


def test_areas_stand_in_the_order_of_their_names_and_closed_cases_are_no_work() -> None:
    flags = [
        flag(1, local_authority="Zedshire"),
        flag(2, local_authority=None),
        flag(3, local_authority="Ayshire"),
        flag(4),
    ]
    cases = {"f4": case(4, state=State.CLOSED), "f3": case(3, state=State.ASSIGNED, assigned_to=1)}
    found = areas_of(work_items(flags, cases, NOBODY, TODAY))
    assert [(area.name, area.unassigned, area.overdue) for area in found] == [
        ("Ayshire", 0, 1),
        ("Zedshire", 1, 1),
        ("", 1, 1),
    ]


def test_weeks_without_a_flag_are_weeks_and_other_areas_do_not_count() -> None:
    mondays = [MONDAY - timedelta(weeks=1), MONDAY]
    rows = [
        flag(week_from=MONDAY, week_to=TODAY, flags=3),
        flag(week_from=MONDAY, week_to=TODAY, flags=4, region="North East"),
    ]
    assert [week.flags[1] for week in weeks_of(rows, SOUTH, mondays)] == [0, 3]
    assert [week.flags[1] for week in weeks_of(rows, EVERYWHERE, mondays)] == [0, 7]


def past_weeks(*flags: int, school_days: int = 5) -> list[dict[str, Any]]:
    return [
        flag(week_from=MONDAY - timedelta(weeks=n), school_days=school_days, working_days=5, flags=number)
        for n, number in enumerate(reversed(flags), start=1)
    ]


def coming(school_days: int = 5) -> dict[str, Any]:
    return flag(week_from=MONDAY, school_days=school_days, working_days=5, tier=None, flags=0)


def test_weeks_to_come_are_expected_to_bring_what_weeks_of_their_kind_brought() -> None:
    found = plan([*past_weeks(2, 4, 6, 8), coming()], EVERYWHERE, TODAY, capacity_per_day=2)
    (week,) = found.weeks
    assert (week.total, week.low, week.high, week.capacity) == (5, 3.5, 6.5, 10)
    assert found.known == (4, 0)


def test_nothing_is_expected_of_a_kind_of_week_that_is_hardly_known() -> None:
    found = plan([*past_weeks(2, 4, 6, 8), coming(school_days=0)], EVERYWHERE, TODAY, capacity_per_day=2)
    assert found.weeks[0].total is None


def test_this_week_is_no_past_week() -> None:
    rows = [*past_weeks(2, 2, 2, 2), flag(week_from=MONDAY, school_days=5, working_days=4, flags=50)]
    assert plan(rows, EVERYWHERE, TODAY, 1).weeks[0].total == 2


def test_first_attempts_are_told_against_their_deadlines() -> None:
    rows = [flag(number) for number in (1, 2, 3)] + [
        flag(4, respond_by=TODAY + timedelta(days=1)),
        flag(5, respond_by=TODAY - timedelta(days=100)),
        flag(6, status="expired"),
    ]
    cases = {
        "f1": case(1, first_attempt_at=attempted(date(2026, 6, 10))),
        "f2": case(2, first_attempt_at=attempted(TODAY)),
    }
    tier_1 = responses(rows, cases, EVERYWHERE, TODAY, timedelta(days=90))[0]
    assert (tier_1.in_time, tier_1.later, tier_1.overdue, tier_1.waiting) == (1, 1, 1, 1)
    assert tier_1.median_days == 1.5


def test_leads_see_it_and_officers_do_not(served: Served) -> None:
    assert served.browser_of("Robin Vale").get("/overview").status_code == 403
    page = served.browser_of("Kim Hart", "lead").get("/overview")
    assert page.status_code == 200
    assert page.text.count("<svg") == 2


def test_the_caseload_of_this_week_is_the_open_list(served: Served) -> None:
    facts = served.desk.facts.current()
    rows = facts.rows("desk/caseload_week", today=facts.as_of, weeks=2)
    (last,) = {row["week_to"] for row in rows}
    assert last == facts.as_of
    assert sum(row["flags"] for row in rows) == len(facts.flags)


def test_numbers_of_other_areas_are_not_shown(served: Served) -> None:
    elsewhere = served.browser_of("Sam Field", "lead", areas=(("region", "Nowhere"),))
    assert "Nothing is open in your areas." in elsewhere.get("/overview").text
