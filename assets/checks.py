"""The checks of the candidate warehouse, each an asset check that blocks publishing.

Does not belong here: what is expected (reference/expectations.toml, sql/checks) and how it is judged
(pipelines/warehouse/checking).
"""

from __future__ import annotations

from collections.abc import Iterator

import dagster as dg

from assets.warehouse import table_key
from pipelines.night import Night
from pipelines.warehouse.checks import check_purposes


@dg.multi_asset_check(
    specs=[
        dg.AssetCheckSpec(name, asset=table_key(table), description=why, blocking=True)
        for (table, name), why in check_purposes().items()
    ]
)
def warehouse_checks(night: dg.ResourceParam[Night]) -> Iterator[dg.AssetCheckResult]:
    """Judge the candidate of the night; what has not changed since it last passed is carried over."""
    for result in night.check().results:
        yield dg.AssetCheckResult(
            passed=result.passed,
            asset_key=table_key(result.table),
            check_name=result.name,
            severity=dg.AssetCheckSeverity.ERROR,
            metadata={
                "observed": result.observed,
                "why": result.why,
                "carried": result.carried,
                "sample": dg.MetadataValue.json(list(result.sample)),
            },
        )
