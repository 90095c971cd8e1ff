"""The log of what officers were shown: one segment for each published build, appended and never rewritten.

Belongs here: writing a segment into a build's folder, taking it into the archive once that build is
published, and reading all segments back. What is to be logged is computed by pipelines/warehouse/flags.py;
what was last shown of each flag, by sql/flags/shown_flag.sql. A segment in the folder of a build that was
never published counts for nothing: nobody saw it.

A segment is a file NNNNNN-<build_id>.jsonl: a header line (build_id, as_of, ruleset_version, settings_hash,
rows, sha256 of the row lines), then one line for each flag whose shown values changed.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from pipelines.archive.errors import ArchiveCorrupted, disk_explained
from pipelines.archive.files import sync_folder, write_all

SEGMENT_IN_BUILD = "shown.jsonl"
NEWLINE = b"\n"
_NAME = re.compile(r"(?P<number>\d{6,})-(?P<build_id>.+)\.jsonl")
_HEADER_KEYS = {"build_id", "as_of", "ruleset_version", "settings_hash", "rows", "sha256"}


@dataclass(frozen=True)
class Segment:
    """One segment as read and verified; lines: what follows its header, a JSON object a line.

    ``name`` has no suffix, and is None while the segment lies in a build's folder.
    """

    name: str | None
    header: dict[str, Any]
    lines: str

    @property
    def rows(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.lines.split("\n") if line]


class ShownLog:
    """The segments in ``folder`` (archive/shown_log).

    Reading verifies every segment and raises ArchiveCorrupted, naming the file and the remedy.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def write_segment(
        self,
        build_folder: Path,
        *,
        build_id: str,
        as_of: date,
        ruleset_version: str,
        settings_hash: str,
        rows: Sequence[Mapping[str, Any]],
    ) -> Path:
        """Write what a build would show into that build's folder, durably; returns the path.

        It does not count until ``complete`` is told that the build was published.
        """
        body = "".join(json.dumps(row, ensure_ascii=False, sort_keys=True) + "\n" for row in rows).encode()
        header = {
            "build_id": build_id,
            "as_of": as_of.isoformat(),
            "ruleset_version": ruleset_version,
            "settings_hash": settings_hash,
            "rows": len(rows),
            "sha256": hashlib.sha256(body).hexdigest(),
        }
        path = build_folder / SEGMENT_IN_BUILD
        _write_atomically(path, json.dumps(header, sort_keys=True).encode() + b"\n" + body)
        return path

    def complete(self, published_build_folder: Path) -> str | None:
        """Take the published build's segment into the log unless it is there already; returns its name.

        None where the build has no segment. Calling it again, also after a crash, changes nothing.
        """
        source = published_build_folder / SEGMENT_IN_BUILD
        if not source.exists():
            return None
        content = source.read_bytes()
        build_id = _read_segment(content, source, None).header["build_id"]
        taken = {self._build_of(file): file for file in self._files()}
        if build_id in taken:
            self._must_be_same(taken[build_id], content)
            return taken[build_id].stem
        self.folder.mkdir(parents=True, exist_ok=True)
        path = self.folder / f"{self._last_number() + 1:06}-{build_id}.jsonl"
        _write_atomically(path, content)
        return path.stem

    def head(self, *, ignoring: str | None = None) -> str | None:
        """The name of the newest segment, None where there is none.

        ignoring: a build whose own segment is left out, to name the log as that build found it.
        """
        names = [file.stem for file in self._files() if self._build_of(file) != ignoring]
        return names[-1] if names else None

    def segments(self) -> Iterator[Segment]:
        """Every segment, oldest first, verified."""
        for file in self._files():
            yield _read_segment(file.read_bytes(), file, file.stem)

    def _files(self) -> list[Path]:
        """The segments by number; what is no segment (a half-written file of a killed run) is passed over."""
        if not self.folder.is_dir():
            return []
        numbered = [(match, file) for file in self.folder.iterdir() if (match := _NAME.fullmatch(file.name))]
        return [file for _, file in sorted(numbered, key=lambda pair: int(pair[0]["number"]))]

    def _last_number(self) -> int:
        files = self._files()
        match = _NAME.fullmatch(files[-1].name) if files else None
        return int(match["number"]) if match else 0

    @staticmethod
    def _build_of(file: Path) -> str:
        match = _NAME.fullmatch(file.name)
        return match["build_id"] if match else ""

    @staticmethod
    def _must_be_same(taken: Path, content: bytes) -> None:
        if taken.read_bytes() != content:
            raise ArchiveCorrupted(
                f"{taken} and the segment in the published build's folder differ, though both are of one "
                "build. Restore the archive's copy from a backup, or the build's folder."
            )


def _read_segment(content: bytes, file: Path, name: str | None) -> Segment:
    """Read and verify one segment; raises ArchiveCorrupted naming the file and the remedy."""
    first, _, body = content.partition(b"\n")
    try:
        header = json.loads(first)
        if not isinstance(header, dict) or header.keys() != _HEADER_KEYS:
            raise ValueError("its first line is not the header of a segment")
        if hashlib.sha256(body).hexdigest() != header["sha256"]:
            raise ValueError("its rows are not those that were written")
        if body.count(NEWLINE) != header["rows"]:
            raise ValueError(f"it holds {body.count(NEWLINE)} rows where {header['rows']} were written")
        lines = body.decode()
    except ValueError as error:
        raise ArchiveCorrupted(
            f"{file}: {error}. This file says what officers were shown and cannot be made again: "
            "restore it from a backup."
        ) from error
    return Segment(name=name, header=header, lines=lines)


def _write_atomically(path: Path, content: bytes) -> None:
    """Write a file so that it is there whole or not at all, also after a power cut."""
    unfinished = path.with_name(f".{path.name}.unfinished")
    with disk_explained(path.parent):
        descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o600)
        try:
            write_all(descriptor, content)
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        unfinished.replace(path)
        sync_folder(path.parent)
