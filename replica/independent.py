"""The files of non-association independent schools: before report cards, since then, and additional visits.

Belongs here: a row a school with its latest standard inspections; a row a visit in the additional file.
Does not belong here: state-funded schools.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from replica.columns import (
    Reader,
    cells,
    education_inspection,
    end,
    latest_inspection,
    newest_first,
    number,
    outcome,
    overall,
    printed,
    school_columns,
    start,
)
from replica.formats import Row, csv_bytes, read_headers
from replica.monthly import card_grades
from replica.schools import Inspection, School

STANDARD_TYPE = "Independent school standard inspection"
MONITORING_TYPE = "Independent school progress monitoring inspection"


def _standard_type(inspection: Inspection) -> str:
    return STANDARD_TYPE


def _monitoring_type(inspection: Inspection) -> str:
    return MONITORING_TYPE


def _standards_met(inspection: Inspection) -> str:
    return "Met" if overall(inspection) in ("1", "2") else "Not met"


def _standards_met_by_card(inspection: Inspection) -> str:
    return inspection.grades["safeguarding"]


STANDARD: dict[str, Reader] = {
    "Inspection number": number,
    "Inspection type": _standard_type,
    "First day of inspection": start,
    "Last day of inspection": end,
    "Publication date": printed,
    "Overall effectiveness": overall,
    "Overall standards - Standard inspections": _standards_met,
} | education_inspection()
PREVIOUS: dict[str, Reader] = {
    "Previous standard inspection number": number,
    "Previous first day of inspection": start,
    "Previous publication date": printed,
    "Previous overall effectiveness": overall,
}
PROGRESS_MONITORING: dict[str, Reader] = {
    "Progress monitoring: inspection number": number,
    "Progress monitoring: first day of inspection": start,
    "Progress monitoring: publication date": printed,
    "Progress monitoring: inspection type": _monitoring_type,
    "Progress monitoring: overall outcome": outcome,
}
CARD: dict[str, Reader] = {
    "Inspection number of latest REIF standard inspection": number,
    "Inspection type": _standard_type,
    "Inspection start date": start,
    "Publication date": printed,
    "Most recent standard inspection: Overall compliance with ISS": _standards_met_by_card,
}
OEIF: dict[str, Reader] = {
    "Inspection number of latest OEIF standard inspection": number,
    "Inspection type of latest OEIF standard inspection": _standard_type,
    "Inspection start date of latest OEIF standard inspection": start,
    "Publication date of latest OEIF standard inspection": printed,
    "Latest OEIF overall effectiveness": overall,
} | education_inspection("Latest OEIF ")
RECENT_MONITORING: dict[str, Reader] = {
    "Most recent progress monitoring: inspection number": number,
    "Most recent progress monitoring: inspection type": _monitoring_type,
    "Most recent progress monitoring: start date": start,
    "Most recent progress monitoring: publication date": printed,
}
ADDITIONAL: dict[str, Reader] = {
    "Inspection number": number,
    "Inspection type": _monitoring_type,
    "Inspection start date": start,
    "Publication date": printed,
    "Overall outcome": outcome,
}


def most_recent_inspections_2025(schools: Iterable[School], *, as_at: date) -> bytes:
    """The CSV until report cards: latest and previous standard inspection, latest progress monitoring."""
    columns = read_headers("independent_2025")
    return csv_bytes(columns, [_row_of_2025(columns, school, as_at) for school in _listed(schools, as_at)])


def _row_of_2025(columns: Sequence[str], school: School, as_at: date) -> Row:
    known = school.known_inspections(as_at)
    standard = [inspection for _, inspection in newest_first(known, "graded")]
    return (
        school_columns(columns, school, as_at)
        | {"Inspectorate": "Ofsted"}
        | cells(standard[0] if standard else None, STANDARD)
        | cells(standard[1] if len(standard) > 1 else None, PREVIOUS)
        | cells(latest_inspection(known, "monitoring"), PROGRESS_MONITORING)
    )


def most_recent_inspections(schools: Iterable[School], *, as_at: date) -> bytes:
    """The CSV since report cards: latest report card, graded inspection and progress monitoring."""
    columns = read_headers("independent_report_cards")
    return csv_bytes(columns, [_row(columns, school, as_at) for school in _listed(schools, as_at)])


def _row(columns: Sequence[str], school: School, as_at: date) -> Row:
    known = school.known_inspections(as_at)
    card = latest_inspection(known, "card")
    return (
        school_columns(columns, school, as_at)
        | {"Inspectorate": "Ofsted"}
        | cells(card, CARD)
        | card_grades(card, as_at)
        | cells(latest_inspection(known, "graded"), OEIF)
        | cells(latest_inspection(known, "monitoring"), RECENT_MONITORING)
    )


def additional_inspections(schools: Iterable[School], *, as_at: date) -> bytes:
    """The CSV of visits between standard inspections, a row each."""
    columns = read_headers("independent_additional")
    rows = [
        school_columns(columns, school, as_at) | cells(visit, ADDITIONAL)
        for school in _listed(schools, as_at)
        for _, visit in newest_first(school.known_inspections(as_at), "monitoring")
    ]
    return csv_bytes(columns, rows)


def _listed(schools: Iterable[School], as_at: date) -> Iterator[School]:
    return (school for school in schools if school.independent and school.is_listed(as_at))
