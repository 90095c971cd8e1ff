"""Bytes stored once under their SHA-256, verified on every read.

Belongs here: receiving a body piece by piece, giving it its name, reading it back.
Does not belong here: where the bytes came from (ledger.py).
"""

from __future__ import annotations

import hashlib
import logging
import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from pipelines.archive.errors import ArchiveCorrupted, TooManyBytes, disk_explained
from pipelines.archive.files import is_held_elsewhere, locked, mark_as_held, sync_folder, write_all

log = logging.getLogger(__name__)

_SHA256 = re.compile(r"[0-9a-f]{64}")
_PART = ".part"


class IncomingBlob:
    """A body that is still arriving, in a temporary file on the archive's own file system.

    path: the temporary file, readable at any time (to look at what arrived before believing it).
    size: bytes written so far.
    """

    def __init__(self, path: Path, descriptor: int, limit: int) -> None:
        self.path = path
        self.size = 0
        self._descriptor = descriptor
        self._limit = limit
        self._hash = hashlib.sha256()

    @property
    def sha256(self) -> str:
        """The hash of what was written so far, in lower-case hexadecimal."""
        return self._hash.hexdigest()

    def write(self, chunk: bytes) -> None:
        """Add the next piece; raises TooManyBytes past the limit and ArchiveFull on a full disk."""
        if self.size + len(chunk) > self._limit:
            raise TooManyBytes(self._limit)
        with disk_explained(self.path.parent):
            write_all(self._descriptor, chunk)
        self._hash.update(chunk)
        self.size += len(chunk)

    def sync(self) -> None:
        """Make the bytes durable before the file gets its name."""
        with disk_explained(self.path.parent):
            os.fsync(self._descriptor)


class BlobStore:
    """The folder ``blobs/ab/<sha256>``.

    Raises ArchiveFull when the disk is full and ArchiveCorrupted when stored bytes are missing or altered.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._incoming = folder / "incoming"
        self._incoming.mkdir(parents=True, exist_ok=True)
        self._remove_leftovers()

    def path(self, sha256: str) -> Path:
        """Where the blob of this hash stands, whether or not it is there."""
        if not _SHA256.fullmatch(sha256):
            raise ValueError(f"{sha256!r} is not a SHA-256 in lower-case hexadecimal")
        return self._folder / sha256[:2] / sha256

    def has(self, sha256: str) -> bool:
        """Whether the blob is there (its bytes are verified when they are read)."""
        return self.path(sha256).is_file()

    def read(self, sha256: str) -> bytes:
        """The bytes of one blob; raises ArchiveCorrupted when they are missing or are not the ones stored."""
        path = self.path(sha256)
        try:
            content = path.read_bytes()
        except FileNotFoundError as error:
            raise ArchiveCorrupted(
                f"Blob {sha256} is missing from the archive. Restore {path} from a backup; without one, run "
                "the night again: an address that still serves it is then fetched anew."
            ) from error
        found = hashlib.sha256(content).hexdigest()
        if found != sha256:
            raise ArchiveCorrupted(
                f"Blob {sha256} was altered after it was stored (its {len(content):,} bytes hash to "
                f"{found}). Restore {path} from a backup, or move it away and run the night again: an "
                "address that still serves it is then fetched anew."
            )
        return content

    @contextmanager
    def receive(self, limit: int) -> Iterator[IncomingBlob]:
        """A new incoming body of at most ``limit`` bytes; removed at the end unless ``keep`` took it."""
        with disk_explained(self._incoming), self._locked():
            descriptor, name = tempfile.mkstemp(suffix=_PART, dir=self._incoming)
            mark_as_held(descriptor)
        path = Path(name)
        try:
            yield IncomingBlob(path, descriptor, limit)
        finally:
            os.close(descriptor)
            path.unlink(missing_ok=True)

    def keep(self, incoming: IncomingBlob) -> str:
        """Give a wholly received body its name and return its hash; the same bytes are kept once."""
        sha256 = incoming.sha256
        path = self.path(sha256)
        if self._is_sound(path, sha256):
            return sha256
        incoming.sync()
        with disk_explained(self._folder):
            if not path.parent.is_dir():
                path.parent.mkdir(exist_ok=True)
                sync_folder(self._folder)
            incoming.path.chmod(0o444)
            incoming.path.replace(path)
            sync_folder(path.parent)
        return sha256

    def _is_sound(self, path: Path, sha256: str) -> bool:
        """Whether the blob is there already; an altered one counts as absent, so that fresh bytes mend it."""
        if not path.is_file():
            return False
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == sha256

    def _remove_leftovers(self) -> None:
        """Remove what a killed run was receiving; files that a living process still writes are left alone."""
        with self._locked():
            for path in self._incoming.glob(f"*{_PART}"):
                if not is_held_elsewhere(path):
                    path.unlink(missing_ok=True)
                    log.warning(
                        "removed %s: a run that was cut short had not finished receiving it", path.name
                    )

    def _locked(self) -> AbstractContextManager[None]:
        return locked(self._incoming / ".lock")
