"""The nightly job, its schedule, and the sensor that starts it once more when a release comes out by day.

Does not belong here: what the steps do, the lock that keeps two nights apart (pipelines/night.py), and what
counts as a release (pipelines/releases.py).
"""

from __future__ import annotations

import dagster as dg

from pipelines.clock import machine_clock
from pipelines.layout import DataFolder
from pipelines.releases import can_be_watched, unread_release
from pipelines.settings import BadUsage, NightSettings, default_as_of, default_data, default_sources
from pipelines.sources.errors import SourceUnavailable
from pipelines.watch.standing import is_locked

NIGHTLY = dg.define_asset_job(
    "nightly",
    selection=dg.AssetSelection.all(),
    description="Fetch, parse, build, check and publish. A night that finds nothing new publishes nothing.",
)

# 02:30 in England: after the day's last publications, before the officers' day. Clocks change between one and
# two, so that it comes exactly once in every night of the year. A night that was missed needs no second one:
# the next reads all that was published since the last complete night.
NIGHTLY_SCHEDULE = dg.ScheduleDefinition(
    name="nightly_schedule",
    job=NIGHTLY,
    cron_schedule="30 2 * * *",
    execution_timezone="Europe/London",
    default_status=dg.DefaultScheduleStatus.RUNNING,
)

_HOUR = 60 * 60


@dg.sensor(job=NIGHTLY, minimum_interval_seconds=_HOUR, default_status=dg.DefaultSensorStatus.RUNNING)
def new_release(context: dg.SensorEvaluationContext) -> dg.RunRequest | dg.SkipReason:
    """Looks each hour whether management information has been released since a night last read it, and runs
    the night again where it has: once for each release."""
    sources = default_sources()
    if not can_be_watched(sources):
        return dg.SkipReason(f"SOURCES={sources} does not change between nights.")
    settings = NightSettings.from_text(data=default_data(), sources=sources, as_of=default_as_of())
    data = DataFolder(settings.data)
    if not data.published.is_symlink():
        return dg.SkipReason("The first night has not been run.")
    if is_locked(data):
        return dg.SkipReason("A night runs.")
    try:
        release = unread_release(settings, machine_clock())
    except (SourceUnavailable, BadUsage) as error:
        return dg.SkipReason(f"It could not be looked at: {error}")
    if release is None:
        return dg.SkipReason("The newest release has been read.")
    # One run for one state of the page, however often it is seen and however the run ends.
    return dg.RunRequest(run_key=release)
