"""The files that the reports site has of a school, when each appears and when it goes.

Belongs here: reports, letters, what takes the place of a report; their numbers.
Does not belong here: what stands in a file (documents.py), how a page lists it (school_page.py).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from replica.schools import Change, Inspection, School

NOT_FOUND, GONE = 404, 410

#: Numbers of six and seven digits until then, of eight since.
EIGHT_DIGITS_SINCE = date(2018, 7, 1)
FIRST_DAY = date(1999, 9, 1)
FIRST_NUMBER, NUMBERS_A_DAY = 700_000, 300
FIRST_EIGHT_DIGITS, EIGHT_DIGITS_A_DAY = 50_000_000, 106

DAYS_TO_CONVERSION_LETTER = 28


@dataclass(frozen=True)
class Publication:
    """A file. inspection: None of a conversion letter. change: the later grading or replacement it tells.

    until: the day from which it is gone, answering ``ending``; None while it stays.
    """

    school: School
    published: date
    inspection: Inspection | None = None
    change: Change | None = None
    until: date | None = None
    ending: int = NOT_FOUND

    def is_shown(self, day: date) -> bool:
        return self.published <= day and (self.until is None or day < self.until)

    @property
    def is_later_grading(self) -> bool:
        return self.change is not None and not self.change.is_replacement

    @property
    def inspected(self) -> date:
        """The day that the site prints as the inspection's; a letter's is that of its publication."""
        if self.change is not None and self.change.grade_date is not None:
            return self.change.grade_date
        return self.inspection.day if self.inspection else self.published


def publications_of(school: School) -> Iterator[Publication]:
    """Every file of a school, in no order."""
    if is_converter(school) and school.opens is not None:
        yield Publication(school, conversion_letter_day(school.opens))
    for inspection in school.inspections:
        yield from _of_inspection(school, inspection)


def _of_inspection(school: School, inspection: Inspection) -> Iterator[Publication]:
    """The report, each report that replaces it, and later gradings; all go when it is withdrawn."""
    replacements = sorted(
        (change for change in inspection.changes if change.is_replacement),
        key=lambda change: change.published,
    )
    versions: list[tuple[date, Change | None]] = [
        (inspection.published, None),
        *((change.published, change) for change in replacements),
    ]
    for position, (published, change) in enumerate(versions):
        if position + 1 < len(versions):
            yield Publication(school, published, inspection, change, versions[position + 1][0])
        else:
            yield Publication(school, published, inspection, change, inspection.withdrawn_on, GONE)
    for change in inspection.changes:
        if not change.is_replacement:
            yield Publication(school, change.published, inspection, change, inspection.withdrawn_on, GONE)


def is_converter(school: School) -> bool:
    """Whether Ofsted wrote to it about its conversion: an academy in the place of one school."""
    return "converter" in school.type_of_education.lower() and len(school.predecessors) == 1


def conversion_letter_day(opens: date) -> date:
    day = opens + timedelta(days=DAYS_TO_CONVERSION_LETTER)
    return day + timedelta(days=7 - day.weekday()) if day.weekday() >= 5 else day


def numbered(schools: Iterable[School]) -> dict[int, Publication]:
    """Every file of every school by its number; numbers grow with the day of publication."""
    files: dict[int, Publication] = {}
    latest = 0
    for publication in sorted(
        (publication for school in schools for publication in publications_of(school)), key=_order
    ):
        latest = max(latest + 1, _first_number(publication.published))
        files[latest] = publication
    return files


def _order(publication: Publication) -> tuple[date, int, str, date]:
    number = publication.inspection.number if publication.inspection else ""
    return publication.published, publication.school.urn, number, publication.inspected


def _first_number(published: date) -> int:
    if published < EIGHT_DIGITS_SINCE:
        return FIRST_NUMBER + (published - FIRST_DAY).days * NUMBERS_A_DAY
    return FIRST_EIGHT_DIGITS + (published - EIGHT_DIGITS_SINCE).days * EIGHT_DIGITS_A_DAY
