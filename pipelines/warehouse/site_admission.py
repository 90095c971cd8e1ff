"""Decides which pages, reports and registers enter a build, and what they prove together about withdrawn
reports.

Belongs here: reading what is new of them into the stores of small documents, an operator's word on one, which
reading of a page is the latest. Does not belong here: management information (admission.py), and what the
statements make of it (sql/core).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from pipelines.archive.archive import Archive, came_on_one_day
from pipelines.archive.inbox import Handed, Inbox
from pipelines.archive.ledger_entries import (
    GIAS_EXTRACT,
    GIAS_GROUPS,
    GIAS_LINKS,
    PROVIDER_PAGE,
    REPORT,
    FetchRecord,
)
from pipelines.database import name_files, read_rows
from pipelines.documents.gias.reader import GIAS_EXTRACT_READER, GIAS_GROUPS_READER, GIAS_LINKS_READER
from pipelines.documents.parsed_store import document_id
from pipelines.documents.refusal import DocumentRefused
from pipelines.documents.report import human_reading
from pipelines.documents.report.human_reading import HumanReading
from pipelines.documents.site_relations import PROVIDER_PAGE_READER, REPORT_READER
from pipelines.documents.small_documents import Reader, SmallDocument, SmallDocumentStore
from pipelines.scratch import scratch
from pipelines.sources.errors import GONE
from pipelines.sources.reports_site.knowledge import file_id_of
from pipelines.warehouse.admission import QUARANTINED, REFUSED, Admission
from pipelines.warehouse.facts import AdmittedDocument, RefusedReport, SmallDocuments, WithdrawnFile
from pipelines.warehouse.human_readings import Readings, decide_readings

READERS: Mapping[str, Reader] = {
    PROVIDER_PAGE: PROVIDER_PAGE_READER,
    REPORT: REPORT_READER,
    GIAS_EXTRACT: GIAS_EXTRACT_READER,
    GIAS_LINKS: GIAS_LINKS_READER,
    GIAS_GROUPS: GIAS_GROUPS_READER,
}
"""The reader of each purpose; in this order they stand in the account of a night."""

GIAS = frozenset({GIAS_EXTRACT, GIAS_LINKS, GIAS_GROUPS})
ASKED_AGAIN = (
    "It may have been damaged on its way, so the next night asks for it again; the same bytes then are taken "
    "for what the site has."
)
DAMAGED = "damaged_pdf"
_SOURCES = {PROVIDER_PAGE: "provider_page", REPORT: "report"} | dict.fromkeys(GIAS, "gias")


@dataclass(frozen=True)
class SiteAdmissions:
    """What enters a build beside management information, and what does not.

    kept_out: refused or quarantined documents that are the newest of their address; a report that cannot be
    read is not among them, because it waits for a person, unless it may only have been damaged on its way.
    new: how many documents of each purpose the archive first had on the day of the night.
    """

    documents: list[AdmittedDocument]
    small: SmallDocuments
    kept_out: list[Admission]
    new: dict[str, int]


def decide_site_admissions(archive: Archive, parsed: Path, as_of: date) -> SiteAdmissions:
    """Read what is new of them, and decide on all that the archive had by
    ``as_of``."""
    fetches = [fetch for fetch in archive.fetches() if fetch.fetched_at.date() <= as_of]
    quarantined = {
        decision.sha256: decision.reason
        for decision in {word.sha256: word for word in archive.decisions()}.values()
        if decision.decision == "quarantine"
    }
    once = came_on_one_day(fetches)
    documents: list[AdmittedDocument] = []
    kept_out: list[Admission] = []
    refused_reports: list[RefusedReport] = []
    files: dict[str, list[Path]] = {}
    new: dict[str, int] = {}
    readings = Readings()
    for kind, reader in READERS.items():
        found = _documents(fetches, kind)
        wanted = {sha: fetch for sha, fetch in found.items() if sha not in quarantined}
        store = SmallDocumentStore(parsed, reader)
        if kind in GIAS:
            wanted = _newest_readable(wanted, store, archive)
        elif wanted:
            store.read_new(wanted, archive.read)
        known = store.known()
        if kind == REPORT:
            pages = files.get("page_inspection", [])
            readings = decide_readings(Inbox(archive.root / "inbox"), wanted, pages, as_of)
            kept_out += [_refused_reading(*refused, as_of) for refused in readings.refused]
        newest = {fetch.sha256 for fetch in _newest_by_address(found.values())}
        for sha256, fetch in wanted.items():
            read = known[sha256]
            by_person = readings.counting.get(sha256) if kind == REPORT else None
            if by_person is not None:
                documents.append(_read_by_person(_admitted(fetch, kind, reader, read), by_person))
            elif read.refusal is None:
                documents.append(_admitted(fetch, kind, reader, read))
            elif sha256 not in newest:
                continue  # its address has given other bytes since
            elif kind == REPORT:
                refused_reports.append(_refused_report(fetch, read))
                if read.refusal.reason_code == DAMAGED and sha256 in once:
                    kept_out.append(
                        _kept_out(fetch, REFUSED, DAMAGED, f"{read.refusal.message} {ASKED_AGAIN}")
                    )
            else:
                kept_out.append(_kept_out(fetch, REFUSED, read.refusal.reason_code, read.refusal.message))
        kept_out += [
            _kept_out(fetch, QUARANTINED, "quarantined_by_operator", quarantined[sha])
            for sha, fetch in found.items()
            if sha in quarantined and sha in newest
        ]
        new[kind] = sum(fetch.fetched_at.date() == as_of for fetch in found.values())
        if any(document.series == kind for document in documents):
            for relation, paths in store.paths().items():
                files.setdefault(relation, []).extend(paths)
    new[human_reading.PARSER] = sum(found.read_on == as_of for found in readings.counting.values())
    small = SmallDocuments(
        files=files,
        refused_reports=tuple(sorted(refused_reports, key=lambda report: report.document_id)),
        withdrawn_files=tuple(_withdrawn(fetches, files)),
        readings={document_id(sha256): found.rows() for sha256, found in readings.counting.items()},
        site_read_from=min((sweep.first_day for sweep in archive.sweeps("reports_site")), default=None),
    )
    return SiteAdmissions(documents, small, kept_out, new)


def _documents(fetches: Iterable[FetchRecord], kind: str) -> dict[str, FetchRecord]:
    """Each document of a purpose by sha256, with the fetch since which it stands: a page that changed back
    stands since it did."""
    standing: dict[str, str] = {}
    found: dict[str, FetchRecord] = {}
    for fetch in fetches:
        if fetch.purpose.kind != kind or fetch.sha256 is None:
            continue
        if standing.get(fetch.address) != fetch.sha256:
            standing[fetch.address] = fetch.sha256
            found[fetch.sha256] = found.get(fetch.sha256, fetch) if kind == REPORT else fetch
    return found


def _newest_readable(
    found: Mapping[str, FetchRecord], store: SmallDocumentStore, archive: Archive
) -> dict[str, FetchRecord]:
    """The newest file of the register that can be read (each says all that is known on its day), after newer
    ones that cannot: what was known before such a file came stays known."""
    tried: dict[str, FetchRecord] = {}
    newest_first = sorted(
        found.items(), key=lambda item: (item[1].purpose.as_at or date.min, item[1].sequence), reverse=True
    )
    for sha256, fetch in newest_first:
        tried[sha256] = fetch
        store.read_new([sha256], archive.read)
        if store.known()[sha256].refusal is None:
            break
    return tried


def _newest_by_address(fetches: Iterable[FetchRecord]) -> Iterable[FetchRecord]:
    newest: dict[str, FetchRecord] = {}
    for fetch in sorted(fetches, key=lambda fetch: fetch.sequence):
        newest[fetch.address] = fetch
    return newest.values()


def _admitted(fetch: FetchRecord, kind: str, reader: Reader, read: SmallDocument) -> AdmittedDocument:
    return AdmittedDocument(
        document_id=document_id(read.sha256),
        sha256=read.sha256,
        url=fetch.redirected_to or fetch.address,
        fetched_at=fetch.fetched_at.replace(tzinfo=None),
        known_from=fetch.fetched_at.date(),
        ledger_sequence=fetch.sequence,
        bytes=int(fetch.bytes or 0),
        title=fetch.purpose.title,
        series=kind,
        as_at=fetch.purpose.as_at,
        era=reader.name,
        parser=_SOURCES[kind],
        parser_version=str(reader.version),
        rows_read=read.rows_read,
        rows_rejected=read.rows_rejected,
        file_id=file_id_of(fetch.address) if kind == REPORT else None,
    )


def _read_by_person(document: AdmittedDocument, reading: HumanReading) -> AdmittedDocument:
    """The document as a person read it: fetched when it was, and known since it was read."""
    return replace(
        document,
        known_from=max(document.known_from, reading.read_on),
        era=human_reading.PARSER,
        parser=human_reading.PARSER,
        parser_version=str(human_reading.PARSER_VERSION),
        rows_read=sum(map(len, reading.rows().values())),
        rows_rejected=0,
    )


def _refused_reading(handed: Handed, refusal: DocumentRefused, as_of: date) -> Admission:
    """A file of the inbox that says nothing to the build, by name."""
    sha256 = handed.sha256 or ""
    return Admission(
        document_id=document_id(sha256),
        sha256=sha256,
        title=f"inbox/{handed.name}",
        series=human_reading.PARSER,
        as_at=None,
        url=f"inbox/{handed.name}",
        known_from=as_of,
        status=REFUSED,
        rows_read=0,
        rows_rejected=0,
        reason_code=refusal.reason_code,
        reason=f"{refusal} Hand in another reading, and take this file out of the inbox.",
    )


def _refused_report(fetch: FetchRecord, read: SmallDocument) -> RefusedReport:
    assert read.refusal is not None
    return RefusedReport(
        document_id=document_id(read.sha256),
        file_id=file_id_of(fetch.address),
        url=fetch.address,
        reason_code=read.refusal.reason_code,
        message=read.refusal.message,
        known_from=fetch.fetched_at.date(),
    )


def _kept_out(fetch: FetchRecord, status: str, reason_code: str, reason: str) -> Admission:
    return Admission(
        document_id=document_id(str(fetch.sha256)),
        sha256=str(fetch.sha256),
        title=fetch.purpose.title or fetch.address,
        series=fetch.purpose.kind,
        as_at=fetch.purpose.as_at,
        url=fetch.address,
        known_from=fetch.fetched_at.date(),
        status=status,
        rows_read=0,
        rows_rejected=0,
        reason_code=reason_code,
        reason=reason,
    )


def _withdrawn(fetches: Iterable[FetchRecord], files: Mapping[str, list[Path]]) -> list[WithdrawnFile]:
    """The report files that the pages' nights and the files' own answers prove withdrawn."""
    gone = {
        (file_id, fetch.fetched_at.date())
        for fetch in fetches
        if fetch.purpose.kind == REPORT and fetch.status in GONE
        for file_id in [file_id_of(fetch.address)]
        if file_id is not None
    }
    if not gone or "page" not in files:
        return []
    import pandas as pd

    observed = {
        (document_id(fetch.sha256), fetch.fetched_at.date())
        for fetch in fetches
        if fetch.purpose.kind == PROVIDER_PAGE and fetch.sha256
    }
    with scratch() as connection:
        connection.register("gone_frame", pd.DataFrame(sorted(gone), columns=["file_id", "observed_on"]))
        connection.register(
            "observation_frame", pd.DataFrame(sorted(observed), columns=["document_id", "observed_on"])
        )
        for relation in ("page", "page_inspection"):
            name_files(connection, relation, files[relation])
        return [WithdrawnFile(**row) for row in read_rows(connection, "evidence/withdrawn_file")]
