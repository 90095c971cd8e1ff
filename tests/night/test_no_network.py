"""Live nights without a network, or without a contact. Nothing here sends a request: names do not resolve."""

from __future__ import annotations

import socket
from datetime import date
from pathlib import Path
from typing import Any, Never

import pipelines.night
from pipelines.clock import fixed_clock
from pipelines.records import write_record
from pipelines.sources.client import PoliteClient
from tests.night.night_process import command
from tests.night.nights import NEXT_DAY, Nights, facts, published

CONTACT = "data.team@council.example"


def unplug() -> None:
    """No name resolves, pauses take no time, and today is the day after the sound night."""

    def no_address(*_: Any, **__: Any) -> Never:
        raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")

    socket.getaddrinfo = no_address
    defaults = PoliteClient.__init__.__kwdefaults__
    assert defaults is not None
    defaults["sleep"] = lambda seconds: None
    pipelines.night.machine_clock = lambda: fixed_clock(NEXT_DAY)  # type: ignore[attr-defined]


def test_a_live_night_needs_a_contact(tmp_path: Path, told: Path) -> None:
    ended = command(told, tmp_path / "data", "live", before=unplug).wait()
    assert ended.code == 2
    assert (
        "set WELFARE_MONITOR_CONTACT to an e-mail address or a web address of your organisation" in ended.said
    )
    assert not (tmp_path / "data" / "origin.json").exists()


def test_a_live_night_stands_for_today(tmp_path: Path, told: Path) -> None:
    ended = command(told, tmp_path / "data", "live", date(2026, 6, 9), before=unplug, contact=CONTACT).wait()
    assert ended.code == 2
    assert "A live night stands for today: leave AS_OF out." in ended.said


def test_without_a_network_a_new_folder_has_nothing_to_build_from(tmp_path: Path, told: Path) -> None:
    ended = command(told, tmp_path / "data", "live", before=unplug, contact=CONTACT).wait()
    assert ended.code == 1
    assert "No document could be admitted, so there is nothing to build from." in ended.said
    assert "robots.txt of www.gov.uk cannot be read (no connection to www.gov.uk" in ended.said
    assert not (tmp_path / "data" / "published").exists()


def test_without_a_network_what_is_archived_stands_and_the_night_is_degraded(
    nights: Nights, told: Path
) -> None:
    write_record(nights.data / "origin.json", {"sources": "live"})
    before = facts(nights.data)
    ended = command(told, nights.data, "live", before=unplug, contact=CONTACT).wait()
    assert ended.code == 3, ended.output
    assert "Monthly management information, state-funded schools: The page could not be read: " in ended.said
    assert "no connection to www.gov.uk" in ended.said
    assert published(nights.data)[0].startswith(NEXT_DAY.isoformat())
    assert facts(nights.data) == before
