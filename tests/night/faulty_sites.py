"""Sites that misbehave on demand, nights over them, and what such a night leaves: the scene of
test_faulty_sites.py.

Belongs here: the invented country, its days, the faults as one word each, what is compared. Does not belong
here: what is expected.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from pipelines.night import Night, open_night
from pipelines.settings import NightSettings
from pipelines.sources.politeness import Limits
from pipelines.sources.report import SourceReport
from pipelines.warehouse.admission import REFUSED, Admission, admitted_documents, decide_admissions
from pipelines.warehouse.site_admission import decide_site_admissions
from replica.scenario import read_scenario
from replica.schools import Scenario
from replica.server.app import ReplicaServer, running
from replica.server.world import ASSETS, FILES, GIAS_FILES, GOVUK, REPORTS
from replica.serving import world_of

SCENARIO = Path(__file__).with_suffix(".txt")
SOUND, FAULTY, NEXT, LAST = (date(2026, 6, day) for day in (2, 10, 11, 12))

Told = dict[str, Any]

#: Where a fault falls, by one word.
PLACES: dict[str, Told] = {
    "search": {"host": REPORTS, "path": "^/search"},
    "one search": {"host": REPORTS, "path": r"^/search.*level_2_types%5B%5D=2.*status%5B%5D=1"},
    "one page": {"host": REPORTS, "path": "^/provider/21/900203"},
    "pages": {"host": REPORTS, "path": "^/provider/"},
    "files": {"host": FILES, "path": "^/v1/file/"},
    "listing": {"host": GOVUK, "path": "^/api/content/"},
    "one listing": {"host": GOVUK, "path": "^/api/content/.*non-association"},
    "lists": {"host": ASSETS, "path": "^/media/"},
    "register": {"host": GIAS_FILES, "path": "/edubasealldata"},
    "links": {"host": GIAS_FILES, "path": "/(links|academies)"},
}

#: Trying again is proved elsewhere; a body may have as little as those of these sites have.
BRIEF = replace(
    Limits.from_reference(),
    tries=2,
    first_pause_seconds=0.01,
    longest_pause_seconds=0.05,
    largest_bytes=dict.fromkeys(Limits.from_reference().largest_bytes, 2_000_000),
)
#: For faults that are a matter of time, and for no others: a busy machine may be as slow as these.
HURRIED = replace(BRIEF, timeout_seconds=0.15, total_seconds=0.4)
SLOW = {"timeout", "slow_drip"}

#: By alias: what a row is called follows from the order in which things were first known.
QUESTIONS = {
    "inspections": """
        SELECT urn_at_inspection, inspection_start_date, inspection_number, kind, framework, publication_date,
               category_of_concern, outcome, withdrawn_on
        FROM inspection
    """,
    "judgements": """
        SELECT i.urn_at_inspection, i.inspection_start_date, j.area, j.grading_no, j.grade_date, j.grade,
               j.grade_rank, j.status
        FROM judgement AS j JOIN inspection AS i USING (inspection_id)
    """,
    "aliases": """
        SELECT i.urn_at_inspection, i.inspection_start_date, a.source, a.alias
        FROM inspection_alias AS a JOIN inspection AS i USING (inspection_id)
    """,
    "changes": """
        SELECT i.urn_at_inspection, i.inspection_start_date, c.area, c.previous_grade, c.grade, c.direction
        FROM judgement_change AS c JOIN inspection AS i USING (inspection_id)
    """,
    "categories": "SELECT lineage_id, category, entered_on, left_on FROM category_period",
    "schools": """
        SELECT urn, name, phase, type, local_authority, trust_uid, trust_name, pupils, status FROM school
    """,
    "links": "SELECT urn, linked_urn, link_type, source FROM school_link",
    "flags": """
        SELECT i.urn_at_inspection, f.publication_date, f.event_kind, f.base_tier, f.tier, f.status,
               list(r.rule_id ORDER BY r.rule_id) AS rules
        FROM welfare_flag AS f
        JOIN inspection AS i USING (inspection_id)
        JOIN flag_reason AS r USING (flag_id)
        GROUP BY ALL
    """,
}

Tables = dict[str, set[tuple[Any, ...]]]


def fault(name: str, *places: str, **more: object) -> list[Told]:
    """A fault in some places, as the switchboard takes it; of robots.txt, at their hosts."""
    if name == "robots_disallow":
        more["path"] = r"^/robots\.txt"
    return [{**PLACES[place], "fault": name, **more} for place in places]


@dataclass(frozen=True)
class NightSaid:
    """What a night's sources said, the documents that it refused, and every document that entered."""

    report: SourceReport
    setbacks: list[str]
    refused: list[Admission]
    entered: set[tuple[str, str]]

    @property
    def in_trouble(self) -> set[str]:
        """The sources that are degraded or unavailable."""
        return {source.name for source in self.report.degraded}

    @property
    def is_sound(self) -> bool:
        return not (self.in_trouble or self.refused or self.setbacks)


class FaultySites:
    """The sites in this process, and nights over them in any data folder."""

    def __init__(self, scenario: Scenario, server: ReplicaServer) -> None:
        self._scenario = scenario
        self._server = server

    @contextmanager
    def night(self, data: Path, day: date, faults: Sequence[Told] = ()) -> Iterator[Night]:
        """A night on which these faults last. Every data folder lives the days for itself."""
        self._server.world = world_of(self._scenario, day)
        self._server.faults.clear()
        self._server.faults.add(faults)
        settings = NightSettings(data, f"sample:{self._server.address}", day)
        limits = HURRIED if any(told["fault"] in SLOW for told in faults) else BRIEF
        with open_night(settings, stand_in_limits=limits) as night:
            yield night

    def fetch_and_parse(self, data: Path, day: date, faults: Sequence[Told] = ()) -> NightSaid:
        """The steps that meet the sites. Series and hash are told of every document that enters the build."""
        with self.night(data, day, faults) as night:
            report = night.fetch()
            lists = decide_admissions(night.archive, night.parsed)
            beside = decide_site_admissions(night.archive, night.data.parsed, night.as_of)
            refused = [decided for decided in (*lists, *beside.kept_out) if decided.status == REFUSED]
            entered = [*admitted_documents(lists, night.as_of), *beside.documents]
            return NightSaid(report, night.setbacks, refused, {(d.series, d.sha256) for d in entered})


@contextmanager
def faulty_sites() -> Iterator[FaultySites]:
    """The sites of faulty_sites.txt."""
    scenario = read_scenario(SCENARIO)
    with running(world_of(scenario, SOUND)) as server:
        yield FaultySites(scenario, server)


def published(data: Path) -> Tables:
    """What the published build holds, by alias and without the days on which it was first known."""
    with duckdb.connect(str(data / "published" / "warehouse.duckdb"), read_only=True) as connection:
        return {
            name: {
                tuple(tuple(value) if isinstance(value, list) else value for value in row)
                for row in connection.execute(question).fetchall()
            }
            for name, question in QUESTIONS.items()
        }


def copy_of(data: Path, folder: Path) -> Path:
    """A data folder to try a night in."""
    return Path(shutil.copytree(data, folder, symlinks=True))
