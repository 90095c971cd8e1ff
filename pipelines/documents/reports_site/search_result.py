"""One result of a search: a provider with its category, rating and latest report.

Belongs here: reading an item of the list, its values by their label.
Does not belong here: the count and the paging of the list (search_page.py).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bs4 import Tag

from pipelines.documents.reports_site.notes import Notes, RejectedPart
from pipelines.documents.reports_site.page import (
    ancestors,
    classes_of,
    clean,
    fold,
    link_of,
    provider_of,
    read_day,
    tags_in,
    text_of,
    urn_of,
)
from pipelines.documents.reports_site.words import categories, words

# 2018: the rating stood in a box of its own.
RATING_BOX = "search-result__provider-rating"
STATUS_MARKS = ("search-result__title--", "badge--")


@dataclass(frozen=True)
class SearchResult:
    """One provider of a page; position counts from 1.

    identifier: the number in its address. urn: the same where it is a school's. name: None for providers
    without a URN, some of which are persons. rating belongs to the provider, not to its latest report, and
    None says nothing: many rated schools show none. status: closed, proposed_to_open, or None where no mark
    is shown. latest_report_date: the day of publication.
    """

    position: int
    identifier: str
    urn: int | None
    category_id: int
    category: str | None
    is_school: str
    provider_path: str
    name: str | None
    rating: str | None
    latest_report_date: date | None
    status: str | None


def read_result(position: int, item: Tag, notes: Notes) -> SearchResult | None:
    """A result; None where it was set aside."""
    place = f"result {position}"
    inside = list(tags_in(item))
    links = {address: link for link in inside if link.name == "a" and (address := link_of(link))}
    providers = {address: provider for address in links if (provider := provider_of(address))}
    if len(set(providers.values())) != 1:
        reason = f"The result links to {len(set(providers.values()))} provider pages."
        told = ", ".join(links)[:200] or None
        notes.rejected.append(RejectedPart(position, None, "link", told, "no_provider_link", reason))
        return None
    address, (category_id, identifier) = next(iter(providers.items()))
    values = _labelled(item, inside, place, notes)
    if values.get("urn", identifier) != identifier:
        reason = f"The result's link names {identifier}, its text {values['urn']}."
        notes.rejected.append(
            RejectedPart(position, identifier, "URN", values["urn"], "identifiers_disagree", reason)
        )
        return None
    known = categories().get(category_id)
    if known is None:
        notes.info("unknown_category", "The category is not known here.", place, str(category_id))
    urn = urn_of(identifier) if known is None or known.has_urns else None
    return SearchResult(
        position,
        identifier,
        urn,
        category_id,
        values.get("category"),
        known.is_school if known else "unsure",
        f"/provider/{category_id}/{identifier}",
        _name(links[address]) if urn else None,
        _rating(values.get("rating"), place, notes),
        _day(values.get("latest_report"), place, notes),
        _status(inside, place, notes),
    )


def _labelled(item: Tag, inside: list[Tag], place: str, notes: Notes) -> dict[str, str]:
    """The result's values by the meaning of their label; the order of labels has changed over the years."""
    values: dict[str, str] = {}
    for part in inside:
        if part.name not in ("li", "p"):
            continue
        label, colon, value = text_of(part).partition(":")
        meaning = words("result_label").get(fold(label))
        if meaning is None and any(RATING_BOX in classes_of(around) for around in ancestors(part, item)):
            meaning, value = "rating", text_of(part.find("strong"))
        if meaning is None:
            if colon or part.find("strong"):
                notes.info("unknown_result_label", "The label is not known here.", place, label.strip()[:80])
            continue
        value = value.strip()
        if values.setdefault(meaning, value) != value:
            notes.warn("label_twice", "The label stands twice with different values.", place, label.strip())
            values[meaning] = ""
    return {meaning: value for meaning, value in values.items() if value}


def _name(link: Tag) -> str | None:
    """The name in the link, without a status badge that may stand in it."""
    badges = [tag for tag in tags_in(link) if any("badge" in name for name in classes_of(tag))]
    if not badges:
        return text_of(link) or None
    inside = {id(text) for badge in badges for text in badge.find_all(string=True)}
    return clean(" ".join(text for text in link.find_all(string=True) if id(text) not in inside)) or None


def _rating(text: str | None, place: str, notes: Notes) -> str | None:
    if text is None:
        return None
    rating = words("rating").get(fold(text))
    if rating is None:
        notes.info("unknown_rating", "The rating is not known here.", place, text[:80])
    return rating


def _day(text: str | None, place: str, notes: Notes) -> date | None:
    day = read_day(text) if text else None
    if text and day is None:
        notes.warn("unreadable_date", "The date of the latest report cannot be read.", place, text[:80])
    return day


def _status(inside: list[Tag], place: str, notes: Notes) -> str | None:
    """closed or proposed_to_open by the mark of the title or of a badge; the two must agree."""
    marks = {
        name.rpartition("--")[2]
        for tag in inside
        for name in classes_of(tag)
        if name.startswith(STATUS_MARKS)
    }
    meanings = {words("result_status").get(fold(mark)) for mark in marks}
    if len(meanings) > 1 or None in meanings:
        notes.info("unknown_status", "The status mark is not known here.", place, ", ".join(sorted(marks)))
        return None
    return meanings.pop() if meanings else None
