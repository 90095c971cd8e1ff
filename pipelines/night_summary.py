"""What a night has to say when it ends: the record, for a person, for a log, for a machine.

Belongs here: what is told of a night, and the states in which one ends. Does not belong here: gathering it
(summary.py) and printing it (pipelines/cli/nightly.py).
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

DONE = "done"
NOTHING_NEW = "nothing_new"
DEGRADED = "degraded"


@dataclass(frozen=True)
class NightSummary:
    """One night in one account. Counts of flags and facts describe the published build.

    new_of_the_site: pages and reports of the reports site and files of the register first had on this day, by
    kind. not_shown: schools with an open flag that are left out of the lists. reviews_due: objections to look
    at again. case_counts: how many months the desk has counted (0: it has handed over none), and the problem
    with its file.
    """

    as_of: date
    state: str
    build_id: str
    published: bool
    sources: list[dict[str, Any]]
    new_documents: list[str]
    new_of_the_site: dict[str, int]
    refused_documents: list[dict[str, Any]]
    set_aside_by_operator: int
    facts: dict[str, int]
    flags_by_tier: list[dict[str, Any]]
    reasons: list[dict[str, Any]]
    flags_by_status: dict[str, int]
    changes_tonight: dict[str, int]
    not_shown: int
    reviews_due: int
    case_counts: dict[str, Any]
    seconds: float
    folder: Path = field(default_factory=Path)

    def record(self) -> dict[str, Any]:
        """The account as JSON would hold it."""
        return {
            name: str(value) if isinstance(value, (date, Path)) else value
            for name, value in asdict(self).items()
        }

    @property
    def degraded(self) -> bool:
        return self.state == DEGRADED
