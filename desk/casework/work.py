"""One person's work on the case of one flag, within one transaction: finding the case, one step, its audit.

Belongs here: what every step has in common: the version that the person saw, the table of transitions, a line
of the audit. Does not belong here: what a single step asks for and writes (actions.py, closing.py …).

Nothing is kept of a piece of work that raises.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from desk.casework import audit
from desk.casework.codes import State
from desk.casework.rules import CaseworkRules
from desk.casework.transitions import AUDITED, Step, state_after
from desk.store.models import Audit, Case
from pipelines.database import Row


class Overtaken(Exception):
    """The case is no longer as the person saw it: a colleague was here first. Nothing was written."""


class Refused(Exception):
    """What was sent cannot be done. field: where it stands in the form. text: a name among the problems of
    the page's texts; values fill its places."""

    def __init__(self, field: str, text: str, *values: object) -> None:
        super().__init__(field, text, *values)
        self.field, self.text, self.values = field, text, values


@dataclass
class Work:
    """What a step is taken with.

    session: a transaction that writes. flag: a row with flag_id, urn, tier and ruleset_version, as published.
    build: row of sql/explain/build.sql. officer_id: None for what the desk does by itself. version: of the
    case as the person saw it, 0 where there was none; None: nobody looked. seen_events: how many published
    events of the flag they saw.
    """

    session: Session
    flag: Row
    build: Row
    now: datetime
    today: date
    rules: CaseworkRules
    officer_id: int | None
    version: int | None
    seen_events: int

    @cached_property
    def case(self) -> Case:
        """The case, locked until the transaction ends; a new one where none is stored. Raises Overtaken."""
        found = select(Case).where(Case.flag_id == self.flag["flag_id"]).with_for_update()
        case = self.session.scalar(found)
        if self.version is not None and self.version != (case.version if case else 0):
            raise Overtaken
        return case or self._opened()

    def _opened(self) -> Case:
        case = Case(
            case_id=_unused_number(self.session),
            flag_id=self.flag["flag_id"],
            urn=self.flag["urn"],
            tier=self.flag["tier"],
            state=State.NEW,
            version=0,
            opened_at=self.now,
            changed_at=self.now,
            seen_flag_events=self.seen_events,
        )
        self.session.add(case)
        try:
            self.session.flush()
        except IntegrityError as error:  # PostgreSQL: a colleague opened it at this very moment
            raise Overtaken from error
        return case

    @contextmanager
    def step(self, step: Step, **details: Any) -> Iterator[Case]:
        """Take a step: the block changes what else follows, then the state, version and audit do. details:
        for the audit. Raises NotNow, Overtaken."""
        case = self.case
        before = State(case.state)
        was = State(case.state_before_snooze) if case.state_before_snooze else None
        after = state_after(step, before, was)
        yield case
        if before is State.SNOOZED and after is not State.SNOOZED:
            case.snoozed_until = case.snooze_reason = case.state_before_snooze = None
        case.state = after
        case.version += 1
        case.tier = self.flag["tier"]
        case.changed_at = self.now
        audit.record(
            self.session,
            AUDITED[step],
            at=self.now,
            officer_id=self.officer_id,
            build=self.build,
            case_id=case.case_id,
            flag=self.flag,
            state_before=before,
            state_after=after,
            version=case.version,
            **details,
        )
        self.session.flush()


def _unused_number(session: Session) -> int | None:
    """A number that no case had: SQLite gives that of a case that was reduced again, and with it the lines of
    the audit. None where the database counts by itself."""
    if session.get_bind().dialect.name != "sqlite":
        return None
    used = session.execute(
        select(
            select(func.max(Case.case_id)).scalar_subquery(),
            select(func.max(Audit.case_id)).scalar_subquery(),
        )
    ).one()
    return max(number or 0 for number in used) + 1
