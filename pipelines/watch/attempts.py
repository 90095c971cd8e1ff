"""How the last night went, also where it failed or was killed before it could say so.

Belongs here: the record of one attempt, DATA/night/attempt.json. Does not belong here: the account of a night
that ended (pipelines/night_summary.py), and what follows from either (standing.py).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from pipelines.archive.errors import ArchiveFull
from pipelines.clock import Clock
from pipelines.layout import DataFolder
from pipelines.night import Night
from pipelines.records import read_record, write_record
from pipelines.settings import BadUsage, NightSettings
from pipelines.watch.source_ages import remember_sources

FAILED = "failed"
REFUSED = "refused"


@dataclass(frozen=True)
class Attempt:
    """One night as it was begun and ended, in real time (UTC).

    sources: sample, live or recorded. result: how it ended: done, nothing_new or degraded as in the night's
    summary; failed; refused, where it could not begin; None while it runs, and for one that was killed. why:
    sentences, for whoever looks at this machine: they may name documents.
    """

    sources: str
    begun_at: datetime
    ended_at: datetime | None = None
    result: str | None = None
    why: tuple[str, ...] = ()

    @classmethod
    def last(cls, data: DataFolder) -> Attempt | None:
        """None where no night was begun in this folder."""
        record = read_record(_file(data))
        return _attempt(record) if isinstance(record, dict) else None

    def keep(self, data: DataFolder) -> None:
        write_record(_file(data), asdict(self))


@contextmanager
def attempted(night: Night, clock: Clock) -> Iterator[None]:
    """Keep that a night is run, and how it ended; it failed unless it came as far as its summary."""
    attempt = Attempt(night.sources, clock.now())
    attempt.keep(night.data)
    try:
        yield
    finally:
        # A full disk must not hide why the night failed; that no end is kept says enough.
        with suppress(OSError):
            replace(
                attempt,
                ended_at=clock.now(),
                result=night.summary.state if night.summary else FAILED,
                why=tuple(night.setbacks),
            ).keep(night.data)
            if night.summary is not None:
                remember_sources(night.data, night.as_of)


@contextmanager
def keep_refusals(settings: NightSettings, clock: Clock) -> Iterator[None]:
    """Keep that a night could not begin for what it was told, or for want of room. Another night that runs is
    no refusal, and a folder that is not one of ours is left alone."""
    try:
        yield
    except (BadUsage, ArchiveFull) as error:
        data, now = DataFolder(settings.data), clock.now()
        if data.origin.exists():
            with suppress(OSError):
                Attempt(settings.sources.partition(":")[0], now, now, REFUSED, (str(error),)).keep(data)
        raise


def _attempt(record: dict[str, Any]) -> Attempt | None:
    try:
        return Attempt(
            sources=str(record["sources"]),
            begun_at=datetime.fromisoformat(record["begun_at"]),
            ended_at=datetime.fromisoformat(record["ended_at"]) if record["ended_at"] else None,
            result=record["result"],
            why=tuple(map(str, record["why"])),
        )
    except (KeyError, TypeError, ValueError):
        return None


def _file(data: DataFolder) -> Path:
    return data.night / "attempt.json"
