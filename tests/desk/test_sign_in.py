"""Signing in: with a password, with a link that is good once, and what several wrong passwords lead to."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from argon2 import PasswordHasher
from sqlalchemy import select

from desk.casework.codes import Action
from desk.security import accounts, one_time, passwords
from desk.security.accounts import AccountRefused, By
from desk.security.roles import Role
from desk.security.sign_in import Locking, check_password
from desk.store.database import Store
from desk.store.models import Audit, Officer, SignInPlace
from tests.desk.served import MORNING, Served

PASSWORD = "lantern quiet meadow"  # noqa: S105
ANOTHER = "harbour violet thimble"
PLACE = "127.0.0.1"


@pytest.fixture
def officer(served: Served) -> Officer:
    """Somebody who signs in with a password."""
    officer = served.add_officer("Robin Vale")
    served.set_password(officer, PASSWORD)
    return officer


def here(served: Served, officer: Officer) -> SignInPlace:
    """What is kept of this machine as a place from which somebody signs in."""
    with served.desk.store.read() as session:
        return session.get_one(SignInPlace, (officer.officer_id, PLACE))


def actions(served: Served) -> list[tuple[str, int | None]]:
    with served.desk.store.read() as session:
        return [(row.action, row.officer_id) for row in session.scalars(select(Audit))]


def test_a_password_signs_in_and_leads_on_to_what_was_wanted(served: Served, officer: Officer) -> None:
    browser = served.browser()
    answer = browser.sign_in("Robin.Vale@example.org ", PASSWORD, next="/?tier=1")
    assert (answer.status_code, answer.headers["location"]) == (303, "/?tier=1")
    assert browser.get("/account").status_code == 200
    assert actions(served) == [(Action.SIGNED_IN, officer.officer_id)]


def test_a_password_is_kept_as_rfc_9106_recommends(real_passwords: None) -> None:
    kept = passwords.hashed(PASSWORD)
    assert kept.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
    assert passwords.matches(kept, PASSWORD)


def test_a_password_of_earlier_parameters_is_kept_anew_when_it_is_right(
    served: Served, officer: Officer
) -> None:
    earlier = PasswordHasher(time_cost=2, memory_cost=8, parallelism=1).hash(PASSWORD)
    with served.desk.store.write() as session:
        session.get_one(Officer, officer.officer_id).password_hash = earlier
    assert served.browser().sign_in(officer.sign_in_name, PASSWORD).status_code == 303
    assert "t=1" in (served.known(officer).password_hash or "")
    assert served.browser().sign_in(officer.sign_in_name, PASSWORD).status_code == 303


def test_a_password_counts_however_a_keyboard_put_it_together(served: Served, officer: Officer) -> None:
    served.set_password(officer, "caf\u00e9 lantern meadow")
    assert served.browser().sign_in(officer.sign_in_name, "cafe\u0301 lantern meadow").status_code == 303


def test_each_further_wrong_password_doubles_the_wait_up_to_the_longest(
    served: Served, officer: Officer
) -> None:
    browser, waits = served.browser(), []
    for _ in range(12):
        browser.sign_in(officer.sign_in_name, "wrong")
        until = here(served, officer).locked_until
        if until is not None:
            waits.append((until - served.now.moment) // timedelta(minutes=1))
            served.now.moment = until
    assert waits == [1, 2, 4, 8, 16, 32, 60, 60]
    served.now.moment += timedelta(days=1)
    browser.sign_in(officer.sign_in_name, "wrong")
    assert here(served, officer).wrong == 1


def test_trying_while_it_is_locked_does_not_lengthen_the_wait(served: Served, officer: Officer) -> None:
    browser = served.browser()
    for _ in range(9):
        browser.sign_in(officer.sign_in_name, "wrong")
    assert here(served, officer).wrong == 5


def test_wrong_passwords_at_once_are_all_counted(served: Served, officer: Officer) -> None:
    with ThreadPoolExecutor(4) as tries:
        list(tries.map(lambda _: served.browser().sign_in(officer.sign_in_name, "wrong"), range(4)))
    assert (here(served, officer).wrong, served.known(officer).failed_sign_ins) == (4, 4)


def test_accounts_and_sign_ins_are_the_same_on_either_database(either_store: Store) -> None:
    hour = timedelta(hours=1)
    locking, by = Locking(2, 9, timedelta(minutes=1), hour, timedelta(days=90)), By(None, MORNING)
    with either_store.write() as session:
        officer = accounts.add(
            session,
            sign_in_name="Robin.Vale@example.org",
            display_name="Robin Vale",
            role=Role.ADMINISTRATOR,
            areas=[("region", "London")],
            by=by,
        )
        token = accounts.reset(session, officer, hour, by=by)
    with either_store.write() as session:
        taken = one_time.take(session, token, MORNING)
        assert taken is not None
        taken.password_hash = passwords.hashed(PASSWORD)
        assert one_time.take(session, token, MORNING) is None
    tries = ["wrong", PASSWORD, "wrong", "wrong", PASSWORD]
    name = "robin.vale@example.org"
    answers = [check_password(either_store, name, sent, MORNING, locking, PLACE) for sent in tries]
    assert answers == [False, True, False, False, False]
    with either_store.write() as session, pytest.raises(AccountRefused, match="only administrator"):
        accounts.disable(session, session.get_one(Officer, officer.officer_id), by=by)


def test_every_refusal_reads_the_same(served: Served, officer: Officer) -> None:
    disabled = served.add_officer("Sam Reed")
    with served.desk.store.write() as session:
        session.get_one(Officer, disabled.officer_id).disabled_at = served.now.moment
    told = {
        served.browser().sign_in(name, password).text.replace(name, "NAME")
        for name, password in [
            (officer.sign_in_name, "wrong"),
            (disabled.sign_in_name, PASSWORD),
            ("nobody@example.org", PASSWORD),
            (officer.sign_in_name, ""),
        ]
    }
    assert len(told) == 1


def test_wrong_passwords_lock_one_account_for_a_while_and_no_other(served: Served, officer: Officer) -> None:
    served.set_password(other := served.add_officer("Sam Reed"), ANOTHER)
    browser = served.browser()
    for _ in range(5):
        assert browser.sign_in(officer.sign_in_name, "wrong").status_code == 403
    assert browser.sign_in(officer.sign_in_name, PASSWORD).status_code == 403
    assert browser.sign_in(other.sign_in_name, ANOTHER).status_code == 303
    served.now.moment += timedelta(minutes=1)
    assert served.browser().sign_in(officer.sign_in_name, PASSWORD).status_code == 303
    assert served.known(officer).failed_sign_ins == 0


def test_a_link_is_good_once_and_leads_to_a_password(served: Served) -> None:
    officer = served.add_officer("Robin Vale")
    token = served.one_time_token(officer)
    browser = served.browser()
    assert browser.get(f"/sign-in/once?token={token}").status_code == 200
    answer = browser.post("/sign-in/once", {"token": token})
    assert answer.headers["location"] == "/account/password"
    assert browser.get("/account").url.endswith("/account/password")
    assert served.browser().post("/sign-in/once", {"token": token}).status_code == 403
    assert browser.send("/account/password", {"new": PASSWORD, "again": PASSWORD}).status_code == 200
    assert browser.get("/account").url.endswith("/account")
    assert served.browser().sign_in(officer.sign_in_name, PASSWORD).status_code == 303


def test_a_link_is_good_for_a_bounded_time(served: Served) -> None:
    token = served.one_time_token(served.add_officer("Robin Vale"))
    served.now.moment += timedelta(hours=1)
    assert served.browser().post("/sign-in/once", {"token": token}).status_code == 403


def test_a_new_password_ends_every_other_session(served: Served, officer: Officer) -> None:
    elsewhere, here = served.browser(officer), served.browser(officer)
    before = here.session.cookies["desk"]
    form: dict[str, object] = {"present": PASSWORD, "new": ANOTHER, "again": ANOTHER}
    here.send("/account/password", form)
    assert here.session.cookies["desk"] != before
    assert here.get("/account").url.endswith("/account")
    assert "/sign-in" in elsewhere.get("/account").url
    assert served.browser().sign_in(officer.sign_in_name, PASSWORD).status_code == 403


@pytest.mark.parametrize(
    "new, again, told",
    [
        ("short", "short", "at least 12 characters"),
        ("robin.vale@example.org", "robin.vale@example.org", "not your name"),
        ("RobinVale-2026", "RobinVale-2026", "not your name"),
        ("aaaaaaaaaaaaaaaa", "aaaaaaaaaaaaaaaa", "more different characters"),
        (ANOTHER, PASSWORD, "not the same"),
        ("é" * 50 + "abcdefgh" * 30, "", "at most 200 characters"),
    ],
)
def test_a_new_password_that_cannot_be(
    served: Served, officer: Officer, new: str, again: str, told: str
) -> None:
    answer = served.browser(officer).send(
        "/account/password", {"present": PASSWORD, "new": new, "again": again}
    )
    assert answer.status_code == 400
    assert told in answer.text
