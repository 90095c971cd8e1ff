"""The report card that newer provider pages carry as HTML, escaped inside the page.

Belongs here: finding the card in the page, and its areas, grades and safeguarding standards.
Does not belong here: the same card as a PDF (documents/report/), which is asked where this abstains.

Its grade words also stand in the picture's legend, in headings and in the glossary: a grade is taken only
where an area and its grade follow each other, below a heading of the same grade.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from html import unescape

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString

from pipelines.documents.management_information.vocabulary import Grade
from pipelines.documents.reports_site.judgements import Judgement
from pipelines.documents.reports_site.notes import Notes
from pipelines.documents.reports_site.page import DAY, clean, fold, read_day, read_tree, tags_in
from pipelines.documents.reports_site.words import (
    SAFEGUARDING,
    card_areas,
    card_grades,
    report_cards_from,
    safeguarding_grade,
    words,
)

PLACE = "report card"
HEADING = re.compile(rf"inspection report: ?({DAY})", re.ASCII | re.IGNORECASE)
HEADING_HINT = re.compile(r"inspection\s+report\s*:", re.IGNORECASE)
# The least that escaped mark-up of a card holds, escaped once more or not.
ESCAPED_HEADING = re.compile(r"(?:<|&lt;)h[1-6]\b", re.IGNORECASE)
# Pages escape a card once; more than twice is not mark-up any more.
DEEPEST = 3
# How many lines after its area a grade is looked for; code that reads live pages looks as far.
REACH = 5
# Where they apply only: early years and post-16 provision.
NOT_EVERYWHERE = ("early_years", "post_16")
# Text of these runs on in its line; every other element begins a new one.
INLINE = frozenset({"a", "abbr", "b", "bdi", "em", "i", "mark", "small", "span", "strong", "sub", "sup", "u"})
NO_TEXT = frozenset({"head", "noscript", "script", "style", "svg", "template", "title"})


@dataclass(frozen=True)
class ReportCard:
    """A report card, read. inspection_date: its first day; None where the heading does not say.

    is_complete: every area that each card has, and safeguarding, were read, and the card did not break off.
    """

    inspection_date: date | None
    judgements: tuple[Judgement, ...]
    is_complete: bool


@dataclass
class _Reading:
    """What has been seen so far, down the lines of a card."""

    heading: Grade | None = None
    grades: dict[str, list[tuple[Grade, str]]] = field(default_factory=dict)
    safeguarding: list[str] = field(default_factory=list)
    named: set[str] = field(default_factory=set)
    ended: bool = False


def speaks_of_report_card(text: str) -> bool:
    """Whether a page's mark-up holds a report card's heading, escaped or not."""
    return HEADING_HINT.search(text) is not None


def read_report_card(page: BeautifulSoup, provider: str | None, notes: Notes) -> ReportCard:
    """The card of a page that speaks of one; without day and grades where it cannot be read for sure."""
    lines = _card_lines(page)
    days = {read_day(match[1].title()) for line in lines if (match := HEADING.fullmatch(line))}
    day = days.pop() if len(days) == 1 else None
    if day is None:
        notes.warn("report_card_unclear", "A report card is spoken of, but none of one day was found.", PLACE)
        return ReportCard(None, (), False)
    if day < report_cards_from(provider):
        notes.warn("report_card_too_early", "On its day there were no report cards.", PLACE, day.isoformat())
        return ReportCard(None, (), False)
    reading = _read(lines)
    judgements = [*_safeguarding(reading, day, notes), *_areas(reading, day, notes)]
    missing = [area for area in card_areas().values() if area not in reading.grades]
    incomplete = [area for area in missing if area not in NOT_EVERYWHERE or area in reading.named]
    for area in incomplete:
        notes.warn("report_card_area_unread", "The area has no grade that is sure.", PLACE, area)
    if not reading.ended:
        notes.warn("report_card_cut_off", "The report card breaks off before its last part.", PLACE)
    sure = all(judgement.status != "unknown" for judgement in judgements)
    return ReportCard(day, tuple(judgements), sure and reading.ended and not incomplete)


def _card_lines(page: BeautifulSoup) -> list[str]:
    """The lines in which a card stands: the page's text, or else an attribute, escaped mark-up built."""
    lines = list(_lines(page))
    if any(map(HEADING.fullmatch, lines)):
        return lines
    values = [value for tag in tags_in(page) for value in tag.attrs.values() if isinstance(value, str)]
    return [line for value in values if HEADING_HINT.search(value) for line in _escaped_lines(value)]


def _escaped_lines(markup: str, depth: int = 1) -> list[str]:
    """The lines of mark-up that stood in the page as text; some is escaped twice."""
    return list(_lines(read_tree(markup if "<" in markup else unescape(markup)), depth))


