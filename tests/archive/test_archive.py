"""Bytes and ledger kept in step, decisions, and runs killed at any moment."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from pipelines.archive.archive import Archive, UnknownDocument, came_on_one_day
from pipelines.archive.errors import ArchiveError
from pipelines.archive.ledger_entries import REFUSED_RESPONSE, FetchRecord, Purpose
from pipelines.settings import PROJECT_ROOT

NOW = datetime(2025, 11, 21, tzinfo=UTC)
ADDRESS = "https://www.gov.uk/a"


def store(
    archive: Archive,
    content: bytes,
    kind: str = "content_page",
    address: str = ADDRESS,
    on: datetime = NOW,
) -> FetchRecord:
    with archive.receive(limit=1_000) as body:
        body.write(content)
        return archive.store(
            address=address, fetched_at=on, status=200, headers={}, purpose=Purpose(kind), body=body
        )


def test_the_newest_answer_of_an_address_is_found(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    store(archive, b"old")
    newest = store(archive, b"new")
    store(archive, b"other", address="https://www.gov.uk/b")
    assert archive.latest(ADDRESS) == newest
    assert Archive(tmp_path).latest(ADDRESS) == newest
    assert archive.body(newest) == b"new"


def test_an_unchanged_answer_points_at_the_earlier_bytes(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    first = store(archive, b"page")
    again = archive.store_unchanged(first, fetched_at=NOW, headers={"etag": '"2"'}, purpose=first.purpose)
    assert (again.status, again.from_cache, again.sha256, again.bytes) == (304, True, first.sha256, 4)
    assert again.headers == {"etag": '"2"'}
    assert archive.latest(ADDRESS) == again


def test_bytes_in_doubt_are_passed_over_for_earlier_ones(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    good = store(archive, b"old")
    damaged = store(archive, b"new")
    assert archive.latest(ADDRESS) == damaged
    archive.doubt([str(damaged.sha256)])
    assert archive.latest(ADDRESS) == good
    assert archive.fetches() == (good, damaged)


def test_the_same_bytes_on_a_second_day_are_told_from_those_of_one_day(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    once = store(archive, b"once")
    store(archive, b"once")
    archive.store_unchanged(once, fetched_at=NOW + timedelta(days=1), headers={}, purpose=once.purpose)
    store(archive, b"twice")
    store(archive, b"twice", on=NOW + timedelta(days=1))
    assert came_on_one_day(archive.fetches()) == {once.sha256}


def test_a_refused_response_is_kept_but_never_the_latest(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    good = store(archive, b"URN,School name")
    refused = store(archive, b"<html>", kind=REFUSED_RESPONSE)
    assert archive.latest(ADDRESS) == good
    assert archive.fetches() == (good, refused)
    assert archive.body(refused) == b"<html>"


def test_an_answer_whose_bytes_are_gone_is_asked_for_again(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    record = store(archive, b"page")
    assert record.sha256
    (tmp_path / "blobs" / record.sha256[:2] / record.sha256).unlink()
    assert archive.latest(ADDRESS) is None


def test_an_answer_without_a_body_has_none_to_read(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    record = archive.store(
        address=ADDRESS, fetched_at=NOW, status=404, headers={}, purpose=Purpose("content_page"), body=None
    )
    assert (record.sha256, record.bytes) == (None, None)
    assert archive.latest(ADDRESS) is None
    with pytest.raises(ArchiveError, match="has no body"):
        archive.body(record)


def test_a_decision_names_the_whole_hash_and_is_kept(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    record = store(archive, b"page")
    assert record.sha256
    decision = archive.decide("quarantine", record.sha256[:10].upper(), " wrong year ", decided_at=NOW)
    assert (decision.sha256, decision.reason) == (record.sha256, "wrong year")
    assert Archive(tmp_path).decisions() == (decision,)
    assert Archive(tmp_path).fetches() == (record,)


@pytest.mark.parametrize("start", ["", "zz"])
def test_a_decision_on_no_known_document_is_refused(tmp_path: Path, start: str) -> None:
    archive = Archive(tmp_path)
    store(archive, b"one")
    with pytest.raises(UnknownDocument, match="documents in the archive"):
        archive.decide("admit", start, "because", decided_at=NOW)


def test_a_decision_without_a_reason_is_refused(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    record = store(archive, b"one")
    with pytest.raises(ValueError, match="reason"):
        archive.decide("admit", record.sha256 or "", "  ", decided_at=NOW)


STORES_FOR_EVER = """
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from pipelines.archive.archive import Archive
from pipelines.archive.ledger_entries import Purpose

archive = Archive(Path(sys.argv[1]))
number = 0
while True:
    number += 1
    with archive.receive(1_000_000) as body:
        for piece in range(20):
            body.write(f"{number} {piece}".encode() * 1000)
        archive.store(address=f"https://www.gov.uk/{number}", fetched_at=datetime(2026, 1, 1, tzinfo=UTC),
                      status=200, headers={}, purpose=Purpose("content_page"), body=body)
"""


def test_a_run_killed_at_any_moment_leaves_a_sound_archive(tmp_path: Path) -> None:
    sequences: list[int] = []
    for kill_after in (0.02, 0.035):
        process = subprocess.Popen([sys.executable, "-c", STORES_FOR_EVER, str(tmp_path)], cwd=PROJECT_ROOT)
        deadline = time.monotonic() + 20
        lines_before = len(sequences)
        while time.monotonic() < deadline and _lines(tmp_path) <= lines_before:
            time.sleep(0.005)
        time.sleep(kill_after)
        process.send_signal(signal.SIGKILL)
        process.wait()
        archive = Archive(tmp_path)
        sequences = [fetch.sequence for fetch in archive.fetches()]
        assert len(sequences) > lines_before
        assert sequences == sorted(set(sequences))
        assert all(len(archive.body(fetch)) == fetch.bytes for fetch in archive.fetches())
        assert list(tmp_path.rglob("*.part")) == []


def _lines(root: Path) -> int:
    return sum(path.read_bytes().count(b"\n") for path in (root / "ledger").glob("*.jsonl"))
