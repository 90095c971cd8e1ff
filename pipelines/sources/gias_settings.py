"""What reference/sources.toml says of GIAS: addresses, ages, and the files that are taken.

Does not belong here: asking for them (gias.py, gias_form.py).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from pipelines.reference import read_toml

NAME = "gias"


@dataclass(frozen=True, slots=True)
class GiasFile:
    """One of the register's files. purpose: kind in the ledger; file: its name before the day;
    known_by: columns of its first line, without which it is not kept; required: the night needs it."""

    purpose: str
    file: str
    tag: str
    title: str
    known_by: tuple[str, ...]
    required: bool

    def title_on(self, day: date) -> str:
        """What the file of one day is called for a person."""
        return f"{self.title[0].upper()}{self.title[1:]}, {day.day} {day:%B %Y}"


@dataclass(frozen=True, slots=True)
class GiasSettings:
    """The table ``gias`` of reference/sources.toml; the meaning of each number stands there."""

    title: str
    address: str
    form_address: str
    refresh_days: int
    walk_days: int
    stale_days: int
    polls: int
    seconds_between_polls: float
    ready_mark: str
    files: tuple[GiasFile, ...]

    @property
    def extract(self) -> GiasFile:
        """The file of all establishments."""
        return self.files[0]

    def dated_address(self, file: GiasFile, day: date) -> str:
        """Where the file of one day stands."""
        return self.address.format(file=file.file, day=f"{day:%Y%m%d}")


@cache
def gias_settings() -> GiasSettings:
    """The settings as they stand in reference/sources.toml."""
    table = dict(read_toml("sources.toml")["gias"])
    files = tuple(GiasFile(**{**row, "known_by": tuple(row["known_by"])}) for row in table.pop("file"))
    table.pop("may_name_people")  # read by redaction.py
    return GiasSettings(**table, files=files)