def _lines(tree: Tag, depth: int = 0) -> Iterator[str]:
    """The text line by line, as a reader sees it: a line ends where a block element begins or ends.

    Text that is itself mark-up is built and read in its place. Scripts and comments are no text.
    """
    line: list[str] = []

    def flush() -> Iterator[str]:
        if text := clean(" ".join(line)):
            yield text
        line.clear()

    # A stack instead of recursion: mutated mark-up nests without limit. None: the end of a block element.
    stack: list[object] = list(reversed(tree.contents))
    while stack:
        part = stack.pop()
        if part is None:
            yield from flush()
        elif isinstance(part, Tag):
            if part.name in NO_TEXT:
                continue
            if part.name not in INLINE:
                yield from flush()
                stack.append(None)
            stack.extend(reversed(part.contents))
        elif type(part) is NavigableString:
            if depth < DEEPEST and ESCAPED_HEADING.search(part):
                yield from flush()
                yield from _escaped_lines(part, depth + 1)
            else:
                line.append(part)
    yield from flush()


def _read(lines: list[str]) -> _Reading:
    """All cards among the lines: one that stands there twice says everything twice, or contradicts itself."""
    reading = _Reading(ended=True)
    folded = [fold(line) for line in lines]
    beside: int | None = None
    for place, line in enumerate(lines):
        if HEADING.fullmatch(line):
            reading.heading, reading.ended = None, False
        elif not reading.ended and place != beside:
            beside = _take(lines, folded, place, reading) or beside
    return reading


def _take(lines: list[str], folded: list[str], place: int, reading: _Reading) -> int | None:
    """Read one line; the place of the grade beside it where the line is an area."""
    word = folded[place]
    if word.startswith("safeguarding standards "):
        # A heading; the sentence below it begins "The safeguarding standards are".
        reading.safeguarding.append(lines[place])
    elif word in words("card_end"):
        reading.ended = True
    elif word in card_grades():
        reading.heading = card_grades()[word]
    elif word in card_areas():
        return _take_area(lines, folded, place, reading)
    else:
        for title, area in card_areas().items():
            if (grade := card_grades().get(word.removeprefix(title + " "))) is not None:
                reading.named.add(area)
                if grade == reading.heading or grade.status != "graded":
                    reading.grades.setdefault(area, []).append((grade, lines[place]))
    return None


def _take_area(lines: list[str], folded: list[str], place: int, reading: _Reading) -> int | None:
    """The grade after an area's name, at once or after a few lines of other text, such as a button's.

    It counts only where it is the heading's: in the picture a band's name follows the areas of the band
    before, and where an area has lost its grade the next heading follows.
    """
    area = card_areas()[folded[place]]
    reading.named.add(area)
    for found in range(place + 1, min(place + 1 + REACH, len(lines))):
        if folded[found] in card_areas() or folded[found] in words("card_end"):
            return None
        grade = card_grades().get(folded[found])
        if grade is not None:
            at_once = found == place + 1
            if grade == reading.heading or (at_once and grade.status != "graded"):
                reading.grades.setdefault(area, []).append((grade, f"{lines[place]} {lines[found]}"))
                return found
            return found if at_once else None
    return None


def _areas(reading: _Reading, day: date, notes: Notes) -> Iterator[Judgement]:
    for area in card_areas().values():
        found = reading.grades.get(area, [])
        if not found:
            continue
        if len({grade for grade, _ in found}) > 1:
            notes.warn("report_card_grades_differ", "The report card gives the area two grades.", PLACE, area)
            yield Judgement(area, None, None, "unknown", None, found[0][1], PLACE)
            continue
        grade, printed = found[0]
        on = day if grade.status == "graded" else None
        yield Judgement(area, grade.grade, grade.rank, grade.status, on, printed, f"{PLACE}, '{printed}'")


def _safeguarding(reading: _Reading, day: date, notes: Notes) -> Iterator[Judgement]:
    printed = list(dict.fromkeys(reading.safeguarding))
    meanings = {words("safeguarding").get(fold(line)) for line in printed}
    meaning = meanings.pop() if len(meanings) == 1 else None
    if meaning is None:
        notes.warn(
            "report_card_safeguarding_unread",
            "The report card does not say for sure whether safeguarding standards are met.",
            PLACE,
            "; ".join(printed)[:200] or None,
        )
        yield Judgement(SAFEGUARDING, None, None, "unknown", None, "; ".join(printed)[:200], PLACE)
        return
    grade = safeguarding_grade(meaning)
    yield Judgement(
        SAFEGUARDING, grade.grade, grade.rank, grade.status, day, printed[0], f"{PLACE}, '{printed[0]}'"
    )
