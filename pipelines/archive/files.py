"""Writing to disk so that a power cut leaves either the old state or the new one.

Belongs here: the few operating-system calls that blobs and ledger share. It knows nothing of what is written.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def write_all(descriptor: int, content: bytes) -> None:
    """Write every byte; the operating system may take them in several pieces."""
    remaining = memoryview(content)
    while remaining:
        remaining = remaining[os.write(descriptor, remaining) :]


def sync_folder(folder: Path) -> None:
    """Make a file's new name durable: until its folder is synced, a power cut can undo the rename."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def mark_as_held(descriptor: int) -> None:
    """Mark an open file as in use, until it is closed or its process ends."""
    fcntl.flock(descriptor, fcntl.LOCK_EX)


def is_held_elsewhere(path: Path) -> bool:
    """Whether somebody has marked the file as in use; a file that has just gone counts as such."""
    try:
        descriptor = os.open(path, os.O_RDWR)
    except FileNotFoundError:
        return True
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(descriptor)
    return False


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the lock file at ``path``; it is released by the operating system if the process is killed."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)
