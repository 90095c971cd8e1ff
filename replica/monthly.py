"""Monthly management information since report cards began, and the year-to-date file of the year before.

Belongs here: the 85-column list of latest inspections, the 42-column list of the year's inspections, the
year-to-date CSV.
Does not belong here: official statistics (statistics.py), the historic files (history.py).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from replica.columns import (
    GRADED,
    NULL,
    TYPES,
    Pair,
    category,
    cells,
    day_text,
    education_inspection,
    end,
    inspected_school_columns,
    latest_pair,
    number,
    outcome,
    overall,
    printed,
    school_columns,
    start,
    type_columns,
)
from replica.formats import Row, csv_bytes, ods_bytes, read_headers
from replica.schools import Inspection, School
from replica.statistics import previous_columns

REPORT_CARDS_SINCE = date(2025, 11, 10)
OEIF_SINCE = date(2019, 9, 1)

CARD_AREAS = {
    "Safeguarding standards": "safeguarding",
    "Inclusion": "inclusion",
    "Curriculum and teaching": "curriculum",
    "Achievement": "achievement",
    "Attendance and behaviour": "attendance",
    "Personal development and wellbeing": "wellbeing",
    "Early years (where applicable)": "early-years",
    "Post-16 provision (where applicable)": "post-16",
    "Leadership and governance": "leadership",
}
#: The date column of each area: without "(where applicable)".
GRADE_DATES = {
    column: f"{column.removesuffix(' (where applicable)')} - date of grade" for column in CARD_AREAS
}
CARD = {
    "Inspection number of latest full inspection": number,
    "Inspection start date": start,
    "Publication date": printed,
    "Category of concern": category,
}
OEIF = {
    "Inspection number of latest OEIF graded inspection": number,
    "Inspection start date of latest OEIF graded inspection": start,
    "Publication date of latest OEIF graded inspection": printed,
    "Latest OEIF category of concern": category,
    "Latest OEIF overall effectiveness": overall,
} | {
    # Two spaces before "safeguarding", as published.
    column.replace("OEIF safeguarding", "OEIF  safeguarding"): read
    for column, read in education_inspection("Latest OEIF ").items()
}
OEIF_TYPES = tuple(f"{name} of latest OEIF graded inspection" for name in TYPES)
UNGRADED = {
    "Latest ungraded inspection number": number,
    "Date of latest ungraded inspection": start,
    "Ungraded inspection publication date": printed,
    "Ungraded inspection overall outcome": outcome,
}
IN_YEAR = {
    "Inspection number": number,
    "Inspection start date": start,
    "Publication date": printed,
    "Outcomes for legacy monitoring inspections": outcome,
}
YEAR_TO_DATE = {
    "Inspection number": number,
    "Inspection start date": start,
    "Inspection end date": end,
    "Publication date": printed,
    "Outcomes for ungraded inspections that did not convert": outcome,
}
YEAR_TO_DATE_GRADED = {"Category of concern": category} | education_inspection()
#: Types of what is neither a full nor a graded inspection.
VISITS = {
    "monitoring": ("Monitoring inspection", "Monitoring inspection", "Schools - S8"),
    "focused": ("S8 No Formal Designation Visit", "S8 No Formal Designation Visit", "Schools - S8"),
    "ungraded": (
        "Section 8 inspection of good and outstanding schools",
        "Ungraded inspection",
        "Schools - S8",
    ),
}


def latest_inspections(schools: Iterable[School], *, as_at: date, web_link: str) -> bytes:
    """The CSV of every school's latest report card, graded and ungraded inspection; column 1 varies."""
    columns = [web_link, *read_headers("state_funded_latest_report_cards")[1:]]
    rows = [
        school_columns(columns, school, as_at) | _latest_row(school, as_at)
        for school in schools
        if not school.independent and school.is_listed(as_at)
    ]
    return csv_bytes(columns, rows)


