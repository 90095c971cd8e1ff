"""What can go wrong with the archive, each with a message that says what to do about it.

Does not belong here: what can go wrong with a source (pipelines/sources/errors.py) or in a document
(pipelines/documents/refusal.py).
"""

from __future__ import annotations

import errno
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class ArchiveError(Exception):
    """The archive cannot be used as asked."""


class ArchiveCorrupted(ArchiveError):
    """Stored bytes or a ledger line are not what was written; the message names the file and the remedy."""


class ArchiveFull(ArchiveError):
    """The disk (or quota) under the archive is full; nothing half written was left behind."""


class ArchiveReadOnly(ArchiveError):
    """What has to be written to cannot be; nothing half written was left behind."""


class TooManyBytes(ArchiveError):
    """A body grew past the size that its purpose allows; none of it was stored."""

    def __init__(self, limit: int) -> None:
        super().__init__(f"more than {limit:,} bytes arrived, which is the most that is accepted for it")
        self.limit = limit


_NO_SPACE = (errno.ENOSPC, errno.EDQUOT)
_NOT_WRITABLE = (errno.EROFS, errno.EACCES, errno.EPERM)


@contextmanager
def disk_explained(folder: Path) -> Iterator[None]:
    """Turn the operating system's "no space left" into ArchiveFull, and "read-only" or "not permitted" into
    ArchiveReadOnly; other errors pass unchanged."""
    try:
        yield
    except OSError as error:
        if error.errno in _NOT_WRITABLE:
            raise ArchiveReadOnly(
                f"{error.filename or folder} cannot be written to ({error.strerror}). Nothing half written "
                "was kept: see that its disk is sound and mounted for writing, that it belongs to this "
                "account, and run again."
            ) from error
        if error.errno not in _NO_SPACE:
            raise
        free = shutil.disk_usage(folder).free
        raise ArchiveFull(
            f"The disk that holds {folder} is full ({free:,} bytes free). Nothing half written was kept: "
            "make room there and run again."
        ) from error
