"""The site's own words: provider categories, and what labels, ratings and grades on its pages mean.

Belongs here: looking words up in reference/ (provider_categories, reports_site_words, and the shared scales,
areas and frameworks). Does not belong here: any of those words; they are data.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from pipelines.documents.management_information import vocabulary
from pipelines.documents.management_information.vocabulary import REPORT_CARD, REPORT_CARD_SCALE, Grade
from pipelines.documents.reports_site.page import fold
from pipelines.reference import read_csv

STATE_FUNDED = "state_funded"
OVERALL = "overall_effectiveness"
SAFEGUARDING = "safeguarding"


@dataclass(frozen=True)
class Category:
    """The first number of a provider page's address.

    is_school: yes, no or unsure. provider: state_funded or independent, for schools. has_urns: whether a
    six-digit number in it is a URN; childcare numbers collide with URNs.
    """

    category_id: int
    what: str
    is_school: str
    provider: str | None
    has_urns: bool


@cache
def categories() -> dict[int, Category]:
    """The known categories by id."""
    return {
        int(row["category_id"]): Category(
            int(row["category_id"]),
            row["what"],
            row["is_school"],
            row["provider"] or None,
            row["identifier"] == "urn",
        )
        for row in read_csv("provider_categories.csv")
    }


@cache
def words(field: str) -> dict[str, str | None]:
    """A field's known words, folded, with their meaning; None: known, and of no use to us."""
    found = {
        fold(row["word"]): row["meaning"] or None
        for row in read_csv("reports_site_words.csv")
        if row["field"] == field
    }
    if not found:
        raise KeyError(f"reference/reports_site_words.csv has no field {field!r}")
    return found


@cache
def card_areas() -> dict[str, str]:
    """The areas of a report card by their title, folded; safeguarding stands apart."""
    return {
        fold(row["title"]): row["area"]
        for row in read_csv("areas.csv")
        if REPORT_CARD in row["frameworks"].split() and row["area"] != SAFEGUARDING
    }


@cache
def card_grades() -> dict[str, Grade]:
    """The words that can stand beside an area of a report card, folded."""
    return {fold(word): grade for word, grade in vocabulary.scale(REPORT_CARD_SCALE).items()}


def safeguarding_grade(meaning: str) -> Grade:
    """Met or Not met with its rank."""
    return vocabulary.scale(vocabulary.area_scale(SAFEGUARDING, REPORT_CARD_SCALE))[meaning.casefold()]


def four_grade(word: str, on: date) -> Grade | None:
    """A one-to-four grade word of an inspection that started on a day; None where its scale lacks the word.

    Digits and "not judged" stand in the scale too, but the site never prints them as a grade.
    """
    among = [row for row in vocabulary.frameworks(STATE_FUNDED) if row.scale != REPORT_CARD_SCALE]
    scale = next(
        (row.scale for row in reversed(among) if row.first_day is not None and row.first_day <= on),
        vocabulary.four_grade_scales()[0],
    )
    grade = vocabulary.scale(scale).get(fold(words("rating").get(fold(word)) or ""))
    return grade if grade is not None and grade.status == "graded" else None


def report_cards_from(provider: str | None) -> date:
    """The first day of report cards for these schools; the earliest where the provider is not known."""
    return min(
        row.first_day
        for name in _providers(provider)
        for row in vocabulary.frameworks(name)
        if row.name == REPORT_CARD and row.first_day is not None
    )


def framework_of(kind: str, on: date | None, provider: str | None) -> str | None:
    """The framework of an inspection of a kind that started on a day; None where it cannot be said."""
    if kind == "report_card":
        return REPORT_CARD
    if on is None or kind in ("conversion_letter", "other"):
        return None
    if kind not in ("graded", "ungraded", "short", "interim") and on >= report_cards_from(provider):
        return None
    found = {_four_grade_framework(on, name) for name in _providers(provider)}
    return found.pop() if len(found) == 1 else None


def _providers(provider: str | None) -> tuple[str, ...]:
    return (provider,) if provider else (STATE_FUNDED, "independent")


def _four_grade_framework(on: date, provider: str) -> str | None:
    # The last of them stays open: a 1 to 4 grade after its last day is still a 1 to 4 grade.
    among = [row for row in vocabulary.frameworks(provider) if row.scale != REPORT_CARD_SCALE]
    return next(
        (row.name for row in reversed(among) if row.first_day is not None and row.first_day <= on), None
    )
