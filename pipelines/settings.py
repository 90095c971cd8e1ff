"""Where the project lives and what one night is told: data folder, sources, as-of date.

Belongs here: settings that an operator gives by command line, make variable or environment.
Does not belong here: thresholds and texts (reference/), and anything that reads the clock
(pipelines/clock.py).
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import date
from pathlib import Path

PROJECT_ROOT = Path(__file__).resolve().parent.parent

DATA_VARIABLE = "WELFARE_MONITOR_DATA"
SOURCES_VARIABLE = "WELFARE_MONITOR_SOURCES"
AS_OF_VARIABLE = "WELFARE_MONITOR_AS_OF"
DAGSTER_DATABASE_VARIABLE = "WELFARE_MONITOR_DAGSTER_DATABASE"
WORKERS_VARIABLE = "WELFARE_MONITOR_WORKERS"
ARCHIVE_MIRROR_VARIABLE = "WELFARE_MONITOR_ARCHIVE_MIRROR"
BACKUPS_VARIABLE = "WELFARE_MONITOR_BACKUPS"


class BadUsage(ValueError):
    """The operator asked for something that cannot be done; the message says what to do (exit code 2)."""


@dataclass(frozen=True)
class NightSettings:
    """What one night is told.

    data: the folder that holds archive, parsed tables and builds (absolute).
    sources: ``sample``, ``live`` or ``recorded:DIR``; ``sample:http://127.0.0.1:PORT`` where the sample's
    sites are running already. as_of: the day the night stands for, or None to let the sources decide
    (recording's last day; live: today).
    """

    data: Path
    sources: str = "sample"
    as_of: date | None = None

    @classmethod
    def from_text(cls, *, data: str, sources: str, as_of: str) -> NightSettings:
        """Read settings given as text; raises BadUsage with the accepted forms."""
        if sources not in ("sample", "live") and not sources.startswith(("recorded:", "sample:http://")):
            raise BadUsage(f"SOURCES={sources!r} is not understood: use sample, live or recorded:DIR.")
        return cls(data=absolute(data), sources=sources, as_of=parse_day(as_of, "AS_OF"))


def default_data() -> str:
    """The data folder when none is named: WELFARE_MONITOR_DATA, else ``var`` beside the code."""
    return os.environ.get(DATA_VARIABLE) or str(PROJECT_ROOT / "var")


def default_sources() -> str:
    """The sources when none are named: WELFARE_MONITOR_SOURCES, else the embedded sample."""
    return os.environ.get(SOURCES_VARIABLE) or "sample"


def default_as_of() -> str:
    """The as-of date when none is named: WELFARE_MONITOR_AS_OF, else empty (the sources decide)."""
    return os.environ.get(AS_OF_VARIABLE, "")


def default_archive_mirror() -> str:
    """Where the archive's second copy stands: WELFARE_MONITOR_ARCHIVE_MIRROR, else empty (there is none)."""
    return os.environ.get(ARCHIVE_MIRROR_VARIABLE, "")


def default_backups() -> str:
    """The folder of backups: WELFARE_MONITOR_BACKUPS, else empty (none is named)."""
    return os.environ.get(BACKUPS_VARIABLE, "")


def dagster_home() -> Path:
    """The folder whose dagster.yaml says where Dagster keeps its runs: in files below the data folder or,
    where WELFARE_MONITOR_DAGSTER_DATABASE names one, in a PostgreSQL database. Raises BadUsage."""
    database = os.environ.get(DAGSTER_DATABASE_VARIABLE, "")
    if not database:
        return PROJECT_ROOT
    if not database.startswith("postgresql+psycopg2://"):
        raise BadUsage(
            f"{DAGSTER_DATABASE_VARIABLE} should begin with postgresql+psycopg2://: Dagster speaks to "
            "PostgreSQL through that driver."
        )
    return PROJECT_ROOT / "deploy" / "dagster_postgresql"


def absolute(folder: str) -> Path:
    """A folder named by an operator, relative ones taken from the directory they stand in."""
    return Path(folder).expanduser().resolve()


def parse_day(text: str, what: str) -> date | None:
    """An ISO day, or None for an empty text; raises BadUsage otherwise."""
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise BadUsage(
            f"{what}={text!r} is not a date: write it as YYYY-MM-DD, for example 2026-06-10."
        ) from error