def _latest_row(school: School, as_at: date) -> Row:
    known = school.known_inspections(as_at)
    card = latest_pair(known, "card")
    graded = latest_pair(known, "graded", since=OEIF_SINCE)
    ungraded = latest_pair(known, "ungraded")
    latest = card or graded
    return (
        _card_columns(school, card, as_at)
        | cells(graded[1] if graded else None, OEIF)
        | type_columns(graded[1] if graded else None, OEIF_TYPES)
        | inspected_school_columns(
            school,
            graded,
            _school_names("the latest OEIF graded inspection", "latest OEIF graded inspection"),
        )
        | cells(ungraded[1] if ungraded else None, UNGRADED)
        | inspected_school_columns(
            school, ungraded, _school_names("the ungraded inspection", "the ungraded inspection")
        )
        | cells(latest[1] if latest else None, {"Most recent category of concern": category})
    )


def _school_names(relates: str, at_time_of: str) -> tuple[str, ...]:
    return (
        f"Does {relates} relate to the URN of the current school?",
        f"URN at time of {at_time_of}",
        f"LAESTAB at time of {at_time_of}",
        f"School name at time of {at_time_of}",
        f"School type at time of {at_time_of}",
    )


def _card_columns(school: School, pair: Pair | None, as_at: date) -> Row:
    card = pair[1] if pair else None
    names = _school_names("the latest full inspection", "latest full inspection")
    return (
        cells(card, CARD)
        | type_columns(card)
        | card_grades(card, as_at)
        | inspected_school_columns(school, pair, names)
    )


def card_grades(card: Inspection | None, as_at: date) -> Row:
    """The nine areas of a report card, each with the date of its grade; NULL without a card."""
    grades = card.grades_as_at(as_at) if card else {}
    dates = card.grade_dates_as_at(as_at) if card else {}
    row = {}
    for column, area in CARD_AREAS.items():
        row[column] = grades.get(area, NULL)
        # An area that does not apply has a date of grade all the same.
        row[GRADE_DATES[column]] = day_text(dates.get(area))
    return row


def inspections_in_year(schools: Iterable[School], *, as_at: date, title: str) -> bytes:
    """The spreadsheet of every inspection since report cards began, a row each, visits included."""
    columns = read_headers("state_funded_in_year")
    rows = [
        school_columns(columns, school, as_at) | _in_year_columns(inspection, as_at)
        for school in schools
        if not school.independent and school.is_listed(as_at)
        for inspection in school.inspections
        if inspection.day >= REPORT_CARDS_SINCE and inspection.is_printed(as_at)
    ]
    return ods_bytes(columns, rows, sheet="D1_In_year_inspections", title=title)


def _in_year_columns(inspection: Inspection, as_at: date) -> Row:
    card = inspection if inspection.kind == "card" else None
    grades = card.grades_as_at(as_at, later_gradings=False) if card else {}
    return (
        cells(inspection, IN_YEAR)
        | dict(zip(TYPES, VISITS.get(inspection.kind, GRADED), strict=True))
        | cells(card, {"Category of concern": category})
        | {column: grades.get(area, NULL) for column, area in CARD_AREAS.items()}
    )


def year_to_date(schools: Iterable[School], *, published_from: date, published_by: date) -> bytes:
    """The CSV of a school year's graded and ungraded inspections, a row each, in the layout of 2025."""
    columns = read_headers("state_funded_year_to_date_2025")
    rows = [
        school_columns(columns, school, published_by) | _year_to_date_columns(school, inspection)
        for school in schools
        if not school.independent and school.is_listed(published_by)
        for inspection in school.inspections
        if published_from <= inspection.printed <= published_by and inspection.kind in ("graded", "ungraded")
    ]
    return csv_bytes(columns, rows)


def _year_to_date_columns(school: School, inspection: Inspection) -> Row:
    graded = inspection if inspection.kind == "graded" else None
    converted = "Yes" if inspection.converted else "No" if graded is None else NULL
    earlier = [pair for pair in school.known_inspections(inspection.printed) if pair[1].day < inspection.day]
    return (
        cells(inspection, YEAR_TO_DATE)
        | {"Did the latest ungraded inspection convert to a graded inspection?": converted}
        | (type_columns(graded) if graded else dict(zip(TYPES, VISITS[inspection.kind], strict=True)))
        | cells(graded, YEAR_TO_DATE_GRADED)
        | previous_columns(school, latest_pair(earlier, "graded"))
    )
