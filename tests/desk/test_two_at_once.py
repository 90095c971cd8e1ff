"""Two officers who act on one case at the same moment, over real HTTP: one is taken, the other is told."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import select

from desk.store.models import Audit, Case, Note
from tests.desk.case_browser import OpenCase
from tests.desk.served import Now, Served, serve_desk
from tests.postgresql import Postgresql


@pytest.mark.parametrize(("kind", "rounds"), [("sqlite", 50), ("postgresql", 20)])
def test_two_officers_at_once_never_lose_a_write(
    kind: str, rounds: int, data: Path, request: pytest.FixtureRequest
) -> None:
    told = {}
    if kind == "postgresql":
        server: Postgresql = request.getfixturevalue("postgresql")
        told["database"] = server.new_database()
    with serve_desk(data, Now(), **told) as served:
        _write_at_once(served, rounds)


def _write_at_once(served: Served, rounds: int) -> None:
    flag_id = str(served.desk.facts.current().flags[0]["flag_id"])
    officers = [served.add_officer("Robin Vale"), served.add_officer("Sam Field")]
    cases = [OpenCase(served.browser(officer), flag_id).open() for officer in officers]
    together = threading.Barrier(len(cases))

    def write(who: int, number: int) -> tuple[int, str]:
        """Send a note on the version that both saw; what was sent is shown back where it was not kept."""
        text = f"Note {number} of {who}"
        case = cases[who]
        together.wait(timeout=20)
        form = {**case.hidden, "version": number, "offer": "write_note", "text": text}
        answer = case.browser.post(case.path, form)
        assert answer.status_code == 303 or text in answer.text
        return answer.status_code, text

    kept = []
    with ThreadPoolExecutor(max_workers=len(cases)) as pool:
        for number in range(rounds):
            answers = list(pool.map(write, range(len(cases)), [number] * len(cases)))
            assert sorted(status for status, _ in answers) == [303, 409], (number, answers)
            kept += [text for status, text in answers if status == 303]
    with served.desk.store.read() as session:
        assert list(session.scalars(select(Note.text).order_by(Note.note_id))) == kept
        assert session.scalars(select(Case.version)).all() == [rounds]
        lines = session.scalars(select(Audit).where(Audit.action == "note_written")).all()
    assert [line.details["version"] for line in lines] == list(range(1, rounds + 1))
