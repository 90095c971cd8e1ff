"""One night, step by step: open, fetch, parse, build, check, publish, summarise.

Belongs here: the order of steps, what they tell each other (records in DATA/night), the lock that keeps two
nights apart, and the rules about as-of dates and mixed sources. Does not belong here: how a step does its
work, and Dagster, which only calls these steps.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import asdict, dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from pipelines.archive.archive import Archive
from pipelines.archive.errors import ArchiveCorrupted, disk_explained
from pipelines.archive.shown_log import ShownLog
from pipelines.casework_port import open_casework
from pipelines.clock import Clock, fixed_clock, machine_clock
from pipelines.documents.parsed_store import ParsedStore
from pipelines.layout import BuildFolder, DataFolder
from pipelines.records import read_record, write_record
from pipelines.settings import BadUsage, NightSettings, absolute
from pipelines.sources.client import PoliteClient, live_client
from pipelines.sources.gias import fetch_gias
from pipelines.sources.govuk import discover_and_fetch
from pipelines.sources.politeness import (
    SHORTEST_INTERVAL,
    Limits,
    contact_from_environment,
    interval_from_environment,
)
from pipelines.sources.recorded import Recording, recorded_client
from pipelines.sources.report import SourceReport
from pipelines.sources.reports_site import discover_reports
from pipelines.sources.sample_sites import SampleSites, sample_sites
from pipelines.sources.stand_in import stand_in_client
from pipelines.warehouse.admission import REFUSED, Admission, admitted_documents, decide_admissions
from pipelines.warehouse.build import Candidate, build_candidate, read_manifest
from pipelines.warehouse.checks import run_checks
from pipelines.warehouse.doubt import doubtful_documents
from pipelines.warehouse.lists import refresh_lists
from pipelines.warehouse.publish import NotPublishable, publish, published_build, recover
from pipelines.warehouse.site_admission import SiteAdmissions, decide_site_admissions
from pipelines.warehouse.verdict import Verdict, read_verdict, write_verdict

if TYPE_CHECKING:
    from pipelines.night_summary import NightSummary

log = logging.getLogger(__name__)

SOURCES_RECORD = "sources.json"
"""What each fetching step has to tell of its sources, by step."""


class NightRunning(RuntimeError):
    """Another night holds the lock of this data folder."""


@dataclass
class Night:
    """A night that holds its data folder's lock. Each step leaves its result on disk, so that a step run
    alone finds it.

    stand_in: the address of a server that answers for the public sites, and stand_in_limits how it is asked
    (None: like the sites). setbacks: what the steps of this run met that a person must know of where the
    night fails, in sentences. summary: its account, once it has ended; None before.
    """

    sources: str
    recording: Path | None
    data: DataFolder
    as_of: date
    clock: Clock
    archive: Archive
    parsed: ParsedStore
    stand_in: str | None = None
    stand_in_limits: Limits | None = None
    setbacks: list[str] = field(default_factory=list)
    summary: NightSummary | None = None
    opened: float = field(default_factory=time.monotonic)
    _decided: tuple[tuple[int, int], list[Admission], SiteAdmissions] | None = None

    def fetch(self) -> SourceReport:
        """Ask every source for what is new and keep it in the archive."""
        return SourceReport(
            (*self.fetch_govuk().sources, *self.fetch_gias().sources, *self.fetch_reports_site().sources)
        )

    def fetch_govuk(self) -> SourceReport:
        """Management information and official statistics."""
        with self.client() as (client, covers):
            return self._remember("govuk", discover_and_fetch(client, self.archive, covers))

    def fetch_gias(self) -> SourceReport:
        """The register of schools, its links and its groups, without what names people."""
        with self.client() as (client, covers):
            status = fetch_gias(client, self.archive, covers, self.clock)
        return self._remember("gias", SourceReport((status,)))

    def fetch_reports_site(self) -> SourceReport:
        """What the reports site published since the last complete night, and the night's share of patrol."""
        with self.client() as (client, covers):
            status = discover_reports(client, self.archive, self.data.parsed, covers, self.clock)
        return self._remember("reports_site", SourceReport((status,)))

    def parse(self) -> list[Admission]:
        """Read every archived document that has not been read yet, and decide which enter the build.

        Returns the decisions on management information, and on whatever else is kept out.
        """
        lists, beside = self._decide()
        admissions = [*lists, *beside.kept_out]
        write_record(self.data.night / "admission.json", [admission.record() for admission in admissions])
        write_record(self.data.night / "new_documents.json", beside.new)
        self.setbacks += [f"Refused: {a.title}: {a.reason}" for a in admissions if a.status == REFUSED]
        return admissions

    def build(self) -> Candidate:
        """Build the candidate, or recognise that the published build already is it."""
        decided, beside = self._decide()
        documents = [*admitted_documents(decided, self.as_of), *beside.documents]
        candidate = build_candidate(
            self.data, documents, beside.small, as_of=self.as_of, sources=self.sources
        )
        counts = candidate.case_counts
        write_record(
            self.data.night / "candidate.json",
            {
                "build_id": candidate.build.build_id,
                "as_of": self.as_of,
                "is_published": candidate.is_published,
                "facts_reused": candidate.facts_reused,
                "case_counts": {"months": len(counts.months), "problem": counts.problem},
            },
        )
        self.setbacks += [counts.problem] if counts.problem else []
        return candidate

    def check(self) -> Verdict:
        """Judge the candidate; the verdict is bound to its files and lies beside them."""
        candidate, is_published = self._candidate()
        standing = read_verdict(candidate.verdict)
        if is_published and standing and standing.bound_to(candidate.warehouse, candidate.facts):
            return standing
        current = published_build(self.data)
        verdict = run_checks(candidate.warehouse, earlier=read_verdict(current.verdict) if current else None)
        write_verdict(candidate.verdict, verdict)
        if not verdict.passed:
            self.setbacks += [f"{r.table}.{r.name}: {r.observed}. {r.why}" for r in verdict.failures]
            self.setbacks.append(
                f"The build is kept in {candidate.root} until the next night; docs/checks.md says how to "
                "look into it."
            )
        return verdict

    def publish(self) -> BuildFolder:
        """Flip the published pointer to the candidate; where nothing was new, only the officers' files are
        brought up to what people have decided since."""
        candidate, is_published = self._candidate()
        casework = open_casework(self.data)
        refresh_lists(candidate, casework)
        if not is_published:
            publish(self.data, candidate)
            # Once more: somebody may have recorded an objection while the pointer flipped.
            refresh_lists(candidate, casework)
        return candidate

    @cached_property
    def _doubtful(self) -> frozenset[str]:
        """As the night finds the archive; the same for all its fetching steps."""
        return doubtful_documents(self.archive, self.data.parsed)

    @contextmanager
    def client(self) -> Iterator[tuple[PoliteClient, Callable[[str], bool]]]:
        """The client of this night's sources, and whether these say anything about an address."""
        self.archive.doubt(self._doubtful)
        if self.recording:
            recording = Recording(self.recording)
            with recorded_client(self.archive, self.clock, recording) as client:
                yield client, recording.covers
        elif self.stand_in:
            with stand_in_client(self.archive, self.clock, self.stand_in, self.stand_in_limits) as client:
                yield client, lambda address: True
        else:
            with live_client(self.archive, self.clock) as client:
                yield client, lambda address: True

    def _decide(self) -> tuple[list[Admission], SiteAdmissions]:
        """What enters the build, of lists and beside them: read and weighed once, until the archive has more.
        What a person hands in between two steps waits for the next night."""
        had = len(self.archive.fetches()), len(self.archive.decisions())
        if self._decided is None or self._decided[0] != had:
            lists = decide_admissions(self.archive, self.parsed)
            beside = decide_site_admissions(self.archive, self.data.parsed, self.as_of)
            self._decided = had, lists, beside
        return self._decided[1:]

    def _remember(self, step: str, report: SourceReport) -> SourceReport:
        """Keep what a fetching step has to tell beside that of the others."""
        path = self.data.night / SOURCES_RECORD
        told = read_record(path)
        told = told if isinstance(told, dict) else {}
        write_record(path, {**told, step: [asdict(source) for source in report.sources]})
        self.setbacks += [f"{source.title}: {source.message}" for source in report.degraded]
        return report

    def _candidate(self) -> tuple[BuildFolder, bool]:
        record = read_record(self.data.night / "candidate.json")
        build = BuildFolder(self.data.builds / record["build_id"]) if record else None
        if record is None or build is None or not build.warehouse.exists():
            raise NotPublishable("There is no candidate build. Run the whole nightly job: make nightly.")
        return build, bool(record["is_published"])


