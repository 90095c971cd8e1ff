"""The manners of a live run: who asks, what robots.txt wants, how often."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from pipelines.archive.archive import Archive
from pipelines.archive.ledger_entries import Purpose
from pipelines.clock import Clock
from pipelines.settings import BadUsage
from pipelines.sources.client import PoliteClient, live_client
from pipelines.sources.errors import (
    NotAllowed,
)
from pipelines.sources.politeness import CONTACT_VARIABLE, Limits
from tests.sources.loopback import NIGHT, PublicServer, Time, answer

PAGE = Purpose("content_page", title="A page")
JSON = b'{"title": "A page"}'


def test_the_publisher_learns_who_asks(server: PublicServer, client: PoliteClient) -> None:
    client.get(server.on("/page", answer(200, JSON)), PAGE)
    agent = server.headers[-1]["User-Agent"]
    assert agent.startswith("ofsted-welfare-monitor/")
    assert agent.endswith(" (+data.team@council.example)")


@pytest.mark.parametrize("contact", ["", "  ", "someone", "a@b.example\nX-Header: 1"])
def test_a_live_run_without_a_contact_is_refused(
    archive: Archive, monkeypatch: pytest.MonkeyPatch, contact: str
) -> None:
    monkeypatch.setenv(CONTACT_VARIABLE, contact)
    with pytest.raises(BadUsage, match=f"set {CONTACT_VARIABLE}"):
        live_client(archive, Clock(now=lambda: NIGHT))


def test_a_live_run_with_a_contact_starts(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(CONTACT_VARIABLE, "https://council.example/data")
    with live_client(archive, Clock(now=lambda: NIGHT)):
        pass


def test_robots_txt_is_read_once_a_run_and_honoured(server: PublicServer, client: PoliteClient) -> None:
    server.on("/robots.txt", answer(200, b"User-agent: *\nDisallow: /private/\n"))
    client.get(server.on("/page", answer(200, JSON)), PAGE)
    with pytest.raises(NotAllowed, match=r"robots.txt of 127.0.0.1 asks not to"):
        client.get(server.on("/private/page", answer(200, JSON)), PAGE)
    assert server.asked == ["/robots.txt", "/page"]


def test_robots_txt_that_names_us_counts(server: PublicServer, client: PoliteClient) -> None:
    rules = b"User-agent: *\nAllow: /\n\nUser-agent: ofsted-welfare-monitor\nDisallow: /\n"
    server.on("/robots.txt", answer(200, rules))
    with pytest.raises(NotAllowed):
        client.get(server.on("/page", answer(200, JSON)), PAGE)


def test_robots_txt_counts_for_redirects_too(server: PublicServer, client: PoliteClient) -> None:
    server.on("/robots.txt", answer(200, b"User-agent: *\nDisallow: /private/\n"))
    with pytest.raises(NotAllowed, match="redirects to"):
        client.get(server.on("/page", answer(302, Location="/private/page")), PAGE)


def test_a_host_whose_robots_txt_cannot_be_read_is_not_asked(
    server: PublicServer, client: PoliteClient
) -> None:
    server.on("/robots.txt", answer(500))
    server.on("/page", answer(200, JSON))
    for _ in range(2):
        with pytest.raises(NotAllowed, match=r"robots.txt of 127.0.0.1 cannot be read .*status 500"):
            client.get(server.origin + "/page", PAGE)
    assert server.asked == ["/robots.txt"] * 4


@pytest.mark.parametrize("status", [401, 403, 404])
def test_a_host_that_has_no_robots_txt_for_us_allows_everything(
    server: PublicServer, client: PoliteClient, status: int
) -> None:
    server.on("/robots.txt", answer(status))
    assert client.get(server.on("/page", answer(200, JSON)), PAGE).status == 200


@pytest.fixture
def crowded(server: PublicServer, archive: Archive, limits: Limits, time_passed: Time) -> Iterator[Limits]:
    """Limits under which the server on this machine is spared like a public one."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("pipelines.sources.politeness.is_loopback", lambda host: False)
        patched.setattr("pipelines.sources.client.why_not_allowed", lambda address, limits: None)
        yield limits


@pytest.mark.parametrize("robots, pause", [(b"", 1.0), (b"User-agent: *\nCrawl-delay: 9\n", 9.0)])
def test_a_public_host_is_asked_once_a_second_or_as_slowly_as_it_wants(
    server: PublicServer,
    client: PoliteClient,
    crowded: Limits,
    time_passed: Time,
    robots: bytes,
    pause: float,
) -> None:
    server.on("/robots.txt", answer(200, robots))
    address = server.on("/page", answer(200, JSON))
    client.get(address, PAGE)
    client.get(address, PAGE)
    assert time_passed.slept == [pause, pause]


def test_nobody_can_make_it_faster(limits: Limits) -> None:
    with pytest.raises(BadUsage, match="too fast"):
        replace(limits, seconds_between_requests=0.5)
    assert replace(limits, seconds_between_requests=5.0).seconds_between_requests == 5.0
