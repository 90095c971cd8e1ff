"""The areas that an account may be given: those that the published data know.

Belongs here: reading them, and refusing what is none of them. A region whose name nobody publishes would
cover no school, and its officer would see an empty list every morning.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass

from desk.facts import PublishedFacts
from pipelines.database import Row
from pipelines.layout import DataFolder
from pipelines.settings import BadUsage
from pipelines.texts import say


@dataclass(frozen=True)
class KnownAreas:
    """rows: of sql/desk/area.sql."""

    rows: tuple[Row, ...]

    def of(self, kind: str) -> list[Row]:
        """Those of one kind, in the order in which people look for them."""
        return [row for row in self.rows if row["kind"] == kind]

    def title(self, kind: str, value: str) -> str:
        """How people know an area; its value where no school is in it any more."""
        return next((str(row["title"]) for row in self.of(kind) if row["value"] == value), value)

    def require(self, kind: str, value: str) -> None:
        """Raises BadUsage, with the nearest that there is, for an area that no school is in."""
        titles = {str(row["value"]): str(row["title"]) for row in self.of(kind)}
        if value in titles:
            return
        spellings = {name: key for key, title in titles.items() for name in (key, title)}
        near = difflib.get_close_matches(value, spellings, n=1, cutoff=0)
        nearest = "".join(f"{titles[spellings[name]]} ({spellings[name]})" for name in near)
        raise BadUsage(say("desk.officers.refused.area", value, say(f"desk.officers.kinds.{kind}"), nearest))


def known_areas(rows: Iterable[Row]) -> KnownAreas:
    return KnownAreas(tuple(rows))


def read_areas(data: DataFolder) -> KnownAreas:
    """Those of the build that is published in a data folder. Raises PublishedUnavailable."""
    return known_areas(PublishedFacts(data).current().rows("desk/area"))