@contextmanager
def open_night(settings: NightSettings, *, stand_in_limits: Limits | None = None) -> Iterator[Night]:
    """Open a night: take the lock, settle the as-of date, finish what a killed night left.

    stand_in_limits: how the sample's sites are asked, for whoever cannot wait as long as the public sites
    are waited for; those are asked as reference/sources.toml says.
    Raises BadUsage for settings that cannot be met, NightRunning where another night holds the lock, and
    ArchiveFull where the disk is full, also for what the steps raise.
    """
    data = DataFolder(settings.data)
    kind = settings.sources.partition(":")[0]
    with hold_data_folder(data), disk_explained(data.root):
        refuse_other_sources(data, kind)
        with _sample(settings) as sites:
            recording = _recording(settings.sources)
            as_of = _settle_as_of(data, settings.as_of, recording, sites)
            clock = fixed_clock(as_of) if recording or sites else machine_clock()
            # Claimed only now: settings that cannot be met leave a new folder free for others.
            write_record(data.origin, {"sources": kind})
            recover(data)
            archive, parsed = Archive(data.archive), ParsedStore(data.parsed)
            _require_ledger(archive, data)
            stand_in = sites.base if sites else None
            yield Night(kind, recording, data, as_of, clock, archive, parsed, stand_in, stand_in_limits)


