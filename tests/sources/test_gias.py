"""A night at the invented register: when it is asked, how far back, and that no name is left anywhere."""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from urllib.parse import parse_qs

import pytest

from pipelines.archive.archive import Archive
from pipelines.clock import Clock
from pipelines.sources.gias import fetch_gias
from pipelines.sources.politeness import Limits
from pipelines.sources.report import SourceStatus
from pipelines.sources.stand_in import stand_in_client
from tests.sources.invented_register import (
    EXTRACT,
    FILES,
    NAMES,
    TOKEN,
    WAITING_PAGE,
    offer_form,
    path_of,
    publish,
    zip_of,
)
from tests.sources.loopback import PublicServer, answer

TODAY = date(2026, 6, 10)
YESTERDAY = date(2026, 6, 9)
HOST = "https://ea-edubase-api-prod.azurewebsites.net"
FORM = "https://get-information-schools.service.gov.uk"

Night = Callable[..., SourceStatus]


@pytest.fixture
def night(server: PublicServer, archive: Archive) -> Night:
    """A night at the register, which asks the server of the test."""

    def run(day: date = TODAY) -> SourceStatus:
        server.asked.clear()
        clock = Clock(now=lambda: datetime.combine(day, time(2, 30), tzinfo=UTC))
        limits = replace(Limits.from_reference(), timeout_seconds=5, tries=2)
        with stand_in_client(archive, clock, server.origin, limits) as client:
            return fetch_gias(client, archive, lambda address: True, clock)

    return run


def stored(archive: Archive) -> dict[str, str]:
    """What is archived of the register's files, by address."""
    return {
        fetch.address: archive.body(fetch).decode("cp1252")
        for fetch in archive.fetches()
        if fetch.sha256 and fetch.purpose.kind in ("gias_extract", "gias_links", "gias_groups")
    }


def assert_no_name_below(*folders: Path) -> None:
    for path in (path for folder in folders for path in folder.rglob("*") if path.is_file()):
        content = path.read_bytes()
        for name in NAMES:
            assert name.encode() not in content, path


def test_todays_file_is_not_out_yet_and_yesterdays_is_taken(
    server: PublicServer, night: Night, archive: Archive
) -> None:
    publish(server, YESTERDAY)
    status = night()
    assert (status.state, status.newest_as_at, len(status.new)) == ("ok", YESTERDAY, 3)
    assert status.message == "As at 9 June 2026."
    assert set(stored(archive)) == {HOST + path_of(file, YESTERDAY) for file in FILES}
    assert status.requests == {"dated_files": 7}  # robots.txt, and each file of today and of yesterday


def test_a_json_body_means_not_that_day(server: PublicServer, night: Night) -> None:
    publish(server, YESTERDAY)
    server.on(path_of("edubasealldata", TODAY), answer(200, b'{"error": "File not found"}'))
    assert night().state == "ok"


def test_no_name_reaches_disk_or_log(
    server: PublicServer,
    night: Night,
    archive: Archive,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))
    monkeypatch.setattr(tempfile, "tempdir", None)
    caplog.set_level(logging.DEBUG)
    publish(server, YESTERDAY)
    night()
    publish(server, TODAY + timedelta(days=20), "links_edubasealldata")
    offer_form(server, zip_of(TODAY + timedelta(days=20)))
    night(TODAY + timedelta(days=20))
    extracts = [fetch for fetch in archive.fetches() if fetch.purpose.kind == "gias_extract"]
    assert [fetch.redacted for fetch in extracts if fetch.sha256] == [
        ("HeadTitle (name)", "HeadFirstName", "HeadLastName", "HeadPreferredJobTitle", "PropsName")
    ] * 2
    assert_no_name_below(tmp_path)
    assert not any(name in caplog.text for name in NAMES)
    assert "900002,Nether School,,,,," in next(iter(stored(archive).values()))


def test_the_stored_hash_is_of_the_redacted_copy(
    server: PublicServer, night: Night, archive: Archive
) -> None:
    publish(server, YESTERDAY)
    night()
    extract = next(f for f in archive.fetches() if f.purpose.kind == "gias_extract" and f.sha256)
    assert extract.bytes is not None
    assert extract.bytes < len(EXTRACT)
    assert Archive(archive.root).fetches() == archive.fetches()  # the ledger is read back as it was written


