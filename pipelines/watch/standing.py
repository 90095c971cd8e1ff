"""How a data folder stands now: what is published, how the last night went, and what needs somebody.

Belongs here: what counts as trouble, and what to do about it. Does not belong here: telling anybody
(alarms.py, pipelines/cli/status.py), and measuring a night while it runs.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from pathlib import Path

from filelock import FileLock, Timeout

from pipelines.clock import LONDON, Clock
from pipelines.layout import DataFolder
from pipelines.night_summary import DEGRADED
from pipelines.records import read_record
from pipelines.texts import in_words
from pipelines.warehouse.build import read_manifest
from pipelines.warehouse.publish import published_build
from pipelines.watch.attempts import FAILED, REFUSED, Attempt
from pipelines.watch.backups import last_backup
from pipelines.watch.mirroring import mirror_problem
from pipelines.watch.settings import WatchSettings
from pipelines.watch.source_ages import SourceAge, source_ages

_MEGABYTE = 1_000_000


class Gravity(StrEnum):
    """failed: the list of the morning is not what it should be. degraded: something is missing of it."""

    FAILED = "failed"
    DEGRADED = "degraded"


@dataclass(frozen=True)
class Trouble:
    """One thing that needs somebody. key: the same while the same thing lasts. says: what is, without the
    name of any school. do: what helps."""

    key: str
    gravity: Gravity
    says: str
    do: str


@dataclass(frozen=True)
class Standing:
    """A data folder at one moment.

    as_of, build_id: of the published build; None before the first. running: whether a night holds the lock.
    attempt: the last night. sources: with the day that their age counts to. awaiting_reading: reports that
    wait for a person. free_bytes: in the data folder's file system. troubles: the gravest first.
    """

    now: datetime
    today: date
    build_id: str | None
    as_of: date | None
    running: bool
    attempt: Attempt | None
    sources: tuple[SourceAge, ...]
    awaiting_reading: int | None
    free_bytes: int
    troubles: tuple[Trouble, ...]

    @property
    def gravity(self) -> Gravity | None:
        """The gravest; None where all is well."""
        return self.troubles[0].gravity if self.troubles else None


def look(data: DataFolder, settings: WatchSettings, clock: Clock) -> Standing:
    """See how a data folder stands. Reads records only: it takes milliseconds, and waits for no night."""
    manifest = read_manifest(published_build(data))
    attempt = Attempt.last(data)
    # The days of invented and recorded sources are those of their nights.
    today = clock.today()
    if manifest is not None and (attempt is None or attempt.sources != "live"):
        today = manifest.as_of
    summary = read_record(data.night / "summary.json")
    awaiting = summary["facts"].get("awaiting_reading") if isinstance(summary, dict) else None
    standing = Standing(
        now=clock.now(),
        today=today,
        build_id=manifest.build_id if manifest else None,
        as_of=manifest.as_of if manifest else None,
        running=is_locked(data),
        attempt=attempt,
        sources=source_ages(data),
        awaiting_reading=awaiting,
        free_bytes=shutil.disk_usage(_existing(data.root)).free,
        troubles=(),
    )
    found = [*_of_nights(standing, settings), *_of_sources(standing, settings), *_of_disk(standing, settings)]
    found += [*_of_mirror(data), *_of_backups(data, standing, settings)]
    found.sort(key=lambda trouble: trouble.gravity is not Gravity.FAILED)
    return replace(standing, troubles=tuple(found))


def _of_mirror(data: DataFolder) -> Iterator[Trouble]:
    if mirror_problem(data):
        yield Trouble(
            "mirror_behind",
            Gravity.DEGRADED,
            "The archive's second copy is not up to date.",
            "Run welfare-monitor mirror push on that machine: it says why. The next night tries again.",
        )


def _of_backups(data: DataFolder, standing: Standing, settings: WatchSettings) -> Iterator[Trouble]:
    """Asked where one was ever made: who copies the machine as a whole needs none."""
    last = last_backup(data)
    if last is None or not settings.backed_up_within_hours:
        return
    since = f"since {in_words(last.whole_at.astimezone(LONDON))}" if last.whole_at else "yet"
    if not last.is_whole:
        yield Trouble(
            "backup_not_whole",
            Gravity.DEGRADED,
            f"The last backup lacked something; there has been no whole one {since}.",
            "Run welfare-monitor backup on that machine: it says what and why.",
        )
    elif standing.now - last.tried_at > timedelta(hours=settings.backed_up_within_hours):
        yield Trouble(
            "backup_missed",
            Gravity.DEGRADED,
            f"There has been no backup {since}.",
            "See that its timer runs (docs/runbook.md), and run welfare-monitor backup.",
        )


def _of_nights(standing: Standing, settings: WatchSettings) -> Iterator[Trouble]:
    attempt = standing.attempt
    if standing.build_id is None and not standing.running:
        yield Trouble(
            "never_published",
            Gravity.FAILED,
            "Nothing has been published here yet.",
            "Run welfare-monitor nightly.",
        )
    if attempt is None:
        return
    began = attempt.begun_at.astimezone(LONDON)
    began_words = f"{in_words(began)}, {began:%H:%M}"
    if attempt.result == FAILED:
        yield Trouble(
            "night_failed",
            Gravity.FAILED,
            f"The night begun on {began_words} failed; what was published before still stands.",
            "welfare-monitor status on that machine says why. Run welfare-monitor nightly again.",
        )
    elif attempt.result == REFUSED:
        yield Trouble(
            "night_refused",
            Gravity.FAILED,
            f"The night of {began_words} could not begin.",
            "welfare-monitor status on that machine says why.",
        )
    elif attempt.result is None and not standing.running:
        yield Trouble(
            "night_cut_off",
            Gravity.FAILED,
            f"The night begun on {began_words} was cut off before its end.",
            "Run welfare-monitor nightly again: it finishes or discards what was left, and nothing is lost.",
        )
    elif attempt.result == DEGRADED:
        yield Trouble(
            "night_degraded",
            Gravity.DEGRADED,
            f"The night begun on {began_words} is published, but not everything could be had or read.",
            "welfare-monitor status on that machine says what is missing; the next night asks for it again.",
        )
    if standing.running and attempt.result is None:
        if standing.now - attempt.begun_at > timedelta(hours=settings.longest_hours):
            yield Trouble(
                "night_long",
                Gravity.DEGRADED,
                f"The night begun on {began_words} runs for more than {settings.longest_hours} hours.",
                "Look at its log. It may be ended: the next one goes on where it was.",
            )
    elif attempt.sources != "recorded" and standing.now - attempt.begun_at > timedelta(
        hours=settings.begun_within_hours
    ):
        yield Trouble(
            "night_missed",
            Gravity.FAILED,
            f"No night has begun since {began_words}.",
            "See that the schedule runs (docs/runbook.md), and run welfare-monitor nightly: one night makes "
            "up for all that were missed.",
        )


def _of_sources(standing: Standing, settings: WatchSettings) -> Iterator[Trouble]:
    for source in standing.sources:
        limits = settings.sources.get(source.name)
        if limits is None:
            continue
        if source.answered_on is None or (standing.today - source.answered_on).days > limits.answered_days:
            last = f"since {in_words(source.answered_on)}" if source.answered_on else "in any night"
            yield Trouble(
                f"source_silent:{source.name}",
                Gravity.DEGRADED,
                f"{source.title}: it has not answered in full {last}.",
                "welfare-monitor doctor looks at it once and says what differs.",
            )
        if (
            limits.newest_days
            and source.newest_as_at
            and (standing.today - source.newest_as_at).days > limits.newest_days
        ):
            yield Trouble(
                f"source_old:{source.name}",
                Gravity.DEGRADED,
                f"{source.title}: the newest that is had stands for {in_words(source.newest_as_at)}.",
                "It may be late, or published under another name: welfare-monitor doctor looks.",
            )


def _of_disk(standing: Standing, settings: WatchSettings) -> Iterator[Trouble]:
    if standing.free_bytes < settings.least_free_megabytes * _MEGABYTE:
        yield Trouble(
            "disk_low",
            Gravity.DEGRADED,
            f"{standing.free_bytes // _MEGABYTE:,} MB are free where the data stand, less than "
            f"{settings.least_free_megabytes:,}.",
            "Make room; welfare-monitor retention says what may go.",
        )


def is_locked(data: DataFolder) -> bool:
    """Whether a night, or another command that must be alone, holds the data folder now."""
    if not data.lock.exists():
        return False
    lock = FileLock(data.lock)
    try:
        lock.acquire(timeout=0)
    except (Timeout, OSError):
        return True
    lock.release()
    return False


def _existing(folder: Path) -> Path:
    """The folder, or the nearest above it that there is."""
    return next(each for each in (folder, *folder.parents) if each.exists())
