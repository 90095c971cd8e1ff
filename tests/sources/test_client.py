"""The client's answers, tries and redirects, against a server that misbehaves as servers do."""

from __future__ import annotations

import time
from dataclasses import replace
from email.utils import format_datetime

import pytest

from pipelines.archive.archive import Archive
from pipelines.archive.ledger_entries import Purpose
from pipelines.clock import Clock
from pipelines.sources.client import PoliteClient
from pipelines.sources.errors import (
    HostStopped,
    NotAllowed,
    NotThere,
    SourceUnavailable,
)
from pipelines.sources.politeness import CONTACT_VARIABLE, Limits
from tests.sources.loopback import NIGHT, Handler, PublicServer, Time, answer

PAGE = Purpose("content_page", title="A page")
JSON = b'{"title": "A page"}'


def test_an_answer_is_archived_with_all_that_is_known_of_it(
    server: PublicServer, client: PoliteClient, archive: Archive
) -> None:
    address = server.on(
        "/page", answer(200, JSON, Content_Type="application/json", ETag='"1"', Set_Cookie="a=b")
    )
    record = client.get(address + "#part", PAGE)
    assert archive.fetches()[-1] == record
    assert archive.body(record) == JSON
    assert (record.address, record.status, record.fetched_at) == (address, 200, NIGHT)
    assert (record.from_cache, record.redirected_to, record.purpose) == (False, None, PAGE)
    assert record.headers == {
        "content-type": "application/json",
        "content-length": str(len(JSON)),
        "etag": '"1"',
    }


# What has not changed


def test_an_unchanged_page_is_not_sent_again(
    server: PublicServer, client: PoliteClient, archive: Archive
) -> None:
    changed = "Wed, 09 Sep 2026 10:00:00 GMT"
    address = server.on(
        "/page", answer(200, JSON, ETag='"1"', Last_Modified=changed), answer(304, ETag='"1"')
    )
    first = client.get(address, PAGE)
    second = client.get(address, PAGE)
    assert server.headers[-1]["If-None-Match"] == '"1"'
    assert server.headers[-1]["If-Modified-Since"] == changed
    assert (second.status, second.from_cache, second.sha256) == (304, True, first.sha256)
    assert second.sequence > first.sequence
    assert archive.body(second) == JSON


def test_a_changed_page_becomes_the_newest(
    server: PublicServer, client: PoliteClient, archive: Archive
) -> None:
    address = server.on("/page", answer(200, JSON, ETag='"1"'), answer(200, b'{"title": "B"}', ETag='"2"'))
    client.get(address, PAGE)
    second = client.get(address, PAGE)
    assert archive.latest(address) == second
    assert archive.body(second) == b'{"title": "B"}'


def test_an_unchanged_answer_to_an_unconditional_question_is_not_believed(
    server: PublicServer, client: PoliteClient
) -> None:
    with pytest.raises(SourceUnavailable, match="status 304"):
        client.get(server.on("/page", answer(304)), PAGE)


# Trying again


def test_passing_faults_are_tried_again_with_growing_pauses(
    server: PublicServer, client: PoliteClient, time_passed: Time
) -> None:
    address = server.on("/page", answer(500), answer(502), answer(503), answer(200, JSON))
    assert client.get(address, PAGE).status == 200
    assert time_passed.slept == [2.0, 4.0, 8.0]


def test_pauses_vary_by_chance(
    server: PublicServer, archive: Archive, limits: Limits, time_passed: Time
) -> None:
    with PoliteClient(
        archive,
        Clock(now=lambda: NIGHT),
        "a@b.example",
        limits=limits,
        sleep=time_passed.sleep,
        monotonic=time_passed.monotonic,
        chance=lambda: 1.0,
    ) as client:
        client.get(server.on("/page", answer(500), answer(200, JSON)), PAGE)
    assert time_passed.slept == [3.0]


def test_a_lasting_fault_is_given_up_after_the_set_number_of_tries(
    server: PublicServer, client: PoliteClient, archive: Archive
) -> None:
    address = server.on("/page", answer(500))
    with pytest.raises(SourceUnavailable, match=r"status 500 \(tried 4 times\)"):
        client.get(address, PAGE)
    assert server.asked.count("/page") == 4
    assert archive.latest(address) is None


def test_a_connection_that_breaks_is_tried_again(server: PublicServer, client: PoliteClient) -> None:
    def hang_up(handler: Handler) -> None:
        handler.close_connection = True

    assert client.get(server.on("/page", hang_up, answer(200, JSON)), PAGE).status == 200


def test_silence_is_given_up(
    server: PublicServer, archive: Archive, limits: Limits, time_passed: Time
) -> None:
    def silence(handler: Handler) -> None:
        time.sleep(0.3)

    with PoliteClient(
        archive,
        Clock(now=lambda: NIGHT),
        "a@b.example",
        limits=replace(limits, timeout_seconds=0.05, tries=2),
        sleep=time_passed.sleep,
        monotonic=time_passed.monotonic,
    ) as client:
        server.on("/robots.txt", answer(404))
        with pytest.raises(SourceUnavailable, match="did not answer in"):
            client.get(server.on("/page", silence), PAGE)


@pytest.mark.parametrize("status", [429, 503])
def test_a_named_pause_is_honoured(
    server: PublicServer, client: PoliteClient, time_passed: Time, status: int
) -> None:
    client.get(server.on("/page", answer(status, Retry_After="7"), answer(200, JSON)), PAGE)
    assert time_passed.slept == [7.0]


def test_a_pause_named_as_a_moment_is_honoured(
    server: PublicServer, client: PoliteClient, time_passed: Time
) -> None:
    until = format_datetime(NIGHT.replace(minute=31), usegmt=True)
    client.get(server.on("/page", answer(429, Retry_After=until), answer(200, JSON)), PAGE)
    assert time_passed.slept == [60.0]


