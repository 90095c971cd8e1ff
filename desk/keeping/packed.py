"""Files packed into one private file, which gets its name once it is whole and on the disk.

Does not belong here: what is packed, and unpacking it.
"""

from __future__ import annotations

import os
import tarfile
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from pipelines.archive.files import sync_folder


def pack(file: Path, parts: Iterable[Path], now: datetime, *, compressed: bool = False) -> None:
    """Make ``file`` of these, each under its own name, instead of what it was."""
    draft = file.with_name(f".{file.name}.draft")
    draft.unlink(missing_ok=True)
    try:
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as written:
            with tarfile.open(fileobj=written, mode="w:gz" if compressed else "w") as tar:
                for part in parts:
                    _add(tar, part, now)
            written.flush()
            os.fsync(written.fileno())
        draft.replace(file)
    finally:
        draft.unlink(missing_ok=True)
    sync_folder(file.parent)


def _add(tar: tarfile.TarFile, part: Path, now: datetime) -> None:
    about = tarfile.TarInfo(part.name)
    about.size, about.mode, about.mtime = part.stat().st_size, 0o600, int(now.timestamp())
    with part.open("rb") as content:
        tar.addfile(about, content)
