"""What a desk is told: its data folder, its database, its address, and what the organisation says of itself.

Belongs here: reading those, and saying plainly what is wrong with them. Does not belong here: what follows
from a setting. reference/desk.toml holds every setting with what it is where nobody says otherwise; a file of
the organisation's own, named by WELFARE_MONITOR_DESK_SETTINGS, says only what differs.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from pipelines.layout import DataFolder
from pipelines.overlaid import read_overlaid
from pipelines.settings import BadUsage

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
            organisation=read_overlaid(
                "desk.toml", environment.get(SETTINGS_VARIABLE, ""), SETTINGS_VARIABLE
            ),
        )
