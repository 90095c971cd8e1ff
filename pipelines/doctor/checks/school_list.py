"""The newest list of schools, by its beginning; and where it and a school's page speak of one inspection.

Does not belong here: the rest of the page (school_page.py).
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from datetime import date, timedelta

from pipelines.doctor.beginnings import whole_lines
from pipelines.doctor.looks import CannotTell, Looks
from pipelines.doctor.questions.govuk import LIST
from pipelines.doctor.questions.pages import SCHOOL
from pipelines.doctor.school_list import ListedInspection, inspections_of, read_list
from pipelines.doctor.verdicts import Seen, checks, differs, holds, judged
from pipelines.documents.refusal import DocumentRefused
from pipelines.documents.reports_site import parse_provider_page
from pipelines.documents.reports_site.timeline import TimelineEntry
from pipelines.reference import read_csv

DAY = re.compile(r"(?:0[1-9]|[12]\d|3[01])/(?:0[1-9]|1[0-2])/(?:19|20)\d{2}", re.ASCII)
BLANK = ("", "NULL")
DAYS_APART = 3
SHIFTED_SINCE = date(2018, 10, 1)


@checks("list-is-csv")
def list_is_csv(looks: Looks) -> Seen:
    look = looks.taken(LIST)
    if look.status != 200:
        raise CannotTell(look.problem or f"status {look.status}")
    return differs(look.problem) if look.problem else holds(_type_of(look.headers.get("content-type")))


@checks("list-encoding")
def list_encoding(looks: Looks) -> Seen:
    beginning = whole_lines(looks.body(LIST))
    if beginning.isascii():
        raise CannotTell("its beginning has no letter beyond ASCII")
    if beginning.startswith(codecs.BOM_UTF8):
        return holds("UTF-8 with its mark")
    try:
        beginning.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        return differs("UTF-8 without its mark")
    try:
        beginning.decode("cp1252")
    except UnicodeDecodeError as error:
        return differs(f"neither: byte {beginning[error.start]:#04x} at {error.start}")
    return holds("Windows-1252")


@checks("list-dates")
def list_dates(looks: Looks) -> Seen:
    text = whole_lines(looks.body(LIST)).decode("utf-8-sig", "replace")
    header, *rows = [row for row in csv.reader(io.StringIO(text)) if row] or [[]]
    days = [place for place, name in enumerate(header) if "date" in name.casefold().split()]
    if not days or not rows:
        raise CannotTell("its first line names no column of days")
    cells = [(header[place], row[place].strip()) for row in rows for place in days if place < len(row)]
    against = {f"{name}: {cell!r}" for name, cell in cells if cell not in BLANK and not DAY.fullmatch(cell)}
    return judged(f"columns of days: {len(days)}, rows: {len(rows)}", sorted(against))


@checks("list-read")
def list_read(looks: Looks) -> Seen:
    try:
        document = read_list(looks.body(LIST))
    except DocumentRefused as refusal:
        return differs(f"refused ({refusal.reason_code}): {refusal}")
    rejected = document.rejected_rows
    against = [
        f"row {row.row_number}, {row.column_name}: {row.reason}" for row in rejected.itertuples(index=False)
    ]
    return judged(f"rows of the era {document.era}: {document.rows_read}", against)


@checks("published-a-day-later")
def published_a_day_later(looks: Looks) -> Seen:
    """The shift that reference/publication_shift.csv applies to lists."""
    pairs = [
        pair for pair in _pairs(looks) if pair[0].published >= SHIFTED_SINCE and pair[1].publication_date
    ]
    if not pairs:
        raise CannotTell("page and list have no inspection in common that was published since October 2018")
    shift = timedelta(days=_shift())
    against = [
        f"inspection of {listed.started}: list {listed.published}, page {entry.publication_date}"
        for listed, entry in pairs
        if entry.publication_date != listed.published + shift
    ]
    return judged(f"in common, each {shift.days} day later on the page: {len(pairs)}", against)


@checks("inspected-within-days")
def inspected_within_days(looks: Looks) -> Seen:
    pairs = _pairs(looks)
    apart = [
        abs((entry.inspection_date - listed.started).days) for listed, entry in pairs if entry.inspection_date
    ]
    against = [f"{days} days apart" for days in apart if days > DAYS_APART]
    return judged(f"in common: {len(apart)}; days apart at most: {max(apart, default=0)}", against)


def _pairs(looks: Looks) -> list[tuple[ListedInspection, TimelineEntry]]:
    """Inspections that both the list and the school's page have: for each listed one the nearest entry that
    was published within days of it; raises CannotTell where there is none."""
    page = looks.read(SCHOOL, parse_provider_page)
    listed = [i for i in inspections_of(looks.read(LIST, read_list)) if i.urn == page.urn]
    if not listed:
        raise CannotTell("the beginning of the list has no inspection of that page's school")
    pairs = []
    for inspection in listed:
        near = [entry for entry in page.timeline if _is_published_near(inspection, entry)]
        if near:
            pairs.append((inspection, min(near, key=lambda entry: _days_apart(inspection, entry))))
    if not pairs:
        raise CannotTell("the page has no inspection that was published when the list says")
    return pairs


def _is_published_near(inspection: ListedInspection, entry: TimelineEntry) -> bool:
    on = entry.publication_date
    return (
        on is not None and entry.inspection_date is not None and abs((on - inspection.published).days) <= 14
    )


def _days_apart(inspection: ListedInspection, entry: TimelineEntry) -> int:
    assert entry.inspection_date is not None
    return abs((entry.inspection_date - inspection.started).days)


def _shift() -> int:
    """Days that a page is later than a list today."""
    shifts = [row for row in read_csv("publication_shift.csv") if row["source"] == "management_information"]
    return int(max(shifts, key=lambda row: row["first_day"])["days"])


def _type_of(content_type: str | None) -> str:
    return f"announced as {content_type}" if content_type else "a CSV table"