@contextmanager
def hold_data_folder(data: DataFolder) -> Iterator[None]:
    """Hold the data folder, made where it is missing, for this process; raises NightRunning or BadUsage."""
    lock = FileLock(data.lock)
    try:
        data.root.mkdir(parents=True, exist_ok=True)
        # A moment, because whoever looks whether a night runs holds it for less.
        lock.acquire(timeout=0.5)
    except Timeout as error:
        raise NightRunning(
            f"Another night is running in {data.root}. Wait until it has ended; its lock goes with it, "
            "also when it is killed."
        ) from error
    except OSError as error:
        raise BadUsage(
            f"DATA={data.root} cannot be written to ({error.strerror}). "
            "Name a folder that this account may write in."
        ) from error
    try:
        yield
    finally:
        lock.release()


def refuse_other_sources(data: DataFolder, kind: str) -> None:
    """Invented schools and real ones never share an archive."""
    held = read_record(data.origin)
    if held is not None and held["sources"] != kind:
        raise BadUsage(
            f"{data.root} holds the results of SOURCES={held['sources']}, and one folder keeps one kind of "
            f"source. Name another folder for {kind}: DATA=…"
        )


def _sample(settings: NightSettings) -> AbstractContextManager[SampleSites | None]:
    """The sites of the sample, running; None for other sources."""
    kind, _, base = settings.sources.partition(":")
    return sample_sites(settings.as_of, base) if kind == "sample" else nullcontext()


def _recording(sources: str) -> Path | None:
    """The folder that a recorded night reads; None for others. A live one needs a contact, and an interval
    that is one where any is set."""
    kind, _, folder = sources.partition(":")
    if kind == "live":
        contact_from_environment()
        interval_from_environment(SHORTEST_INTERVAL)
    return absolute(folder) if kind == "recorded" else None


def _settle_as_of(
    data: DataFolder, wanted: date | None, recording: Path | None, sites: SampleSites | None
) -> date:
    if sites is not None:
        as_of = sites.day()
    elif recording is None:
        as_of = machine_clock().today()
        if wanted not in (None, as_of):
            raise BadUsage("A live night stands for today: leave AS_OF out.")
    else:
        as_of = wanted or Recording(recording).last_day()
    published = _last_published_day(data)
    if published and as_of < published and not (recording or sites):
        raise BadUsage(
            f"{data.root} has already published {published}, and the clock of this machine says {as_of}; a "
            "night cannot go behind what was published. Set the clock right (timedatectl) and run again. "
            f"Where it was the earlier night's clock that was wrong, nights go on from {published}."
        )
    if published and as_of < published:
        raise BadUsage(
            f"{data.root} has already published {published}; a night cannot go behind it. "
            f"Use AS_OF={published} or later, or another DATA folder."
        )
    return as_of


def _require_ledger(archive: Archive, data: DataFolder) -> None:
    """What was published came from documents: an archive that knows of none has lost its ledger, and a night
    over it would date everything anew. Raises ArchiveCorrupted."""
    if _last_published_day(data) and not any(archive.fetches()):
        raise ArchiveCorrupted(
            f"The ledger in {data.archive}/ledger is gone, and {data.root} has published builds. Restore the "
            "archive from a backup or a mirror (`welfare-monitor mirror --help`), and run again."
        )


def _last_published_day(data: DataFolder) -> date | None:
    """As the published build tells it or, where the pointer is lost, the log of what was shown."""
    published = read_manifest(published_build(data))
    if published:
        return published.as_of
    shown = [date.fromisoformat(segment.header["as_of"]) for segment in ShownLog(data.shown_log).segments()]
    return max(shown, default=None)
