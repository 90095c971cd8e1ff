"""Tells an organisation's channels what needs somebody: once, not too often, and when it is over.

Belongs here: which troubles are new, which are over, what a message says, and that a message which was not
taken is not taken for told. Does not belong here: what is trouble (standing.py), and how a message leaves
this machine (pipelines/channels.py). No message names a school.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from filelock import FileLock

from pipelines.channels import Unknown, Unreachable
from pipelines.layout import DataFolder
from pipelines.records import read_record, write_record
from pipelines.watch.settings import WatchSettings
from pipelines.watch.standing import Gravity, Standing, Trouble

Send = Callable[[str, str], None]
_DAY = timedelta(days=1)
_NAME = "Ofsted welfare monitor"


@dataclass(frozen=True)
class Told:
    """What became of one look. new, reminded, over: keys of troubles in the message. problem: why nothing, or
    not all, was sent; empty where all is well or there was nothing to say."""

    new: tuple[str, ...] = ()
    reminded: tuple[str, ...] = ()
    over: tuple[str, ...] = ()
    problem: str = ""

    @property
    def something(self) -> bool:
        return bool(self.new or self.reminded or self.over)


@dataclass(frozen=True)
class _Known:
    """What was told of each lasting trouble, and when messages were sent in the last day."""

    troubles: Mapping[str, Mapping[str, str]]
    sent_at: tuple[datetime, ...]

    @classmethod
    def of(cls, record: Any, now: datetime) -> _Known:
        """From the record that was kept; where it cannot be read everything is new, which tells too much
        rather than nothing."""
        try:
            sent = tuple(datetime.fromisoformat(text) for text in record["sent_at"])
            troubles = {
                key: {"says": str(told["says"]), "told_at": str(told["told_at"])}
                for key, told in record["troubles"].items()
            }
        except (KeyError, TypeError, ValueError, AttributeError):
            return cls({}, ())
        return cls(troubles, tuple(moment for moment in sent if now - moment < _DAY))


def tell(standing: Standing, data: DataFolder, settings: WatchSettings, send: Send) -> Told:
    """Send one message with what is new, what lasts long enough to be said again and what is over; nothing
    where there is nothing to say.

    A message that no channel took is not remembered: the next look sends it. Never raises for a channel.
    """
    data.watch.mkdir(parents=True, exist_ok=True)
    with FileLock(data.watch / "alarms.lock", timeout=60):
        return _tell(standing, data, settings, send)


def _tell(standing: Standing, data: DataFolder, settings: WatchSettings, send: Send) -> Told:
    path = data.watch / "alarms.json"
    known = _Known.of(read_record(path), standing.now)
    lasting = {trouble.key: trouble for trouble in standing.troubles}
    new = [trouble for trouble in standing.troubles if trouble.key not in known.troubles]
    remind = timedelta(days=settings.remind_after_days)
    again = [
        trouble
        for trouble in standing.troubles
        if trouble.key in known.troubles
        and standing.now - datetime.fromisoformat(known.troubles[trouble.key]["told_at"]) >= remind
    ]
    over = {key: told["says"] for key, told in known.troubles.items() if key not in lasting}
    if not (new or again or over):
        return Told()
    if len(known.sent_at) >= settings.most_a_day:
        return Told(
            problem=f"{settings.most_a_day} messages were sent in the last 24 hours: this one waits for room."
        )
    problem = ""
    try:
        send(_subject(new, again, over), _text(new, again, over))
    except Unreachable as error:
        return Told(problem=str(error))
    except Unknown as error:
        problem = str(error)
    told_now = {trouble.key for trouble in (*new, *again)}
    write_record(
        path,
        {
            "troubles": {
                key: {"says": trouble.says, "told_at": standing.now}
                if key in told_now
                else dict(known.troubles[key])
                for key, trouble in lasting.items()
            },
            "sent_at": [*known.sent_at, standing.now],
        },
        private=True,
    )
    return Told(
        tuple(trouble.key for trouble in new),
        tuple(trouble.key for trouble in again),
        tuple(over),
        problem,
    )


def _subject(new: list[Trouble], again: list[Trouble], over: Mapping[str, str]) -> str:
    if any(trouble.gravity is Gravity.FAILED for trouble in (*new, *again)):
        return f"{_NAME}: it needs somebody"
    if new or again:
        return f"{_NAME}: something is missing"
    return f"{_NAME}: well again"


def _text(new: list[Trouble], again: list[Trouble], over: Mapping[str, str]) -> str:
    parts = [f"{trouble.says}\n{trouble.do}" for trouble in new]
    parts += [f"Still: {trouble.says}\n{trouble.do}" for trouble in again]
    parts += [f"Over: {says}" for says in over.values()]
    return "\n\n".join(parts)
