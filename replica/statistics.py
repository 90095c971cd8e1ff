"""Official statistics of state-funded schools: latest, previous and ungraded inspections, 76 columns.

Belongs here: the layouts as at 31 August 2024 (overall effectiveness) and 31 August 2025 (mostly without).
Does not belong here: the monthly files since report cards began (monthly.py).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from replica.columns import (
    NULL,
    Pair,
    category,
    cells,
    education_inspection,
    inspected_school_columns,
    newest_first,
    number,
    outcome,
    overall,
    printed,
    school_columns,
    start,
    type_columns,
)
from replica.formats import Row, csv_bytes, read_headers
from replica.schools import Inspection, School

CHART_TYPES = {
    "Academy Converter": "Academy converter",
    "Academy Special Converter": "Academy converter",
    "Academy Alternative Provision Converter": "Academy converter",
    "Academy Sponsor Led": "Academy sponsor led",
}
LATEST = {
    "Inspection number of latest graded inspection": number,
    "Inspection start date": start,
    "Publication date": printed,
    "Overall effectiveness": overall,
    "Category of concern": category,
} | education_inspection()
PREVIOUS = {
    "Previous inspection number": number,
    "Previous inspection start date": start,
    "Previous publication date": printed,
    "Previous graded inspection overall effectiveness": overall,
    "Previous category of concern": category,
} | education_inspection("Previous ")
UNGRADED = {
    "Latest ungraded inspection number since last graded inspection": number,
    "Date of latest ungraded inspection": start,
    "Ungraded inspection publication date": printed,
    "Did the latest ungraded inspection convert to a graded inspection?": lambda inspection: (
        "Yes" if inspection.converted else "No"
    ),
    "Ungraded inspection overall outcome": outcome,
}


def official_statistics(
    schools: Iterable[School], *, headers: str, as_at: date, published_by: date, blank_rows_below: int = 0
) -> bytes:
    """The school-level CSV as at a day, with the reports published by a later one."""
    columns = read_headers(headers)
    rows = [
        _row(columns, school, as_at, published_by)
        for school in schools
        if not school.independent and school.is_listed(as_at)
    ]
    return csv_bytes(columns, rows, blank_rows_below=blank_rows_below)


def _row(columns: Sequence[str], school: School, as_at: date, published_by: date) -> Row:
    known = [pair for pair in school.known_inspections(published_by) if pair[1].day <= as_at]
    graded = newest_first(known, "graded")
    latest = graded[0] if graded else None
    previous = graded[1] if len(graded) > 1 else None
    since = [pair for pair in known if latest is None or pair[1].day > latest[1].day]
    return (
        school_columns(columns, school, as_at)
        | {column: "" for column in columns if column.startswith("Number of warning notices")}
        | _ungraded(columns, school, since, latest)
        | _latest(school, since, latest)
        | previous_columns(school, previous)
    )


def previous_columns(school: School, previous: Pair | None) -> Row:
    """The graded inspection before, which the year-to-date file prints too."""
    names = _school_names("previous graded inspection", "the previous")
    return cells(previous[1] if previous else None, PREVIOUS) | inspected_school_columns(
        school, previous, names
    )


def _school_names(inspection: str, relates: str) -> tuple[str, ...]:
    return (
        f"Does {relates} graded inspection relate to the URN of the current school?",
        f"URN at time of {inspection}",
        f"LAESTAB at time of {inspection}",
        f"School name at time of {inspection}",
        f"School type at time of {inspection}",
    )


def _ungraded(columns: Sequence[str], school: School, since: Sequence[Pair], latest: Pair | None) -> Row:
    visits = newest_first(since, "ungraded")
    # An ungraded inspection that became a graded one is printed in both places under one number.
    converted = latest if latest and latest[1].converted else None
    shown = visits[0] if visits else converted
    # "... of the ungraded inspection" in 2024, "... of the latest ungraded inspection" in 2025.
    which = "the latest" if "School name at time of the latest ungraded inspection" in columns else "the"
    names = (
        "Does the ungraded inspection relate to the URN of the current school?",
        "URN at time of the ungraded inspection",
        "LAESTAB at time of the ungraded inspection",
        f"School name at time of {which} ungraded inspection",
        f"School type at time of {which} ungraded inspection",
    )
    how_many = "Number of ungraded inspections since the last graded inspection"
    return (
        cells(shown[1] if shown else None, UNGRADED)
        | {how_many: str(len(visits)) if shown else NULL}
        | inspected_school_columns(school, shown, names)
    )


def _latest(school: School, since: Sequence[Pair], latest: Pair | None) -> Row:
    inspection: Inspection | None = latest[1] if latest else None
    visits = sum(1 for _, visit in since if latest and visit.kind == "monitoring")
    how_many = "Number of monitoring and urgent inspections since last graded inspection"
    chart_type = CHART_TYPES.get(latest[0].type_of_education, "Maintained school") if latest else NULL
    return (
        cells(inspection, LATEST)
        | type_columns(inspection)
        | {how_many: str(visits) if visits else NULL, "Current school type used for chart C6": chart_type}
        | inspected_school_columns(school, latest, _school_names("latest graded inspection", "the latest"))
    )
