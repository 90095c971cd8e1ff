"""What a desk is told: its data folder, its database, its address, and what the organisation says of itself.

Belongs here: reading those, and saying plainly what is wrong with them. Does not belong here: what follows
from a setting. reference/desk.toml holds every setting with what it is where nobody says otherwise; a file of
the organisation's own, named by WELFARE_MONITOR_DESK_SETTINGS, says only what differs.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from pipelines.reference import read_toml
from pipelines.settings import BadUsage
from pipelines.warehouse.layout import DataFolder

DATABASE_VARIABLE = "WELFARE_MONITOR_DESK_DATABASE"
ADDRESS_VARIABLE = "WELFARE_MONITOR_DESK_ADDRESS"
SETTINGS_VARIABLE = "WELFARE_MONITOR_DESK_SETTINGS"


@dataclass(frozen=True)
class DeskSettings:
    """What one desk is told.

    data: the folder that a night publishes in. database: a SQLAlchemy address; a SQLite file in the data
    folder where none is named. address: where officers reach the desk, for links in messages and for the
    sign-in of an organisation; cookies are sent over TLS alone where it begins with https. organisation:
    reference/desk.toml with what the organisation says otherwise, as nested mappings.
    """

    data: DataFolder
    database: str
    address: str
    organisation: Mapping[str, Any]

    @property
    def is_secure(self) -> bool:
        return urlsplit(self.address).scheme == "https"

    @property
    def has_a_database(self) -> bool:
        """Whether anybody has opened a desk here, so that there is something to look into."""
        return self.data.desk_database.exists() or not self.database.startswith("sqlite")

    @classmethod
    def read(
        cls,
        data: Path,
        *,
        address: str = "",
        default_address: str = "http://127.0.0.1:8000",
        environment: Mapping[str, str] = os.environ,
    ) -> DeskSettings:
        """The settings of the desk over a data folder; raises BadUsage."""
        folder = DataFolder(data)
        where = address or environment.get(ADDRESS_VARIABLE, "") or default_address
        if urlsplit(where).scheme not in ("http", "https") or not urlsplit(where).hostname:
            raise BadUsage(
                f"{ADDRESS_VARIABLE}={where!r} is no address: write it as https://desk.example.org."
            )
        return cls(
            data=folder,
            database=environment.get(DATABASE_VARIABLE, "")
            or f"sqlite:///{folder.casework / 'desk.sqlite3'}",
            address=where.rstrip("/"),
            organisation=_organisation(environment.get(SETTINGS_VARIABLE, "")),
        )


def _organisation(file: str) -> Mapping[str, Any]:
    settings = read_toml("desk.toml")
    if not file:
        return settings
    try:
        own = tomllib.loads(Path(file).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadUsage(f"{SETTINGS_VARIABLE}={file!r} cannot be read: {error}.") from error
    return _laid_over(settings, own, file, "")


def _laid_over(given: Mapping[str, Any], own: Mapping[str, Any], file: str, where: str) -> dict[str, Any]:
    """The given settings with an organisation's own over them; a name that nobody reads is an error."""
    merged = dict(given)
    for name, value in own.items():
        place = f"{where}{name}"
        if name not in given:
            raise BadUsage(f"{file}: nothing reads {place}; reference/desk.toml lists every setting.")
        if type(value) is not type(given[name]):
            raise BadUsage(f"{file}: {place} should be {_kind(given[name])}, not {value!r}.")
        merged[name] = _laid_over(given[name], value, file, f"{place}.") if isinstance(value, dict) else value
    return merged


def _kind(value: object) -> str:
    names = {bool: "true or false", int: "a whole number", str: "a text", list: "a list", dict: "a table"}
    return names[type(value)]