@pytest.mark.parametrize("days, asked", [(6, False), (7, True)])
def test_the_register_is_asked_again_when_its_extract_is_a_week_old(
    server: PublicServer, night: Night, days: int, asked: bool
) -> None:
    publish(server, YESTERDAY)
    night()
    publish(server, YESTERDAY + timedelta(days=days))
    status = night(YESTERDAY + timedelta(days=days))
    assert bool(server.asked) is asked
    assert bool(status.requests) is asked
    if not asked:
        assert status.message == "As at 9 June 2026. Next looked for on 16 June 2026."


def test_days_at_hand_are_not_asked_for_again(server: PublicServer, night: Night) -> None:
    publish(server, YESTERDAY)
    night()
    night(YESTERDAY + timedelta(days=7))
    assert path_of("edubasealldata", YESTERDAY + timedelta(days=1)) in server.asked
    assert path_of("edubasealldata", YESTERDAY) not in server.asked


def test_links_that_were_missing_are_looked_for_the_next_night(server: PublicServer, night: Night) -> None:
    publish(server, YESTERDAY, "edubasealldata", "academiesmatmembership")
    assert night().state == "degraded"
    publish(server, TODAY, "links_edubasealldata")
    status = night(TODAY + timedelta(days=1))
    assert (status.state, len(status.new)) == ("ok", 1)
    assert not any("/edubasealldata" in path for path in server.asked)


def test_membership_that_failed_beside_the_extract_is_asked_for_on_the_next_night(
    server: PublicServer, night: Night
) -> None:
    publish(server, YESTERDAY)
    server.on(path_of("academiesmatmembership", YESTERDAY), answer(500))
    assert night().state == "degraded"
    publish(server, YESTERDAY)
    status = night(TODAY + timedelta(days=1))
    assert [file.series for file in status.new] == ["gias_groups"]


def test_membership_that_the_register_does_not_have_is_not_asked_for_every_night(
    server: PublicServer, night: Night
) -> None:
    publish(server, YESTERDAY, "edubasealldata", "links_edubasealldata")
    assert night().state == "ok"
    assert (night(TODAY + timedelta(days=1)).state, server.asked) == ("ok", [])


def test_a_source_that_is_down_is_not_asked_by_another_door(server: PublicServer, night: Night) -> None:
    publish(server, YESTERDAY)
    night()
    later = YESTERDAY + timedelta(days=8)
    offer_form(server, zip_of(later))
    server.on(path_of("edubasealldata", later), answer(403, b"no"))
    status = night(later)
    assert (status.state, status.newest_as_at) == ("degraded", YESTERDAY)
    assert "answered with status 403" in status.message
    assert "/Downloads" not in server.asked


def test_a_host_that_is_gone_leads_to_the_form_where_nothing_is_held(
    server: PublicServer, night: Night
) -> None:
    server.on(path_of("edubasealldata", TODAY), answer(503))
    offer_form(server, zip_of(TODAY))
    status = night()
    assert (status.state, status.newest_as_at) == ("degraded", TODAY)


def test_a_register_that_never_answered_is_unavailable(server: PublicServer, night: Night) -> None:
    server.on(path_of("edubasealldata", TODAY), answer(503))
    server.on("/Downloads", answer(503))
    assert night().state == "unavailable"


def test_an_old_extract_degrades_the_night(server: PublicServer, night: Night) -> None:
    publish(server, YESTERDAY)
    night()
    status = night(YESTERDAY + timedelta(days=22))
    assert status.state == "degraded"
    assert "The extract is 22 days old." in status.message


def test_an_extract_whose_heads_cannot_be_found_is_not_kept(
    server: PublicServer, night: Night, archive: Archive, tmp_path: Path
) -> None:
    changed = EXTRACT.replace("HeadFirstName", "Principal").encode()
    publish(server, YESTERDAY)
    server.on(path_of("edubasealldata", TODAY), answer(200, changed))
    status = night()
    assert status.state == "unavailable"
    assert "layout changed: the first line has no column HeadFirstName" in status.message
    assert not [fetch for fetch in archive.fetches() if "/edubasealldata" in fetch.address]
    assert_no_name_below(tmp_path)


