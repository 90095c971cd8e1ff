"""What a line of the ledger says: an answer fetched, an operator's decision, or a window that was read whole.

Belongs here: the three kinds of line, and their form as JSON.
Does not belong here: writing and reading them (ledger.py), leaving out what repeats (ledger_digest.py).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Literal

# Kinds of purpose: why an address was asked, or what came of it.
CONTENT_PAGE = "content_page"
MANAGEMENT_INFORMATION = "management_information"
GIAS_EXTRACT = "gias_extract"
GIAS_LINKS = "gias_links"
GIAS_GROUPS = "gias_groups"
GIAS_FORM = "gias_form"
SEARCH_PAGE = "search_page"
PROVIDER_PAGE = "provider_page"
REPORT = "report"
ROBOTS = "robots"
REFUSED_RESPONSE = "refused_response"
"""The kind of a body that was not what it was asked for: kept as evidence, never parsed."""

DecisionWord = Literal["quarantine", "admit"]
DECISION_WORDS: tuple[DecisionWord, ...] = ("quarantine", "admit")


@dataclass(frozen=True, slots=True)
class Purpose:
    """Why an address was asked.

    kind: one of the kinds above.
    series: the series of a data file, for example ``state_funded_latest``; None for pages.
    title: the title that the publisher gave it.
    as_at: the day whose state of affairs the file gives; None where it has none.
    """

    kind: str
    series: str | None = None
    title: str | None = None
    as_at: date | None = None

    @classmethod
    def from_json(cls, told: Mapping[str, Any]) -> Purpose:
        """The purpose in a ledger line; raises ValueError, KeyError or TypeError for one that is none."""
        as_at = date.fromisoformat(told["as_at"]) if told["as_at"] else None
        return cls(kind=told["kind"], series=told["series"], title=told["title"], as_at=as_at)


@dataclass(frozen=True, slots=True)
class FetchRecord:
    """One final answer of a source.

    sequence: place in the ledger, strictly increasing over all months.
    address: the address that was asked (redirects are followed; the last stop is ``redirected_to``).
    fetched_at: when, in UTC; recorded runs: the as-of day at midnight.
    status: HTTP status of the final answer.
    headers: the headers that matter later (etag, last-modified, content-type …), names in small letters.
    sha256, bytes: hash and size of the body in the blob store; None when there was none to keep.
    from_cache: True for a 304: the body is the one that an earlier fetch stored.
    purpose: why it was asked.
    redirected_to: the address that answered in the end, where it is not ``address``.
    redacted: columns that were emptied in memory because they name people; hash and size are of that copy.
    """

    sequence: int
    address: str
    fetched_at: datetime
    status: int
    headers: Mapping[str, str]
    sha256: str | None
    bytes: int | None
    from_cache: bool
    purpose: Purpose
    redirected_to: str | None = None
    redacted: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Decision:
    """An operator's word on one document: ``quarantine`` keeps it out of builds, ``admit`` lets it in."""

    sequence: int
    decided_at: datetime
    decision: DecisionWord
    sha256: str
    reason: str


@dataclass(frozen=True, slots=True)
class Sweep:
    """A publication window of which everything was had: the next one begins where this one ended.

    source: whose, for example ``reports_site``. first_day, last_day: the window, both included.
    """

    sequence: int
    swept_at: datetime
    source: str
    first_day: date
    last_day: date


Entry = FetchRecord | Decision | Sweep


def to_json(entry: Entry) -> dict[str, Any]:
    """The ledger line of an entry, as the mapping that is written."""
    if isinstance(entry, Decision):
        return {
            "sequence": entry.sequence,
            "kind": "decision",
            "decided_at": _moment(entry.decided_at),
            "decision": entry.decision,
            "sha256": entry.sha256,
            "reason": entry.reason,
        }
    if isinstance(entry, Sweep):
        return {
            "sequence": entry.sequence,
            "kind": "sweep",
            "swept_at": _moment(entry.swept_at),
            "source": entry.source,
            "first_day": entry.first_day.isoformat(),
            "last_day": entry.last_day.isoformat(),
        }
    purpose = entry.purpose
    line = {
        "sequence": entry.sequence,
        "kind": "fetch",
        "address": entry.address,
        "fetched_at": _moment(entry.fetched_at),
        "status": entry.status,
        "headers": dict(entry.headers),
        "sha256": entry.sha256,
        "bytes": entry.bytes,
        "from_cache": entry.from_cache,
        "purpose": {
            "kind": purpose.kind,
            "series": purpose.series,
            "title": purpose.title,
            "as_at": purpose.as_at.isoformat() if purpose.as_at else None,
        },
    }
    if entry.redirected_to is not None:
        line["redirected_to"] = entry.redirected_to
    if entry.redacted:
        line["redacted"] = list(entry.redacted)
    return line


def from_json(line: Mapping[str, Any]) -> Entry:
    """The entry of a ledger line; raises ValueError, KeyError or TypeError for one that is none."""
    if line["kind"] == "decision":
        if line["decision"] not in DECISION_WORDS:
            raise ValueError(f"unknown decision {line['decision']!r}")
        return Decision(
            sequence=int(line["sequence"]),
            decided_at=datetime.fromisoformat(line["decided_at"]),
            decision=line["decision"],
            sha256=line["sha256"],
            reason=line["reason"],
        )
    if line["kind"] == "sweep":
        return Sweep(
            sequence=int(line["sequence"]),
            swept_at=datetime.fromisoformat(line["swept_at"]),
            source=line["source"],
            first_day=date.fromisoformat(line["first_day"]),
            last_day=date.fromisoformat(line["last_day"]),
        )
    if line["kind"] != "fetch":
        raise ValueError(f"unknown kind {line['kind']!r}")
    return FetchRecord(
        sequence=int(line["sequence"]),
        address=line["address"],
        fetched_at=datetime.fromisoformat(line["fetched_at"]),
        status=int(line["status"]),
        headers=line["headers"],
        sha256=line["sha256"],
        bytes=line["bytes"],
        from_cache=line["from_cache"],
        purpose=Purpose.from_json(line["purpose"]),
        redirected_to=line.get("redirected_to"),
        redacted=tuple(line.get("redacted", ())),
    )


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")
