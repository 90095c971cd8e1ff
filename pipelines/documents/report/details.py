"""Which inspection of which school a report is about: URN, inspection number, days, publication.

Belongs here: the facts that stand under the same labels in every layout since 2005.
Does not belong here: judgements. The people named in the same table are never read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from pipelines.documents.report.dates import DAYS, read_days
from pipelines.documents.report.document import Doubt
from pipelines.documents.report.text import ReportText

# Patterns begin with plain letters wherever they can: those are found at once in a long text.
URN = re.compile(r"unique reference number(?: \(urn\))? ?:? ?(\d{6})(?!\d)")
SHORT_URN = re.compile(r"urn ?:? ?(\d{6})(?!\d)")
INSPECTION_NUMBER = re.compile(r"inspection number ?:? ?((?:its)?\d{4,9})(?!\d)")
INSPECTION_DAYS = re.compile(rf"inspection(?<!previous inspection) (?:date\(s\)|dates?) ?:? ?({DAYS})")
PUBLISHED = re.compile(rf"publi(?:shed|cation|cation date) ?: ?({DAYS})")

# Where labels stand one after another, their values follow all of them: the next words are not this label's.
LABEL_BEFORE = re.compile(
    r"(?:unique reference number(?: \(urn\))?|local authority|inspection number|inspection date(?:s|\(s\))?"
    r"|age group|reporting inspector|type of school) ?:? ?\Z"
)
LONGEST_LABEL = 40

# Where the values of a table come apart from their labels, a number that stands alone is known by its length.
TABLE = re.compile(r"\b(?:school details|unique reference number)\b")
TABLE_LENGTH = 1500
# Before 2012 inspection numbers had six digits too, but none begins with a 1.
DAYS_LABEL = "inspection date"
LONE_DAYS = re.compile(rf"^({DAYS})$", re.MULTILINE)
LONE_URN = re.compile(r"^(1\d{5})$", re.MULTILINE)
LONE_NUMBER = re.compile(r"^(its\d{6}|10\d{6})$", re.MULTILINE)

FOOTER = re.compile(rf"^inspection report: ([^\n]{{3,90}}?), ?{DAYS}", re.MULTILINE)
TITLE = re.compile(
    r"^(?:[a-z ]{0,60}\b(?:inspection|visit)(?: visit)? (?:of|to)(?: an? [a-z]+ school:)?) ([^\n]{3,90})$",
    re.MULTILINE,
)


@dataclass(frozen=True)
class Details:
    """What identifies an inspection; None where not printed. doubts: what is printed twice and differs."""

    urn: int | None
    inspection_number: str | None
    first_day: date | None
    last_day: date | None
    publication_date: date | None
    school_name: str | None
    doubts: tuple[Doubt, ...]


def read_details(report: ReportText, days: re.Pattern[str] = INSPECTION_DAYS) -> Details:
    """The details of a report; the last group that days matches is the days of the inspection."""
    doubts: list[Doubt] = []
    urns = _urns(report)
    if len(urns) > 1:
        doubts.append(Doubt("several_urns", f"It names several URNs: {', '.join(sorted(urns))}."))
    numbers = _beside(report, INSPECTION_NUMBER) or _lone(report, LONE_NUMBER)
    if len(numbers) > 1:
        doubts.append(
            Doubt(
                "several_inspection_numbers",
                f"It has several inspection numbers: {', '.join(sorted(numbers))}.",
            )
        )
    inspected = _days(report, days) or _lone_days(report)
    if len(inspected) != 1:
        doubts.append(
            Doubt("inspection_days_differ", "It gives different days of the inspection.")
            if inspected
            else Doubt("inspection_days_not_found", "The days of the inspection were not found.")
        )
    first_day, last_day = inspected.pop() if len(inspected) == 1 else (None, None)
    published = _days(report, PUBLISHED)
    return Details(
        urn=int(next(iter(urns))) if len(urns) == 1 else None,
        inspection_number=numbers.pop().upper() if len(numbers) == 1 else None,
        first_day=first_day,
        last_day=last_day,
        publication_date=published.pop()[0] if len(published) == 1 else None,
        school_name=None if urns else _school_name(report),
        doubts=tuple(doubts),
    )


def _urns(report: ReportText) -> set[str]:
    """A full label counts before its short form, which also stands beside other schools' numbers in prose."""
    return _beside(report, URN) or _beside(report, SHORT_URN) or _lone(report, LONE_URN)


def _beside(report: ReportText, label: re.Pattern[str]) -> set[str]:
    return {match[1] for match in label.finditer(report.flat) if not _follows_label(report, match.start())}


def _follows_label(report: ReportText, position: int) -> bool:
    return LABEL_BEFORE.search(report.flat[max(0, position - LONGEST_LABEL) : position]) is not None


def _days(report: ReportText, pattern: re.Pattern[str]) -> set[tuple[date, date]]:
    return {
        found for match in pattern.finditer(report.flat) if (found := read_days(match[match.lastindex or 0]))
    }


def _lone_days(report: ReportText) -> set[tuple[date, date]]:
    first_page = len(report.pages[0])
    if DAYS_LABEL not in report.flat[:first_page]:
        return set()
    lines = LONE_DAYS.findall(report.folded, 0, first_page)
    return {found for line in lines if (found := read_days(line))}


def _lone(report: ReportText, pattern: re.Pattern[str]) -> set[str]:
    table = TABLE.search(report.folded)
    return set(pattern.findall(report.folded, table.end(), table.end() + TABLE_LENGTH)) if table else set()


def _school_name(report: ReportText) -> str | None:
    found = FOOTER.search(report.folded) or TITLE.search(report.folded)
    return report.quote(*found.span(1)) if found else None
