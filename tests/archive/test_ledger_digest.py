"""The ledger without what only repeats: what is told by it stays, and it is never believed against its
ledger."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.archive import ledger as ledger_module
from pipelines.archive.archive import came_on_one_day
from pipelines.archive.errors import ArchiveCorrupted
from pipelines.archive.ledger import Ledger
from pipelines.archive.ledger_digest import FILE, Condensed
from pipelines.archive.ledger_entries import PROVIDER_PAGE, Decision, Entry, FetchRecord, Purpose, Sweep

BEGUN = datetime(2026, 1, 30, tzinfo=UTC)
BODIES = ("ab" * 32, "cd" * 32, None)

#: Address, body and whether it was a 304, and how many days after the answer before.
answers = st.lists(
    st.tuples(st.sampled_from("xy"), st.sampled_from(BODIES), st.booleans(), st.integers(0, 2)), max_size=40
)


def fetches(told: Iterable[tuple[str, str | None, bool, int]]) -> list[FetchRecord]:
    moment, found, had = BEGUN, [], set[str | None]()
    for sequence, (address, sha256, cached, days) in enumerate(told, start=1):
        moment += timedelta(days=days)
        # What was never had cannot be said to be unchanged.
        is_cached = cached and sha256 is not None and sha256 in had
        had.add(sha256)
        found.append(
            FetchRecord(
                sequence=sequence,
                address=address,
                fetched_at=moment,
                status=404 if sha256 is None else 304 if is_cached else 200,
                headers={"etag": f'"{sequence}"'},
                sha256=sha256,
                bytes=12 if sha256 else None,
                from_cache=is_cached,
                purpose=Purpose(PROVIDER_PAGE),
            )
        )
    return found


def standings(entries: Iterable[FetchRecord]) -> list[tuple[str, str | None, date]]:
    """Each change of what an address says, with its day."""
    last: dict[str, str | None] = {}
    found = []
    for fetch in entries:
        if fetch.address not in last or last[fetch.address] != fetch.sha256:
            last[fetch.address] = fetch.sha256
            found.append((fetch.address, fetch.sha256, fetch.fetched_at.date()))
    return found


def nights(entries: Iterable[FetchRecord]) -> dict[tuple[str, int], list[date]]:
    """The first two days of each state of an address."""
    found: dict[tuple[str, int], list[date]] = {}
    state: dict[str, tuple[int, str | None]] = {}
    for fetch in entries:
        number, body = state.get(fetch.address, (0, "none yet"))
        if body != fetch.sha256:
            number, body = number + 1, fetch.sha256
        state[fetch.address] = number, body
        days = found.setdefault((fetch.address, number), [])
        if fetch.fetched_at.date() not in days:
            days.append(fetch.fetched_at.date())
    return {key: days[:2] for key, days in found.items()}


@given(answers)
def test_what_nights_are_told_by_is_the_same_without_repetitions(told) -> None:
    every = fetches(told)
    condensed = Condensed()
    for fetch in every:
        condensed.add(fetch)
    kept = [entry for entry in condensed.entries.values() if isinstance(entry, FetchRecord)]
    assert standings(kept) == standings(every)
    assert nights(kept) == nights(every)
    assert came_on_one_day(kept) == came_on_one_day(every)
    assert {f.address: f for f in kept} == {f.address: f for f in every}  # the newest of each, headers too
    assert [f for f in kept if f.sha256 is None] == [f for f in every if f.sha256 is None]


@given(answers)
def test_a_digest_of_a_digest_is_the_same(told) -> None:
    once, twice = Condensed(), Condensed()
    for fetch in fetches(told):
        once.add(fetch)
    for entry in once.entries.values():
        twice.add(entry)
    assert twice.entries == once.entries


@pytest.fixture
def due_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A digest is due with the first line."""
    monkeypatch.setattr(ledger_module, "DUE_AFTER", 0)


def write(folder: Path, nights: int, body: str = BODIES[0] or "") -> list[Entry]:
    """So many nights that read one page, in two months, with a decision and a window between."""
    ledger = Ledger(folder)
    for night in range(nights):
        moment = BEGUN + timedelta(days=night)

        def make(sequence: int, moment: datetime = moment) -> FetchRecord:
            return FetchRecord(
                sequence, "x", moment, 200, {"a": "b"}, body, 12, False, Purpose("report", None, "é"), "y"
            )

        ledger.append(moment, make)
    ledger.append(BEGUN, lambda number: Decision(number, BEGUN, "admit", body, "why"))
    ledger.append(BEGUN, lambda number: Sweep(number, BEGUN, "reports_site", BEGUN.date(), BEGUN.date()))
    return list(ledger.every_entry())


def test_a_digest_is_read_back_as_it_was_written(tmp_path: Path, due_at_once: None) -> None:
    every = write(tmp_path, nights=6)
    made = Ledger(tmp_path).entries()
    assert [entry.sequence for entry in made] == [1, 2, 6, 7, 8]
    assert (tmp_path / FILE).exists()
    assert Ledger(tmp_path).entries() == made
    assert list(Ledger(tmp_path).every_entry()) == every


def test_lines_go_on_after_a_digest(tmp_path: Path, due_at_once: None) -> None:
    write(tmp_path, nights=4)
    Ledger(tmp_path)
    write(tmp_path, nights=1, body="cd" * 32)
    assert [entry.sequence for entry in Ledger(tmp_path).entries()] == [1, 2, 4, 5, 6, 7, 8, 9]


def test_few_lines_need_no_digest(tmp_path: Path) -> None:
    every = write(tmp_path, nights=6)
    assert list(Ledger(tmp_path).entries()) == every
    assert not (tmp_path / FILE).exists()


@pytest.mark.parametrize("damage", [b"", b"half", b"0" * 64 + b"\n{}", None])
def test_a_digest_that_is_damaged_is_made_again(
    damage: bytes | None, tmp_path: Path, due_at_once: None, caplog: pytest.LogCaptureFixture
) -> None:
    write(tmp_path, nights=4)
    made = Ledger(tmp_path).entries()
    digest = tmp_path / FILE
    digest.write_bytes(digest.read_bytes()[:-9] + b"[[1, 2]]}" if damage is None else damage)
    with caplog.at_level(logging.WARNING):
        assert Ledger(tmp_path).entries() == made
    assert "made again from the ledger" in caplog.text


def test_a_ledger_that_was_restored_is_believed_and_not_its_digest(tmp_path: Path, due_at_once: None) -> None:
    write(tmp_path, nights=4)
    Ledger(tmp_path)
    month = tmp_path / "2026-01.jsonl"
    month.write_bytes(month.read_bytes().replace(b'"why"', b'"who"'))
    (decision,) = (entry for entry in Ledger(tmp_path).entries() if isinstance(entry, Decision))
    assert decision.reason == "who"


@pytest.mark.parametrize("has_digest", [True, False])
def test_a_number_used_twice_is_refused_with_a_digest_too(
    has_digest: bool, tmp_path: Path, due_at_once: None
) -> None:
    write(tmp_path, nights=4)
    if has_digest:
        Ledger(tmp_path)
    month = tmp_path / "2026-02.jsonl"
    month.write_bytes(month.read_bytes() * 2)
    with pytest.raises(ArchiveCorrupted, match="sequence number"):
        Ledger(tmp_path)
