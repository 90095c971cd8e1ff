"""How the installation stands, in the text form that Prometheus reads.

Belongs here: names and meanings of the figures. Does not belong here: what is trouble (standing.py), and who
may read them (desk/pages/metrics.py). Numbers only: no figure names a school or a person.
"""

from __future__ import annotations

from collections.abc import Iterator

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.metrics_core import GaugeMetricFamily, Metric

from pipelines.watch.standing import Gravity, Standing

_RESULTS = ("done", "nothing_new", "degraded", "failed", "refused")


def in_prometheus_text(standing: Standing) -> bytes:
    """Gauges, all of one moment."""
    registry = CollectorRegistry()
    registry.register(_Figures(standing))
    return generate_latest(registry)


class _Figures:
    def __init__(self, standing: Standing) -> None:
        self._standing = standing

    def collect(self) -> Iterator[Metric]:
        standing = self._standing
        trouble = GaugeMetricFamily(
            "welfare_monitor_troubles", "What needs somebody now.", labels=["gravity"]
        )
        for gravity in Gravity:
            trouble.add_metric([gravity], sum(each.gravity is gravity for each in standing.troubles))
        yield trouble
        yield GaugeMetricFamily(
            "welfare_monitor_night_running", "1 while a night runs.", value=standing.running
        )
        if standing.as_of is not None:
            yield GaugeMetricFamily(
                "welfare_monitor_published_age_days",
                "Days from the day that the published build stands for to today.",
                value=(standing.today - standing.as_of).days,
            )
        if attempt := standing.attempt:
            yield GaugeMetricFamily(
                "welfare_monitor_night_begun_timestamp_seconds",
                "When the last night began.",
                value=attempt.begun_at.timestamp(),
            )
            result = GaugeMetricFamily(
                "welfare_monitor_night_result", "1 for how the last night ended.", labels=["result"]
            )
            for name in _RESULTS:
                result.add_metric([name], attempt.result == name)
            yield result
        yield from self._sources()
        if standing.awaiting_reading is not None:
            yield GaugeMetricFamily(
                "welfare_monitor_awaiting_reading",
                "Reports that wait for a person to read them.",
                value=standing.awaiting_reading,
            )
        yield GaugeMetricFamily(
            "welfare_monitor_disk_free_bytes", "Free where the data stand.", value=standing.free_bytes
        )

    def _sources(self) -> Iterator[Metric]:
        answered = GaugeMetricFamily(
            "welfare_monitor_source_answered_age_days",
            "Days since a source last answered in full.",
            labels=["source"],
        )
        newest = GaugeMetricFamily(
            "welfare_monitor_source_newest_age_days",
            "Days since the day that the newest file of a source stands for.",
            labels=["source"],
        )
        for source in self._standing.sources:
            for figure, day in ((answered, source.answered_on), (newest, source.newest_as_at)):
                if day is not None:
                    figure.add_metric([source.name], (self._standing.today - day).days)
        yield answered
        yield newest
