"""A desk's database with officers in it, and work on the case of an invented flag: no server, no night.

Belongs here: what tests of casework share. Does not belong here: any test.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import count
from typing import Any

from sqlalchemy import select

from desk.casework.rules import CaseworkRules
from desk.casework.work import Work
from desk.store.database import Store
from desk.store.models import Audit, Case, Officer
from pipelines.reference import read_toml
from tests.desk.served import MORNING

BUILD = {"build_id": "2026-06-10-00000000"}
SCHOOL = {"urn": 900101, "region": "North West", "local_authority": "Corvendale", "trust_uid": None}
_NUMBERS = count(1)


def rules(**said: Any) -> CaseworkRules:
    """The organisation's rules as they are where nobody says otherwise, but for what is named."""
    return replace(CaseworkRules.of(read_toml("desk.toml")), **said)


@dataclass
class Bench:
    """A store, and the time."""

    store: Store
    now: datetime = MORNING
    rules: CaseworkRules = field(default_factory=rules)

    def flag(self, tier: int = 2) -> dict[str, Any]:
        """A flag that no test had before."""
        number = f"{next(_NUMBERS):016x}"
        return {"flag_id": number, "urn": 900101, "tier": tier, "ruleset_version": "1.0.0"}

    def officer(self, name: str) -> int:
        number = next(_NUMBERS)
        with self.store.write() as session:
            officer = Officer(
                sign_in_name=f"{number}@example.org",
                display_name=name,
                role="officer",
                created_at=self.now,
            )
            session.add(officer)
        return officer.officer_id

    @contextmanager
    def work(
        self, flag: dict[str, Any], officer_id: int | None, version: int | None = None, seen: int = 0
    ) -> Iterator[Work]:
        """Work on a case as it is now, or as it was in a version that somebody saw."""
        with self.store.write() as session:
            today = self.now.date()
            yield Work(session, flag, BUILD, self.now, today, self.rules, officer_id, version, seen)

    def case(self, flag: dict[str, Any]) -> Case | None:
        with self.store.read() as session:
            return session.scalar(select(Case).where(Case.flag_id == flag["flag_id"]))

    def state(self, flag: dict[str, Any]) -> str:
        case = self.case(flag)
        return case.state if case else "new"

    def audit(self, flag: dict[str, Any]) -> list[Audit]:
        with self.store.read() as session:
            lines = select(Audit).where(Audit.flag_id == flag["flag_id"]).order_by(Audit.audit_id)
            return list(session.scalars(lines))

    def pass_days(self, days: int) -> None:
        self.now += timedelta(days=days)
