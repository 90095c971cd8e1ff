"""A recording answers as its index says for the day, and a broken one says where it is broken."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from pipelines.archive.archive import Archive
from pipelines.archive.ledger_entries import Purpose
from pipelines.clock import fixed_clock
from pipelines.settings import BadUsage
from pipelines.sources.client import PoliteClient
from pipelines.sources.errors import NotThere, SourceUnavailable
from pipelines.sources.recorded import Recording, recorded_client

PAGE = Purpose("content_page")
ADDRESS = "https://www.gov.uk/api/content/a"


def line(**changes: object) -> dict[str, object]:
    return {"url": ADDRESS, "from": "2026-01-01", "status": 200, "headers": {}, "file": "a.json", **changes}


def write(folder: Path, *lines: dict[str, object] | str) -> Recording:
    (folder / "a.json").write_text('{"title": "A"}')
    (folder / "b.json").write_text('{"title": "B"}')
    text = "\n".join(item if isinstance(item, str) else json.dumps(item) for item in lines)
    (folder / "index.jsonl").write_text(text + "\n")
    return Recording(folder)


def client_on(archive: Archive, recording: Recording, day: str) -> PoliteClient:
    return recorded_client(archive, fixed_clock(date.fromisoformat(day)), recording)


@pytest.mark.parametrize("day, body", [("2026-01-01", b'{"title": "A"}'), ("2026-03-01", b'{"title": "B"}')])
def test_the_newest_answer_not_after_the_day_is_served(
    tmp_path: Path, archive: Archive, day: str, body: bytes
) -> None:
    recording = write(tmp_path, line(**{"from": "2026-02-01", "file": "b.json"}), line())
    record = client_on(archive, recording, day).get(ADDRESS, PAGE)
    assert archive.body(record) == body
    assert record.fetched_at.isoformat() == f"{day}T00:00:00+00:00"


@pytest.mark.parametrize("address", [ADDRESS, ADDRESS + "/b"])
def test_what_is_not_recorded_for_the_day_is_not_there(
    tmp_path: Path, archive: Archive, address: str
) -> None:
    with pytest.raises(NotThere):
        client_on(archive, write(tmp_path, line()), "2025-12-31").get(address, PAGE)


def test_an_unchanged_answer_is_304(tmp_path: Path, archive: Archive) -> None:
    recording = write(tmp_path, line(headers={"ETag": '"1"', "Content-Type": "application/json"}))
    first = client_on(archive, recording, "2026-01-02").get(ADDRESS, PAGE)
    second = client_on(archive, recording, "2026-01-03").get(ADDRESS, PAGE)
    assert (second.status, second.from_cache, second.sha256) == (304, True, first.sha256)


def test_a_recorded_redirect_is_followed(tmp_path: Path, archive: Archive) -> None:
    moved = line(url=ADDRESS + "/old", status=301, headers={"Location": ADDRESS}, file=None)
    record = client_on(archive, write(tmp_path, moved, line()), "2026-01-02").get(ADDRESS + "/old", PAGE)
    assert record.redirected_to == ADDRESS


def test_a_recorded_fault_is_not_waited_for(tmp_path: Path, archive: Archive) -> None:
    recording = write(tmp_path, line(status=503, headers={"Retry-After": "60"}, file=None))
    with pytest.raises(SourceUnavailable, match="status 503"):
        client_on(archive, recording, "2026-01-02").get(ADDRESS, PAGE)


def test_a_recorded_body_shorter_than_it_claims_is_refused(tmp_path: Path, archive: Archive) -> None:
    recording = write(tmp_path, line(headers={"Content-Length": "1000"}))
    with pytest.raises(SourceUnavailable, match="cut short"):
        client_on(archive, recording, "2026-01-02").get(ADDRESS, PAGE)


def test_an_address_with_odd_letters_is_found(tmp_path: Path, archive: Archive) -> None:
    address = "https://www.gov.uk/a file (1).json"
    record = client_on(archive, write(tmp_path, line(url=address)), "2026-01-02").get(address, PAGE)
    assert record.status == 200


def test_a_recording_knows_what_it_covers_and_its_last_day(tmp_path: Path) -> None:
    recording = write(tmp_path, line(), line(**{"from": "2026-06-09"}), "")
    assert recording.covers(ADDRESS)
    assert recording.covers("https://www.gov.uk/")
    assert not recording.covers("https://reports.ofsted.gov.uk/")
    assert recording.last_day() == date(2026, 6, 9)


@pytest.mark.parametrize(
    "broken, said",
    [
        ("{", "Expecting property name"),
        ("[]", "not a JSON object"),
        (line(url=None), "url"),
        ({"url": ADDRESS}, "'from' is missing"),
        (line(**{"from": "June"}), "June"),
        (line(status="fine"), "'status' is missing or not of the kind expected"),
        (line(file="c.json"), "'c.json' is not there"),
        (line(file="../secret"), "outside the recording"),
        (line(file="/etc/hosts"), "outside the recording"),
        (line(headers=[1]), "headers"),
        (line(), "a second answer"),
    ],
)
def test_a_broken_line_is_named(tmp_path: Path, broken: dict[str, object] | str, said: str) -> None:
    with pytest.raises(BadUsage, match=rf"index\.jsonl, line 2: .*{said}"):
        write(tmp_path, line(), broken)


def test_a_link_out_of_the_recording_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "recording"
    folder.mkdir()
    (tmp_path / "secret").write_text("{}")
    (folder / "inside").symlink_to(tmp_path / "secret")
    with pytest.raises(BadUsage, match="outside the recording"):
        write(folder, line(file="inside"))


def test_a_folder_without_a_recording_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadUsage, match="no recording in"):
        Recording(tmp_path / "nowhere")


def test_an_empty_recording_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadUsage, match="has no line"):
        write(tmp_path)
