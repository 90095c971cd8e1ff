"""Small JSON records on disk: written whole or not at all, read back or reported as absent.

Belongs here: the one way to write a file that a killed run must not leave half written, and who may write it.
Does not belong here: what a record says, and the archive, whose files are appended to
(pipelines/archive/files.py).
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any


def keep_others_from_writing() -> None:
    """Let nothing that this process makes be written by other accounts, however loose the machine's umask is.
    What they may read is the umask's to say, and each private file's own."""
    os.umask(os.umask(0o022) | 0o022)


def write_bytes(path: Path, content: bytes, *, private: bool = False) -> None:
    """Write a file in one step: readers see the old content or the new, never a part. private: owner only."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}.draft")
    draft.unlink(missing_ok=True)
    try:
        draft.touch(mode=0o600 if private else 0o666, exist_ok=False)
        with draft.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def write_record(path: Path, record: Any, *, private: bool = False) -> None:
    """Write a JSON record in one step. Dates and paths become text. private: for its owner's eyes only."""
    text = json.dumps(record, default=str, ensure_ascii=False, indent=1) + "\n"
    write_bytes(path, text.encode("utf-8"), private=private)


def read_record(path: Path) -> Any | None:
    """Read a JSON record; None where there is none or where it is torn (a record is never the only copy of a
    fact)."""
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, json.JSONDecodeError, UnicodeDecodeError):
        return None


def require_record(path: Path) -> Any:
    """Read a JSON record that an earlier step must have left; raises FileNotFoundError where it has not."""
    record = read_record(path)
    if record is None:
        raise FileNotFoundError(f"{path} is missing or unreadable: run the whole nightly job (make nightly).")
    return record