def test_a_web_page_in_place_of_the_extract_leaves_a_line_without_bytes(
    server: PublicServer, night: Night, archive: Archive
) -> None:
    server.on(path_of("edubasealldata", TODAY), answer(200, b"<html>Zorabel will be back soon</html>"))
    status = night()
    assert status.state == "unavailable"
    assert "a web page (HTML) came" in status.message
    refused = [fetch for fetch in archive.fetches() if fetch.purpose.kind == "refused_response"]
    assert [fetch.sha256 for fetch in refused] == [None]


def test_where_no_dated_file_is_found_the_form_makes_them(
    server: PublicServer, night: Night, archive: Archive
) -> None:
    offer_form(server, zip_of(TODAY), polls=3)
    status = night()
    assert (status.state, status.newest_as_at, len(status.new)) == ("ok", TODAY, 3)
    assert "the Downloads form was used" in status.message
    collate = parse_qs(server.posted[0])
    assert collate["__RequestVerificationToken"] == [TOKEN]
    assert [collate[f"Downloads[{number}].Selected"] for number in range(4)] == [
        ["true"], ["true"], ["true"], ["false"],
    ]  # fmt: skip
    assert parse_qs(server.posted[1]) == {"__RequestVerificationToken": [TOKEN], "id": ["0001"]}
    assert server.asked.count(WAITING_PAGE) == 4
    extract = f"{FORM}/Downloads/Download/Extract/edubasealldata20260610.csv"
    assert "Zorabel" not in stored(archive)[extract]
    assert not any(archive.body(f).startswith(b"PK") for f in archive.fetches() if f.sha256)


def test_no_step_of_the_form_is_conditional(server: PublicServer, night: Night) -> None:
    offer_form(server, zip_of(TODAY))
    page = server.answers["/Downloads"][0]
    night()
    server.on("/Downloads", page)
    night(TODAY + timedelta(days=9))
    assert "/Downloads" in server.asked
    assert not any({"If-None-Match", "If-Modified-Since"} & set(headers) for headers in server.headers)


def test_files_that_are_never_ready_are_given_up(
    server: PublicServer, night: Night, archive: Archive
) -> None:
    offer_form(server, zip_of(TODAY), polls=70)
    status = night()
    assert status.state == "unavailable"
    assert "not ready after it was asked 60 times" in status.message


@pytest.mark.parametrize(
    "content, message",
    [
        (b"<html>Zorabel</html>", "no sound zip"),
        (zip_of(TODAY)[:200], "no sound zip"),
        (zip_of(TODAY, {"edubasealldata20260610.csv": "URN,Name\r\n1,Zorabel\r\n"}), "layout changed"),
        (zip_of(TODAY, {"edubasealldata20269999.csv": EXTRACT}), "no sound zip"),
    ],
    ids=["page", "cut short", "another layout", "no day"],
)
def test_a_zip_that_is_not_what_it_should_be_leaves_nothing(
    server: PublicServer, night: Night, archive: Archive, tmp_path: Path, content: bytes, message: str
) -> None:
    offer_form(server, content)
    status = night()
    assert status.state == "unavailable"
    assert message in status.message
    assert not stored(archive)
    assert_no_name_below(tmp_path)


def test_a_rebuilt_form_is_told(server: PublicServer, night: Night) -> None:
    server.on("/Downloads", answer(200, b"<html><form action='/elsewhere'></form></html>"))
    status = night()
    assert status.state == "unavailable"
    assert "the page has no form for /Downloads/Collate" in status.message


def test_a_recording_without_the_register_does_not_cover_it(server: PublicServer, archive: Archive) -> None:
    clock = Clock(now=lambda: datetime(2026, 6, 10, tzinfo=UTC))
    with stand_in_client(archive, clock, server.origin) as client:
        status = fetch_gias(client, archive, lambda address: False, clock)
    assert (status.covered, status.state, server.asked) == (False, "not_covered", [])
