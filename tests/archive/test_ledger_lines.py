"""Lines of the ledger read quickly: each says what it says by itself, whatever was read before it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.archive.ledger_entries import REPORT, Decision, Entry, FetchRecord, Purpose, from_json, to_json
from pipelines.archive.ledger_lines import LineReader

BEGUN = datetime(2026, 1, 30, 2, 30, 0, 512, tzinfo=UTC)
ADDRESSES = ("https://www.gov.uk/a", "https://www.gov.uk/é", 'https://www.gov.uk/"b"', "back\\slash", "")
HEADERS: tuple[Mapping[str, str], ...] = ({}, {"etag": '"1"'}, {"etag": "2", "fetched_at": "never"})
PURPOSES = (Purpose(REPORT), Purpose("gias_extract", "gias", "Schools – été", date(2025, 8, 31)))

#: Few values of each, so that most answers repeat an earlier one in part or whole.
answers = st.lists(
    st.builds(
        FetchRecord,
        sequence=st.integers(1, 10**9),
        address=st.sampled_from(ADDRESSES),
        fetched_at=st.integers(0, 2).map(lambda days: BEGUN + timedelta(days=days)),
        status=st.sampled_from((200, 404)),
        headers=st.sampled_from(HEADERS),
        sha256=st.sampled_from(("ab" * 32, None)),
        bytes=st.sampled_from((12, None)),
        from_cache=st.booleans(),
        purpose=st.sampled_from(PURPOSES),
        redirected_to=st.sampled_from((None, "https://www.gov.uk/b")),
        redacted=st.sampled_from(((), ("HeadFirstName",))),
    )
    | st.builds(
        Decision, st.integers(1, 9), st.just(BEGUN), st.just("admit"), st.just("ab" * 32), st.just("why")
    ),
    max_size=12,
)


def line(entry: Entry, **dumping: object) -> bytes:
    return (json.dumps(to_json(entry), ensure_ascii=False, **dumping) + "\n").encode()  # type: ignore[arg-type]


@given(answers)
def test_a_line_says_what_it_says_alone(entries: list[Entry]) -> None:
    reader = LineReader()
    lines = list(map(line, entries))
    assert list(map(reader.read, lines)) == [from_json(json.loads(told)) for told in lines]


def repeated() -> tuple[LineReader, bytes]:
    """A reader that has read a line, and the line of the next night."""
    reader = LineReader()
    told = FetchRecord(1, "x", BEGUN, 200, {}, "ab" * 32, 12, False, Purpose(REPORT))
    reader.read(line(told))
    return reader, line(told).replace(b'"sequence": 1', b'"sequence": 2')


def test_a_repetition_is_not_parsed_again(monkeypatch: pytest.MonkeyPatch) -> None:
    reader, again = repeated()
    monkeypatch.delattr("pipelines.archive.ledger_lines.from_json")
    assert reader.read(again).sequence == 2


@pytest.mark.parametrize(
    ("was", "reads"),
    [
        (b"2026-01-30", b"2026-02-30"),
        (b"T02:", b"T2:"),
        (b'"sequence": 2', b'"sequence": two'),
        (b"}}", b"}"),
    ],
    ids=["no such day", "no such time", "no number", "cut short"],
)
def test_a_line_that_is_none_is_refused_though_the_rest_repeats(was: bytes, reads: bytes) -> None:
    reader, again = repeated()
    assert was in again
    with pytest.raises(ValueError, match=r"\w"):
        reader.read(again.replace(was, reads))


def test_a_line_in_another_spacing_is_read_whole() -> None:
    reader, again = repeated()
    entry = reader.read(again)
    assert reader.read(line(entry, separators=(",", ":"))) == entry
