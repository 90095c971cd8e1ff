"""The archive as an asset: what the sources have answered so far.

Does not belong here: which sources there are (reference/sources.toml) and how they are asked
(pipelines/sources).
"""

from __future__ import annotations

import dagster as dg

from pipelines.night import Night

GOVUK_DOCUMENTS = dg.AssetKey(["fetched", "govuk_documents"])


@dg.asset(key=GOVUK_DOCUMENTS, group_name="fetched", kinds={"http"})
def govuk_documents(night: dg.ResourceParam[Night]) -> dg.MaterializeResult[None]:
    """Pages and files that GOV.UK lists for Ofsted's school inspections, each stored once by content in the
    archive."""
    report = night.fetch()
    lines = "\n".join(f"- **{source.title}**: {source.message}" for source in report.sources)
    return dg.MaterializeResult(
        metadata={
            "new_documents": len(report.new),
            "sources": dg.MetadataValue.md(lines),
            "degraded_sources": len(report.degraded),
        }
    )
