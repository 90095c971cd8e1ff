"""The archive as assets: what the sources have answered so far, one asset a publisher.

Does not belong here: which sources there are (reference/sources.toml) and how they are asked
(pipelines/sources).
"""

from __future__ import annotations

from datetime import timedelta

import dagster as dg

from pipelines.night import Night
from pipelines.sources.report import SourceReport

GOVUK_DOCUMENTS = dg.AssetKey(["fetched", "govuk_documents"])
SCHOOL_REGISTER = dg.AssetKey(["fetched", "school_register"])
SITE_REPORTS = dg.AssetKey(["fetched", "reports_site"])

# Asked every night before officers begin. How old what a source *says* may be stands in reference/watch.toml.
EVERY_NIGHT = dg.FreshnessPolicy.cron(
    deadline_cron="0 6 * * *", lower_bound_delta=timedelta(hours=6), timezone="Europe/London"
)


@dg.asset(key=GOVUK_DOCUMENTS, group_name="fetched", kinds={"http"}, freshness_policy=EVERY_NIGHT)
def govuk_documents(night: dg.ResourceParam[Night]) -> dg.MaterializeResult[None]:
    """Pages and files that GOV.UK lists for Ofsted's school inspections, each stored once by content in the
    archive."""
    return _told(night.fetch_govuk())


@dg.asset(
    key=SCHOOL_REGISTER,
    deps=[GOVUK_DOCUMENTS],
    group_name="fetched",
    kinds={"http"},
    freshness_policy=EVERY_NIGHT,
)
def school_register(night: dg.ResourceParam[Night]) -> dg.MaterializeResult[None]:
    """The register of schools (GIAS), its links and its groups, redacted in memory: no head's name is
    stored."""
    return _told(night.fetch_gias())


@dg.asset(
    key=SITE_REPORTS,
    deps=[SCHOOL_REGISTER],
    group_name="fetched",
    kinds={"http"},
    freshness_policy=EVERY_NIGHT,
)
def reports_site(night: dg.ResourceParam[Night]) -> dg.MaterializeResult[None]:
    """School pages and report files of the reports site: what was published since the last complete night,
    and the night's patrol of all known pages."""
    return _told(night.fetch_reports_site())


def _told(report: SourceReport) -> dg.MaterializeResult[None]:
    lines = "\n".join(f"- **{source.title}**: {source.message}" for source in report.sources)
    return dg.MaterializeResult(
        metadata={
            "new_documents": len(report.new),
            "sources": dg.MetadataValue.md(lines),
            "degraded_sources": len(report.degraded),
        }
    )