def test_a_pause_that_makes_no_sense_is_replaced_by_ours(
    server: PublicServer, client: PoliteClient, time_passed: Time
) -> None:
    client.get(server.on("/page", answer(503, Retry_After="soon"), answer(200, JSON)), PAGE)
    assert time_passed.slept == [2.0]


def test_a_host_that_wants_a_long_rest_gets_it(
    server: PublicServer, client: PoliteClient, time_passed: Time
) -> None:
    with pytest.raises(SourceUnavailable, match="left alone for 3600 seconds: try a later night"):
        client.get(server.on("/page", answer(429, Retry_After="3600")), PAGE)
    assert time_passed.slept == []
    assert server.asked.count("/page") == 1


def test_a_host_that_answers_nothing_is_left_alone_for_the_run(
    server: PublicServer, client: PoliteClient
) -> None:
    for path in ("/one", "/two"):
        with pytest.raises(SourceUnavailable, match="tried 4 times"):
            client.get(server.on(path, answer(500)), PAGE)
    with pytest.raises(HostStopped, match="did not answer for 2 addresses in a row"):
        client.get(server.on("/three", answer(200, JSON)), PAGE)
    assert "/three" not in server.asked


def test_a_host_that_ends_none_of_its_answers_is_left_alone_for_the_run(
    server: PublicServer, client: PoliteClient
) -> None:
    for path in ("/one", "/two"):
        with pytest.raises(SourceUnavailable, match="cut short"):
            client.get(server.on(path, answer(200, JSON, Content_Length="1000", Connection="close")), PAGE)
    with pytest.raises(HostStopped, match="did not answer for 2 addresses in a row"):
        client.get(server.on("/three", answer(200, JSON)), PAGE)


def test_answers_that_bring_nothing_show_that_the_host_works(
    server: PublicServer, client: PoliteClient
) -> None:
    for number in range(3):
        with pytest.raises(SourceUnavailable, match="tried 4 times"):
            client.get(server.on(f"/broken/{number}", answer(500)), PAGE)
        with pytest.raises(NotThere):
            client.get(server.on(f"/missing/{number}", answer(404)), PAGE)


# Refusals


def test_a_missing_address_is_recorded_and_said(
    server: PublicServer, client: PoliteClient, archive: Archive
) -> None:
    with pytest.raises(NotThere) as caught:
        client.get(server.on("/page", answer(410)), PAGE)
    assert caught.value.record == archive.fetches()[-1]
    assert (caught.value.record.status, caught.value.record.sha256) == (410, None)


def test_a_run_of_refusals_stops_the_host(server: PublicServer, client: PoliteClient) -> None:
    for path in ("/one", "/two"):
        with pytest.raises(SourceUnavailable, match="status 403"):
            client.get(server.on(path, answer(403)), PAGE)
    with pytest.raises(HostStopped, match="refused 3 times in a row"):
        client.get(server.on("/three", answer(403)), PAGE)
    with pytest.raises(HostStopped, match=CONTACT_VARIABLE):
        client.get(server.on("/four", answer(200, JSON)), PAGE)
    assert "/four" not in server.asked


def test_a_run_of_too_many_requests_stops_the_host(server: PublicServer, client: PoliteClient) -> None:
    with pytest.raises(HostStopped, match="refused 3 times in a row"):
        client.get(server.on("/page", answer(429, Retry_After="1")), PAGE)
    assert server.asked.count("/page") == 3


def test_refusals_far_apart_do_not_stop_the_host(server: PublicServer, client: PoliteClient) -> None:
    for number in range(4):
        with pytest.raises(SourceUnavailable, match="status 403"):
            client.get(server.on(f"/refused/{number}", answer(403)), PAGE)
        assert client.get(server.on(f"/page/{number}", answer(200, JSON)), PAGE).status == 200


# Redirects


def test_a_redirect_is_followed_and_both_addresses_are_kept(
    server: PublicServer, client: PoliteClient, archive: Archive
) -> None:
    there = server.on("/new", answer(200, JSON))
    record = client.get(server.on("/old", answer(301, Location="/new")), PAGE)
    assert (record.address, record.redirected_to) == (server.origin + "/old", there)
    assert archive.body(record) == JSON


def test_a_redirect_to_a_host_that_is_not_allowed_is_not_followed(
    server: PublicServer, client: PoliteClient
) -> None:
    away = server.on("/page", answer(302, Location=server.origin.replace("127.0.0.1", "localhost") + "/away"))
    with pytest.raises(NotAllowed, match=r"redirects to .*localhost.* not among the allowed hosts"):
        client.get(away, PAGE)
    assert "/away" not in server.asked


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/page",
        "http://www.gov.uk/page",
        "https://127.0.0.1@example.org/page",
        "file:///etc/hosts",
        "/page",
    ],
)
def test_only_listed_hosts_are_asked_and_only_over_https(
    client: PoliteClient, archive: Archive, address: str
) -> None:
    with pytest.raises(NotAllowed):
        client.get(address, PAGE)
    assert archive.fetches() == ()


def test_redirects_in_a_circle_end(server: PublicServer, client: PoliteClient) -> None:
    server.on("/b", answer(302, Location="/a"))
    with pytest.raises(SourceUnavailable, match="redirects in a circle"):
        client.get(server.on("/a", answer(302, Location="/b")), PAGE)


def test_redirects_without_end_end(server: PublicServer, client: PoliteClient) -> None:
    for number in range(9):
        server.on(f"/{number}", answer(302, Location=f"/{number + 1}"))
    with pytest.raises(SourceUnavailable, match="more than 5 redirects"):
        client.get(server.origin + "/0", PAGE)
