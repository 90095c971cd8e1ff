"""Adds to the audit; nothing of the desk changes or removes what stands there.

Belongs here: writing a line. Does not belong here: what a line is for (codes.py, docs/desk.md).
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from desk.casework.codes import Action
from desk.store.models import Audit
from pipelines.database import Row


def record(
    session: Session,
    action: Action,
    *,
    at: datetime,
    officer_id: int | None,
    build: Row | None = None,
    case_id: int | None = None,
    flag: Row | None = None,
    urn: int | None = None,
    state_before: str | None = None,
    state_after: str | None = None,
    **details: Any,
) -> None:
    """Add one line, within the transaction that does what it tells of.

    build: row of sql/explain/build.sql. flag: a row with flag_id, urn and ruleset_version. details: JSON
    values; never what somebody wrote in a note.
    """
    session.add(
        Audit(
            at=at,
            officer_id=officer_id,
            action=action,
            case_id=case_id,
            flag_id=flag["flag_id"] if flag else None,
            urn=flag["urn"] if flag else urn,
            state_before=state_before,
            state_after=state_after,
            ruleset_version=flag["ruleset_version"] if flag else None,
            build_id=build["build_id"] if build else None,
            details=details,
        )
    )
