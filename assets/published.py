"""The published set as an asset: what officers and analysts are given.

Does not belong here: when a build may be published, and the flip (pipelines/warehouse/publish.py).
"""

from __future__ import annotations

import dagster as dg

from assets.warehouse import table_key
from pipelines.night import Night
from pipelines.warehouse.tables import table_purposes


@dg.asset(
    key=dg.AssetKey(["published"]),
    deps=[table_key(table) for table in table_purposes()],
    group_name="published",
    kinds={"duckdb"},
)
def published(night: dg.ResourceParam[Night]) -> dg.MaterializeResult[None]:
    """Warehouse, facts and flag list, published together by one flip once every check of the candidate has
    passed."""
    build = night.publish()
    return dg.MaterializeResult(
        metadata={"build": build.build_id, "folder": dg.MetadataValue.path(str(build.root))}
    )
