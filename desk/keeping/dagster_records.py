"""A copy of Dagster's records: which runs there were, with their events.

Belongs here: where they stand, and copying them while Dagster runs. They tell of past runs only, so one copy
is kept, the newest that was whole. Does not belong here: Dagster itself, which is not asked.
"""

from __future__ import annotations

import os
import tempfile
from datetime import datetime
from pathlib import Path

from desk.keeping.databases import copy_to
from desk.keeping.packed import pack
from pipelines.layout import DataFolder
from pipelines.settings import DAGSTER_DATABASE_VARIABLE

FILE = "dagster.tar.gz"


def keep(data: DataFolder, folder: Path, now: datetime) -> Path | None:
    """Copy them into a folder and give the file; None where no night was ever recorded. Raises CannotKeep,
    BadUsage."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    database = os.environ.get(DAGSTER_DATABASE_VARIABLE, "")
    with tempfile.TemporaryDirectory(prefix=".dagster-backup-", dir=folder) as working:
        if database:
            copy_to(database, Path(working) / "dagster.dump")
        else:
            for file in sorted(data.dagster.glob("*.db")):
                copy_to(f"sqlite:///{file}", Path(working) / file.name)
        copies = sorted(Path(working).iterdir())
        if not copies:
            return None
        pack(folder / FILE, copies, now, compressed=True)
    return folder / FILE
