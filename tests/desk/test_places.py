"""Whoever only knows a sign-in name keeps its person out of no place from which they sign in themselves."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select
from starlette.requests import Request

from desk.store.models import Officer, SignInPlace
from desk.web.places import place_of
from tests.desk.served import Browser, Now, Served, serve_desk

PASSWORD = "lantern quiet meadow"  # noqa: S105
HEADER = "X-Forwarded-For"
OFFICE, ELSEWHERE = "198.51.100.7", "203.0.113.9"


@pytest.fixture
def served(data: Path) -> Iterator[Served]:
    """A desk behind a proxy that names the client's address."""
    with serve_desk(data, Now(), sign_in={"address_header": HEADER}) as served:
        yield served


@pytest.fixture
def officer(served: Served) -> Officer:
    officer = served.add_officer("Robin Vale")
    served.set_password(officer, PASSWORD)
    return officer


def at(served: Served, place: str) -> Browser:
    browser = served.browser()
    browser.session.headers[HEADER] = place
    return browser


def tried(served: Served, officer: Officer, place: str, password: str = "wrong") -> bool:  # noqa: S107
    """Whether a password signs in from a place."""
    return at(served, place).sign_in(officer.sign_in_name, password).status_code == 303


def test_wrong_passwords_from_one_place_make_that_place_wait_and_no_other(
    served: Served, officer: Officer
) -> None:
    assert not any(tried(served, officer, ELSEWHERE) for _ in range(5))
    assert not tried(served, officer, ELSEWHERE, PASSWORD)
    assert tried(served, officer, OFFICE, PASSWORD)
    served.now.moment += timedelta(minutes=1)
    assert tried(served, officer, ELSEWHERE, PASSWORD)


def test_wrong_passwords_from_many_places_keep_nobody_out_of_their_own(
    served: Served, officer: Officer
) -> None:
    assert tried(served, officer, OFFICE, PASSWORD)
    for number in range(20):
        tried(served, officer, f"203.0.113.{number}")
    assert served.known(officer).failed_sign_ins == 20
    assert not tried(served, officer, "203.0.113.99", PASSWORD)
    assert tried(served, officer, OFFICE, PASSWORD)
    assert not tried(served, officer, "203.0.113.99", PASSWORD), "others wait as before"
    with served.desk.store.read() as session:
        assert len(session.scalars(select(SignInPlace)).all()) == 21


def test_a_place_is_somebody_s_own_for_a_time(served: Served, officer: Officer) -> None:
    assert tried(served, officer, OFFICE, PASSWORD)
    served.now.moment += timedelta(days=90)
    for number in range(20):
        tried(served, officer, f"203.0.113.{number}")
    assert not tried(served, officer, OFFICE, PASSWORD)


def test_a_place_of_one_account_is_not_another_s(served: Served, officer: Officer) -> None:
    served.set_password(other := served.add_officer("Sam Reed"), PASSWORD)
    assert tried(served, other, ELSEWHERE, PASSWORD)
    for number in range(20):
        tried(served, officer, f"203.0.113.{number + 100}")
    assert not tried(served, officer, ELSEWHERE, PASSWORD)


def test_a_one_time_sign_in_ends_the_wait_of_every_place(served: Served, officer: Officer) -> None:
    for _ in range(5):
        tried(served, officer, ELSEWHERE)
    browser = at(served, ELSEWHERE)
    answer = browser.post("/sign-in/once", {"token": served.one_time_token(officer)})
    assert answer.status_code == 303
    served.set_password(officer, PASSWORD)
    assert tried(served, officer, ELSEWHERE, PASSWORD)


def request(peer: str, *named: str) -> Request:
    headers = [(HEADER.lower().encode(), value.encode()) for value in named]
    return Request({"type": "http", "client": (peer, 40_000), "headers": headers})


@pytest.mark.parametrize(
    ("peer", "named", "place"),
    [
        ("127.0.0.1", (OFFICE,), OFFICE),
        ("::1", (OFFICE,), OFFICE),
        # Whatever stands before the proxy's own entry, the client has sent.
        ("127.0.0.1", (f"{ELSEWHERE}, {OFFICE}",), OFFICE),
        ("127.0.0.1", (ELSEWHERE, OFFICE), OFFICE),
        # Somebody who reaches the desk without the proxy names no place.
        (ELSEWHERE, (OFFICE,), ELSEWHERE),
        ("127.0.0.1", (), "127.0.0.1"),
        ("127.0.0.1", ("<script>",), "not known"),
        # One subscriber has a network of version 6 and as many addresses as they like.
        ("127.0.0.1", ("2001:db8:1:2:3:4:5:6",), "2001:db8:1:2::/64"),
        ("127.0.0.1", ("::ffff:198.51.100.7",), OFFICE),
    ],
)
def test_a_place_is_what_the_connection_or_the_proxy_before_it_says(
    peer: str, named: tuple[str, ...], place: str
) -> None:
    assert place_of(request(peer, *named), HEADER) == place


def test_without_a_proxy_in_the_settings_no_header_counts() -> None:
    assert place_of(request("127.0.0.1", OFFICE), "") == "127.0.0.1"
