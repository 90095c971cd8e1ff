"""Alarms reach a real receiver: once, not too often, and again when it is over."""

from __future__ import annotations

import dataclasses
import threading
from datetime import timedelta

import pytest

from pipelines.channels import Channels
from pipelines.watch.after_night import night_in_words, raise_alarms, tell_of_the_night
from pipelines.watch.alarms import Told, tell
from pipelines.watch.settings import CHANNELS_VARIABLE, WatchSettings
from pipelines.watch.standing import look
from tests.watch.conftest import Installation, Receiver


def told(installation: Installation, receiver: Receiver) -> Told:
    found = raise_alarms(installation.data, installation.clock, {CHANNELS_VARIABLE: receiver.address})
    assert found is not None
    return found


def test_a_good_morning_says_nothing(installation: Installation, receiver: Receiver) -> None:
    assert told(installation, receiver) == Told()
    assert receiver.messages == []


def test_a_trouble_is_told_once_and_that_it_is_over(installation: Installation, receiver: Receiver) -> None:
    installation.attempt("failed", why=("Refused: a document of Alder School",))
    assert told(installation, receiver).new == ("night_failed",)
    assert told(installation, receiver) == Told()
    installation.attempt("done")
    assert told(installation, receiver).over == ("night_failed",)
    assert told(installation, receiver) == Told()
    first, last = receiver.messages
    assert first["title"] == "Ofsted welfare monitor: it needs somebody"
    assert "failed" in first["message"]
    assert "Run welfare-monitor nightly again." in first["message"]
    assert "Alder" not in first["message"], "no school in a message"
    assert last["message"].startswith("Over: The night begun on 10 June 2026, 02:30 failed")


def test_what_lasts_is_told_again_after_some_days(installation: Installation, receiver: Receiver) -> None:
    installation.attempt("degraded", sources="recorded")
    assert told(installation, receiver).new == ("night_degraded",)
    installation.now += timedelta(days=2, hours=23)
    assert told(installation, receiver) == Told()
    installation.now += timedelta(hours=1)
    assert told(installation, receiver).reminded == ("night_degraded",)
    assert receiver.messages[-1]["message"].startswith("Still: ")


def test_no_more_than_so_many_messages_a_day(installation: Installation, receiver: Receiver) -> None:
    """What did not fit is not lost: it is told when there is room."""
    results = ["failed", "done"] * 4
    for result in results:
        installation.attempt(result)
        told(installation, receiver)
    assert len(receiver.messages) == 6
    installation.attempt("failed")
    held = told(installation, receiver)
    assert (held.new, held.problem) == (
        (),
        "6 messages were sent in the last 24 hours: this one waits for room.",
    )
    installation.now += timedelta(hours=24)
    assert "night_failed" in told(installation, receiver).new


def test_a_channel_that_takes_nothing_is_asked_again(installation: Installation, receiver: Receiver) -> None:
    receiver.answers = 500
    installation.attempt("failed")
    problem = told(installation, receiver).problem
    assert problem == f"no channel in {CHANNELS_VARIABLE} took it"
    assert receiver.address not in problem, "an address may hold a secret"
    receiver.answers = 200
    assert told(installation, receiver).new == ("night_failed",)


def test_an_address_that_is_none_is_said_and_fails_nothing(installation: Installation) -> None:
    found = raise_alarms(installation.data, installation.clock, {CHANNELS_VARIABLE: "nonsense://secret"})
    assert found is not None
    assert found.problem == f"Address 1 in {CHANNELS_VARIABLE} is none that Apprise knows."


def test_without_channels_nothing_is_looked_at(installation: Installation) -> None:
    assert raise_alarms(installation.data, installation.clock, {}) is None
    assert not (installation.data.watch / "alarms.json").exists()


def test_what_was_told_before_cannot_be_read(installation: Installation, receiver: Receiver) -> None:
    installation.attempt("failed")
    told(installation, receiver)
    (installation.data.watch / "alarms.json").write_bytes(b"\x00")
    assert told(installation, receiver).new == ("night_failed",), "twice rather than never"


def test_two_who_look_at_once_tell_once(
    installation: Installation, receiver: Receiver, settings: WatchSettings
) -> None:
    installation.attempt("failed")
    channels = Channels((receiver.address,), CHANNELS_VARIABLE)
    standing = look(installation.data, settings, installation.clock)
    looking = [
        threading.Thread(target=tell, args=(standing, installation.data, settings, channels.send))
        for _ in range(4)
    ]
    for each in looking:
        each.start()
    for each in looking:
        each.join()
    assert len(receiver.messages) == 1


SUMMARY = {
    "as_of": "2026-06-10",
    "state": "done",
    "facts": {"new_inspections": 173, "awaiting_reading": 8, "rejected_rows": 1},
    "flags_by_tier": [
        {"tier": 1, "flags": 4, "raised_tonight": 1},
        {"tier": 3, "flags": 45, "raised_tonight": 2},
    ],
    "new_documents": ["A list"],
    "new_of_the_site": {"provider_page": 20},
    "refused_documents": [],
    "seconds": 12.4,
}


def test_the_account_of_a_night_is_numbers(installation: Installation) -> None:
    subject, text = night_in_words(SUMMARY)
    assert subject == "Ofsted welfare monitor: the night of 2026-06-10"
    assert "On the list: 49 schools, 3 of them since tonight." in text
    assert "New: 173 inspections from 1 lists and 20 pages and files." in text


@pytest.mark.parametrize("wanted", [True, False])
def test_the_account_is_sent_where_it_is_wanted(
    installation: Installation, receiver: Receiver, monkeypatch: pytest.MonkeyPatch, wanted: bool
) -> None:
    from pipelines.records import write_record

    write_record(installation.data.night / "summary.json", SUMMARY)
    settings = dataclasses.replace(WatchSettings.read({}), every_night=wanted)
    monkeypatch.setattr(WatchSettings, "read", lambda environment: settings)
    assert tell_of_the_night(installation.data, {CHANNELS_VARIABLE: receiver.address}) == ""
    assert len(receiver.messages) == wanted
