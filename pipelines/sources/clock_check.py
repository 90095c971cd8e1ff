"""Holds this machine's clock against that of the public sites, before anything is kept under a wrong day.

A night of a day to come publishes that day, and no night may go behind what was published. Does not belong
here: what time it is (pipelines/clock.py).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

MOST = timedelta(days=2)
"""How far the clocks may differ. Far more than a clock that is kept is off, and than an answer is late."""


class ClockDisagrees(RuntimeError):
    """The machine's clock is days away from a site's; nothing was kept, and the message says what to do."""


def require_same_day(headers: Mapping[str, str], host: str, now: datetime) -> None:
    """Raise ClockDisagrees where an answer was made days before or after ``now``.

    headers: those of the answer. One that comes from a store says by Age how many seconds it lay there. An
    answer without a Date that can be read says nothing.
    """
    try:
        made = parsedate_to_datetime(headers.get("Date", ""))
        answered = made.replace(tzinfo=made.tzinfo or UTC) + timedelta(seconds=int(headers.get("Age", "0")))
    except (ValueError, OverflowError):
        return
    if abs(answered - now) > MOST:
        raise ClockDisagrees(
            f"The clock of this machine says {now:%Y-%m-%d %H:%M} UTC, and that of {host} "
            f"{answered:%Y-%m-%d %H:%M} UTC. Nothing was kept, because it would stand under a wrong day: set "
            "the clock right (timedatectl) and run again."
        )
