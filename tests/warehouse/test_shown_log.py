"""The log of what was shown: appended, never rewritten, and counted only once its build was published."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from pipelines.archive.errors import ArchiveCorrupted
from pipelines.archive.shown_log import SEGMENT_IN_BUILD, ShownLog


@pytest.fixture
def log(tmp_path: Path) -> ShownLog:
    return ShownLog(tmp_path / "archive" / "shown_log")


def row(flag_id: str, tier: int, event: str = "raised") -> dict[str, Any]:
    return {"flag_id": flag_id, "tier": tier, "transitions": [{"event": event, "reason": "Because."}]}


def build(log: ShownLog, folder: Path, name: str, day: date, *rows: dict[str, Any]) -> Path:
    written = folder / name
    written.mkdir(exist_ok=True)
    log.write_segment(
        written, build_id=name, as_of=day, ruleset_version="1.0.0", settings_hash="s", rows=rows
    )
    return written


def logged(log: ShownLog) -> list[str]:
    return [row["flag_id"] for segment in log.segments() for row in segment.rows]


def test_an_empty_log_has_no_head_and_no_segments(log: ShownLog) -> None:
    assert log.head() is None
    assert list(log.segments()) == []


def test_a_segment_counts_only_once_its_build_is_published(log: ShownLog, tmp_path: Path) -> None:
    folder = build(log, tmp_path, "first", date(2026, 1, 5), row("f1", 1))
    assert logged(log) == []
    assert log.complete(folder) == "000001-first"
    assert logged(log) == ["f1"]


def test_completing_twice_changes_nothing(log: ShownLog, tmp_path: Path) -> None:
    folder = build(log, tmp_path, "first", date(2026, 1, 5), row("f1", 1))
    assert log.complete(folder) == log.complete(folder) == log.head() == "000001-first"
    assert len(list(log.folder.iterdir())) == 1


def test_a_build_without_a_segment_has_nothing_to_complete(log: ShownLog, tmp_path: Path) -> None:
    assert log.complete(tmp_path) is None


def test_the_segment_of_a_build_that_was_not_published_is_passed_over(log: ShownLog, tmp_path: Path) -> None:
    build(log, tmp_path, "never", date(2026, 1, 5), row("f1", 1))
    log.complete(build(log, tmp_path, "second", date(2026, 1, 6), row("f2", 2)))
    assert logged(log) == ["f2"]
    assert log.head() == "000001-second"


def test_segments_come_back_oldest_first_with_day_and_build(log: ShownLog, tmp_path: Path) -> None:
    log.complete(build(log, tmp_path, "first", date(2026, 1, 5), row("f1", 2), row("f2", 3)))
    log.complete(build(log, tmp_path, "second", date(2026, 1, 6), row("f1", 1, "tier_changed")))
    told = [(s.name, s.header["build_id"], s.header["as_of"]) for s in log.segments()]
    assert told == [("000001-first", "first", "2026-01-05"), ("000002-second", "second", "2026-01-06")]
    assert logged(log) == ["f1", "f2", "f1"]


def test_the_head_can_be_named_as_a_build_found_it(log: ShownLog, tmp_path: Path) -> None:
    log.complete(build(log, tmp_path, "first", date(2026, 1, 5)))
    log.complete(build(log, tmp_path, "second", date(2026, 1, 6)))
    assert log.head() == "000002-second"
    assert log.head(ignoring="second") == "000001-first"


def test_the_millionth_segment_comes_last(log: ShownLog, tmp_path: Path) -> None:
    log.complete(build(log, tmp_path, "first", date(2026, 1, 5)))
    (log.folder / "000001-first.jsonl").rename(log.folder / "999999-first.jsonl")
    assert log.complete(build(log, tmp_path, "next", date(2026, 1, 6))) == "1000000-next"
    assert log.head() == "1000000-next"


def test_a_file_that_a_killed_run_left_half_written_is_passed_over(log: ShownLog, tmp_path: Path) -> None:
    log.complete(build(log, tmp_path, "first", date(2026, 1, 5), row("f1", 1)))
    (log.folder / ".000002-second.jsonl.unfinished").write_text('{"build_id"', encoding="utf-8")
    assert logged(log) == ["f1"]
    assert log.complete(build(log, tmp_path, "second", date(2026, 1, 6))) == "000002-second"


@pytest.mark.parametrize(
    ("damage", "says"),
    [
        (lambda content: content[:-20], "not those that were written"),
        (lambda content: content.replace(b'"tier": 1', b'"tier": 3'), "not those that were written"),
        (lambda content: b"", "Expecting value"),
        (lambda content: b"[]\n" + content, "not the header"),
        (lambda content: b"\xff" + content, "codec"),
    ],
)
def test_a_damaged_segment_is_named_with_the_remedy(
    log: ShownLog, tmp_path: Path, damage: Any, says: str
) -> None:
    log.complete(build(log, tmp_path, "first", date(2026, 1, 5), row("f1", 1)))
    file = log.folder / "000001-first.jsonl"
    file.write_bytes(damage(file.read_bytes()))
    with pytest.raises(ArchiveCorrupted, match=says) as raised:
        list(log.segments())
    assert str(file) in str(raised.value)
    assert "backup" in str(raised.value)


def test_a_damaged_segment_in_a_build_is_not_taken_in(log: ShownLog, tmp_path: Path) -> None:
    folder = build(log, tmp_path, "first", date(2026, 1, 5), row("f1", 1))
    segment = folder / SEGMENT_IN_BUILD
    segment.write_bytes(segment.read_bytes()[:-5])
    with pytest.raises(ArchiveCorrupted):
        log.complete(folder)
    assert log.head() is None


def test_two_segments_of_one_build_that_differ_are_not_settled_silently(
    log: ShownLog, tmp_path: Path
) -> None:
    log.complete(build(log, tmp_path, "first", date(2026, 1, 5), row("f1", 1)))
    with pytest.raises(ArchiveCorrupted, match="differ"):
        log.complete(build(log, tmp_path, "first", date(2026, 1, 5), row("f1", 2)))


def test_words_of_every_kind_come_back_as_written(log: ShownLog, tmp_path: Path) -> None:
    told = {**row("f1", 1), "unknowns": "St Becket à côté – “quoted”\u2028and on"}
    log.complete(build(log, tmp_path, "first", date(2026, 1, 5), told))
    (segment,) = log.segments()
    assert segment.rows == [told]
