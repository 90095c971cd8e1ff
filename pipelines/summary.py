"""What a night has to say when it ends: for a person, for a log, for a machine.

Belongs here: gathering the night's records and a few counts of the published build into one account. Does not
belong here: printing it (pipelines/cli/nightly.py) and the counts' statements (sql/summary).
"""

from __future__ import annotations

import logging
import time
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from pipelines.casework_port import left_out, open_casework, reached_schools, reviews_due
from pipelines.database import open_read_only, read_rows
from pipelines.night import SOURCES_RECORD, Night
from pipelines.records import require_record, write_record
from pipelines.sources.report import DEGRADED_STATES
from pipelines.warehouse.admission import ADMITTED, QUARANTINED, REFUSED
from pipelines.warehouse.publish import published_build

log = logging.getLogger(__name__)

DONE = "done"
NOTHING_NEW = "nothing_new"
DEGRADED = "degraded"


@dataclass(frozen=True)
class NightSummary:
    """One night in one account. Counts of flags and facts describe the published build.

    new_of_the_site: pages and reports of the reports site and files of the register first had on this day, by
    kind. not_shown: schools with an open flag that are left out of the lists. reviews_due: objections to look
    at again. case_counts: how many months the desk has counted (0: it has handed over none), and the problem
    with its file.
    """

    as_of: date
    state: str
    build_id: str
    published: bool
    sources: list[dict[str, Any]]
    new_documents: list[str]
    new_of_the_site: dict[str, int]
    refused_documents: list[dict[str, Any]]
    set_aside_by_operator: int
    facts: dict[str, int]
    flags_by_tier: list[dict[str, Any]]
    reasons: list[dict[str, Any]]
    flags_by_status: dict[str, int]
    changes_tonight: dict[str, int]
    not_shown: int
    reviews_due: int
    case_counts: dict[str, Any]
    seconds: float
    folder: Path = field(default_factory=Path)

    def record(self) -> dict[str, Any]:
        """The account as JSON would hold it."""
        return {
            name: str(value) if isinstance(value, (date, Path)) else value
            for name, value in asdict(self).items()
        }

    @property
    def degraded(self) -> bool:
        return self.state == DEGRADED


def summarise(night: Night) -> NightSummary:
    """Gather the account of a night that has published (or had nothing to), and keep it in
    DATA/night/summary.json."""
    data = night.data
    build = published_build(data)
    if build is None:
        raise FileNotFoundError(
            f"{data.published} leads nowhere although the night has ended: run the night again."
        )
    told = require_record(data.night / SOURCES_RECORD)
    sources = [source for step in told.values() for source in step]
    admissions = require_record(data.night / "admission.json")
    candidate = require_record(data.night / "candidate.json")
    refused = [admission for admission in admissions if admission["status"] == REFUSED]
    counts = candidate["case_counts"]
    degraded = (
        bool(refused)
        or bool(counts["problem"])
        or any(source["state"] in DEGRADED_STATES for source in sources)
    )
    new = not candidate["is_published"]
    casework = open_casework(data)
    with open_read_only(build.warehouse) as connection:
        reached = reached_schools(connection, casework.objections())
        summary = NightSummary(
            as_of=night.as_of,
            state=DEGRADED if degraded else DONE if new else NOTHING_NEW,
            build_id=build.build_id,
            published=new,
            sources=sources,
            new_documents=[
                a["title"]
                for a in admissions
                if a["status"] == ADMITTED and a["known_from"] == str(night.as_of)
            ]
            if new
            else [],
            new_of_the_site=require_record(data.night / "new_documents.json"),
            refused_documents=refused,
            set_aside_by_operator=sum(a["status"] == QUARANTINED for a in admissions),
            facts=read_rows(connection, "summary/facts")[0],
            flags_by_tier=read_rows(connection, "summary/flags_by_tier"),
            reasons=read_rows(connection, "summary/open_by_tier"),
            flags_by_status={
                row["status"]: row["flags"] for row in read_rows(connection, "summary/flags_by_status")
            },
            changes_tonight={
                row["event"]: row["flags"]
                for row in (read_rows(connection, "summary/changes_tonight") if new else [])
            },
            not_shown=read_rows(connection, "explain/left_out", left_out=left_out(connection, casework))[0][
                "schools"
            ],
            reviews_due=len(reviews_due(casework, night.clock.today(), reached)),
            case_counts=counts,
            seconds=round(time.monotonic() - night.opened, 1),
            folder=data.published,
        )
    write_record(data.night / "summary.json", summary.record())
    night.summary = summary
    log.info(
        "The night of %s is %s: %d new inspections, %d rows set aside, %d reports wait for a person, %.1f s",
        summary.as_of,
        summary.state,
        summary.facts["new_inspections"],
        summary.facts["rejected_rows"],
        summary.facts["awaiting_reading"],
        summary.seconds,
    )
    return summary
