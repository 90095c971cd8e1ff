"""The two historic files: the workbook of 2005 to 2015 and the consolidated CSV of 2015 to 2019.

Belongs here: one row an inspection, with the inspection before it, under a title line.
Does not belong here: inspections since September 2019 (statistics.py, monthly.py).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from replica.columns import (
    GRADED,
    NULL,
    TYPES,
    Pair,
    after,
    category,
    cells,
    end,
    grade_of,
    inspected_school_columns,
    number,
    outcome,
    overall,
    printed,
    school_columns,
    start,
)
from replica.formats import Cell, Row, csv_bytes, read_headers, xlsx_bytes
from replica.schools import Inspection, School

WORKBOOK_TITLE = "All inspections between 1 September 2005 and 31 August 2015"
WORKBOOK_PERIOD = (date(2005, 9, 1), date(2015, 8, 31))
CSV_TITLE = "All inspections between 1 September 2015 and 31 August 2019"
CSV_PERIOD = (date(2015, 9, 1), date(2019, 8, 31))

#: Judgements of the workbook by framework; the other forty columns stay empty.
WORKBOOK_JUDGEMENTS = {
    "section5_2005": {
        "Pupils' achievement (aggregated)": "achievement",
        "How well do pupils achieve?": "achievement",
        "Quality of teaching": "teaching",
        "Leadership and management": "leadership",
    },
    "section5_2009": {
        "Pupils' achievement (aggregated)": "achievement",
        "Quality of teaching": "teaching",
        "Leadership and management": "leadership",
        "The school's capacity for sustained improvement": "capacity",
    },
    "section5_2012": {
        "Pupils' achievement (aggregated)": "achievement",
        "Achievement of pupils": "achievement",
        "Quality of teaching": "teaching",
        "Behaviour and safety of pupils": "behaviour",
        "Leadership and management": "leadership",
        "Early years provision": "early-years",
        "Sixth form provision": "sixth-form",
    },
}
#: Judgements of the common inspection framework, by column.
COMMON_INSPECTION = {
    "Outcomes for pupils": "outcomes",
    "Quality of teaching, learning and assessment": "teaching",
    "Effectiveness of leadership and management": "leadership",
    "Personal development, behaviour and welfare": "welfare",
    "Early years provision (where applicable)": "early-years",
    "16 to 19 study programmes (where applicable)": "sixth-form",
    "Is safeguarding effective?": "safeguarding",
}
SHORT = ("Maintained Academy and School Short inspection", "Short inspection", "Schools - S8")
PREVIOUS_SCHOOL = (
    "Does the previous inspection relate to the school in its current form?",
    "URN at time of previous inspection",
    "LAESTAB at time of previous inspection",
    "School name at time of previous inspection",
    "School type at time of previous inspection",
)


def workbook_2005_2015(schools: Iterable[School]) -> bytes:
    """The workbook: numbers as numbers, dates as dates, header in row 2."""
    columns = read_headers("state_funded_2005_2015")
    rows = [
        _workbook_row(columns, school, inspection, before)
        for school, inspection, before in _with_previous(schools, *WORKBOOK_PERIOD)
    ]
    return xlsx_bytes(columns, rows, sheet="2005-2015 Inspections", title=WORKBOOK_TITLE)


def _workbook_row(
    columns: Sequence[str], school: School, inspection: Inspection, before: Inspection | None
) -> dict[str, Cell]:
    about_school = school_columns(columns, school, WORKBOOK_PERIOD[1])
    row: dict[str, Cell] = dict.fromkeys(columns, "")
    row.update(about_school)
    row |= {
        "URN": school.urn,
        "LAESTAB": int(about_school["LAESTAB"]),
        "Inspection number": inspection.number,
        "Inspection type": "S5 Inspection",
        "Academic year": _academic_year(inspection),
        "Inspection start date": inspection.day,
        "Inspection end date": inspection.last_day,
        "First published date": inspection.printed,
        "Latest published date": inspection.printed,
        "Overall effectiveness": int(overall(inspection)),
        "Category": inspection.category,
    }
    judgements = WORKBOOK_JUDGEMENTS[inspection.framework.name]
    row |= {column: int(inspection.grades[area]) for column, area in judgements.items()}
    if before:
        row |= {
            "Inspection number of the previous inspection": before.number,
            "Academic year of the previous inspection": _academic_year(before),
            "Inspection end date of the previous inspection": before.last_day,
            "Previous inspection - Overall effectiveness": int(overall(before)),
            "Previous inspection - Category": before.category,
            "Movement in overall effectiveness since previous inspection": _movement(inspection, before),
            "Time between inspections (months)": (inspection.day - before.day).days * 12 // 365,
        }
    return row


def csv_2015_2019(schools: Iterable[School]) -> bytes:
    """The consolidated CSV: a title line above the header, graded and short inspections a row each."""
    columns = read_headers("state_funded_2015_2019")
    rows = [
        _csv_row(columns, school, inspection, before)
        for school, inspection, before in _with_previous(schools, *CSV_PERIOD)
    ]
    return csv_bytes(columns, rows, title=CSV_TITLE)


def _csv_row(
    columns: Sequence[str], school: School, inspection: Inspection, before: Inspection | None
) -> Row:
    graded = inspection if inspection.kind == "graded" else None
    previous: Pair | None = (school, before) if before else None
    return (
        school_columns(columns, school, CSV_PERIOD[1])
        | cells(inspection, EVERY_INSPECTION)
        | dict(zip(TYPES, GRADED if graded else SHORT, strict=True))
        | {"Did the latest S8 inspection convert to a full inspection?": NULL if graded else "No"}
        | cells(graded, GRADED_INSPECTION)
        | cells(before, PREVIOUS_INSPECTION)
        | inspected_school_columns(school, previous, PREVIOUS_SCHOOL)
    )


def _with_previous(
    schools: Iterable[School], first: date, last: date
) -> Iterator[tuple[School, Inspection, Inspection | None]]:
    """Every inspection of the period with the graded one before it, school by school."""
    for school in schools:
        before: Inspection | None = None
        for inspection in school.inspections if not school.independent else ():
            if first <= inspection.day <= last:
                yield school, inspection, before
            if inspection.kind == "graded":
                before = inspection


def _movement(inspection: Inspection, before: Inspection) -> str:
    steps = int(overall(before)) - int(overall(inspection))
    if steps == 0:
        return "Same"
    return f"Improved by {steps}" if steps > 0 else f"Declined by {-steps}"


def _academic_year(inspection: Inspection) -> str:
    first = inspection.day.year if inspection.day.month >= 9 else inspection.day.year - 1
    return f"{first}/{first + 1}"


EVERY_INSPECTION = {
    "Academic year": _academic_year,
    "Inspection number": number,
    "Inspection start date": start,
    "Inspection end date": end,
    "Publication date": printed,
    "Outcomes for S8 inspections that did not convert": outcome,
}
GRADED_INSPECTION = {"Overall effectiveness": overall, "Category of concern": category} | {
    column: grade_of(area, "common_inspection") for column, area in COMMON_INSPECTION.items()
}
PREVIOUS_INSPECTION = {
    "Previous inspection number": number,
    "Previous inspection start date": start,
    "Previous inspection end date": end,
    "Previous publication date": printed,
} | {after("Previous ", column): read for column, read in GRADED_INSPECTION.items()}
