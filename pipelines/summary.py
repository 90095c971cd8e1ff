"""Gathers what a night has to say when it ends.

Belongs here: putting the night's records and a few counts of the published build into one account. Does not
belong here: the account's form (night_summary.py), printing it (pipelines/cli/nightly.py) and the counts'
statements (sql/summary).
"""

from __future__ import annotations

import logging
import time

from pipelines.casework_port import left_out, open_casework, reached_schools, reviews_due
from pipelines.database import open_read_only, read_rows
from pipelines.night import SOURCES_RECORD, Night
from pipelines.night_summary import DEGRADED, DONE, NOTHING_NEW, NightSummary
from pipelines.records import require_record, write_record
from pipelines.sources.report import DEGRADED_STATES
from pipelines.warehouse.admission import ADMITTED, QUARANTINED, REFUSED
from pipelines.warehouse.publish import published_build

log = logging.getLogger(__name__)


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
