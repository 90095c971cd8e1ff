"""What happened to a case, read from the audit and said in words.

Belongs here: finding the lines of one case, and wording one. Does not belong here: the audit of the whole
desk (desk/pages/audit.py).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from desk.casework.codes import Action, State
from desk.casework.rules import CaseworkRules
from desk.store.models import Audit, Officer
from pipelines.texts import in_words, say


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One thing that happened. who: empty for what the desk did by itself. version: of the case after it."""

    at: datetime
    who: str
    what: str
    details: tuple[str, ...]
    version: int


def history(session: Session, case_id: int, rules: CaseworkRules) -> list[HistoryLine]:
    """Everything that was done with a case, newest first."""
    names = officer_names(session)
    lines = session.scalars(select(Audit).where(Audit.case_id == case_id).order_by(Audit.audit_id.desc()))
    return [_line(line, names, rules) for line in lines]


def officer_names(session: Session) -> dict[int, str]:
    """Every officer's name, also of those who are gone."""
    return {who.officer_id: who.display_name for who in session.scalars(select(Officer))}


def _line(line: Audit, names: Mapping[int, str], rules: CaseworkRules) -> HistoryLine:
    return HistoryLine(
        at=line.at,
        who=names[line.officer_id] if line.officer_id is not None else "",
        what=say(f"desk.audit.action.{line.action}"),
        details=tuple(_details(line, names, rules)),
        version=line.details["version"],
    )


def _details(line: Audit, names: Mapping[int, str], rules: CaseworkRules) -> list[str]:
    said = []
    for name, value in line.details.items():
        match name:
            case "route":
                said.append(rules.route_title(value))
            case "outcome":
                said.append(say(f"desk.casework.outcome.{value}"))
            case "reason":
                kind = "snooze_reason" if line.action == Action.SNOOZED else "close_reason"
                said.append(say(f"desk.casework.{kind}.{value}"))
            case "until" | "review_on":
                said.append(say(f"desk.case.details.{name}", in_words(date.fromisoformat(value))))
            case "officer":
                said.append(say("desk.case.details.officer", names[value]))
            case "closed_alone":
                said.append(say("desk.case.details.closed_alone"))
            case "why" | "proposed_by" | "after_days" | "now" | "of":
                said.append(say(f"desk.case.details.{name}", value))
    if line.state_before != line.state_after and line.state_before and line.state_after:
        said.append(say("desk.case.details.state", _state(line.state_before), _state(line.state_after)))
    return said


def _state(code: str) -> str:
    return say(f"desk.casework.state.{State(code)}")
