"""What there is to say to one officer, or to the team, this morning.

Belongs here: counting. Does not belong here: words (message.py). Nothing of an awaited inspection but how
many there are ever leaves the desk, and no school that is not to be contacted is counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property

from sqlalchemy import select

from desk.casework import awaited
from desk.casework.changes import unacknowledged
from desk.casework.reading import CaseSummary, case_summaries
from desk.facts import Facts
from desk.listing.work import WorkItem, work_items
from desk.security.roles import Coverage, Role, Visitor
from desk.store.database import Store
from desk.store.models import AwaitedInspection, Case, FollowUp
from pipelines.clock import LONDON
from pipelines.database import Row

#: Changes by which something that was published before is taken back or put right.
CORRECTIONS = frozenset({"retracted", "tier_changed", "evidence_changed", "evidence_replaced"})

#: What a digest may say, in its order.
PARTS = (
    "corrected",
    "changed",
    "overdue",
    "due_today",
    "new",
    "follow_ups",
    "awaited_joined",
    "awaited_long",
)


@dataclass(frozen=True)
class Recipient:
    """Whom a digest is for. officer_id: None for the team as a whole, which covers all of England and whose
    cases are everybody's. address: where e-mail goes. told: what they were told last."""

    officer_id: int | None
    name: str
    address: str
    coverage: Coverage
    told: Told | None


@dataclass(frozen=True)
class Told:
    """The last digest that somebody got: when, and of which day the published data were."""

    at: datetime
    as_of: date


@dataclass(frozen=True)
class Digest:
    """What there is to say: how many of each of PARTS, 0 left out, and the schools behind a count where they
    may be named."""

    counts: Mapping[str, int]
    schools: Mapping[str, list[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Morning:
    """One morning over one build, read once for everybody. long_after: working days after which an
    inspection counts as long awaited."""

    store: Store
    facts: Facts
    today: date
    long_after: int

    def digest(self, recipient: Recipient) -> Digest:
        """What there is to say to somebody; nothing where every count is 0."""
        found: dict[str, list[int]] = {
            **self._of_cases(recipient),
            **self._of_list(recipient),
            "follow_ups": [
                urn for urn, whose in self._follow_ups if _is_of(recipient, whose) and self._is_shown(urn)
            ],
        }
        counts = {part: len(urns) for part, urns in found.items()} | self._of_awaited(recipient)
        named = {part: self._names(urns) for part, urns in found.items() if urns}
        return Digest({part: counts[part] for part in PARTS if counts[part]}, named)

    def _of_cases(self, recipient: Recipient) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {"corrected": [], "changed": []}
        for flag_id, changes in self._changes.items():
            case = self._cases[flag_id]
            if _is_of(recipient, case.assigned_to) and self._is_shown(case.urn):
                is_corrected = any(change["event"] in CORRECTIONS for change in changes)
                found["corrected" if is_corrected else "changed"].append(case.urn)
        return found

    def _of_list(self, recipient: Recipient) -> dict[str, list[int]]:
        """Due and overdue: their own, and what nobody has taken in their areas. New: whatever the list shows
        them first since they were told last, or since the last night."""
        told = recipient.told
        # Somebody who was told of this very build is told of nothing in it again.
        since = told.as_of if told else self.facts.as_of - timedelta(days=1)
        covers = recipient.coverage.covers
        items = [item for item in self._items if covers(item.flag)]
        theirs = [item for item in items if item.is_unassigned or _is_of(recipient, item.case.assigned_to)]
        return {
            "overdue": [item.flag["urn"] for item in theirs if item.is_overdue],
            "due_today": [item.flag["urn"] for item in theirs if item.is_due_today],
            "new": [item.flag["urn"] for item in items if item.is_work and _came(item.flag) > since],
        }

    def _of_awaited(self, recipient: Recipient) -> dict[str, int]:
        told = recipient.told
        found = {"awaited_joined": 0, "awaited_long": 0}
        for entry in self._awaited:
            if not _is_of(recipient, entry.assigned_to):
                continue
            if entry.joined_at is None:
                found["awaited_long"] += self._has_waited_long(entry)
            elif told is None:
                found["awaited_joined"] += entry.joined_at.astimezone(LONDON).date() == self.today
            else:
                found["awaited_joined"] += entry.joined_at > told.at
        return found

    def _has_waited_long(self, entry: AwaitedInspection) -> bool:
        days = self._waited.get(entry.inspection_date)
        return days is not None and days > self.long_after

    def _is_shown(self, urn: int) -> bool:
        return urn not in self.facts.not_shown

    def _names(self, urns: Iterable[int]) -> list[str]:
        rows = self.facts.rows("desk/school_name", urns=sorted(set(urns)))
        return sorted(row["name"] for row in rows if row["name"])

    @cached_property
    def _cases(self) -> Mapping[str, CaseSummary]:
        with self.store.read() as session:
            return case_summaries(session)

    @cached_property
    def _changes(self) -> Mapping[str, list[Row]]:
        with self.store.read() as session:
            changes = unacknowledged(session, self.facts)
        return {flag_id: told for flag_id, told in changes.items() if flag_id in self._cases}

    @cached_property
    def _items(self) -> list[WorkItem]:
        # What is somebody's own is asked of the case; nobody looks at the list here.
        nobody = Visitor(0, "", Role.OFFICER, Coverage(), "", False, None)
        return work_items(self.facts.flags, self._cases, nobody, self.today)

    @cached_property
    def _follow_ups(self) -> list[tuple[int, int | None]]:
        """URN and officer of every prompt that is due."""
        due = (
            select(Case.urn, Case.assigned_to)
            .join(FollowUp, FollowUp.case_id == Case.case_id)
            .where(FollowUp.done_at.is_(None), FollowUp.due_on <= self.today)
        )
        with self.store.read() as session:
            return [(urn, whose) for urn, whose in session.execute(due)]

    @cached_property
    def _awaited(self) -> list[AwaitedInspection]:
        """The queue, and what joined its flag."""
        joined = select(AwaitedInspection).where(AwaitedInspection.joined_at.is_not(None))
        with self.store.read() as session:
            return [*awaited.waiting(session), *session.scalars(joined)]

    @cached_property
    def _waited(self) -> Mapping[date, int | None]:
        days = [entry.inspection_date for entry in self._awaited if entry.joined_at is None]
        rows = self.facts.rows("desk/working_days_since", days=days, today=self.today)
        return {row["day"]: row["working_days"] for row in rows}


def _is_of(recipient: Recipient, officer_id: int | None) -> bool:
    return recipient.officer_id is None or recipient.officer_id == officer_id


def _came(flag: Row) -> date:
    """The day on which a flag came to the list, or came back."""
    came: date = flag["detected_on"]
    if flag["change"] == "reopened":
        came = max(came, flag["changed_on"])
    return came
