"""Reports that no program could read with certainty: which they are, and what a person read in one.

Belongs here: the list, the form in two steps, and the look at what was entered before it is handed in. Does
not belong here: what a reading may say (pipelines/documents/report/human_reading.py) and where it is kept
(pipelines/archive/inbox.py). It counts from the next build on.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from starlette.responses import Response

from desk.casework import audit
from desk.casework.codes import Action
from desk.security.roles import Role
from desk.web.errors import NotFound
from desk.web.forms import day_in
from desk.web.page import page
from desk.web.visit import Visit
from pipelines.archive.archive import Archive
from pipelines.archive.inbox import Inbox
from pipelines.database import Row
from pipelines.documents.refusal import DocumentRefused
from pipelines.documents.report import human_reading
from pipelines.documents.report.human_reading import NO_CATEGORY, NOT_TOLD, Place
from pipelines.reference import read_csv
from pipelines.texts import say

#: What can be wrong with a reading whose every word was chosen from a list.
_TOLD = ("reading_empty", "reading_grades", "reading_kind", "reading_day_differs", "reading_days")


@dataclass(frozen=True)
class Asked:
    """What the second step asks for, of a kind and a framework. areas: each with the words that may stand
    beside it, as value and label; outcomes: likewise."""

    kind: str
    framework: str
    start: date
    end: date | None
    areas: dict[str, list[tuple[str, str]]]
    outcomes: list[tuple[str, str]]


@page("/readings", needs=Role.OFFICER)
def waiting(visit: Visit) -> Response:
    """The reports that wait for a person, of the schools that the visitor covers."""
    return visit.render(
        "readings.html.j2",
        facts=visit.facts,
        reports=_covered(visit),
        is_done=visit.query.get("done") == "1",
    )


@page("/readings/{document_id}", needs=Role.OFFICER, methods=("GET", "POST"))
def reading(visit: Visit) -> Response:
    """Read one: which inspection it was, what stands in it, a look at that, and then it is handed in."""
    report = next((row for row in _covered(visit) if row["document_id"] == visit.path["document_id"]), None)
    if report is None:
        raise NotFound
    form = visit.form
    problems: list[tuple[str, str]] = []
    asked = None
    if visit.request.method == "POST" or "kind" in visit.query:
        given: Mapping[str, str] = form if visit.request.method == "POST" else visit.query
        asked, problems = _asked(given)
    said = None
    if asked is not None and visit.request.method == "POST":
        said, problems = _said(visit, report, asked)
        if said is not None and form.get("step") == "hand_in":
            _hand_in(visit, report, said)
            return visit.go("/readings?done=1")
    return visit.render(
        "reading.html.j2",
        status=422 if problems else 200,
        facts=visit.facts,
        report=report,
        link=visit.report_link(report["url"]),
        kinds=[(kind, say(f"desk.kind.{kind}")) for kind in human_reading.kinds_read()],
        frameworks=[(name, say(f"framework.{name}")) for name in _frameworks(visit.facts.as_of)],
        categories=_categories(),
        left_out=[say(f"area.{area}") for area in asked.areas if area not in said["grades"]]
        if asked and said
        else [],
        asked=asked,
        said=said,
        problems=problems,
    )


def _covered(visit: Visit) -> list[Row]:
    covers = visit.visitor.coverage.covers
    return [row for row in visit.facts.rows("desk/awaiting_reading") if row["urn"] and covers(row)]


def _categories() -> list[tuple[str, str]]:
    """What can be said of a category of concern, each with its words."""
    said = [(code, say(f"desk.readings.categories.{code}")) for code in (NOT_TOLD, NO_CATEGORY)]
    return said + [(row["category"], row["title"]) for row in read_csv("categories.csv")]


def _frameworks(as_of: date) -> list[str]:
    """Every framework, the one in force first."""
    named = [row["framework"] for row in read_csv("frameworks.csv")]
    now = human_reading.frameworks_on(as_of)
    return sorted(named, key=lambda name: (name not in now, -named.index(name)))


def _asked(given: Mapping[str, str]) -> tuple[Asked | None, list[tuple[str, str]]]:
    """What the first step says, or what is wrong with it by field."""
    problems = []
    start, end = day_in(given.get("start", "")), day_in(given.get("end", ""))
    kind, name = given.get("kind", ""), given.get("framework", "")
    if kind not in human_reading.kinds_read():
        problems.append(("kind", say("desk.readings.problem.kind")))
    if start is None:
        problems.append(("start", say("desk.readings.problem.start")))
    if given.get("end") and (end is None or (start and end < start)):
        problems.append(("end", say("desk.readings.problem.end")))
    framework = human_reading.frameworks_on(start).get(name) if start else None
    if start and framework is None:
        problems.append(("framework", say("desk.readings.problem.framework")))
    if problems or start is None or framework is None:
        return None, problems
    areas = {
        area: [(word, word) for word in human_reading.grades_of(area, framework)]
        for area in human_reading.areas_of(kind, framework.name)
    }
    outcomes = [(words, words) for words in human_reading.outcomes_of(kind)]
    return Asked(kind, name, start, end, areas, outcomes), []


def _said(visit: Visit, report: Row, asked: Asked) -> tuple[dict[str, Any] | None, list[tuple[str, str]]]:
    """The reading as it would be handed in, or what is wrong with it."""
    form = visit.form
    said = {
        # The day of the data that it was read beside, so that it counts from the next build on.
        "read_on": min(visit.today, visit.facts.as_of).isoformat(),
        "urn": report["urn"],
        "kind": asked.kind,
        "framework": asked.framework,
        "inspection_start_date": asked.start.isoformat(),
        "inspection_end_date": asked.end.isoformat() if asked.end else None,
        "category": form.get("category", ""),
        "outcome": form.get("outcome") or None,
        "grades": {area: form[f"grade-{area}"] for area in asked.areas if form.get(f"grade-{area}")},
    }
    try:
        read = human_reading.read_human_reading(said)
        human_reading.agree(read, [Place(report["urn"], report["inspection_start_date"])])
    except DocumentRefused as refused:
        code = refused.reason_code if refused.reason_code in _TOLD else "reading_other"
        return None, [("category", say(f"desk.readings.refused.{code}"))]
    return said, []


def _hand_in(visit: Visit, report: Row, said: Mapping[str, Any]) -> None:
    """Keep the reading, with a line of the audit that is taken back where it cannot be kept."""
    data = visit.desk.settings.data
    sha256 = Archive(data.archive).whole_hash(report["document_id"])
    with visit.desk.store.write() as session:
        audit.record(
            session,
            Action.READING_RECORDED,
            at=visit.desk.clock.now(),
            officer_id=visit.visitor.officer_id,
            build=visit.facts.build,
            urn=report["urn"],
            document_id=report["document_id"],
        )
        session.flush()
        Inbox(data.archive / "inbox").hand_in(sha256, said)
