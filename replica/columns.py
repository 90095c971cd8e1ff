"""What several published files share: columns about the school, how dates, absences and blocks are written.

Belongs here: what more than one kind of file prints.
Does not belong here: what only one of them has (statistics.py, monthly.py, history.py, independent.py).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cache, lru_cache

from replica.formats import Row
from replica.frameworks import NOT_APPLICABLE
from replica.places import laestab, place_of, postcode
from replica.schools import Inspection, School

NULL = "NULL"  # no such inspection, or not known; an empty cell says something else
WEB_LINK = "http://www.ofsted.gov.uk/inspection-reports/find-inspection-report/provider/ELS/{urn}"
AGES = {"Primary": (4, 11), "Nursery": (3, 5), "Secondary": (11, 16), "Special": (4, 16)}
PHASES_UNTIL_2025 = {"Alternative provision": "PRU"}

TYPES = ("Inspection type", "Inspection type grouping", "Event type grouping")
GRADED = ("S5 Inspection", "S5 Inspection", "Schools - S5")
CONVERTED = (
    "Section 8 inspection of good and outstanding schools",
    "Section 8 conversion",
    "Schools – Section 8 conversion",
)

#: Judgements of the education inspection framework, by their plainest column name.
EDUCATION_INSPECTION = {
    "Quality of education": "quality",
    "Behaviour and attitudes": "behaviour",
    "Personal development": "development",
    "Effectiveness of leadership and management": "leadership",
    "Safeguarding is effective?": "safeguarding",
    "Early years provision (where applicable)": "early-years",
    "Sixth form provision (where applicable)": "sixth-form",
}
#: Areas that files carry from one framework to the next; any other is 9 in the columns of another framework.
CARRIED_OVER = ("leadership", "safeguarding", "early-years", "sixth-form")

#: A school and one of its inspections; the school is the one inspected, which may be a predecessor.
Pair = tuple[School, Inspection]
Reader = Callable[[Inspection], str]


@cache
def day_text(day: date | None) -> str:
    """dd/mm/yyyy, as management information writes dates; NULL for none."""
    return day.strftime("%d/%m/%Y") if day else NULL


def cells(inspection: Inspection | None, readers: Mapping[str, Reader]) -> Row:
    """A block of columns about one inspection; NULL in each of them when there is none."""
    return {column: read(inspection) if inspection else NULL for column, read in readers.items()}


def number(inspection: Inspection) -> str:
    return inspection.number


def start(inspection: Inspection) -> str:
    return day_text(inspection.start)


def end(inspection: Inspection) -> str:
    return day_text(inspection.last_day)


def printed(inspection: Inspection) -> str:
    return day_text(inspection.printed)


def category(inspection: Inspection) -> str:
    """Empty, not NULL, where a school was inspected and there is no concern."""
    return inspection.category


def overall(inspection: Inspection) -> str:
    return inspection.grades["overall"]


def outcome(inspection: Inspection) -> str:
    return inspection.outcome or NULL


def education_inspection(prefix: str = "") -> dict[str, Reader]:
    """Readers of the seven grades, their column names after a prefix and then in small letters."""
    return {
        after(prefix, column): grade_of(area, "education_inspection")
        for column, area in EDUCATION_INSPECTION.items()
    }


def after(prefix: str, column: str) -> str:
    """A column's name after a prefix, where it goes on in small letters."""
    return f"{prefix}{column[0].lower()}{column[1:]}" if prefix else column


def grade_of(area: str, framework: str) -> Reader:
    """A reader of one area's grade, for a column that belongs to the frameworks whose name begins so."""

    def read(inspection: Inspection) -> str:
        has_area = inspection.framework.name.startswith(framework) or area in CARRIED_OVER
        return inspection.grades.get(area, NOT_APPLICABLE) if has_area else NOT_APPLICABLE

    return read


def type_columns(inspection: Inspection | None, names: Sequence[str] = TYPES) -> Row:
    """Inspection type, its grouping and the event type grouping of a graded inspection."""
    if inspection is None:
        return dict.fromkeys(names, NULL)
    return dict(zip(names, CONVERTED if inspection.converted else GRADED, strict=True))


def inspected_school_columns(listed: School, pair: Pair | None, names: Sequence[str]) -> Row:
    """Whether it relates to the current URN; URN, LAESTAB, name and type at the time, under their names."""
    if pair is None:
        return dict.fromkeys(names, NULL)
    school, inspection = pair
    about = (
        "Yes" if school.urn == listed.urn else "No",
        str(school.urn),
        laestab(school),
        school.name_on(inspection.day),
        school.type_of_education,
    )
    return dict(zip(names, about, strict=True))


def newest_first(pairs: Sequence[Pair], kind: str, since: date = date.min) -> list[Pair]:
    """Those of one kind, from a day on, of some inspections that stand oldest first."""
    return [pair for pair in reversed(pairs) if pair[1].kind == kind and pair[1].day >= since]


def latest_pair(pairs: Sequence[Pair], kind: str, since: date = date.min) -> Pair | None:
    return next(iter(newest_first(pairs, kind, since)), None)


def latest_inspection(pairs: Sequence[Pair], kind: str, since: date = date.min) -> Inspection | None:
    pair = latest_pair(pairs, kind, since)
    return pair[1] if pair else None


def school_columns(headers: Sequence[str], school: School, as_at: date) -> Row:
    """What a file with these headers says about a school itself."""
    place = place_of(school)
    lowest, highest = AGES.get(school.phase, (5, 16))
    trust_uid, trust_name = (school.trust.uid, school.trust.name) if school.trust else (NULL, NULL)
    phases = PHASES_UNTIL_2025 if as_at.year < 2026 else {}
    row = {
        "URN": str(school.urn),
        "LAESTAB": laestab(school),
        "School name": school.name_on(as_at),
        "Ofsted phase": phases.get(school.phase, school.phase),
        "Type of education": school.type_of_education,
        "School open date": day_text(school.opens),
        "Admissions policy": "Non-selective" if school.phase == "Secondary" else "Not applicable",
        "Sixth form": "Has a sixth form" if school.has_sixth_form else "Does not have a sixth form",
        "Designated religious character": "Does not apply",
        "Religious ethos": "Does not apply",
        "Faith grouping": "Non-faith",
        "Ofsted region": place.ofsted_region,
        "Region": place.region,
        "Local authority": place.local_authority,
        "Parliamentary constituency": place.constituency,
        "Postcode": postcode(school),
        "Multi-academy trust UID": trust_uid,
        "Multi-academy trust name": trust_name,
        "Academy sponsor UID": trust_uid,
        "Academy sponsor name": trust_name,
        "Academy Sponsor Name": trust_name,
        "The income deprivation affecting children index (IDACI) quintile": str(school.urn % 5 + 1),
        "Total number of pupils": str(school.pupils),
        "Statutory lowest age": str(lowest),
        "Statutory highest age": "18" if school.has_sixth_form else str(highest),
    }
    known, web_links = _names(tuple(headers))
    row.update(dict.fromkeys(web_links, WEB_LINK.format(urn=school.urn)))
    return {column: cell for column, cell in row.items() if column in known}


@lru_cache(maxsize=32)
def _names(headers: tuple[str, ...]) -> tuple[frozenset[str], tuple[str, ...]]:
    """The columns of a file, and those among them that carry the web link; asked for once a row."""
    links = tuple(header for header in headers if header.lower().startswith("web link"))
    return frozenset(headers), links
