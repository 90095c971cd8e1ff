"""Closed cases whose time is over: counted and gone, in one step, and none too early."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from sqlalchemy import select

from desk.facts import Facts, PublishedFacts
from desk.keeping import closed_cases
from desk.store.database import Store, open_store
from desk.store.models import Attempt, Audit, Case, CaseCount, FollowUp, Note
from pipelines.cli import main
from pipelines.layout import DataFolder
from tests.desk.casework_bench import Bench
from tests.desk.served import MORNING

#: A school of the sample.
URN = 900104
LONG_AGO = MORNING - timedelta(days=400)
BEFORE = MORNING - timedelta(days=365)


def facts_of(data: Path) -> Facts:
    return PublishedFacts(DataFolder(data)).current()


def closed_case(store: Store, flag_id: str, urn: int = URN, **more: object) -> int:
    """A case that was closed long ago, with an attempt, a note and a prompt that was followed."""
    officer = Bench(store).officer("Robin Vale")
    said = {"state": "closed", "closed_at": LONG_AGO, "close_reason": "support_taken_up"}
    with store.write() as session:
        case = Case(
            flag_id=flag_id, urn=urn, tier=2, opened_at=LONG_AGO, changed_at=LONG_AGO, **(said | more)
        )
        session.add(case)
        session.flush()
        made = {"case_id": case.case_id, "officer_id": officer}
        session.add(Attempt(made_at=LONG_AGO, route="letter", outcome="message_left", **made))
        session.add(Note(written_at=LONG_AGO, text="Call after 15:00.", **made))
        session.add(FollowUp(case_id=case.case_id, after_days=30, due_on=date(2025, 6, 1), done_at=LONG_AGO))
    return case.case_id


def test_what_is_left_of_a_case_is_a_count_and_the_audit(data: Path, either_store: Store) -> None:
    store, facts = either_store, facts_of(data)
    for flag_id in ("f1", "f2"):
        closed_case(store, flag_id)
    assert closed_cases.reduce(store, facts, BEFORE, MORNING) == 2
    assert closed_cases.reduce(store, facts, BEFORE, MORNING) == 0
    closed_case(store, "f3")
    assert closed_cases.reduce(store, facts, BEFORE, MORNING) == 1
    with store.read() as session:
        for part in (Case, Attempt, Note, FollowUp):
            assert session.scalars(select(part)).all() == []
        (count,) = session.scalars(select(CaseCount))
        lines = session.scalars(select(Audit).order_by(Audit.audit_id)).all()
    month = LONG_AGO.date().replace(day=1)
    assert (count.month, count.local_authority, count.tier) == (month, "Fallowshire", 2)
    assert (count.close_reason, count.cases) == ("support_taken_up", 3)
    assert [(line.action, line.details["cases"]) for line in lines] == [
        ("cases_reduced", 2),
        ("cases_reduced", 1),
    ]


@pytest.mark.parametrize("why", ["too new", "open", "on the list", "promised"])
def test_a_case_stays_while_it_is_needed(data: Path, store: Store, why: str) -> None:
    facts = facts_of(data)
    flag_id = facts.flags[0]["flag_id"] if why == "on the list" else "f1"
    more: dict[str, Any] = {"closed_at": BEFORE} if why == "too new" else {}
    if why == "open":
        more = {"state": "contacted"}
    case_id = closed_case(store, flag_id, **more)
    if why == "promised":
        with store.write() as session:
            session.add(FollowUp(case_id=case_id, after_days=365, due_on=date(2026, 6, 30)))
    assert closed_cases.over(store, facts, BEFORE) == []
    assert closed_cases.reduce(store, facts, BEFORE, MORNING) == 0


def test_the_command_shows_what_would_go_and_removes_it_when_told(data: Path) -> None:
    address = f"sqlite:///{DataFolder(data).desk_database}"
    store = open_store(address)
    number = closed_case(store, "f1")
    store.close()
    for arguments, left in (([], 1), (["--apply"], 0)):
        answer = CliRunner().invoke(main, ["retention", *arguments, "--data", str(data)])
        assert answer.exit_code == 0, answer.output
        assert "Cases: 1 of 1 has had its time" in answer.output
        assert f"case {number}, closed" in answer.output
        store = open_store(address)
        with store.read() as session:
            assert len(session.scalars(select(Case)).all()) == left
        store.close()
