"""What the published data changed about a flag after somebody began to work on its case.

Belongs here: reading that, for one case or for all. Does not belong here: acknowledging it (actions.py), and
what follows by itself (keeping_up.py).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from desk.facts import Facts
from desk.store.models import Case
from pipelines.database import Row

#: Events that change what a case is about. The others say how a flag began, or that its days are over.
TOLD = frozenset(
    {
        "retracted",
        "superseded",
        "reopened",
        "extended",
        "tier_changed",
        "moved",
        "joined",
        "evidence_changed",
        "evidence_replaced",
    }
)


def flag_histories(facts: Facts, flag_ids: Iterable[str]) -> Mapping[str, list[Row]]:
    """Every published event of each flag, oldest first, by flag_id: event_on, event, reason. None was
    published of a flag that is not in it."""
    found: defaultdict[str, list[Row]] = defaultdict(list)
    for row in facts.rows("desk/flag_history", flag_ids=sorted(set(flag_ids))):
        found[row["flag_id"]].append(row)
    return found


def changes_since(history: Sequence[Row], seen_events: int) -> list[Row]:
    """The events of a flag that officers have to be told of, after the first ``seen_events``, newest
    first."""
    return [event for event in reversed(history[seen_events:]) if event["event"] in TOLD]


def unacknowledged(session: Session, facts: Facts) -> Mapping[str, list[Row]]:
    """The changes that nobody has acknowledged, by flag_id, of every case that has any: for lists and
    messages."""
    seen = {case.flag_id: case.seen_flag_events for case in session.scalars(select(Case))}
    told = {
        flag_id: changes_since(history, seen[flag_id])
        for flag_id, history in flag_histories(facts, seen).items()
    }
    return {flag_id: changes for flag_id, changes in told.items() if changes}
