"""What a report's label says: the event, a grade where one is shown, and the kind of inspection.

Belongs here: looking labels up in reference/timeline_labels.csv, and taking flattened labels apart.
Does not belong here: finding labels on a page (timeline.py), what a grade ranks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from pipelines.documents.reports_site.page import DAY, clean, fold, read_day
from pipelines.documents.reports_site.words import words
from pipelines.reference import read_csv

UNKNOWN = "unknown"
LIFECYCLE = "lifecycle"

# The parts of a link's text, run together as other readers of the site hand them on:
# "[10 March 2026 : ]School inspection[: Good][ ( PDF )][ School inspection][, PDF][ - 06 May 2025]".
FLATTENED = re.compile(
    rf"(?:(?P<first_day>{DAY}) ?:? )?(?P<words>.+?)(?: ?\( ?PDF ?\))?(?:, ?PDF)?"
    rf"(?: ?[-·–] ?(?P<last_day>{DAY}))?",
    re.ASCII | re.IGNORECASE,
)


@dataclass(frozen=True)
class Label:
    """A label, read. event_type is ``unknown`` for words that no line of the table has.

    words: the label as published, without grade and dates. kind: a kind of the contract, or ``ambiguous``
    where the label fits several. grade: as published. first_day stands before the words, last_day after them.
    """

    words: str
    event_type: str
    kind: str
    grade: str | None = None
    first_day: date | None = None
    last_day: date | None = None


@dataclass(frozen=True)
class _Line:
    event_type: str
    strong: str
    inspected_from: date | None
    inspected_before: date | None
    kind: str

    def fits(self, strong: str, inspected: date | None) -> bool:
        if self.strong and self.strong != strong:
            return False
        if inspected is None:
            return self.inspected_from is None and self.inspected_before is None
        return (self.inspected_from is None or inspected >= self.inspected_from) and (
            self.inspected_before is None or inspected < self.inspected_before
        )


def classify(text: str, *, grade: str | None, inspected: date | None, shows_grades: bool) -> Label:
    """The meaning of a report's words.

    grade: the strong text beside them. inspected: the day on which the inspection began. shows_grades:
    whether the page is known to show grades where there are any; pages with a report card show none, so that
    a missing grade says nothing there.
    """
    label = clean(text)
    strong = "shown" if grade else "missing" if shows_grades else ""
    for line in _lines().get(fold(label), ()):
        if line.kind != LIFECYCLE and line.fits(strong, inspected):
            return Label(label, line.event_type, line.kind, grade)
    return Label(label, UNKNOWN, "other", grade)


def read_label(text: str, *, inspected: date | None = None, shows_grades: bool = False) -> Label:
    """A label whose parts were run together into one text; the words may stand in it once or twice."""
    whole = clean(text)
    match = FLATTENED.fullmatch(whole)
    if match is None:
        return Label(whole, UNKNOWN, "other")
    first_day, last_day = read_day(match["first_day"] or ""), read_day(match["last_day"] or "")
    for label, grade in _readings(match["words"]):
        found = classify(label, grade=grade, inspected=inspected or first_day, shows_grades=shows_grades)
        if found.event_type != UNKNOWN:
            return Label(found.words, found.event_type, found.kind, grade, first_day, last_day)
    return Label(whole, UNKNOWN, "other", None, first_day, last_day)


def lifecycle_event(marks: list[str], text: str) -> str | None:
    """The event of an entry without a report, by the class of its list item or else by its words."""
    table = [row for row in read_csv("timeline_labels.csv") if row["kind"] == LIFECYCLE]
    for row in table:
        if row["mark"] in marks:
            return row["event_type"]
    folded = fold(text)
    for row in table:
        if row["label"] and re.match(rf"{re.escape(fold(row['label']))}\b", folded):
            return row["event_type"]
    return None


def _readings(text: str) -> list[tuple[str, str | None]]:
    """The ways in which run-together words can be a label and a grade."""
    text = re.sub(r" ?\( ?PDF ?\)", "", text).strip(" :")
    label, colon, rest = text.partition(":")
    if colon:
        label, rest = label.strip(), rest.strip()
        if fold(rest).endswith(fold(label)):
            rest = rest[: len(rest) - len(label)].strip(" :")
        if not rest:
            return [(label, None)]
        return [(label, rest)] if fold(rest) in words("rating") else []
    # "School inspection School inspection": an even number of words, the halves alike.
    parts = text.split(" ")
    half = len(parts) // 2
    if len(parts) % 2 == 0 and fold(" ".join(parts[:half])) == fold(" ".join(parts[half:])):
        return [(" ".join(parts[:half]), None)]
    return [(text, None)]


@cache
def _lines() -> dict[str, list[_Line]]:
    lines: dict[str, list[_Line]] = {}
    for row in read_csv("timeline_labels.csv"):
        line = _Line(
            row["event_type"], row["strong"], _day(row["inspected_from"]), _day(row["inspected_before"]),
            row["kind"],
        )  # fmt: skip
        lines.setdefault(fold(row["label"]), []).append(line)
    return lines


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
