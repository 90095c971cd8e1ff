"""The place that a mirror stands in: a folder, or an object store by its address (``s3://bucket/prefix``).

Belongs here: the five things that a mirror asks of such a place, whatever it is, and telling what went wrong
there. Does not belong here: what is mirrored, and in which order (mirror.py).

Every object is written whole or not at all: an object store promises that of a put, and in a folder a draft
gets its name only when it is durable. fsspec speaks to every store; what a kind of store needs besides is an
extra (``object-storage`` for s3).
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from pipelines.archive.errors import ArchiveError, disk_explained
from pipelines.archive.files import sync_folder


class StoreFailed(ArchiveError):
    """The place of a mirror cannot be used, or did not answer; the message says what to do."""


class AlreadyThere(StoreFailed):
    """An object that must be new is there: somebody else wrote it first."""


class Store:
    """The objects below ``address``, by names with slashes. Raises StoreFailed, and FileNotFoundError for an
    object that is not there.

    Who may use a store, and where one stands that is not its maker's, is told to its library in the
    environment (for s3: AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_ENDPOINT_URL), never here.
    """

    def __init__(self, address: str) -> None:
        import fsspec

        self.address = address
        try:
            # Nothing is remembered between two looks: another machine may have written in between.
            self._system, root = fsspec.url_to_fs(address, use_listings_cache=False)
        except (ImportError, ValueError) as error:
            raise StoreFailed(
                f"{address!r} cannot be used as a mirror: {error}. Name a folder, or an address like "
                "s3://bucket/prefix, for which the extra object-storage has to be installed "
                "(pip install -e '.[object-storage]')."
            ) from error
        self._root = str(root).rstrip("/")
        if not self._root:
            raise StoreFailed(f"{address!r} names no place: a folder, or an address like s3://bucket/prefix.")
        self._is_folder = "file" in _protocols(self._system)

    def names(self, folder: str) -> list[str]:
        """The names of the objects directly in a folder, in order; none where there is no such folder."""
        with self._explained():
            try:
                found = self._system.ls(self._path(folder), detail=False)
            except FileNotFoundError:
                return []
        names = (str(each).rstrip("/").rpartition("/")[2] for each in found)
        return sorted(name for name in names if name and not name.startswith("."))

    def read(self, name: str) -> bytes:
        """One object; FileNotFoundError where it is not there."""
        with self._explained():
            content: bytes = self._system.cat_file(self._path(name))
        return content

    def write(self, name: str, content: bytes, *, new: bool = False) -> None:
        """Write an object whole. new: only where there is none; AlreadyThere otherwise.

        In a folder the content is durable when this returns. An object store that does not know of
        conditional puts writes over what is there: the numbers of mirror.py make that harmless for all but
        two pushes at the very same moment.
        """
        with self._explained(is_read=False):
            if self._is_folder:
                _write_file(Path(self._path(name)), content, new=new)
            elif not new:
                self._system.pipe_file(self._path(name), content)
            else:
                try:
                    self._system.pipe_file(self._path(name), content, mode="create")
                except FileExistsError as error:
                    raise AlreadyThere(f"{name} is there already in {self.address}.") from error

    def _path(self, name: str) -> str:
        return f"{self._root}/{name}"

    @contextmanager
    def _explained(self, *, is_read: bool = True) -> Iterator[None]:
        try:
            yield
        except _failures() as error:
            if is_read and isinstance(error, FileNotFoundError):
                raise
            if _is_refused_condition(error):
                raise AlreadyThere(f"An object is there already in {self.address}.") from error
            raise StoreFailed(
                f"{self.address} cannot be used ({type(error).__name__}: {error}). Nothing here was changed: "
                "see that it can be reached and written to, then run this again."
            ) from error


def _protocols(system: Any) -> tuple[str, ...]:
    return (system.protocol,) if isinstance(system.protocol, str) else tuple(system.protocol)


def _failures() -> tuple[type[Exception], ...]:
    """What the libraries of stores raise; those of s3 are named only where that library is loaded."""
    botocore = sys.modules.get("botocore.exceptions")
    return (OSError, botocore.BotoCoreError, botocore.ClientError) if botocore else (OSError,)


def _is_refused_condition(error: BaseException | None) -> bool:
    """Whether an object store says that an object which must be new is there."""
    while error is not None:
        code = getattr(error, "response", {}).get("Error", {}).get("Code")
        if code in ("PreconditionFailed", "ConditionalRequestConflict"):
            return True
        error = error.__cause__
    return False


def _write_file(path: Path, content: bytes, *, new: bool) -> None:
    """Write a file for its owner's eyes only, durably, whole or not at all."""
    for folder in (*reversed(path.parent.parents), path.parent):
        folder.mkdir(mode=0o700, exist_ok=True)
    with disk_explained(path.parent):
        # A draft's name begins with a dot, so that one of a killed push is never taken for an object.
        descriptor, draft = tempfile.mkstemp(prefix=".", suffix=".draft", dir=path.parent)
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            if new:
                try:
                    os.link(draft, path)
                except FileExistsError as error:
                    raise AlreadyThere(f"{path} is there already.") from error
            else:
                Path(draft).replace(path)
            sync_folder(path.parent)
        finally:
            with suppress(FileNotFoundError):
                Path(draft).unlink()
