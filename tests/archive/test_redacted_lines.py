"""Ledger lines say which columns were emptied, and older lines are read as before."""

from __future__ import annotations

from datetime import UTC, datetime

from pipelines.archive.ledger_entries import FetchRecord, Purpose, from_json, to_json

RECORD = FetchRecord(
    sequence=1,
    address="https://register.example/file.csv",
    fetched_at=datetime(2026, 6, 10, tzinfo=UTC),
    status=200,
    headers={},
    sha256="a" * 64,
    bytes=3,
    from_cache=False,
    purpose=Purpose("gias_extract"),
    redacted=("HeadFirstName", "HeadLastName"),
)


def test_a_redacted_fetch_is_read_back() -> None:
    assert to_json(RECORD)["redacted"] == ["HeadFirstName", "HeadLastName"]
    assert from_json(to_json(RECORD)) == RECORD


def test_a_line_without_redaction_has_no_such_key_and_is_read() -> None:
    line = to_json(RECORD)
    del line["redacted"]
    read = from_json(line)
    assert isinstance(read, FetchRecord)
    assert read.redacted == ()
    assert "redacted" not in to_json(read)
