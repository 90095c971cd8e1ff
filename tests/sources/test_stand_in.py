"""The stand-in: real addresses in the archive, a server on this machine behind them, every manner kept."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from pipelines.archive.archive import Archive
from pipelines.archive.ledger_entries import GIAS_EXTRACT, GIAS_FORM, PROVIDER_PAGE, Purpose
from pipelines.clock import Clock
from pipelines.settings import BadUsage
from pipelines.sources.client import PoliteClient
from pipelines.sources.errors import NotAllowed
from pipelines.sources.redaction import Redacted, empty_personal_columns
from pipelines.sources.stand_in import stand_in_client
from tests.sources.loopback import PublicServer, answer

SITE = "https://reports.ofsted.gov.uk"
REGISTER = "https://get-information-schools.service.gov.uk"
PAGE = Purpose(PROVIDER_PAGE)
CLOCK = Clock(now=lambda: datetime(2026, 9, 10, 2, 30, tzinfo=UTC))
EXTRACT = b"URN,HeadFirstName,HeadLastName\r\n900001,Zorabel,Vintlesham\r\n"


@pytest.fixture
def client(server: PublicServer, archive: Archive):
    with stand_in_client(archive, CLOCK, server.origin) as client:
        yield client


def redact(content: bytes) -> Redacted:
    return empty_personal_columns(content, ("URN", "HeadFirstName", "HeadLastName"))


def test_the_archive_has_the_real_address_and_the_server_the_real_host(
    server: PublicServer, client: PoliteClient
) -> None:
    server.on("/provider/21/900001?tab=1", answer(200, b"<html>"))
    record = client.get(f"{SITE}/provider/21/900001?tab=1", PAGE)
    assert record.address == f"{SITE}/provider/21/900001?tab=1"
    assert server.asked == ["/robots.txt", "/provider/21/900001?tab=1"]
    assert [headers["Host"] for headers in server.headers] == ["reports.ofsted.gov.uk"] * 2


def test_robots_are_obeyed(server: PublicServer, client: PoliteClient) -> None:
    server.on("/robots.txt", answer(200, b"User-agent: *\nDisallow: /provider/\n"))
    with pytest.raises(NotAllowed, match="asks not to fetch it"):
        client.get(f"{SITE}/provider/21/900001", PAGE)
    assert server.asked == ["/robots.txt"]


def test_hosts_that_are_not_allowed_are_not_asked(server: PublicServer, client: PoliteClient) -> None:
    with pytest.raises(NotAllowed, match="not among the allowed hosts"):
        client.get("https://elsewhere.example/", PAGE)
    assert server.asked == []


def test_redirects_are_followed_by_their_real_addresses(server: PublicServer, client: PoliteClient) -> None:
    server.on("/provider/ELS/900001", answer(301, Location=f"{SITE}/provider/21/900001"))
    server.on("/provider/21/900001", answer(200, b"<html>"))
    record = client.get("https://www.ofsted.gov.uk/provider/ELS/900001", PAGE)
    assert record.redirected_to == f"{SITE}/provider/21/900001"


def test_requests_are_counted_by_host(server: PublicServer, client: PoliteClient) -> None:
    server.on("/a", answer(503), answer(200, b"<html>"))
    client.get(f"{SITE}/a", PAGE)
    assert client.requests_sent == {"reports.ofsted.gov.uk": 3}  # robots.txt and two tries


@pytest.mark.parametrize("base", ["http://192.0.2.1:80", "https://reports.ofsted.gov.uk", "nothing"])
def test_a_server_elsewhere_cannot_stand_in(archive: Archive, base: str) -> None:
    with pytest.raises(BadUsage, match="not on this machine"):
        stand_in_client(archive, CLOCK, base)


def test_a_redacted_body_that_has_not_changed_keeps_its_columns_in_the_ledger(
    server: PublicServer, client: PoliteClient, archive: Archive
) -> None:
    server.on("/extract.csv", answer(200, EXTRACT, ETag='"1"'), answer(304))
    first = client.get(f"{REGISTER}/extract.csv", Purpose(GIAS_EXTRACT), redaction=redact)
    again = client.get(f"{REGISTER}/extract.csv", Purpose(GIAS_EXTRACT), redaction=redact)
    assert server.headers[-1]["If-None-Match"] == '"1"'
    assert (again.from_cache, again.sha256, again.redacted) == (True, first.sha256, first.redacted)
    assert archive.body(again) == b"URN,HeadFirstName,HeadLastName\r\n900001,,\r\n"


def test_a_form_is_sent_once_with_its_fields_in_order_and_followed_without_them(
    server: PublicServer, client: PoliteClient
) -> None:
    server.on("POST /Downloads/Collate", answer(302, Location="/Downloads/Generated/1"))
    server.on("/Downloads/Generated/1", answer(200, b"<html>"))
    fields = [("Tag", "b"), ("Tag", "a"), ("Token", "x y")]
    record = client.post_form(f"{REGISTER}/Downloads/Collate", fields, Purpose(GIAS_FORM))
    assert server.posted == ["Tag=b&Tag=a&Token=x+y"]
    assert server.asked[1:] == ["POST /Downloads/Collate", "/Downloads/Generated/1"]
    assert record.redirected_to == f"{REGISTER}/Downloads/Generated/1"


def test_a_form_may_lead_back_to_its_own_address(server: PublicServer, client: PoliteClient) -> None:
    server.on("POST /Downloads", answer(303, Location="/Downloads"))
    server.on("/Downloads", answer(200, b"<html>"))
    assert client.post_form(f"{REGISTER}/Downloads", [], Purpose(GIAS_FORM)).status == 200
