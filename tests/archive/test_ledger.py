"""The ledger: every line whole and in order, whoever writes it and whatever interrupts."""

from __future__ import annotations

import errno
import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from pipelines.archive.archive import Archive
from pipelines.archive.errors import ArchiveCorrupted, ArchiveFull
from pipelines.archive.files import write_all
from pipelines.archive.ledger import Ledger
from pipelines.archive.ledger_entries import Decision, Entry, FetchRecord, Purpose, Sweep, to_json

NOVEMBER = datetime(2025, 11, 21, tzinfo=UTC)
JUNE = datetime(2026, 6, 10, tzinfo=UTC)


def fetch(sequence: int, address: str = "https://www.gov.uk/a", when: datetime = NOVEMBER) -> FetchRecord:
    return FetchRecord(
        sequence=sequence,
        address=address,
        fetched_at=when,
        status=200,
        headers={"etag": '"1"'},
        sha256="ab" * 32,
        bytes=12,
        from_cache=False,
        purpose=Purpose("management_information", "state_funded_latest", "Schools – été", date(2025, 8, 31)),
    )


def add(ledger: Ledger, address: str = "https://www.gov.uk/a", when: datetime = NOVEMBER) -> Entry:
    return ledger.append(when, lambda sequence: fetch(sequence, address, when))


def test_entries_come_back_as_they_were_written(tmp_path: Path) -> None:
    written = [
        add(Ledger(tmp_path)),
        Ledger(tmp_path).append(JUNE, lambda number: Decision(number, JUNE, "quarantine", "cd" * 32, "why")),
        Ledger(tmp_path).append(
            JUNE, lambda number: Sweep(number, JUNE, "reports_site", date(2026, 6, 5), date(2026, 6, 10))
        ),
    ]
    assert list(Ledger(tmp_path).entries()) == written


def test_answers_of_some_addresses_are_found_among_all_without_reading_the_rest(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path)
    asked = ["https://www.gov.uk/a", "https://www.gov.uk/é", 'https://www.gov.uk/"b"', 'https://www.gov.uk/"']
    entries = [add(ledger, address, when) for when in (NOVEMBER, JUNE) for address in (*asked, "other")]
    decided = ledger.append(JUNE, lambda number: Decision(number, JUNE, "admit", "cd" * 32, "why"))
    # A line of another form is read whatever it says.
    spaced = fetch(decided.sequence + 1, "other", JUNE)
    with (tmp_path / "2026-06.jsonl").open("a", encoding="utf-8") as file:
        file.write(json.dumps(to_json(spaced), separators=(",", ":")) + "\n")
    found = list(Ledger(tmp_path).every_entry(asked[:3]))
    # Two addresses that are alike up to a quotation mark are not told apart here.
    assert found == [entry for entry in entries if getattr(entry, "address", "") != "other"] + [
        decided,
        spaced,
    ]
    archive = Archive(tmp_path / "archive")
    assert list(archive.every_fetch_of(asked)) == []
    for month in tmp_path.glob("*.jsonl"):
        month.rename(tmp_path / "archive" / "ledger" / month.name)
    assert [told.address for told in archive.every_fetch_of(asked[:3])] == asked[:3] * 2


def test_a_line_is_written_as_the_design_says(tmp_path: Path) -> None:
    add(Ledger(tmp_path))
    (line,) = (tmp_path / "2025-11.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(line) == {
        "sequence": 1,
        "kind": "fetch",
        "address": "https://www.gov.uk/a",
        "fetched_at": "2025-11-21T00:00:00Z",
        "status": 200,
        "headers": {"etag": '"1"'},
        "sha256": "ab" * 32,
        "bytes": 12,
        "from_cache": False,
        "purpose": {
            "kind": "management_information",
            "series": "state_funded_latest",
            "title": "Schools – été",
            "as_at": "2025-08-31",
        },
    }


