"""The published set as an asset: what officers and analysts are given.

Does not belong here: when a build may be published, and the flip (pipelines/warehouse/publish.py).
"""

from __future__ import annotations

import dagster as dg

from assets.fetched import EVERY_NIGHT
from assets.warehouse import table_key
from pipelines.night import Night
from pipelines.summary import summarise
from pipelines.warehouse.tables import table_purposes


@dg.asset(
    key=dg.AssetKey(["published"]),
    deps=[table_key(table) for table in table_purposes()],
    group_name="published",
    kinds={"duckdb"},
    freshness_policy=EVERY_NIGHT,
)
def published(night: dg.ResourceParam[Night]) -> dg.MaterializeResult[None]:
    """Warehouse, facts and flag list, published together by one flip once every check of the candidate has
    passed; with the account of the night."""
    build = night.publish()
    summary = summarise(night)
    return dg.MaterializeResult(
        metadata={
            "build": build.build_id,
            "folder": dg.MetadataValue.path(str(build.root)),
            "state": summary.state,
            "new_inspections": summary.facts["new_inspections"],
            "rejected_rows": summary.facts["rejected_rows"],
            "awaiting_reading": summary.facts["awaiting_reading"],
            "refused_documents": len(summary.refused_documents),
            "flags_changed": dg.MetadataValue.json(summary.changes_tonight),
            "seconds": summary.seconds,
        }
    )
