"""Roles, and the areas that a person covers.

Belongs here: who may see and do what. Does not belong here: who somebody is (sessions.py).
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any


class Role(IntEnum):
    """What an account may do; each role may also do what those below it may."""

    OFFICER = 1
    LEAD = 2
    ADMINISTRATOR = 3

    @classmethod
    def named(cls, name: str) -> Role:
        return cls[name.upper()]


#: Kinds of area with the column of a school that holds it.
AREA_COLUMNS = {"region": "region", "local_authority": "local_authority", "trust": "trust_uid"}


@dataclass(frozen=True)
class Coverage:
    """The areas that a person covers, by kind; without any, all of England."""

    areas: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @property
    def key(self) -> Hashable:
        """The same for those who cover the same."""
        return frozenset(self.areas.items())

    def covers(self, school: Mapping[str, Any]) -> bool:
        """Whether a school is one of theirs; school: a row with region, local_authority and trust_uid. A
        school whose area no source gives is shown only to those who cover all of England."""
        if not self.areas:
            return True
        return any(school.get(AREA_COLUMNS[kind]) in values for kind, values in self.areas.items())


@dataclass(frozen=True)
class Visitor:
    """The person who is signed in, for the length of one request."""

    officer_id: int
    name: str
    role: Role
    coverage: Coverage
    csrf_token: str
    must_change_password: bool
    previous_visit_began: Any

    def may(self, role: Role) -> bool:
        return self.role >= role
