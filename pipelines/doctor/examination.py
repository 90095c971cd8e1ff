"""One examination from start to end: hold the data folder, look, judge, keep.

Belongs here: the order of steps, and which client looks. Does not belong here: any step.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pipelines.archive.archive import Archive
from pipelines.archive.errors import disk_explained
from pipelines.clock import Clock, fixed_clock, machine_clock
from pipelines.doctor.asking import Asker
from pipelines.doctor.judging import Examination, judge_all
from pipelines.doctor.keeping import keep, place_to_look
from pipelines.doctor.looks import Looks
from pipelines.doctor.questions.files import ask_files
from pipelines.doctor.questions.govuk import ask_govuk
from pipelines.doctor.questions.pages import ask_pages
from pipelines.doctor.questions.register import ask_register
from pipelines.doctor.questions.searches import ask_searches
from pipelines.layout import DataFolder
from pipelines.night import hold_data_folder, refuse_other_sources
from pipelines.settings import BadUsage, NightSettings
from pipelines.sources.client import PoliteClient, live_client
from pipelines.sources.politeness import Limits
from pipelines.sources.sample_sites import sample_sites
from pipelines.sources.stand_in import stand_in_client


@dataclass(frozen=True)
class Outcome:
    """An examination, what it rests on, how many requests it took, and the folder where it is kept."""

    examination: Examination
    looks: Looks
    requests: int
    folder: Path


def examine(settings: NightSettings, *, stand_in_limits: Limits | None = None) -> Outcome:
    """Look at every source once and judge what is assumed of it.

    The archive is neither read nor written: no night finds anything of it. stand_in_limits: how the sample's
    sites are asked. Raises BadUsage for settings that cannot be met, NightRunning where a night holds the
    data folder (two clients at once would not be polite), ArchiveFull where the disk is full.
    """
    kind = settings.sources.partition(":")[0]
    if kind == "recorded":
        raise BadUsage(
            "A recording answers 404 to everything that it does not hold, so it can confirm nothing: "
            "use --sources live, or the sample."
        )
    if kind == "live" and settings.as_of not in (None, machine_clock().today()):
        raise BadUsage("A look at the live sources is of today: leave the as-of date out.")
    data = DataFolder(settings.data)
    with hold_data_folder(data), disk_explained(data.root):
        refuse_other_sources(data, kind)
        with (
            place_to_look(data.doctor) as place,
            _client(settings, place, stand_in_limits) as (client, asker, clock),
        ):
            take_looks(asker, clock)
            looks = asker.seen()
            examination = judge_all(looks)
            folder = keep(data.doctor, clock.now(), examination, looks)
            return Outcome(examination, looks, client.requests_sent.total(), folder)


def take_looks(asker: Asker, clock: Clock) -> None:
    """Ask every question, each once."""
    ask_govuk(asker)
    ask_searches(asker, clock.today())
    ask_pages(asker)
    ask_files(asker)
    ask_register(asker, clock.today())


@contextmanager
def _client(
    settings: NightSettings, place: Path, stand_in_limits: Limits | None
) -> Iterator[tuple[PoliteClient, Asker, Clock]]:
    """The client of the sources, with an archive of its own, and the clock that goes with them."""
    archive = Archive(place)
    kind, _, base = settings.sources.partition(":")
    if kind == "live":
        clock = machine_clock()
        with live_client(archive, clock) as client:
            yield client, Asker(client, archive), clock
        return
    with sample_sites(settings.as_of, base) as sites:
        clock = fixed_clock(sites.day())
        with stand_in_client(archive, clock, sites.base, stand_in_limits) as client:
            yield client, Asker(client, archive), clock
