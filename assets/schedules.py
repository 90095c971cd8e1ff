"""The nightly job and its schedule.

Does not belong here: what the steps do, and the lock that keeps two nights apart (pipelines/night.py).
"""

from __future__ import annotations

import dagster as dg

NIGHTLY = dg.define_asset_job(
    "nightly",
    selection=dg.AssetSelection.all(),
    description="Fetch, parse, build, check and publish. A night that finds nothing new publishes nothing.",
)

# 02:30 in England: after the day's last publications, before the officers' day; clock changes are Dagster's
# to handle.
NIGHTLY_SCHEDULE = dg.ScheduleDefinition(
    name="nightly_schedule",
    job=NIGHTLY,
    cron_schedule="30 2 * * *",
    execution_timezone="Europe/London",
    default_status=dg.DefaultScheduleStatus.RUNNING,
)
