"""How each fetched document stands: what the last night made of it, and what an operator has said since.

Belongs here: bringing the archive's ledger and the last night's admissions together, and finding one document
by its hash. Does not belong here: deciding what enters a build (pipelines/warehouse/admission.py), and
printing (document.py).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from pipelines.archive.archive import Archive
from pipelines.archive.ledger_entries import MANAGEMENT_INFORMATION, REFUSED_RESPONSE, Decision, FetchRecord
from pipelines.plain_text import plain
from pipelines.settings import BadUsage
from pipelines.warehouse.admission import ADMITTED, COUNT_COLLAPSED, QUARANTINED, REFUSED

SHORTEST_PREFIX = 6
NOT_READ_YET = "not read yet"
NOT_BELIEVED = "not believed"

_STATUS_TEXT = {
    NOT_READ_YET: "No night has read it since it was fetched.",
    NOT_BELIEVED: "What the address sent was not the file that was asked for: kept as evidence, never read.",
}


@dataclass(frozen=True)
class DocumentStanding:
    """One archived document: what the last night made of it, and what an operator has said since.

    status: admitted, refused or quarantined by the last night; replaced where it would be refused and its
    address has given other bytes since; ``not read yet``; ``not believed`` when fetched. reason: why, in a
    sentence; None for an admitted document. decision, decided_at, decision_reason: the operator's last word,
    if there is one. pending: that word has not taken effect yet; it does so in the next build.
    """

    sha256: str
    title: str | None
    series: str | None
    as_at: date | None
    address: str
    fetched_at: datetime
    status: str
    reason_code: str | None
    reason: str | None
    row_number: int | None
    column_name: str | None
    value: str | None
    rows_read: int | None
    rows_rejected: int | None
    decision: str | None
    decided_at: datetime | None
    decision_reason: str | None
    pending: bool

    @property
    def unreadable(self) -> bool:
        """Refused by its reader: no decision of an operator changes that."""
        return self.status == REFUSED and self.reason_code != COUNT_COLLAPSED


def standings(archive: Archive, admissions: dict[str, dict[str, Any]]) -> list[DocumentStanding]:
    """Every archived document that holds, or should hold, inspections; newest fetch first."""
    words = {decision.sha256: decision for decision in archive.decisions()}
    first: dict[str, FetchRecord] = {}
    for fetch in archive.fetches():
        believed = fetch.purpose.kind == MANAGEMENT_INFORMATION and fetch.status == 200
        if fetch.sha256 and (believed or (fetch.purpose.kind == REFUSED_RESPONSE and fetch.purpose.series)):
            first.setdefault(fetch.sha256, fetch)
    found = [_standing(fetch, admissions.get(sha), words.get(sha)) for sha, fetch in first.items()]
    return sorted(found, key=lambda standing: (standing.fetched_at, standing.title or ""), reverse=True)


def _standing(
    fetch: FetchRecord, admission: dict[str, Any] | None, word: Decision | None
) -> DocumentStanding:
    believed = fetch.purpose.kind == MANAGEMENT_INFORMATION
    known = admission or {}
    status = known.get("status", NOT_READ_YET) if believed else NOT_BELIEVED
    standing = DocumentStanding(
        sha256=str(fetch.sha256),
        title=fetch.purpose.title,
        series=fetch.purpose.series,
        as_at=fetch.purpose.as_at,
        address=fetch.address,
        fetched_at=fetch.fetched_at,
        status=status,
        reason_code=known.get("reason_code"),
        reason=known.get("reason") or _STATUS_TEXT.get(status),
        row_number=known.get("row_number"),
        column_name=known.get("column_name"),
        value=known.get("value"),
        rows_read=known.get("rows_read"),
        rows_rejected=known.get("rows_rejected"),
        decision=word.decision if word else None,
        decided_at=word.decided_at if word else None,
        decision_reason=word.reason if word else None,
        pending=False,
    )
    return replace(standing, pending=believed and word is not None and not _has_taken_effect(standing))


def _has_taken_effect(standing: DocumentStanding) -> bool:
    if standing.decision == "quarantine":
        return standing.status == QUARANTINED
    return standing.status == ADMITTED or standing.unreadable


def find_document(documents: list[DocumentStanding], prefix: str) -> DocumentStanding:
    """The one document whose sha256 begins with ``prefix``; raises BadUsage where it is not exactly one."""
    wanted = prefix.strip().lower()
    if len(wanted) < SHORTEST_PREFIX:
        raise BadUsage(f"{prefix!r} is too short: give at least {SHORTEST_PREFIX} characters of the sha256.")
    found = [standing for standing in documents if standing.sha256.startswith(wanted)]
    if not found:
        raise BadUsage(
            f"No fetched document has a sha256 that begins with {prefix!r}. "
            "`welfare-monitor document list` shows them all."
        )
    if len(found) > 1:
        titles = "; ".join(
            f"{standing.sha256[: len(wanted) + 6]} ({plain(standing.title)})" for standing in found
        )
        raise BadUsage(f"{len(found)} documents begin with {prefix!r}: give more of it. {titles}.")
    return found[0]
