"""What an examination leaves on disk: every verdict, and a copy of what differed, for its owner's eyes only.

Belongs here: DATA/doctor. Report files name heads: a copy of one stays in this folder until its days are
over (pipelines/retention.py). Does not belong here: the archive, which an examination never writes to.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pipelines.doctor.judging import Examination, evidence
from pipelines.doctor.looks import Look, Looks
from pipelines.records import write_bytes, write_record
from pipelines.sources.content import kind_of

VERDICTS = "verdicts.json"
LOOKING = "looking"
OWNER_ONLY = 0o700
ENDINGS = {
    "html": "html",
    "json": "json",
    "csv": "csv",
    "pdf": "pdf",
    "text": "txt",
    "xlsx": "xlsx",
    "ods": "ods",
}


@contextmanager
def place_to_look(folder: Path) -> Iterator[Path]:
    """A folder for what arrives, gone at the end; what a killed examination left there is removed first."""
    _make(folder)
    place = folder / LOOKING
    shutil.rmtree(place, ignore_errors=True)
    _make(place)
    try:
        yield place
    finally:
        shutil.rmtree(place)


def keep(folder: Path, at: datetime, examination: Examination, looks: Looks) -> Path:
    """Write verdicts, and the bodies of looks behind an assumption that differs; where they are."""
    kept = _new_folder(folder, at)
    differing = {
        look.name: look
        for judgement in examination.differing
        for look in evidence(judgement.assumption, looks)
    }
    files = {name: file_name(look) for name, look in sorted(differing.items()) if look.body is not None}
    for name, file in files.items():
        write_bytes(kept / file, differing[name].body or b"", private=True)
    write_record(kept / VERDICTS, record(examination, looks, files), private=True)
    return kept


def record(examination: Examination, looks: Looks, files: dict[str, str]) -> dict[str, Any]:
    """The examination as one object. files: kept copies, by the name of their look."""
    return {
        "unreached": [host.host for host in examination.unreached],
        "assumptions": [
            {
                "id": judgement.assumption.id,
                "source": judgement.assumption.source,
                "assumption": judgement.assumption.claim,
                "mark": judgement.assumption.mark,
                "verdict": judgement.verdict,
                "seen": judgement.seen,
                "means": judgement.assumption.means,
                "looks": [look.name for look in evidence(judgement.assumption, looks)],
            }
            for judgement in examination.judgements
        ],
        "looks": [_look(look, files.get(look.name)) for look in looks],
    }


def file_name(look: Look) -> str:
    """``page-report-card.html``"""
    kind = kind_of(look.body or b"")
    return f"{look.name.replace(' ', '-')}.{ENDINGS.get(kind, 'bin')}"


def _look(look: Look, file: str | None) -> dict[str, Any]:
    return {
        "name": look.name,
        "address": look.address,
        "redirected_to": look.redirected_to,
        "status": look.status,
        "headers": dict(look.headers),
        "bytes": None if look.body is None else len(look.body),
        "sha256": None if look.body is None else hashlib.sha256(look.body).hexdigest(),
        "problem": look.problem,
        "seconds": round(look.seconds, 1),
        "tries": look.tries,
        "file": file,
    }


def _new_folder(folder: Path, at: datetime) -> Path:
    """A folder named after the moment; an examination of a sample's day does not replace an earlier one."""
    name = f"{at.astimezone(UTC):%Y-%m-%dT%H%M%SZ}"
    number = 1
    while (made := folder / (name if number == 1 else f"{name}-{number}")).exists():
        number += 1
    _make(made)
    return made


def _make(folder: Path) -> None:
    folder.mkdir(mode=OWNER_ONLY, parents=True, exist_ok=True)
    folder.chmod(OWNER_ONLY)
