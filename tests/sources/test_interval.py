"""The interval between requests: the operator may lengthen it, never shorten it."""

from __future__ import annotations

import pytest

from pipelines.archive.archive import Archive
from pipelines.clock import Clock
from pipelines.settings import BadUsage
from pipelines.sources.client import live_client
from pipelines.sources.politeness import CONTACT_VARIABLE, INTERVAL_VARIABLE, interval_from_environment
from tests.sources.loopback import NIGHT


@pytest.mark.parametrize("text, seconds", [("", 1.0), (" 3 ", 3.0), ("1", 1.0), ("2.5", 2.5)])
def test_the_interval_may_be_lengthened(monkeypatch: pytest.MonkeyPatch, text: str, seconds: float) -> None:
    monkeypatch.setenv(INTERVAL_VARIABLE, text)
    assert interval_from_environment(1.0) == seconds


def test_the_interval_of_the_settings_is_not_shortened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(INTERVAL_VARIABLE, "2")
    assert interval_from_environment(5.0) == 5.0


@pytest.mark.parametrize("text", ["0.5", "0", "-3", "soon", "nan", "inf"])
def test_a_shorter_interval_is_refused_before_anything_is_asked(
    monkeypatch: pytest.MonkeyPatch, archive: Archive, text: str
) -> None:
    monkeypatch.setenv(CONTACT_VARIABLE, "data.team@council.example")
    monkeypatch.setenv(INTERVAL_VARIABLE, text)
    with pytest.raises(BadUsage, match=f"{INTERVAL_VARIABLE}=.* is not accepted"):
        live_client(archive, Clock(now=lambda: NIGHT))
