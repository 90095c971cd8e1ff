"""The list: whom to call first, what is asked for by an address, and what a person may see."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from desk.casework.codes import CloseReason, State
from desk.facts import Facts
from desk.store.models import Case, Officer
from pipelines.casework_port import open_casework
from pipelines.database import Row
from tests.desk.served import Browser, Now, Served, serve_desk

_ROW = re.compile(r'class="govuk-link desk-list__link" href="/schools/(\d+)"')
#: What a name could hold that a page must not obey.
HOSTILE = "<script>alert(1)</script>\u202egnp.exe =HYPERLINK(1) " + "x" * 300


@pytest.fixture
def served(data: Path) -> Iterator[Served]:
    """A desk whose list holds the whole sample on one page."""
    with serve_desk(data, Now(), list={"rows_per_page": 60}) as served:
        yield served


@pytest.fixture
def officer(served: Served) -> Officer:
    return served.add_officer("Robin Vale")


@pytest.fixture
def browser(served: Served, officer: Officer) -> Browser:
    return served.browser(officer)


def flags(served: Served) -> list[Row]:
    return list(served.desk.facts.current().flags)


def schools(browser: Browser, path: str = "/") -> list[int]:
    """The URNs of the rows of a page in their order."""
    answer = browser.get(path)
    assert answer.status_code == 200, answer.text
    return [int(urn) for urn in _ROW.findall(answer.text)]


def add_case(served: Served, flag: Row, state: State, **columns: object) -> None:
    now = served.now.moment
    with served.desk.store.write() as session:
        session.add(
            Case(
                flag_id=flag["flag_id"],
                urn=flag["urn"],
                tier=flag["tier"],
                state=state,
                opened_at=now,
                changed_at=now,
                **columns,
            )
        )


def visited_before(served: Served, officer: Officer, days: int) -> Browser:
    """A browser of somebody whose visit before this one began so many days ago."""
    browser = served.browser(officer)
    with served.desk.store.write() as session:
        session.get_one(Officer, officer.officer_id).previous_visit_began = served.now.moment - timedelta(
            days
        )
    return browser


def test_the_list_is_in_the_order_of_outreach(served: Served, browser: Browser) -> None:
    assert schools(browser) == [flag["urn"] for flag in flags(served)]


def test_a_row_says_what_was_published_why_by_when_and_who_has_it(served: Served, browser: Browser) -> None:
    first = flags(served)[0]
    text = browser.get("/?tier=1").text
    row = text[text.index(f"/schools/{first['urn']}") :].partition("</tr>")[0]
    for said in (
        f"URN {first['urn']}",
        "337 pupils",
        "Report card, published 15 April 2026",
        "none before, special measures now",
        "Enters special measures (report published 15 April 2026).",
        "92 days since the inspection, 56 since publication, 0 since it came on the list.",
        "Leaders have probably known since about 10 March 2026.",
        "Today",
        "Late discovery",
        "Report-card grades cannot be compared",
        "Data as at 10 June 2026.",
        "Nobody yet",
        first["report_url"],
        f"/cases/{first['flag_id']}",
    ):
        assert said in row, said


@pytest.mark.parametrize(
    ("asked", "column"),
    [
        ("local_authority", "local_authority"),
        ("region", "region"),
        ("phase", "phase"),
        ("trust", "trust_uid"),
    ],
)
def test_a_filter_of_place_leaves_its_schools(
    served: Served, browser: Browser, asked: str, column: str
) -> None:
    value = next(flag[column] for flag in flags(served) if flag[column])
    wanted = [flag["urn"] for flag in flags(served) if flag[column] == value]
    assert schools(browser, f"/?{asked}={value}") == wanted


def test_filters_of_tier_and_rule_go_together(served: Served, browser: Browser) -> None:
    wanted = [
        flag["urn"]
        for flag in flags(served)
        if flag["tier"] in (1, 2) and "urgent-improvement" in flag["rules"]
    ]
    assert wanted
    assert schools(browser, "/?tier=1&tier=2&rule=urgent-improvement") == wanted


def test_closed_and_put_off_cases_are_no_work_until_asked_for(served: Served, browser: Browser) -> None:
    closed, put_off, due_again = flags(served)[:3]
    add_case(served, closed, State.CLOSED, close_reason=CloseReason.DECLINED)
    asleep = {"state_before_snooze": State.ATTEMPTING}
    add_case(served, put_off, State.SNOOZED, snoozed_until=date(2026, 6, 12), **asleep)
    add_case(served, due_again, State.SNOOZED, snoozed_until=date(2026, 6, 11), **asleep)
    shown = schools(browser)
    assert shown[0] == due_again["urn"]
    assert not {closed["urn"], put_off["urn"]} & set(shown)
    assert schools(browser, "/?state=closed") == [closed["urn"]]
    assert schools(browser, "/?state=snoozed") == [put_off["urn"]]
    assert len(schools(browser, "/?state=all")) == len(flags(served))


def test_overdue_is_what_nobody_has_attempted_after_its_day(
    served: Served, officer: Officer, browser: Browser
) -> None:
    first, second, third = flags(served)[:3]
    served.now.moment += timedelta(days=1)
    browser = served.browser(officer)
    add_case(served, second, State.ATTEMPTING, first_attempt_at=served.now.moment)
    add_case(served, third, State.ASSIGNED, assigned_to=officer.officer_id)
    overdue = schools(browser, "/?overdue=1&tier=1")
    assert {first["urn"], third["urn"]} <= set(overdue)
    assert second["urn"] not in overdue
    assert "Was due Thu 11 Jun" in browser.get("/").text


def test_mine_and_unassigned(served: Served, officer: Officer, browser: Browser) -> None:
    mine, theirs = flags(served)[:2]
    add_case(served, mine, State.ASSIGNED, assigned_to=officer.officer_id)
    colleague = served.add_officer("Sam Field")
    add_case(served, theirs, State.ASSIGNED, assigned_to=colleague.officer_id)
    assert schools(browser, "/?mine=1") == [mine["urn"]]
    assert schools(browser, f"/?officer={colleague.officer_id}") == [theirs["urn"]]
    assert not {mine["urn"], theirs["urn"]} & set(schools(browser, "/?unassigned=1"))


def test_new_is_what_came_after_the_day_of_the_visit_before(served: Served, officer: Officer) -> None:
    everything = [flag["urn"] for flag in flags(served)]
    assert schools(visited_before(served, officer, days=2), "/?new=1") == everything
    browser = visited_before(served, officer, days=1)
    assert schools(browser, "/?new=1") == []
    assert "Nothing new since your visit on 10 June 2026." in browser.get("/").text


def test_what_was_changed_since_the_visit_before_says_so(served: Served, officer: Officer) -> None:
    flag = served.desk.facts.current().flags[3]
    flag |= {"detected_on": date(2026, 6, 1), "changed_on": date(2026, 6, 10), "change": "tier_changed"}
    flag["change_reason"] = "Tier 3 before, tier 1 now."
    browser = visited_before(served, officer, days=2)
    assert schools(browser, "/?changed=1") == [flag["urn"]]
    assert "Last changed 10 June 2026: Tier 3 before, tier 1 now." in browser.get("/").text


def test_every_order_holds_every_school(served: Served, browser: Browser) -> None:
    everything = sorted(flag["urn"] for flag in flags(served))
    for order in ("deadline", "published", "school", "local_authority"):
        assert sorted(schools(browser, f"/?sort={order}")) == everything
    names = [flag["school"] for flag in flags(served)]
    assert schools(browser, "/?sort=school")[0] == flags(served)[names.index(min(names))]["urn"]


@pytest.mark.parametrize(
    "query", ["tier=5", "tier=one", "state=gone", "sort=risk", "page=0", "page=-1", "mine=2"]
)
def test_what_no_page_writes_is_refused(browser: Browser, query: str) -> None:
    assert browser.get(f"/?{query}").status_code == 400


def test_empty_fields_of_a_form_lead_to_the_short_address(served: Served, browser: Browser) -> None:
    answer = browser.get("/?tier=1&state=&region=&sort=work&page=1")
    assert answer.url == f"{served.address}/?tier=1"


def test_a_filter_that_is_changed_asks_for_the_rows_alone(browser: Browser) -> None:
    answer = browser.get("/?tier=1&state=", **{"HX-Request": "true"})
    assert answer.headers["HX-Push-Url"] == "/?tier=1"
    assert "<html" not in answer.text
    assert _ROW.search(answer.text)
    back = browser.get("/", **{"HX-Request": "true", "HX-History-Restore-Request": "true"})
    assert "<html" in back.text


def test_pages_hold_every_row_once(data: Path) -> None:
    with serve_desk(data, Now(), list={"rows_per_page": 20}) as served:
        browser = served.browser_of("Robin Vale")
        pages = [schools(browser, f"/?page={number}") for number in (1, 2, 3)]
        assert [len(rows) for rows in pages] == [20, 20, 9]
        assert [urn for rows in pages for urn in rows] == [flag["urn"] for flag in flags(served)]
        assert schools(browser, "/?page=900") == pages[2]


def test_somebody_sees_the_schools_that_they_cover_and_no_others(served: Served) -> None:
    area = flags(served)[0]["local_authority"]
    browser = served.browser_of("Sam Field", areas=(("local_authority", area),))
    mine = [flag for flag in flags(served) if flag["local_authority"] == area]
    text = browser.get("/").text
    assert schools(browser) == [flag["urn"] for flag in mine]
    assert not [flag["school"] for flag in flags(served) if flag not in mine and flag["school"] in text]


def test_a_quiet_page_says_since_when_what_was_looked_at_and_what_comes(served: Served) -> None:
    browser = served.browser_of("Sam Field", areas=(("local_authority", "Nowhere"),))
    text = browser.get("/").text
    for said in (
        "Nothing is open for the schools that you cover",
        "0 schools were looked at",
        "read again every",
    ):
        assert said in text
    assert "How fresh the published data are" in text


def test_a_school_that_objected_is_counted_and_not_named(served: Served, browser: Browser) -> None:
    flag = flags(served)[0]
    casework = open_casework(served.desk.settings.data)
    review = served.now.moment.date() + timedelta(days=90)
    casework.add(flag["urn"], review_on=review, reason="asked", by="A", decided_at=served.now.moment)
    add_case(served, flag, State.ASSIGNED)
    text = browser.get("/?state=all").text
    assert flag["school"] not in text
    assert str(flag["urn"]) not in text
    assert "1 school of yours is not shown: do not contact." in text


def test_an_open_case_whose_flag_has_ended_is_told_at_the_top(served: Served, browser: Browser) -> None:
    (ended,) = (row for row in served.desk.facts.current().good_news if row["flag_id"])
    add_case(served, ended | {"tier": 2}, State.ATTEMPTING)
    text = browser.get("/").text
    top = text[: text.index('id="results"')]
    assert ended["school"] in top
    assert "have since been re-graded" in top


def test_a_lead_can_tick_rows_to_give_away_and_an_officer_cannot(served: Served, browser: Browser) -> None:
    assert 'name="flag_id"' not in browser.get("/").text
    text = served.browser_of("Kim Lead", "lead").get("/?tier=1").text
    assert 'action="/cases/assign"' in text
    assert 'name="back" value="/?tier=1"' in text
    assert text.count('name="flag_id"') == sum(flag["tier"] == 1 for flag in flags(served))


def test_a_hostile_name_is_text(served: Served, browser: Browser) -> None:
    served.desk.facts.current().flags[0]["school"] = HOSTILE
    text = browser.get("/").text
    assert "<script>alert" not in text
    assert "\u202e" not in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text


def test_a_page_asks_for_all_cases_once_and_for_no_row_by_itself(served: Served, browser: Browser) -> None:
    for flag in flags(served):
        add_case(served, flag, State.ASSIGNED)
    asked: list[str] = []
    real = Facts.rows

    def noted(self: Facts, statement: str, **parameters: object) -> list[Row]:
        asked.append(statement)
        return real(self, statement, **parameters)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Facts, "rows", noted)
        browser.get("/")
        browser.get("/")
    # What is read is kept with the build: each statement at most once for two pages.
    assert len(asked) == len(set(asked))
    with served.desk.store.read() as session:
        assert session.scalar(select(func.count()).select_from(Case)) == len(flags(served))
