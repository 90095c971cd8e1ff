"""Which published reports are adverse, reckoned without the program, from one report at a time.

Belongs here: the part of the welfare rules that a card or report decides alone, written down once more so
that it can disagree with the program.
Does not belong here: what needs a second report (falls, gaps, "again below expected"), modifiers, term dates:
nothing is claimed of those.

What is claimed of a report ends on the day when something else has its say: a later report on the school, a
replacement, a withdrawal, an area graded again. From then on it is *unsettled* and a night may say either.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from replica.frameworks import CARD_GRADES, CARD_SAFEGUARDING, MONITORING_OUTCOMES, UNGRADED_OUTCOMES
from replica.generated.lineage import Lineage
from replica.schools import Change, Inspection, School

URGENT, NEEDS = CARD_GRADES["urgent"], CARD_GRADES["needs"]
#: Card grades, best first.
LADDER = tuple(CARD_GRADES[word] for word in ("exceptional", "strong", "expected", "needs", "urgent"))
ABOVE_EXPECTED = LADDER[:2]
SAFEGUARDING_FAILED = (CARD_SAFEGUARDING["not-met"], "No")
CONCERNED_OUTCOMES = tuple(
    UNGRADED_OUTCOMES[word] for word in ("good-concerns", "outstanding-concerns", "not-as-strong")
)
ADVERSE_OUTCOMES = tuple(MONITORING_OUTCOMES[word] for word in ("not-effective", "not-enough-progress"))
KEY_JUDGEMENTS = ("overall", "quality", "behaviour", "development", "leadership")
SUPERSEDING = ("graded", "ungraded", "card")
#: Areas at Needs attention from which a card is tier 2.
MANY = 3

#: Days from publication on which a flag of a tier stands, the last one included.
DAYS_OPEN = {1: 90, 2: 60, 3: 30}
FOREVER = date(9999, 12, 31)


@dataclass(frozen=True)
class Finding:
    """One published report, replacement or later grading, and what is claimed of it.

    urn: at the inspection. tier: 1 to 3, None where nothing is adverse. what: "report", "replacement" or
    "regrading"; a re-grading need only carry a flag of any status once management information prints it,
    because no file says when it was published. settled_until: the first day for which nothing is claimed.
    first_published: of a replacement the day of the report that it replaces, from which its window counts, as
    the inspection stays the same; None where that is ``published``.
    """

    urn: int
    inspection_number: str
    inspected: date
    published: date
    kind: str
    what: str
    tier: int | None
    settled_until: date
    withdrawn_on: date | None = None
    first_published: date | None = None

    @property
    def key(self) -> tuple[int, date, date]:
        """URN at inspection, first day of inspection, day of first publication."""
        return self.urn, self.inspected, self.first_published or self.published

    def must_be_open_on(self, night: date) -> bool:
        """Whether a flag of ``tier`` or a more urgent one stands open on a night."""
        if self.tier is None or self.what == "regrading":
            return False
        last = (self.first_published or self.published) + timedelta(days=DAYS_OPEN[self.tier])
        return self.published <= night <= last and night < self.settled_until

    def must_not_be_open_on(self, night: date) -> bool:
        """Whether nothing in it can open a flag of tier 1, 2 or 3."""
        return self.tier is None and self.published <= night < self.settled_until


def findings_of(lineage: Lineage) -> Iterator[Finding]:
    """Every finding on a line of schools, unreadable reports left out: nobody can claim anything of those."""
    for school in lineage.schools:
        for inspection in school.inspections:
            if not inspection.is_unreadable:
                yield from _of_inspection(lineage, school, inspection)


def _of_inspection(lineage: Lineage, school: School, inspection: Inspection) -> Iterator[Finding]:
    later = _next_published(lineage, inspection)
    versions: list[tuple[Inspection | Change, dict[str, str]]] = [(inspection, inspection.grades)]
    for change in sorted(inspection.changes, key=lambda change: change.published):
        if change.is_replacement:
            versions.append((change, versions[-1][1] | change.grades))
    regraded = [change for change in inspection.changes if not change.is_replacement]
    for place, (event, grades) in enumerate(versions):
        replaced = [versions[place + 1][0].published] if place + 1 < len(versions) else []
        ends = [later, *replaced, *(change.published for change in regraded)]
        tier = tier_of(inspection, grades)
        settled_until = min([*ends, inspection.withdrawn_on or FOREVER])
        if tier is None and not _is_clean_beside_history(lineage, inspection, grades):
            settled_until = event.published  # another report would have to be read
        yield Finding(
            school.urn,
            inspection.number,
            inspection.day,
            event.published,
            inspection.kind,
            "replacement" if isinstance(event, Change) else "report",
            tier,
            settled_until,
            inspection.withdrawn_on,
            inspection.published if isinstance(event, Change) else None,
        )
    for change in regraded:
        yield Finding(
            school.urn,
            inspection.number,
            change.day,
            change.published,
            inspection.kind,
            "regrading",
            _tier_of_regrading(inspection.grades, change.grades),
            later,
            inspection.withdrawn_on,
        )


def tier_of(inspection: Inspection, grades: Mapping[str, str]) -> int | None:
    """The tier of a report by itself: 1 to 3, or None."""
    if inspection.kind == "card":
        return _tier_of_card(inspection.category, grades)
    if inspection.kind == "graded":
        failed = "4" in (grades.get(area) for area in KEY_JUDGEMENTS)
        return 1 if failed or inspection.category or _safeguarding_failed(grades) else None
    if inspection.kind == "monitoring":
        return 2 if inspection.outcome in ADVERSE_OUTCOMES else None
    if inspection.kind == "focused":
        return 3
    return 3 if inspection.outcome in CONCERNED_OUTCOMES else None


def _tier_of_card(category: str, grades: Mapping[str, str]) -> int | None:
    needs = [area for area, grade in grades.items() if grade == NEEDS]
    if category or _safeguarding_failed(grades) or URGENT in grades.values():
        return 1
    if "leadership" in needs or len(needs) >= MANY:
        return 2
    return 3 if needs else None


def _tier_of_regrading(before: Mapping[str, str], after: Mapping[str, str]) -> int | None:
    """Two steps down are tier 1, one is tier 2; up is good news."""
    steps = [LADDER.index(grade) - LADDER.index(before[area]) for area, grade in after.items()]
    if max(steps) <= 0:
        return None
    return 1 if max(steps) >= 2 or URGENT in after.values() else 2


def _safeguarding_failed(grades: Mapping[str, str]) -> bool:
    return grades.get("safeguarding") in SAFEGUARDING_FAILED


def _is_clean_beside_history(lineage: Lineage, inspection: Inspection, grades: Mapping[str, str]) -> bool:
    """Whether no earlier report can make this one adverse: no fall, and no outstanding school of before."""
    before = _graded_before(lineage, inspection)
    if inspection.kind == "card":
        if any(report.kind == "card" for report in before):
            return False
        was_outstanding = bool(before) and before[-1].grades.get("overall") == "1"
        return not was_outstanding or any(grade in ABOVE_EXPECTED for grade in grades.values())
    if inspection.kind == "graded":
        return not any(grades.get(area) == "3" for area in KEY_JUDGEMENTS)
    return True


def _graded_before(lineage: Lineage, inspection: Inspection) -> Sequence[Inspection]:
    """Reports with grades on the line, and on schools that merged into it, before one; oldest first."""
    schools = [*lineage.schools[0].predecessors, *lineage.schools]
    found = (
        report
        for school in schools
        for report in school.inspections
        if report.kind in ("graded", "card") and report.day < inspection.day
    )
    return sorted(found, key=lambda report: report.day)


def _next_published(lineage: Lineage, inspection: Inspection) -> date:
    """When a later inspection is published that may supersede it; letters and focused visits do not."""
    return min(
        (
            other.published
            for other in lineage.inspections
            if other.kind in SUPERSEDING
            and (other.day, other.published) > (inspection.day, inspection.published)
        ),
        default=FOREVER,
    )
