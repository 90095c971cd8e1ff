"""A machine whose clock is days off keeps nothing; a clock that is kept, and an answer from a store, pass."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from pipelines.archive.archive import Archive
from pipelines.archive.ledger_entries import Purpose
from pipelines.clock import Clock
from pipelines.sources.client import PoliteClient
from pipelines.sources.clock_check import ClockDisagrees, require_same_day
from pipelines.sources.politeness import Limits
from tests.sources.loopback import PublicServer, answer

NOW = datetime(2026, 9, 10, 2, 30, tzinfo=UTC)


@pytest.mark.parametrize("days", [-400, -3, 3, 400])
def test_a_clock_that_is_days_off_ends_the_night_before_anything_is_kept(
    archive: Archive, limits: Limits, server: PublicServer, days: int
) -> None:
    """The server on this machine says what time it is; the client's clock is off by so many days."""
    address = server.on("/page", answer(200, b"<html></html>"))
    clock = Clock(lambda: datetime.now(UTC) + timedelta(days=days))
    with (
        PoliteClient(archive, clock, "data.team@council.example", limits=limits, checks_clock=True) as client,
        pytest.raises(ClockDisagrees, match="Nothing was kept"),
    ):
        client.get(address, Purpose(kind="content_page"))
    assert not list(archive.fetches())


@pytest.mark.parametrize(
    "headers",
    [
        {"Date": "Thu, 10 Sep 2026 02:31:00 GMT"},
        {"Date": "Wed, 09 Sep 2026 02:30:00 GMT"},
        {"Date": "Thu, 03 Sep 2026 02:30:00 GMT", "Age": "604800"},
        {"Date": "tonight"},
        {},
    ],
    ids=["a minute off", "a day off", "a week in a store", "no date", "not told"],
)
def test_what_says_nothing_against_our_clock_passes(headers: dict[str, str]) -> None:
    require_same_day(headers, "www.example.org", NOW)
