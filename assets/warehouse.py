"""The candidate warehouse: all its tables are built together, so none can be launched alone.

Does not belong here: which tables there are and what they are for (comments in sql/tables), and building them
(pipelines/warehouse).
"""

from __future__ import annotations

from collections.abc import Iterator

import dagster as dg

from assets.parsed import PARSED_DOCUMENTS
from pipelines.night import Night
from pipelines.warehouse.tables import describe_tables, table_purposes

GROUP = "warehouse"


def table_key(table: str) -> dg.AssetKey:
    """The asset that stands for one table of the warehouse."""
    return dg.AssetKey([GROUP, table])


@dg.multi_asset(
    specs=[
        dg.AssetSpec(
            table_key(table),
            description=purpose,
            deps=[PARSED_DOCUMENTS],
            group_name=GROUP,
            kinds={"duckdb"},
        )
        for table, purpose in table_purposes().items()
    ],
    can_subset=False,
)
def candidate_warehouse(night: dg.ResourceParam[Night]) -> Iterator[dg.MaterializeResult[None]]:
    """Build the candidate of the night; facts are reused when nothing that they rest on has changed."""
    candidate = night.build()
    for table in describe_tables(candidate.build.warehouse):
        yield dg.MaterializeResult(
            asset_key=table_key(table.name),
            metadata={
                "dagster/row_count": table.rows,
                "build": candidate.build.build_id,
                "reused": candidate.is_published or (candidate.facts_reused and table.is_fact),
                "preview": dg.MetadataValue.md(table.preview),
            },
        )
