"""The outcome block of a provider page: the latest graded inspection's overall outcome or key judgements.

Belongs here: the block's grades and the day that it names. Does not belong here: which report they belong to
(provider_page.py).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from bs4 import Tag

from pipelines.documents.management_information.vocabulary import Grade
from pipelines.documents.reports_site.judgements import Judgement
from pipelines.documents.reports_site.notes import Notes
from pipelines.documents.reports_site.page import DAY, Page, fold, read_day, tags_in, text_of
from pipelines.documents.reports_site.words import OVERALL, card_areas, card_grades, four_grade, words

PLACE = "outcome"
ON = re.compile(rf"\bon ({DAY})(?: was)?:?$", re.ASCII)


@dataclass(frozen=True)
class Outcome:
    """What the block says. inspection_date: None where it names no day; its grades are then of no use.

    is_report_card: the grades are those of a report card's areas.
    """

    inspection_date: date | None
    is_report_card: bool
    judgements: tuple[Judgement, ...]


def read_outcome(page: Page, notes: Notes) -> Outcome | None:
    """The outcome of a page; None where the page has none (no graded inspection, or a report card)."""
    overall = page.of_class("subjudgements__overall")
    without = page.of_class("subjudgements__no__overall")
    items = [_item(part) for part in page.of_class("subjudgements__rates__item")]
    if not (overall or without or items):
        return None
    day = _day([*overall, *without], notes)
    if day is None:
        return Outcome(None, False, ())
    if overall:
        items += [("overall effectiveness", _strong(part)) for part in overall]
    is_report_card = any(
        label in card_areas() and label not in words("area") and fold(word) in card_grades()
        for label, word in items
    )
    judgements = [
        judgement
        for label, word in items
        if (judgement := _judgement(label, word, day, is_report_card, notes)) is not None
    ]
    return Outcome(day, is_report_card, tuple(_once(judgements, notes)))


def _item(part: Tag) -> tuple[str, str]:
    """A judgement's label and grade; no grade where two judgements have run into one."""
    labels = [text_of(inner) for inner in tags_in(part) if inner.name == "p"]
    label = fold(labels[0].rstrip(" :")) if labels else ""
    return label, _strong(part) if len(labels) == 1 else ""


def _strong(part: Tag) -> str:
    texts = [text_of(strong) for strong in tags_in(part) if strong.name == "strong"]
    return texts[0] if len(texts) == 1 else ""


def _day(blocks: list[Tag], notes: Notes) -> date | None:
    """The day in "… of the inspection on 16 May 2023 was:"."""
    inside = [inner for block in blocks for inner in tags_in(block)]
    sentences = [text_of(sentence) for sentence in inside if sentence.name == "p"]
    days = {read_day(match[1]) for text in sentences if (match := ON.search(text))}
    if len(days) == 1 and None not in days:
        return days.pop()
    notes.warn(
        "outcome_without_date", "The outcome names no day of inspection: its grades are not read.", PLACE,
        "; ".join(sentences)[:200] or None,
    )  # fmt: skip
    return None


def _judgement(label: str, word: str, day: date, is_report_card: bool, notes: Notes) -> Judgement | None:
    areas = card_areas() if is_report_card else words("area")
    if label not in areas:
        notes.warn("unknown_area", "The judgement's label is not known here.", PLACE, label[:80])
        return None
    area = areas[label]
    if area is None:
        return None
    grade: Grade | None = card_grades().get(fold(word)) if is_report_card else four_grade(word, day)
    place = f"{PLACE}, '{label.capitalize()}'" if area != OVERALL else PLACE
    if grade is None:
        notes.warn("unknown_grade", "The grade is not known here.", place, word[:80])
        return Judgement(area, None, None, "unknown", None, word, place)
    on = day if grade.status == "graded" else None
    return Judgement(area, grade.grade, grade.rank, grade.status, on, word, place)


def _once(judgements: list[Judgement], notes: Notes) -> list[Judgement]:
    """Each area once; where the block gives it two grades, none."""
    by_area: dict[str, Judgement] = {}
    for judgement in judgements:
        earlier = by_area.setdefault(judgement.area, judgement)
        if (earlier.grade, earlier.status) != (judgement.grade, judgement.status):
            notes.warn("two_grades", "The outcome gives an area two grades.", PLACE, judgement.area)
            by_area[judgement.area] = Judgement(
                judgement.area, None, None, "unknown", None, judgement.published, earlier.locator
            )
    return list(by_area.values())
