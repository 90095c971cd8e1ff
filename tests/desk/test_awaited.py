"""The queue before publication: entering, joining the flag when the report appears, taking off."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from desk.store.models import Audit, AwaitedInspection
from tests.desk.served import Browser, Served

#: A school of the sample without a flag, so that what is entered stays.
QUIET = {"urn": "900104", "inspection_date": "2026-06-01", "heard_through": "member"}


@pytest.fixture
def browser(served: Served) -> Browser:
    return served.browser_of("Robin Vale")


def entries(served: Served) -> list[AwaitedInspection]:
    with served.desk.store.read() as session:
        return list(session.scalars(select(AwaitedInspection)))


def flagged(served: Served) -> dict[str, object]:
    """A flag of the sample with the day of its inspection."""
    flag = served.desk.facts.current().flags[0]
    return {key: flag[key] for key in ("urn", "flag_id", "inspection_start_date")}


def test_an_inspection_is_entered_and_listed(served: Served, browser: Browser) -> None:
    answer = browser.send("/awaited", QUIET)
    assert answer.status_code == 200
    assert "The inspection is on the queue." in answer.text
    (entry,) = entries(served)
    assert (entry.urn, entry.inspection_date, entry.heard_through) == (900104, date(2026, 6, 1), "member")


def test_how_it_went_can_be_stored_nowhere() -> None:
    columns = {column.name for column in AwaitedInspection.__table__.columns}
    assert not [name for name in columns if "outcome" in name or "grade" in name or "note" in name]


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("urn", "999999", "Enter the URN of a school that you cover"),
        ("urn", "'; DROP TABLE officer", "Enter the URN of a school that you cover"),
        ("inspection_date", "2026-06-12", "has not come yet"),
        ("inspection_date", "2025-06-12", "too long ago"),
        ("inspection_date", "yesterday", "Enter a day"),
        ("heard_through", "a dream", "Say how you heard of it"),
    ],
)
def test_what_cannot_be_is_told_beside_its_field(
    served: Served, browser: Browser, field: str, value: str, told: str
) -> None:
    answer = browser.send("/awaited", QUIET | {field: value})
    assert answer.status_code == 422
    assert told in answer.text
    assert not entries(served)


def test_the_same_inspection_is_not_entered_twice(served: Served, browser: Browser) -> None:
    browser.send("/awaited", QUIET)
    answer = browser.send("/awaited", QUIET | {"inspection_date": "2026-06-03"})
    assert "on the queue already" in answer.text
    assert len(entries(served)) == 1


def test_an_entry_joins_the_flag_of_its_report_and_leaves_the_queue(served: Served, browser: Browser) -> None:
    flag = flagged(served)
    form = QUIET | {"urn": str(flag["urn"]), "inspection_date": str(flag["inspection_start_date"])}
    browser.send("/awaited", form)
    (entry,) = entries(served)
    assert entry.flag_id == flag["flag_id"]
    with served.desk.store.read() as session:
        actions = set(session.scalars(select(Audit.action)))
    assert {"awaited_entered", "awaited_joined"} <= actions
    page = browser.get("/awaited").text
    assert "Nothing is awaited" in page
    assert f"/cases/{flag['flag_id']}" in page, "told beside the queue for a while"
    assert "Robin Vale heard of this inspection" in browser.get(f"/cases/{flag['flag_id']}").text


def test_an_entry_is_taken_off_once_and_the_second_is_told(served: Served, browser: Browser) -> None:
    browser.send("/awaited", QUIET)
    (entry,) = entries(served)
    take_off = f"/awaited/{entry.awaited_id}/take-off"
    assert browser.send(take_off, {"reason": "no_inspection"}, on="/awaited").status_code == 200
    again = browser.send(take_off, {"reason": "no_inspection"}, on="/awaited")
    assert (again.status_code, "A colleague was here first" in again.text) == (409, True)


def test_a_long_awaited_report_is_marked(served: Served, browser: Browser) -> None:
    browser.send("/awaited", QUIET | {"inspection_date": "2026-02-02"})
    assert "Long awaited" in browser.get("/awaited").text


def test_a_school_that_a_person_does_not_cover_is_neither_entered_nor_listed(
    served: Served, browser: Browser
) -> None:
    browser.send("/awaited", QUIET)
    elsewhere = served.browser_of("Sam Field", areas=(("region", "Nowhere"),))
    assert "900104" not in elsewhere.get("/awaited").text
    assert elsewhere.send("/awaited", QUIET).status_code == 422


def test_the_warehouse_holds_nothing_of_the_queue(served: Served, browser: Browser) -> None:
    browser.send("/awaited", QUIET)
    read = served.desk.facts.current().run(
        lambda cursor: cursor.sql("SELECT table_name FROM duckdb_tables()").fetchall()
    )
    assert not [name for (name,) in read if "await" in name and name != "awaiting_reading"]
