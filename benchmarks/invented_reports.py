"""Invented reports of every layout, a fixed spread of grades, categories, outcomes, days and names.

Belongs here: which documents there are. Does not belong here: what each should read as (report_labels.py).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product

from replica.frameworks import FRAMEWORKS, MONITORING_OUTCOMES, UNGRADED_OUTCOMES, Framework
from replica.reports import ReportDocument
from replica.reports.independent import TYPES

NAMES = (
    "Fennimore Lane Primary School",
    "St Quillbert’s and Holy Ember Catholic Voluntary Aided Primary School and Nursery, Nether Addersley",
    "The Goodquill Academy",
    "Ottercross-on-Tamble High School: A Language College and Full Service School",
    "Outstanding Hill Infant School",
)
PHASES = ("Primary", "Secondary", "Special", "Nursery")
CARD_GRADES = ("Expected standard", "Strong standard", "Needs attention", "Exceptional", "Expected standard")
#: Places in a framework's years: its first days, its last ones, and some between.
SPREAD = (0.0, 0.13, 0.29, 0.46, 0.61, 0.78, 0.93, 1.0)
#: Report cards go on: theirs are spread over a year and a half.
LAST_CARD = date(2027, 6, 30)
VARIANTS = 40
MONITORED = {
    "section5_2005": ("NTI", "SM"),
    "section5_2009": ("NTI", "SM"),
    "section5_2012": ("SM", "SWK", ""),
    "common_inspection_2015": ("SM", "SWK", ""),
    "education_inspection_2019": ("SM", "SWK", ""),
    "education_inspection_2024": ("SM", "SWK", ""),
    "report_card_2025": ("SM", "RSI", ""),
}


@dataclass(frozen=True)
class Variant:
    """The at-th document of a framework: all that differs between two of one layout is drawn from it."""

    framework: Framework
    at: int

    @property
    def first_day(self) -> date:
        last = min(self.framework.last_day, LAST_CARD)
        return self.framework.first_day + (last - self.framework.first_day) * SPREAD[self.at % len(SPREAD)]

    @property
    def last_day(self) -> date:
        """Most inspections take two days; some one or four, so that many pass the end of a month or year."""
        return self.first_day + timedelta(days=(1, 1, 0, 3)[self.at // 8 % 4])

    def document(self, kind: str, **more: object) -> ReportDocument:
        first = self.first_day
        number = f"{900000 + self.at * 37 % 90000}"
        facts: dict[str, object] = {
            "kind": kind,
            "framework": self.framework.name,
            "school_name": NAMES[self.at % len(NAMES)],
            "urn": 900001 + self.at * 53 % 9000,
            "inspection_number": f"ITS{number}" if first < date(2015, 9, 1) else f"10{number}",
            "first_day": first,
            "last_day": self.last_day,
            "published": first + timedelta(days=41),
            "phase": PHASES[self.at % len(PHASES)],
            "pupils": 60 + self.at * 31 % 1400,
            "trust_name": "Lanternfield Learning Trust" if self.at % 3 == 0 else "",
            "previous_overall": ("", "1", "2", "3", "4")[self.at * 2 % 5],
        }
        return ReportDocument(**{**facts, **more})  # type: ignore[arg-type]


def variants(framework: Framework, count: int) -> list[Variant]:
    return [Variant(framework, at) for at in range(count)]


def graded_documents(count: int = VARIANTS) -> Iterator[ReportDocument]:
    """Graded reports and report cards of every framework; all grades, all categories, absent areas."""
    for framework in FRAMEWORKS:
        for variant in variants(framework, count):
            if framework.is_report_card:
                grades = _card_grades(variant)
                adverse = "Urgent improvement" in grades.values() or grades["safeguarding"] == "Not met"
            else:
                grades = _digits(variant)
                adverse = grades.get("overall") == "4" if framework.has_overall else _is_adverse(grades)
            category = MONITORED[framework.name][variant.at // 4 % 2] if adverse else ""
            kind = "card" if framework.is_report_card else "graded"
            yield variant.document(kind, grades=grades, category=category)


def independent_documents() -> Iterator[ReportDocument]:
    """Standard inspections, which no category follows and which kept their overall grade; additional ones."""
    for framework in FRAMEWORKS[3:5]:
        for variant in variants(framework, 8):
            yield variant.document("graded", grades=_digits(variant), is_independent=True, trust_name="")
    for variant in variants(FRAMEWORKS[5], 8):
        grades = _digits(variant) | {"overall": str(1 + variant.at % 4)}
        yield variant.document("graded", grades=grades, is_independent=True, trust_name="")
    cards = FRAMEWORKS[-1]
    for variant in variants(cards, 10):
        grades = _card_grades(variant) | {"achievement": "Insufficient evidence"}
        yield variant.document("card", grades=grades, is_independent=True, trust_name="")
    for at, (type_, outcome) in enumerate(product(TYPES, ("", *MONITORING_OUTCOMES.values()))):
        variant = Variant(cards, at)
        yield variant.document(
            "independent_additional", additional=type_, outcome=outcome, is_independent=True
        )


def ungraded_documents(count: int = 6) -> Iterator[ReportDocument]:
    """Ungraded inspections with every outcome of their years, and short inspections."""
    before, since = FRAMEWORKS[4], FRAMEWORKS[5]
    for at, (code, outcome) in enumerate(UNGRADED_OUTCOMES.items()):
        framework = since if code in ("maintained", "improved", "not-as-strong") else before
        for more in range(count):
            variant = Variant(framework, at + 8 * more + more)
            grades = {"safeguarding": "No" if more == count - 1 else "Yes"}
            yield variant.document("ungraded", outcome=outcome, grades=grades)
    for at, code in enumerate(("good", "outstanding", "good-improving", "good-concerns") * count):
        yield Variant(FRAMEWORKS[3], at).document("short", outcome=UNGRADED_OUTCOMES[code])


def monitoring_documents() -> Iterator[ReportDocument]:
    """Every category with every outcome, in every framework before report cards."""
    for framework in FRAMEWORKS[:-1]:
        cases = product(MONITORED[framework.name], MONITORING_OUTCOMES.values())
        for at, (category, outcome) in enumerate(cases):
            yield Variant(framework, at).document("monitoring", category=category, outcome=outcome)


def lineage_documents() -> Iterator[ReportDocument]:
    """Conversion letters with one predecessor and with several, and interim assessments."""
    for at in range(8):
        old = tuple((f"Old {NAMES[at % 4]}", 910001 + at + other) for other in range(1 + at % 3))
        yield Variant(FRAMEWORKS[4 + at % 3], at).document("conversion", predecessors=old)
    for variant in variants(FRAMEWORKS[1], 6):
        yield variant.document("interim")


def documents_for_a_person() -> Iterator[ReportDocument]:
    """What no program should read a grade in: pictures, layouts that nobody knows, outcomes left out."""
    for framework in FRAMEWORKS:
        yield Variant(framework, 3).document("unreadable")
    for variant in variants(FRAMEWORKS[-1], 6):
        outcome = MONITORING_OUTCOMES["not-effective"]
        yield variant.document("monitoring", category=("SM", "RSI", "")[variant.at % 3], outcome=outcome)
        grades = {"achievement": "Needs attention", "safeguarding": "Met"}
        yield variant.document("monitoring", outcome=outcome, grades=grades)
    for framework in FRAMEWORKS[3:]:
        yield Variant(framework, 5).document("focused", grades={"safeguarding": "No"})
    for framework in FRAMEWORKS[4:6]:
        yield Variant(framework, 6).document("ungraded")


def _digits(variant: Variant) -> dict[str, str]:
    """Overall grades in turn; the areas about them, absent ones as files print them (9, 8, 0)."""
    framework, at = variant.framework, variant.at
    overall = 1 + at % 4
    grades = {"overall": str(overall) if framework.has_overall else "Not judged"}
    for place, area in enumerate(framework.judged):
        grades[area] = str(min(4, max(1, overall + (at // 4 + place * 2) % 3 - 1)))
    if framework.has_early_years:
        grades["early-years"] = ("2", "9", "1", "3", "8", "4")[at % 6]
    grades["sixth-form"] = ("9", "2", "0", "3", "1")[at % 5]
    if framework.has_safeguarding:
        grades["safeguarding"] = "No" if overall == 4 and at // 4 % 2 else "Yes"
    return grades


def _is_adverse(grades: dict[str, str]) -> bool:
    return "4" in grades.values() or grades["safeguarding"] == "No"


def _card_grades(variant: Variant) -> dict[str, str]:
    at = variant.at
    grades = {
        area: CARD_GRADES[(at + place * (1 + at % 3)) % len(CARD_GRADES)]
        for place, area in enumerate(variant.framework.judged)
    }
    if at % 5 == 4:
        grades["leadership"] = "Urgent improvement"
    grades["early-years"] = ("Strong standard", "Not applicable", "Needs attention")[at % 3]
    grades["post-16"] = ("Not applicable", "Expected standard")[at % 2]
    grades["safeguarding"] = "Not met" if at % 7 == 6 else "Met"
    return grades


def every_document() -> Iterator[ReportDocument]:
    """All that a program should read whole."""
    yield from graded_documents()
    yield from independent_documents()
    yield from ungraded_documents()
    yield from monitoring_documents()
    yield from lineage_documents()
