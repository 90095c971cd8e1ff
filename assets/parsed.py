"""Parsed relations as an asset: every archived document read once, and the decision which enter the build.

Does not belong here: reading a document (pipelines/documents) and deciding on it
(pipelines/warehouse/admission.py).
"""

from __future__ import annotations

import dagster as dg

from assets.fetched import GOVUK_DOCUMENTS
from pipelines.night import Night
from pipelines.warehouse.admission import ADMITTED

MANAGEMENT_INFORMATION = dg.AssetKey(["parsed", "management_information"])


@dg.asset(key=MANAGEMENT_INFORMATION, deps=[GOVUK_DOCUMENTS], group_name="parsed", kinds={"parquet"})
def management_information(night: dg.ResourceParam[Night]) -> dg.MaterializeResult[None]:
    """Management information and official statistics as typed relations, memoised by content hash and parser
    version."""
    admissions = night.parse()
    listed = "\n".join(f"- {a.status}: {a.title} ({a.rows_read:,} rows) {a.reason or ''}" for a in admissions)
    return dg.MaterializeResult(
        metadata={
            "admitted": sum(a.status == ADMITTED for a in admissions),
            "not_admitted": sum(a.status != ADMITTED for a in admissions),
            "rows": sum(a.rows_read for a in admissions if a.status == ADMITTED),
            "rejected_rows": sum(a.rows_rejected for a in admissions if a.status == ADMITTED),
            "documents": dg.MetadataValue.md(listed or "none"),
        }
    )
