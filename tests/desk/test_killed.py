"""A desk that is killed while officers write: whatever it answered for is there, and nothing is half done.

WELFARE_MONITOR_DESK_KILLS says how often, where six times are not enough.
"""

from __future__ import annotations

import os
import random
import sqlite3
import threading
import time
from collections import Counter
from pathlib import Path

import pytest
import requests
from sqlalchemy import select

from desk.store.database import Store, open_store
from desk.store.models import Attempt, Audit, Case, FollowUp, Note
from tests.desk.case_browser import OpenCase
from tests.desk.desk_process import desk_process
from tests.desk.served import Browser, Now, serve_desk
from tests.faults.often import only_in_make_faults

KILLS = int(os.environ.get("WELFARE_MONITOR_DESK_KILLS", "6"))
OFFERS = ("write_note", "attempt", "write_note", "snooze", "wake")


def write_until_killed(
    case: OpenCase, round_: int, kept: list[tuple[str, str]], writes: threading.Event, is_put_off: bool
) -> None:
    """Send one form after another, each on the version that the last one made; ``kept``: what was
    answered for. A case that the round before left put off is taken up first."""
    version = int(case.hidden["version"])
    first = OFFERS.index("wake") if is_put_off else 0
    for number in range(first, 10_000):
        offer = OFFERS[number % len(OFFERS)]
        form = {
            "write_note": {"text": f"Note {number} of round {round_}"},
            "attempt": {"route": "letter", "outcome": "spoke_with_the_leader"},
            "snooze": {"until": "2026-06-20", "snooze_reason": "officer_away"},
            "wake": {},
        }[offer]
        try:
            answer = case.browser.post(case.path, {**case.hidden, "version": version, "offer": offer, **form})
        except requests.RequestException:
            return
        if answer.status_code == 303:
            version += 1
            writes.set()
            kept.append((offer, form.get("text", "")))
        elif answer.status_code != 500:
            raise AssertionError(f"{offer} on version {version}: {answer.status_code} {answer.text[:2000]}")


def require_whole(store: Store, flag_id: str, kept: list[tuple[str, str]], rounds: int) -> None:
    """Every acknowledged step is there, at most one a round besides; rows, version and audit tell the
    same."""
    with store.read() as session:
        case = session.scalars(select(Case).where(Case.flag_id == flag_id)).one()
        lines = session.scalars(
            select(Audit).where(Audit.case_id == case.case_id).order_by(Audit.audit_id)
        ).all()
        notes = session.scalars(select(Note.text).where(Note.case_id == case.case_id)).all()
        attempts = session.scalars(select(Attempt).where(Attempt.case_id == case.case_id)).all()
        prompts = session.scalars(select(FollowUp).where(FollowUp.case_id == case.case_id)).all()
    done = Counter(line.action for line in lines)
    answered = Counter(offer for offer, _ in kept)
    assert {text for offer, text in kept if offer == "write_note"} <= set(notes)
    assert (len(notes), len(attempts)) == (done["note_written"], done["attempt_recorded"])
    assert len(attempts) >= answered["attempt"]
    assert done["snoozed"] >= answered["snooze"]
    assert len(prompts) == (4 if attempts else 0)
    assert [line.details["version"] for line in lines] == list(range(1, case.version + 1))
    assert case.state == lines[-1].state_after
    assert (case.state == "snoozed") == (case.snoozed_until is not None)
    # The case was taken before the first round; one step a round may be written and not answered for.
    assert 0 <= case.version - len(kept) - 1 <= rounds


@only_in_make_faults
@pytest.mark.timeout(120 + 20 * KILLS)
def test_a_desk_that_is_killed_keeps_every_step_that_it_answered_for(data: Path) -> None:
    drawn = random.Random(20260611)
    with serve_desk(data, Now()) as served:
        flags = [str(flag["flag_id"]) for flag in served.desk.facts.current().flags if flag["tier"] == 2][:2]
        officers = [served.add_officer(name) for name in ("Robin Vale", "Sam Field")]
        browsers = [served.browser(officer) for officer in officers]
        for flag_id, browser, officer in zip(flags, browsers, officers, strict=True):
            OpenCase(browser, flag_id).open().send("assign", officer_id=officer.officer_id)
        database = served.desk.settings.database
    kept: dict[str, list[tuple[str, str]]] = {flag_id: [] for flag_id in flags}
    put_off: set[str] = set()
    for round_ in range(1, KILLS + 1):
        with desk_process(data) as running:
            cases = [
                OpenCase(Browser(running.address, browser.session), flag_id).open()
                for flag_id, browser in zip(flags, browsers, strict=True)
            ]
            writes = threading.Event()
            writing = [
                threading.Thread(
                    target=write_until_killed,
                    args=(case, round_, kept[case.flag_id], writes, case.flag_id in put_off),
                )
                for case in cases
            ]
            for thread in writing:
                thread.start()
            assert writes.wait(30), "the desk took nothing"
            time.sleep(drawn.uniform(0, 0.1))
            running.kill()
            for thread in writing:
                thread.join(30)
        with sqlite3.connect(database.removeprefix("sqlite:///")) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        connection.close()
        store = open_store(database)
        for flag_id in flags:
            require_whole(store, flag_id, kept[flag_id], round_)
        with store.read() as session:
            put_off = set(session.scalars(select(Case.flag_id).where(Case.state == "snoozed")))
        store.close()
    assert sum(len(steps) for steps in kept.values()) > KILLS
