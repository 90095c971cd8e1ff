"""What an invented report says: the school, its days, its grades and its outcome.

Belongs here: the shape of one report or letter, and what every kind must have.
Does not belong here: words and pages (one module a layout), and which schools have which reports.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from replica.frameworks import CATEGORIES, FRAMEWORKS

GRADED_KINDS = ("graded", "card")
KINDS = (
    *GRADED_KINDS,
    "ungraded",
    "short",
    "monitoring",
    "focused",
    "interim",
    "conversion",
    "independent_additional",
    "unreadable",
)
NO_GRADES: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True)
class ReportDocument:
    """One report or letter of the reports site.

    kind: one of KINDS. framework: a name of replica/frameworks.py, that of the first day.
    grades: the scenario's word for an area to a digit, "Yes" or "No", or a report card's grade, as
    replica/schools.Inspection holds them; what was not judged (9, 8, 0, Not judged, Not applicable) is left
    out of the pages. category: a code of replica/frameworks.CATEGORIES, or empty; of a monitoring letter the
    one that is monitored, empty for requires improvement.
    outcome: a value of UNGRADED_OUTCOMES or MONITORING_OUTCOMES, or empty.
    previous_overall: the digit of the graded inspection before, or empty.
    predecessors: name and URN of each school that this one replaces.
    additional: what an additional inspection of an independent school was; a key of
    replica/reports/independent.TYPES.
    """

    kind: str
    school_name: str
    urn: int
    inspection_number: str
    first_day: date
    last_day: date
    published: date
    framework: str
    address: str = "School Lane, Nether Quillbury, Ashmarshire ZZ1 9ZZ"
    local_authority: str = "Ashmarshire"
    grades: Mapping[str, str] = field(default_factory=lambda: NO_GRADES)
    category: str = ""
    outcome: str = ""
    previous_overall: str = ""
    predecessors: tuple[tuple[str, int], ...] = ()
    pupils: int = 250
    phase: str = "Primary"
    trust_name: str = ""
    is_independent: bool = False
    additional: str = "progress monitoring"

    def __post_init__(self) -> None:
        """Raise ValueError for a report that nobody could publish."""
        if self.kind not in KINDS:
            raise ValueError(f"{self.kind!r} is no kind of report ({', '.join(KINDS)})")
        if self.framework not in {framework.name for framework in FRAMEWORKS}:
            raise ValueError(f"{self.framework!r} is no framework of replica/frameworks.py")
        if self.category not in ("", *CATEGORIES):
            raise ValueError(f"{self.category!r} is no category of concern ({', '.join(CATEGORIES)})")
        if self.last_day < self.first_day:
            raise ValueError(f"the inspection of URN {self.urn} ends before it begins")
        if self.kind in GRADED_KINDS and not self.grades:
            raise ValueError(f"the {self.kind} report on URN {self.urn} needs grades")
        if self.kind == "conversion" and not self.predecessors:
            raise ValueError(f"the conversion letter of URN {self.urn} needs a predecessor")
