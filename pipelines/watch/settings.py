"""What the watch is told: reference/watch.toml, with an organisation's own settings over it.

Does not belong here: what follows from a setting.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pipelines.overlaid import read_overlaid
from pipelines.settings import BadUsage

log = logging.getLogger(__name__)

SETTINGS_VARIABLE = "WELFARE_MONITOR_WATCH_SETTINGS"
CHANNELS_VARIABLE = "WELFARE_MONITOR_ALARM_CHANNELS"


@dataclass(frozen=True)
class SourceLimits:
    """How old one source may be: days since it last answered in full, and since the day that its newest file
    stands for (0: it has no such day)."""

    answered_days: int
    newest_days: int


@dataclass(frozen=True)
class WatchSettings:
    """Every limit of reference/watch.toml. sources: by name of the source."""

    begun_within_hours: int
    longest_hours: int
    sources: Mapping[str, SourceLimits]
    least_free_megabytes: int
    builds_at_once: float
    spilled_builds: float
    documents_at_once: float
    backed_up_within_hours: int
    most_a_day: int
    remind_after_days: int
    every_night: bool

    @classmethod
    def read(cls, environment: Mapping[str, str] = os.environ) -> WatchSettings:
        """Raises BadUsage for what an organisation's own file says wrongly."""
        said: Mapping[str, Any] = read_overlaid(
            "watch.toml", environment.get(SETTINGS_VARIABLE, ""), SETTINGS_VARIABLE
        )
        return cls(
            **said["nights"],
            **said["disk"],
            **said["backups"],
            **said["alarms"],
            sources={name: SourceLimits(**limits) for name, limits in said["sources"].items()},
        )

    @classmethod
    def read_for_a_night(cls, environment: Mapping[str, str] = os.environ) -> WatchSettings:
        """The same; where the organisation's own file has a mistake, which whoever looks is told, ours: no
        night is lost for it."""
        try:
            return cls.read(environment)
        except BadUsage as error:
            log.error("Our own settings of the watch are taken: %s", error)
            return cls.read({})
