"""Decides which archived documents enter a build, and says of every other one why it does not.

Belongs here: an operator's decisions, refusals by the parser, and counts that collapse within a series. Does
not belong here: what makes a file unreadable (pipelines/documents) or how a document is fetched
(pipelines/sources).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from datetime import date
from functools import partial
from typing import Any

from pipelines.archive.archive import Archive
from pipelines.archive.ledger_entries import MANAGEMENT_INFORMATION, FetchRecord
from pipelines.documents.parsed_store import ParsedFiles, ParsedStore, document_id
from pipelines.reference import read_toml
from pipelines.warehouse.facts import AdmittedDocument

ADMITTED = "admitted"
REFUSED = "refused"
QUARANTINED = "quarantined"
REPLACED = "replaced"
"""It would be refused, and its address has given other bytes since: nobody needs to look at it."""

COUNT_COLLAPSED = "count_collapsed"
"""The one reason that an operator's word can lift; other refusals are of files that cannot be read."""


@dataclass(frozen=True)
class Admission:
    """What was decided of one archived document, and why. ``admitted`` carries what the build needs, else
    None."""

    document_id: str
    sha256: str
    title: str | None
    series: str
    as_at: date | None
    url: str
    known_from: date
    status: str
    rows_read: int
    rows_rejected: int
    reason_code: str | None = None
    reason: str | None = None
    row_number: int | None = None
    column_name: str | None = None
    value: str | None = None
    admitted: AdmittedDocument | None = None

    def record(self) -> dict[str, Any]:
        """The decision as the night keeps it, without what only the build needs."""
        return {name: value for name, value in asdict(self).items() if name != "admitted"}


def first_fetches(archive: Archive) -> list[FetchRecord]:
    """The first believed fetch of each management-information document, in the order of the ledger."""
    first: dict[str, FetchRecord] = {}
    for fetch in archive.fetches():
        if fetch.purpose.kind == MANAGEMENT_INFORMATION and fetch.sha256 and fetch.status == 200:
            first.setdefault(fetch.sha256, fetch)
    return list(first.values())


def decide_admissions(archive: Archive, parsed: ParsedStore) -> list[Admission]:
    """Decide on every management-information document of the archive.

    Documents of a series are weighed in the order of their as-at dates, so the order in which they were
    fetched does not matter. An operator's last word on a document (quarantine or admit) goes before the count
    floor; nothing admits an unreadable file.
    """
    words = {decision.sha256: decision for decision in archive.decisions()}
    standing = _standing(archive)
    floors: dict[str, float] = read_toml("admission.toml")["least_share_of_last_admitted"]
    last_admitted: dict[str, Admission] = {}
    decided = []
    for fetch in sorted(first_fetches(archive), key=_place_in_series):
        sha256, purpose = str(fetch.sha256), fetch.purpose
        word = words.get(sha256)
        if word is not None and word.decision == "quarantine":
            # Not even read: its bytes may be damaged, or more than a reader can bear.
            decided.append(_not_admitted(fetch, None, QUARANTINED, "quarantined_by_operator", word.reason))
            continue
        files = parsed.parse_or_load(sha256, str(purpose.title), purpose.as_at, partial(archive.read, sha256))
        series = str(purpose.series)
        if files.refusal is not None:
            refusal = files.refusal
            admission = _not_admitted(
                fetch,
                files,
                REFUSED,
                refusal.reason_code,
                refusal.message,
                row_number=refusal.row_number,
                column_name=refusal.column_name,
                value=refusal.value,
            )
        else:
            before = last_admitted.get(series)
            collapse = _collapse(_rows_read(files), before, floors.get(series))
            if collapse and word is None:
                admission = _not_admitted(fetch, files, REFUSED, COUNT_COLLAPSED, collapse)
            else:
                admission = _admit(fetch, files)
                last_admitted[series] = admission
        if admission.status == REFUSED and sha256 not in standing:
            admission = replace(admission, status=REPLACED)
        decided.append(admission)
    return decided


def admitted_documents(admissions: Iterable[Admission], as_of: date) -> list[AdmittedDocument]:
    """The documents that enter the build of a day, in the order of the ledger.

    What the archive first had after that day waits: a live night that runs past midnight, or a night that
    failed for a later day, must not stop the build of this one.
    """
    documents = [admission.admitted for admission in admissions if admission.admitted is not None]
    return sorted(
        (document for document in documents if document.known_from <= as_of),
        key=lambda document: document.ledger_sequence,
    )


def _standing(archive: Archive) -> set[str]:
    """The bytes that each address gave last."""
    last: dict[str, str] = {}
    for fetch in archive.fetches():
        if fetch.purpose.kind == MANAGEMENT_INFORMATION and fetch.sha256:
            last[fetch.address] = fetch.sha256
    return set(last.values())


def _place_in_series(fetch: FetchRecord) -> tuple[str, date, int]:
    return str(fetch.purpose.series), fetch.purpose.as_at or date.min, fetch.sequence


def _collapse(rows: int, before: Admission | None, floor: float | None) -> str | None:
    if before is None or floor is None or rows >= floor * before.rows_read:
        return None
    return (
        f"It holds {rows:,} rows where the last admitted document of its series, “{before.title}”, held "
        f"{before.rows_read:,}; fewer than {floor:.0%} of those are not believed. If it is right all the "
        "same, admit it: welfare-monitor document admit SHA --reason …"
    )


def _admit(fetch: FetchRecord, files: ParsedFiles) -> Admission:
    document = AdmittedDocument(
        document_id=files.document_id,
        sha256=str(fetch.sha256),
        url=fetch.address,
        fetched_at=fetch.fetched_at.replace(tzinfo=None),
        known_from=fetch.fetched_at.date(),
        ledger_sequence=fetch.sequence,
        bytes=int(fetch.bytes or 0),
        title=fetch.purpose.title,
        series=str(fetch.purpose.series),
        as_at=fetch.purpose.as_at,
        era=files.details["era"],
        parser=files.details["parser"],
        parser_version=str(files.details["parser_version"]),
        rows_read=_rows_read(files),
        rows_rejected=_rows_rejected(files),
        relations=dict(files.relations),
    )
    return Admission(**_common(fetch, files), status=ADMITTED, admitted=document)


def _not_admitted(
    fetch: FetchRecord,
    files: ParsedFiles | None,
    status: str,
    reason_code: str,
    reason: str,
    *,
    row_number: int | None = None,
    column_name: str | None = None,
    value: str | None = None,
) -> Admission:
    return Admission(
        **_common(fetch, files),
        status=status,
        reason_code=reason_code,
        reason=reason,
        row_number=row_number,
        column_name=column_name,
        value=value,
    )


def _common(fetch: FetchRecord, files: ParsedFiles | None) -> dict[str, Any]:
    return {
        "document_id": document_id(str(fetch.sha256)),
        "sha256": fetch.sha256,
        "title": fetch.purpose.title,
        "series": str(fetch.purpose.series),
        "as_at": fetch.purpose.as_at,
        "url": fetch.address,
        "known_from": fetch.fetched_at.date(),
        "rows_read": _rows_read(files) if files else 0,
        "rows_rejected": _rows_rejected(files) if files else 0,
    }


def _rows_read(files: ParsedFiles) -> int:
    return int(files.details.get("rows_read", 0))


def _rows_rejected(files: ParsedFiles) -> int:
    return int(files.details.get("rows", {}).get("rejected_row", 0))
