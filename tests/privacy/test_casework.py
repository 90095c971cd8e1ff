"""The record of objections: what stands after each entry, and that none is lost or read by others."""

from __future__ import annotations

import stat
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from pipelines.casework_file import CaseworkUnreadable
from pipelines.casework_port import Casework, open_casework, reviews_due
from pipelines.layout import DataFolder
from pipelines.settings import BadUsage

NOW = datetime(2026, 6, 10, 9, 30, tzinfo=UTC)
REVIEW = date(2026, 12, 1)


@pytest.fixture
def casework(tmp_path: Path) -> Casework:
    return open_casework(DataFolder(tmp_path))


def record(tmp_path: Path) -> Path:
    return tmp_path / "casework" / "do_not_contact.jsonl"


def add(casework: Casework, urn: int, *, at: datetime = NOW, review_on: date = REVIEW) -> None:
    casework.add(urn, review_on=review_on, reason="Asked by letter", by="Duty officer", decided_at=at)


def test_a_folder_without_a_record_has_no_objections_and_gets_none_by_looking(
    casework: Casework, tmp_path: Path
) -> None:
    assert (casework.head(), casework.objections()) == (0, {})
    assert not list(tmp_path.iterdir())


def test_an_objection_stands_until_it_is_lifted(casework: Casework) -> None:
    add(casework, 900101)
    assert casework.objections()[900101].review_on == REVIEW
    casework.lift(900101, reason="New head asks for contact", by="Duty officer", decided_at=NOW)
    assert casework.objections() == {}
    assert [entry.decision for entry in casework.entries()] == ["add", "lift"]


def test_recording_again_moves_the_review_and_keeps_the_first_day(casework: Casework) -> None:
    add(casework, 900101)
    add(casework, 900101, at=NOW + timedelta(days=30), review_on=date(2027, 1, 15))
    objection = casework.objections()[900101]
    assert (objection.since, objection.review_on) == (NOW.date(), date(2027, 1, 15))


def test_an_overdue_review_is_told_and_ends_nothing(casework: Casework) -> None:
    add(casework, 900101)
    assert reviews_due(casework, REVIEW - timedelta(days=1)) == {}
    assert reviews_due(casework, REVIEW) == {900101: "review due since 1 December 2026"}
    assert 900101 in casework.objections()


def test_a_school_that_became_another_is_due_for_review_at_once(casework: Casework) -> None:
    add(casework, 900101)
    due = reviews_due(casework, NOW.date(), {900101: [900101, 900102]})
    assert "has become URN 900102" in due[900101]


@pytest.mark.parametrize("days", [-1, 0, 366])
def test_a_review_lies_within_a_year_so_that_no_successor_is_forgotten(casework: Casework, days: int) -> None:
    with pytest.raises(BadUsage, match="at most 365 days"):
        add(casework, 900101, review_on=NOW.date() + timedelta(days=days))


@pytest.mark.parametrize("reason, by", [(" ", "Duty officer"), ("Asked", ""), ("x" * 301, "Duty officer")])
def test_an_entry_says_why_and_who_in_a_few_words(casework: Casework, reason: str, by: str) -> None:
    with pytest.raises(BadUsage):
        casework.add(900101, review_on=REVIEW, reason=reason, by=by, decided_at=NOW)
    assert casework.head() == 0


def test_what_is_not_in_force_cannot_be_lifted(casework: Casework) -> None:
    with pytest.raises(BadUsage, match="No objection of URN 900101"):
        casework.lift(900101, reason="Mistake", by="Duty officer", decided_at=NOW)


def test_the_record_is_for_its_owner_only(casework: Casework, tmp_path: Path) -> None:
    add(casework, 900101)
    assert stat.S_IMODE(record(tmp_path).stat().st_mode) == 0o600
    assert stat.S_IMODE(record(tmp_path).parent.stat().st_mode) == 0o700


def test_an_entry_that_was_cut_short_counts_for_nothing_and_is_set_aside(
    casework: Casework, tmp_path: Path
) -> None:
    add(casework, 900101)
    with record(tmp_path).open("a", encoding="utf-8") as file:
        file.write('{"sequence": 2, "deci')
    assert list(casework.objections()) == [900101]
    add(casework, 900102)
    assert sorted(casework.objections()) == [900101, 900102]
    assert record(tmp_path).with_name("do_not_contact.jsonl.torn").read_text().startswith('{"sequence": 2')


@pytest.mark.parametrize(
    "line",
    [
        "not JSON",
        "[]",
        '{"sequence": 1}',
        '{"sequence": 1, "decided_at": "2026-06-10T09:30:00Z", "decision": "pause", "urn": 900101, '
        '"review_on": null, "reason": "x", "by": "y"}',
    ],
)
def test_a_record_that_cannot_be_read_stops_every_list(casework: Casework, tmp_path: Path, line: str) -> None:
    record(tmp_path).parent.mkdir()
    record(tmp_path).write_text(line + "\n", encoding="utf-8")
    with pytest.raises(CaseworkUnreadable, match="line 1"):
        casework.objections()
