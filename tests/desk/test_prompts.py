"""Prompts to get in touch again, on a page of their own."""

from __future__ import annotations

from datetime import timedelta

from desk.store.models import Case, FollowUp, Officer
from tests.desk.served import Served


def prompt(served: Served, officer: Officer | None, days: int, *, is_done: bool = False) -> str:
    """A case of a flag of the sample with one prompt, so many days from today; the name of its school."""
    taken = days % 7
    flag = served.desk.facts.current().flags[taken]
    now = served.now.moment
    with served.desk.store.write() as session:
        case = Case(
            flag_id=flag["flag_id"],
            urn=flag["urn"],
            tier=flag["tier"],
            state="contacted",
            assigned_to=officer.officer_id if officer else None,
            opened_at=now,
            changed_at=now,
        )
        session.add(case)
        session.flush()
        due_on = (now + timedelta(days=days)).date()
        done_at = now if is_done else None
        session.add(FollowUp(case_id=case.case_id, after_days=30, due_on=due_on, done_at=done_at))
    return str(flag["school"])


def test_what_is_due_and_what_comes_is_listed_and_what_is_done_is_not(served: Served) -> None:
    robin = served.add_officer("Robin Vale")
    due, coming = prompt(served, robin, -1), prompt(served, robin, 9)
    later, done = prompt(served, robin, 40), prompt(served, robin, 3, is_done=True)
    page = served.browser(robin).get("/follow-ups").text
    assert due in page
    assert coming in page
    assert page.count(">Due<") == 1
    assert later not in page
    assert done not in page


def test_ones_own_are_a_link_away(served: Served) -> None:
    robin, sam = served.add_officer("Robin Vale"), served.add_officer("Sam Field")
    own, other = prompt(served, robin, 1), prompt(served, sam, 2)
    page = served.browser(robin).get("/follow-ups?mine=1").text
    assert own in page
    assert other not in page
    assert other in served.browser(robin).get("/follow-ups").text


def test_a_school_that_a_person_does_not_cover_is_not_named(served: Served) -> None:
    name = prompt(served, None, 1)
    elsewhere = served.browser_of("Kim Hart", areas=(("region", "Nowhere"),))
    page = elsewhere.get("/follow-ups").text
    assert name not in page
    assert "Nothing is due" in page
