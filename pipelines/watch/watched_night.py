"""One night as it is run for real, by the command and by the schedule: refused for want of room, kept as an
attempt and, however it ended, followed by the archive's second copy and by whoever has to be told.

Belongs here: what surrounds a night, in its order. Does not belong here: the night itself
(pipelines/night.py).
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from pipelines.clock import machine_clock
from pipelines.layout import DataFolder
from pipelines.night import Night, open_night
from pipelines.records import keep_others_from_writing
from pipelines.settings import NightSettings
from pipelines.watch.after_night import raise_alarms, tell_of_the_night
from pipelines.watch.attempts import attempted, keep_refusals
from pipelines.watch.growth import growth_remembered
from pipelines.watch.mirroring import follow_in_mirror
from pipelines.watch.room import require_room
from pipelines.watch.settings import WatchSettings

log = logging.getLogger(__name__)


@contextmanager
def watched_night(settings: NightSettings) -> Iterator[Night]:
    """A night, open. What cannot be done after it is logged, and fails no night.

    Raises what ``open_night`` raises, and ArchiveFull where there is no room for a night.
    """
    keep_others_from_writing()
    clock, data = machine_clock(), DataFolder(settings.data)
    try:
        with ExitStack() as stack:
            with keep_refusals(settings, clock):
                require_room(data, WatchSettings.read_for_a_night())
                night = stack.enter_context(open_night(settings))
            stack.enter_context(attempted(night, clock))
            stack.enter_context(growth_remembered(night))
            yield night
    finally:
        follow_in_mirror(data, clock)
        told = raise_alarms(data, clock)
        for problem in (told.problem if told else "", tell_of_the_night(data)):
            if problem:
                log.error("Not everybody could be told how the night went: %s", problem)
