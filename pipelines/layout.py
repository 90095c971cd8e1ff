"""Where things stand in a data folder. One home for every path that more than one module needs.

Does not belong here: making, reading or removing any of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class DataFolder:
    """The folder that ``DATA`` names, by its rooms. Nothing is created by asking for a path."""

    root: Path

    @property
    def archive(self) -> Path:
        """Fetched bytes, ledger and shown-log: the only state that cannot be rebuilt."""
        return self.root / "archive"

    @property
    def shown_log(self) -> Path:
        return self.archive / "shown_log"

    @property
    def parsed(self) -> Path:
        """Parsed relations, memoised; may be deleted at any time between nights."""
        return self.root / "parsed"

    @property
    def builds(self) -> Path:
        return self.root / "builds"

    @property
    def published(self) -> Path:
        """The one pointer that people open."""
        return self.root / "published"

    @property
    def night(self) -> Path:
        """What the steps of the current night told each other, and its summary."""
        return self.root / "night"

    @property
    def casework(self) -> Path:
        """What people decided about schools. Cannot be rebuilt; no part of the archive or of any build."""
        return self.root / "casework"

    @property
    def desk_database(self) -> Path:
        """What officers write, where no other database is named."""
        return self.casework / "desk.sqlite3"

    @property
    def doctor(self) -> Path:
        """Verdicts on the live sources, and copies of what differed. Readable by the owner only."""
        return self.root / "doctor"

    @property
    def spill(self) -> Path:
        return self.root / "spill"

    @property
    def watch(self) -> Path:
        """What is kept of sources and alarms over many nights."""
        return self.root / "watch"

    @property
    def lock(self) -> Path:
        return self.root / "night.lock"

    @property
    def dagster(self) -> Path:
        return self.root / "dagster"

    @property
    def origin(self) -> Path:
        """Says which kind of sources this folder holds, so that invented schools never meet real ones."""
        return self.root / "origin.json"


@dataclass(frozen=True)
class BuildFolder:
    """One build: warehouse, facts, their exports, flag list and what was shown, as one set.

    Of a month-end build that is kept for longer, facts, exports and manifest are left.
    """

    root: Path

    @property
    def build_id(self) -> str:
        return self.root.name

    @property
    def warehouse(self) -> Path:
        return self.root / "warehouse.duckdb"

    @property
    def facts(self) -> Path:
        return self.root / "facts.duckdb"

    @property
    def exports(self) -> Path:
        """The facts as Parquet and CSV, with the data package that describes them."""
        return self.root / "exports"

    @property
    def flags(self) -> Path:
        """The restricted folder."""
        return self.root / "flags"

    @property
    def lists(self) -> Path:
        """Says up to which decision of people the lists in ``flags`` are."""
        return self.root / "lists.json"

    @property
    def manifest(self) -> Path:
        return self.root / "manifest.json"

    @property
    def verdict(self) -> Path:
        return self.root / "verdict.json"
