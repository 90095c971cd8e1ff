"""Has GOV.UK released management information since a night last read it?

Belongs here: one polite, conditional look at the page that lists the releases, which costs the source a few
hundred bytes. Does not belong here: fetching the files (a night does), and when to look
(assets/schedules.py). What was looked at is kept apart from the archive, so that neither a look nor a night
waits for the other.
"""

from __future__ import annotations

import shutil
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from pipelines.archive.archive import Archive
from pipelines.archive.ledger_entries import CONTENT_PAGE, Purpose
from pipelines.clock import Clock
from pipelines.layout import DataFolder
from pipelines.settings import NightSettings
from pipelines.sources.client import PoliteClient, live_client
from pipelines.sources.govuk import listing_pages
from pipelines.sources.politeness import Limits
from pipelines.sources.stand_in import stand_in_client

WATCHED = "state_funded_management_information"
_MOST_KEPT = 5_000_000


def can_be_watched(sources: str) -> bool:
    """Whether these sources can change between nights: the public sites, or what stands in for them."""
    return sources == "live" or sources.startswith("sample:http://")


def unread_release(settings: NightSettings, clock: Clock) -> str | None:
    """The hash of the listing page where it differs from what the archive's newest night read; None where a
    night has read it.

    Raises what the client raises (SourceUnavailable and its kinds), and BadUsage.
    """
    data = DataFolder(settings.data)
    _forget_old_looks(data)
    (page,) = (page for page in listing_pages() if page.name == WATCHED)
    looks = Archive(_looks(data))
    with _client(settings.sources, looks, clock) as client:
        seen = client.get(page.address, Purpose(kind=CONTENT_PAGE, title=page.title))
    read = Archive(data.archive).latest(page.address) if data.archive.is_dir() else None
    return None if read is not None and read.sha256 == seen.sha256 else seen.sha256


def _client(sources: str, looks: Archive, clock: Clock) -> PoliteClient:
    # Dagster waits a minute for an answer; where the source is slow, the next hour looks again.
    limits = replace(Limits.from_reference(), tries=1, total_seconds=40.0)
    if sources == "live":
        return live_client(looks, clock, limits)
    return stand_in_client(looks, clock, sources.partition(":")[2], limits)


def _looks(data: DataFolder) -> Path:
    return data.watch / "releases"


def _forget_old_looks(data: DataFolder) -> None:
    """Begin anew after some months of looks: what is lost is what makes the next one conditional."""
    with suppress(FileNotFoundError):
        if sum(file.stat().st_size for file in _looks(data).rglob("*") if file.is_file()) > _MOST_KEPT:
            shutil.rmtree(_looks(data))
