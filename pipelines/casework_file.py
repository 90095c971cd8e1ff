"""The first store of what people decide about schools: one file, appended to, one JSON object a line.

Belongs here: writing and reading DATA/casework/do_not_contact.jsonl so that nothing is lost, and nothing is
removed but what has had its time. Does not belong here: what follows from an entry, which only
pipelines/casework_port.py decides. The file is no part of the archive, which holds what was published, nor of
any build. Like the archive it cannot be made again.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any, Literal, get_args

from pipelines.archive.errors import disk_explained
from pipelines.archive.files import locked, sync_folder, write_all
from pipelines.records import write_bytes

Decision = Literal["add", "lift", "forget"]
FILE = "do_not_contact.jsonl"


class CaseworkUnreadable(Exception):
    """What people decided cannot be read, so no list may be shown; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One decision about one school.

    sequence: place in the record, from 1. decided_at: when, in UTC. decision: ``add`` records an objection or
    moves its review, ``lift`` ends it; ``forget`` says that older entries were removed because their time was
    over, and names no school (urn 0). review_on: when an objection is to be looked at again; None for the
    others. reason, by: why and who, as the person wrote it.
    """

    sequence: int
    decided_at: datetime
    decision: Decision
    urn: int
    review_on: date | None
    reason: str
    by: str


class CaseworkFile:
    """The record in ``folder``, which is made with the first entry, for its owner's eyes only."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.path = folder / FILE

    def entries(self) -> tuple[Entry, ...]:
        """Every entry in order; raises CaseworkUnreadable naming the line."""
        try:
            content = self.path.read_bytes()
        except FileNotFoundError:
            return ()
        except PermissionError as error:
            raise CaseworkUnreadable(
                f"This account may not read {self.path}, so it cannot be known which schools have objected "
                "to contact: no list is shown. Use the account that runs the night."
            ) from error
        # A last line without its end was cut short, or is being written: whoever wrote it was told nothing.
        whole = content[: content.rfind(b"\n") + 1]
        lines = enumerate(whole.splitlines(), start=1)
        found = tuple(self._read_line(number, line) for number, line in lines)
        for before, after in pairwise(found):
            if after.sequence <= before.sequence:
                raise self._unreadable(after.sequence, "its sequence number does not follow the one before")
        return found

    def append(self, make: Callable[[int], Entry]) -> Entry:
        """Write the entry that ``make`` builds for the next sequence number; durable when this returns."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with locked(self.folder / ".lock"), disk_explained(self.folder):
            self._set_torn_line_aside()
            entries = self.entries()
            entry = make(entries[-1].sequence + 1 if entries else 1)
            line = _line(entry)
            descriptor = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o600)
            try:
                write_all(descriptor, line)
                os.fsync(descriptor)
            finally:
                os.close(descriptor)
            sync_folder(self.folder)
        return entry

    def replace(self, keep: Callable[[Entry], bool], make: Callable[[int], Entry]) -> Entry:
        """Keep some entries, remove the others for good, and end with the entry that ``make`` builds; in one
        step."""
        with locked(self.folder / ".lock"), disk_explained(self.folder):
            entries = self.entries()
            last = make(entries[-1].sequence + 1)
            kept = [entry for entry in entries if keep(entry)]
            write_bytes(self.path, b"".join(map(_line, [*kept, last])), private=True)
            sync_folder(self.folder)
        return last

    def _set_torn_line_aside(self) -> None:
        """Keep what a killed command half wrote beside the record, so that the next line is a line."""
        if not self.path.exists():
            return
        content = self.path.read_bytes()
        whole = content.rfind(b"\n") + 1
        if whole < len(content):
            side_file = self.path.with_name(FILE + ".torn")
            descriptor = os.open(side_file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
            try:
                write_all(descriptor, content[whole:] + b"\n")
                os.fsync(descriptor)
            finally:
                os.close(descriptor)
            os.truncate(self.path, whole)

    def _read_line(self, number: int, line: bytes) -> Entry:
        try:
            return _from_json(json.loads(line))
        except (ValueError, KeyError, TypeError) as error:
            raise self._unreadable(number, repr(error)) from error

    def _unreadable(self, number: int, why: str) -> CaseworkUnreadable:
        return CaseworkUnreadable(
            f"{self.path}, line {number} is not an entry of this record ({why}), so it cannot be known which "
            "schools have objected to contact: no list is shown. Restore the file from a backup."
        )


def _line(entry: Entry) -> bytes:
    return (json.dumps(_to_json(entry), ensure_ascii=False) + "\n").encode()


def _to_json(entry: Entry) -> dict[str, Any]:
    return {
        "sequence": entry.sequence,
        "decided_at": entry.decided_at.astimezone(UTC).isoformat().replace("+00:00", "Z"),
        "decision": entry.decision,
        "urn": entry.urn,
        "review_on": entry.review_on.isoformat() if entry.review_on else None,
        "reason": entry.reason,
        "by": entry.by,
    }


def _from_json(line: dict[str, Any]) -> Entry:
    if line["decision"] not in get_args(Decision):
        raise ValueError(f"unknown decision {line['decision']!r}")
    return Entry(
        sequence=int(line["sequence"]),
        decided_at=datetime.fromisoformat(line["decided_at"]),
        decision=line["decision"],
        urn=int(line["urn"]),
        review_on=date.fromisoformat(line["review_on"]) if line["review_on"] else None,
        reason=str(line["reason"]),
        by=str(line["by"]),
    )
