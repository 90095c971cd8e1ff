"""What is sent when a night has ended, however it ended: alarms, and its account where it is wanted.

Belongs here: that nothing here can fail a night. Does not belong here: when it is sent (watched_night.py, and
`status --alarm`).
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any

from pipelines.channels import Channels, Unknown, Unreachable
from pipelines.clock import Clock
from pipelines.layout import DataFolder
from pipelines.night_summary import DEGRADED, DONE, NOTHING_NEW
from pipelines.records import read_record
from pipelines.settings import BadUsage
from pipelines.watch.alarms import Told, tell
from pipelines.watch.attempts import Attempt
from pipelines.watch.settings import CHANNELS_VARIABLE, WatchSettings
from pipelines.watch.standing import look

_STATES = {
    DONE: "It is done.",
    NOTHING_NEW: "Nothing was new.",
    DEGRADED: "It is done, but not everything could be had or read.",
}


def raise_alarms(data: DataFolder, clock: Clock, environment: Mapping[str, str] = os.environ) -> Told | None:
    """Tell the channels what is new or over; None where there are no channels.

    A mistake in the settings is no reason for a night to fail: it is the problem that is told.
    """
    try:
        channels = Channels.of(CHANNELS_VARIABLE, environment)
        if channels is None:
            return None
        settings = WatchSettings.read(environment)
        return tell(look(data, settings, clock), data, settings, channels.send)
    except (BadUsage, OSError) as error:
        return Told(problem=str(error))


def tell_of_the_night(data: DataFolder, environment: Mapping[str, str] = os.environ) -> str:
    """Send the account of a night that ended, where the settings ask for it. Returns why it was not sent;
    empty where it was, or was not asked for."""
    try:
        settings, channels = WatchSettings.read(environment), Channels.of(CHANNELS_VARIABLE, environment)
        if not settings.every_night or channels is None:
            return ""
        summary = read_record(data.night / "summary.json")
        attempt = Attempt.last(data)
        if summary is not None and attempt is not None and attempt.result == summary["state"]:
            channels.send(*night_in_words(summary))
    except (BadUsage, Unreachable, Unknown) as error:
        return str(error)
    return ""


def night_in_words(summary: dict[str, Any]) -> tuple[str, str]:
    """Subject and text of a night's account: numbers, and no school."""
    facts = summary["facts"]
    on_the_list = sum(row["flags"] for row in summary["flags_by_tier"])
    raised = sum(row["raised_tonight"] for row in summary["flags_by_tier"])
    lines = [
        _STATES[summary["state"]],
        f"New: {facts['new_inspections']:,} inspections from {len(summary['new_documents']):,} lists and "
        f"{sum(summary['new_of_the_site'].values()):,} pages and files.",
        f"On the list: {on_the_list:,} schools, {raised:,} of them since tonight.",
        f"Reports that wait for a person: {facts['awaiting_reading']:,}; rows set aside: "
        f"{facts['rejected_rows']:,}; documents refused: {len(summary['refused_documents']):,}.",
        f"It took {summary['seconds']:,.0f} seconds.",
    ]
    return f"Ofsted welfare monitor: the night of {summary['as_of']}", "\n".join(lines)
