"""The ledger: one JSON object a line, by month, of every answer fetched, every decision of an operator and
every publication window that was read whole.

Belongs here: the three kinds of line, writing them durably, reading them in order.
Does not belong here: the bytes (blobs.py), and what the log of shown flags holds (shown_log.py).
"""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Literal

from pipelines.archive.errors import ArchiveCorrupted, disk_full_explained
from pipelines.archive.files import locked, sync_folder, write_all

log = logging.getLogger(__name__)

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


@dataclass(frozen=True, slots=True)
class TornLine:
    """The last line of a run that was killed while writing it: set aside, never lost.

    file: the side file that it was moved to.
    text: what there was of it.
    """

    file: Path
    text: str


@dataclass
class Ledger:
    """The ledger in one folder, readable and appendable by several processes at once.

    Raises ArchiveCorrupted for a malformed line (file and line number named) or a sequence number used twice.
    """

    folder: Path
    torn_lines: tuple[TornLine, ...] = ()
    _entries: list[Entry] = field(default_factory=list)
    _read_up_to: dict[Path, int] = field(default_factory=dict)
    _lines_read: dict[Path, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        with self._locked():
            self.torn_lines = tuple(self._set_torn_lines_aside())
            self._read_what_is_new()

    def entries(self, skip: int = 0) -> tuple[Entry, ...]:
        """Every entry after the first ``skip``, in order of sequence."""
        with self._locked():
            self._read_what_is_new()
        return tuple(self._entries[skip:])

    def append(self, month_of: datetime, make: Callable[[int], Entry]) -> Entry:
        """Write the entry that ``make`` builds for the next sequence number; durable when this returns."""
        with self._locked():
            self._read_what_is_new()
            entry = make(self._entries[-1].sequence + 1 if self._entries else 1)
            path = self.folder / f"{month_of.astimezone(UTC):%Y-%m}.jsonl"
            self._append_line(path, (json.dumps(to_json(entry), ensure_ascii=False) + "\n").encode())
            self._entries.append(entry)
        return entry

    def _locked(self) -> AbstractContextManager[None]:
        return locked(self.folder / ".lock")

    def _append_line(self, path: Path, line: bytes) -> None:
        is_new = not path.exists()
        with disk_full_explained(self.folder):
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
            try:
                before = os.fstat(descriptor).st_size
                try:
                    write_all(descriptor, line)
                    os.fsync(descriptor)
                except OSError:
                    os.ftruncate(descriptor, before)
                    raise
            finally:
                os.close(descriptor)
            if is_new:
                sync_folder(self.folder)
        self._read_up_to[path] = before + len(line)
        self._lines_read[path] = self._lines_read.get(path, 0) + 1

    def _read_what_is_new(self) -> None:
        """Take in the lines that this or another process wrote since the last look."""
        added = False
        for path in sorted(self.folder.glob("*.jsonl")):
            start = self._read_up_to.get(path, 0)
            if path.stat().st_size == start:
                continue
            with path.open("rb") as file:
                file.seek(start)
                content = file.read()
            for line in content.splitlines():
                number = self._lines_read.get(path, 0) + 1
                self._entries.append(_read_line(path, number, line))
                self._lines_read[path] = number
            self._read_up_to[path] = start + len(content)
            added = True
        if added:
            self._entries.sort(key=lambda entry: entry.sequence)
            self._check_sequence()

    def _check_sequence(self) -> None:
        for before, after in zip(self._entries, self._entries[1:], strict=False):
            if after.sequence <= before.sequence:
                raise ArchiveCorrupted(
                    f"Two lines of the ledger in {self.folder} have sequence number {after.sequence}. "
                    "Restore the ledger from a backup; do not renumber it by hand."
                )

    def _set_torn_lines_aside(self) -> list[TornLine]:
        found = []
        for path in sorted(self.folder.glob("*.jsonl")):
            content = path.read_bytes()
            if not content or content.endswith(b"\n"):
                continue
            whole = content.rfind(b"\n") + 1
            side_file = path.with_name(path.name + ".torn")
            self._copy_aside(side_file, content[whole:] + b"\n")
            os.truncate(path, whole)
            found.append(TornLine(side_file, content[whole:].decode(errors="replace")))
            log.warning(
                "the last line of %s was cut short by a run that was killed; it was moved to %s and what it "
                "recorded is fetched again",
                path.name,
                side_file.name,
            )
        return found

    def _copy_aside(self, side_file: Path, content: bytes) -> None:
        with disk_full_explained(self.folder):
            descriptor = os.open(side_file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
            try:
                write_all(descriptor, content)
                os.fsync(descriptor)
            finally:
                os.close(descriptor)
            sync_folder(self.folder)


def _read_line(path: Path, number: int, line: bytes) -> Entry:
    try:
        return from_json(json.loads(line))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ArchiveCorrupted(
            f"{path}, line {number} is not a ledger entry ({error!r}). Restore the file from a backup, or "
            "move that line to a file of another name and say so in your records: what it recorded is then "
            "fetched again."
        ) from error


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
    purpose = line["purpose"]
    return FetchRecord(
        sequence=int(line["sequence"]),
        address=line["address"],
        fetched_at=datetime.fromisoformat(line["fetched_at"]),
        status=int(line["status"]),
        headers=line["headers"],
        sha256=line["sha256"],
        bytes=line["bytes"],
        from_cache=line["from_cache"],
        purpose=Purpose(
            kind=purpose["kind"],
            series=purpose["series"],
            title=purpose["title"],
            as_at=date.fromisoformat(purpose["as_at"]) if purpose["as_at"] else None,
        ),
        redirected_to=line.get("redirected_to"),
        redacted=tuple(line.get("redacted", ())),
    )


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")
