"""What people read in published reports and hand to the archive: one file a reading, written once and kept.

Belongs here: writing a reading whole or not at all, and finding all that were handed in, oldest first. Does
not belong here: whether a reading can be believed (pipelines/documents/report/human_reading.py).

A file is named SHA256-NNNNNN.json, after the report's bytes and the reading's place among those of that
report. The later reading of a report counts; every reading stays.
"""

from __future__ import annotations

import json
import os
import re
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipelines.archive.files import locked, sync_folder
from pipelines.records import write_record

LONGEST = 64_000
"""Bytes; a reading has some thousand. What is longer is no reading."""

_SHA256 = re.compile(r"[0-9a-f]{64}")
_NAME = re.compile(r"(?P<sha256>[0-9a-f]{64})-(?P<sequence>\d{6})\.json")


@dataclass(frozen=True)
class Handed:
    """One file of the inbox. sha256, sequence: as its name says, None and 0 where it says neither. reading:
    its JSON object; None where it is none, and problem says why."""

    name: str
    sha256: str | None
    sequence: int
    reading: Mapping[str, Any] | None
    problem: str | None = None


class Inbox:
    """The inbox in ``folder`` (archive/inbox), which is made with the first reading, for its owner's eyes
    only."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def hand_in(self, sha256: str, reading: Mapping[str, Any]) -> str:
        """Keep a reading of the report with these bytes; its file's name. Durable when this returns."""
        if not _SHA256.fullmatch(sha256):
            raise ValueError(f"{sha256!r} is no sha256: give the 64 digits that the archive knows it by")
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with locked(self.folder / ".lock"):
            taken = [handed.sequence for handed in self.handed_in() if handed.sha256 == sha256]
            path = self.folder / f"{sha256}-{max(taken, default=0) + 1:06}.json"
            write_record(path, dict(reading), private=True)
            sync_folder(self.folder)
        return path.name

    def handed_in(self) -> list[Handed]:
        """Every file by report and place, also what is no reading; drafts of a killed process (their names
        begin with a dot) were never handed in."""
        if not self.folder.is_dir():
            return []
        return [_read(path) for path in sorted(self.folder.iterdir()) if not path.name.startswith(".")]


def _read(path: Path) -> Handed:
    match = _NAME.fullmatch(path.name)
    if match is None:
        # A name may be any bytes; what is told of it has to be text.
        name = os.fsencode(path.name).decode("utf-8", "backslashreplace")
        return Handed(name, None, 0, None, "its name is not that of a reading")
    sha256, sequence = match["sha256"], int(match["sequence"])
    try:
        reading = json.loads(_content(path), object_pairs_hook=_without_repeats)
    except (OSError, ValueError, RecursionError) as error:
        return Handed(path.name, sha256, sequence, None, f"it cannot be read ({error})")
    if not isinstance(reading, dict):
        return Handed(path.name, sha256, sequence, None, "it is no JSON object")
    return Handed(path.name, sha256, sequence, reading)


def _content(path: Path) -> bytes:
    """The bytes of a plain file of sensible size; a link may lead anywhere, and a pipe never ends."""
    descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    with os.fdopen(descriptor, "rb") as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise ValueError("it is no plain file")
        content = file.read(LONGEST + 1)
    if len(content) > LONGEST:
        raise ValueError(f"it is longer than {LONGEST} bytes")
    return content


def _without_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """A name that stands twice would let the last one win in silence."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name stands in it twice")
    return found