def test_sequence_numbers_go_on_over_months_even_backwards_ones(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path)
    for when in (JUNE, NOVEMBER, JUNE):
        add(ledger, when=when)
    reopened = Ledger(tmp_path)
    add(reopened, when=NOVEMBER)
    assert [entry.sequence for entry in reopened.entries()] == [1, 2, 3, 4]
    assert sorted(path.name for path in tmp_path.glob("*.jsonl")) == ["2025-11.jsonl", "2026-06.jsonl"]


def test_two_writers_never_use_one_number_twice(tmp_path: Path) -> None:
    one, other = Ledger(tmp_path), Ledger(tmp_path)
    for ledger in (one, other, other, one):
        add(ledger)
    assert [entry.sequence for entry in one.entries()] == [1, 2, 3, 4]
    assert one.entries() == other.entries()


def test_only_what_is_asked_for_is_returned(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path)
    for _ in range(3):
        add(ledger)
    assert [entry.sequence for entry in ledger.entries(skip=2)] == [3]


@pytest.mark.parametrize("month", ["2025-11.jsonl", "2026-06.jsonl"])
def test_a_line_cut_short_by_a_killed_run_is_set_aside_and_said(
    tmp_path: Path, month: str, caplog: pytest.LogCaptureFixture
) -> None:
    ledger = Ledger(tmp_path)
    add(ledger, when=NOVEMBER)
    add(ledger, when=JUNE)
    with (tmp_path / month).open("ab") as file:
        file.write(b'{"sequence": 3, "kind": "fet')
    reopened = Ledger(tmp_path)
    assert [entry.sequence for entry in reopened.entries()] == [1, 2]
    assert [(torn.file.name, torn.text) for torn in reopened.torn_lines] == [
        (f"{month}.torn", '{"sequence": 3, "kind": "fet\n'.strip())
    ]
    assert (tmp_path / f"{month}.torn").read_text() == '{"sequence": 3, "kind": "fet\n'
    assert month in caplog.text
    assert Ledger(tmp_path).torn_lines == ()
    add(reopened)
    assert [entry.sequence for entry in Ledger(tmp_path).entries()] == [1, 2, 3]


def test_a_second_torn_line_does_not_replace_the_first(tmp_path: Path) -> None:
    add(Ledger(tmp_path))
    for text in (b"first", b"second"):
        with (tmp_path / "2025-11.jsonl").open("ab") as file:
            file.write(text)
        Ledger(tmp_path)
    assert (tmp_path / "2025-11.jsonl.torn").read_text() == "first\nsecond\n"


@pytest.mark.parametrize(
    "line",
    [
        "half a line",
        "[]",
        "",
        '{"sequence": 9}',
        '{"sequence": 9, "kind": "telegram"}',
        '{"sequence": 9, "kind": "decision", "decision": "shred", "sha256": "", "reason": ""}',
    ],
)
def test_a_malformed_line_in_the_middle_names_file_and_line(tmp_path: Path, line: str) -> None:
    add(Ledger(tmp_path))
    path = tmp_path / "2025-11.jsonl"
    path.write_text(
        path.read_text() + line + "\n" + path.read_text().replace('"sequence": 1', '"sequence": 2')
    )
    with pytest.raises(ArchiveCorrupted, match=r"2025-11\.jsonl, line 2 .*backup"):
        Ledger(tmp_path)


def test_a_number_used_twice_is_refused(tmp_path: Path) -> None:
    add(Ledger(tmp_path))
    path = tmp_path / "2025-11.jsonl"
    path.write_text(path.read_text() * 2)
    with pytest.raises(ArchiveCorrupted, match="sequence number 1"):
        Ledger(tmp_path)


def test_a_full_disk_takes_back_the_half_written_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger = Ledger(tmp_path)
    add(ledger)
    before = (tmp_path / "2025-11.jsonl").read_bytes()

    def half_then_full(descriptor: int, content: bytes) -> None:
        write_all(descriptor, content[: len(content) // 2])
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("pipelines.archive.ledger.write_all", half_then_full)
        with pytest.raises(ArchiveFull, match="full"):
            add(ledger)
    assert (tmp_path / "2025-11.jsonl").read_bytes() == before
    add(ledger)
    assert [entry.sequence for entry in Ledger(tmp_path).entries()] == [1, 2]
