"""Parsed relations as an asset: every archived document read once, and the decision which enter the build.

Does not belong here: reading a document (pipelines/documents) and deciding on it
(pipelines/warehouse/admission.py).
"""

from __future__ import annotations

import dagster as dg

from assets.fetched import GOVUK_DOCUMENTS, SCHOOL_REGISTER, SITE_REPORTS
from pipelines.night import Night
from pipelines.warehouse.admission import ADMITTED

PARSED_DOCUMENTS = dg.AssetKey(["parsed", "documents"])


@dg.asset(
    key=PARSED_DOCUMENTS,
    deps=[GOVUK_DOCUMENTS, SCHOOL_REGISTER, SITE_REPORTS],
    group_name="parsed",
    kinds={"parquet"},
)
def documents(night: dg.ResourceParam[Night]) -> dg.MaterializeResult[None]:
    """Lists, pages and reports as typed relations, memoised by content hash and parser version; and which
    of them enter the build."""
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
