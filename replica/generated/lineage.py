"""A school through its changes of URN: what an inspection finds on a day, whatever the number then is.

Belongs here: which school of a line stands on a day. Does not belong here: why it changed (lifecycle.py).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from replica.schools import Inspection, School

#: A new school is left in peace for a while.
DAYS_BEFORE_FIRST_INSPECTION = 300


@dataclass(eq=False)
class Lineage:
    """Schools one after the other, each the only successor of the one before; oldest first.

    twin: the infant or junior school on the same site, inspected in the same days now and then.
    """

    schools: list[School]
    twin: Lineage | None = None
    #: Every inspection of the line, oldest first.
    inspections: list[Inspection] = field(default_factory=list)

    @property
    def newest(self) -> School:
        return self.schools[-1]

    def standing_on(self, day: date) -> School | None:
        """The school that is open on a day."""
        return next((school for school in self.schools if school.is_listed(day)), None)

    def can_be_inspected(self, day: date) -> School | None:
        """The school to inspect on a day; None where none is open, or it is too new and follows no other."""
        school = self.standing_on(day)
        if school is None or school.opens is None or school.predecessors:
            return school
        settled = school.opens + timedelta(days=DAYS_BEFORE_FIRST_INSPECTION)
        return school if settled <= day else None

    def add(self, school: School, inspection: Inspection) -> None:
        school.inspections.append(inspection)
        self.inspections.append(inspection)

    def latest(self, *kinds: str) -> Inspection | None:
        """The newest inspection of some kinds."""
        return next((found for found in reversed(self.inspections) if found.kind in kinds), None)
