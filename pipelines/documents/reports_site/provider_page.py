"""A provider page: who the provider is, and its reports, in both layouts.

Belongs here: the header, the facts about the school, and bringing outcome, report card and timeline together.
Does not belong here: reading those three (outcome.py, report_card_html.py, timeline.py).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from bs4 import Tag

from pipelines.documents.refusal import DocumentRefused
from pipelines.documents.reports_site.inspections import Inspection, join_grades
from pipelines.documents.reports_site.notes import Finding, Notes, RejectedPart
from pipelines.documents.reports_site.outcome import Outcome, read_outcome
from pipelines.documents.reports_site.page import (
    Page,
    Parts,
    classes_of,
    decode_page,
    fold,
    link_of,
    provider_of,
    read_tree,
    tags_in,
    text_of,
    urn_of,
)
from pipelines.documents.reports_site.report_card_html import (
    ReportCard,
    read_report_card,
    speaks_of_report_card,
)
from pipelines.documents.reports_site.timeline import LifecycleEvent, TimelineEntry, read_timeline
from pipelines.documents.reports_site.words import categories, words

BEFORE_REPORT_CARDS = "before_report_cards"
REPORT_CARD = "report_card"

WANTED = Parts(
    "title-block__", "latest-rating__title", "subjudgements__", "timeline", "info-block__item",
    names=("title", "link"),
)  # fmt: skip

TITLE = re.compile(r"(?P<name>.*) - (?P<status>[^-]+?) - Find an Inspection Report\b.*")
URN_LINE = re.compile(r"(?:URN|Unique reference number)\s*:\s*([A-Za-z0-9]{1,20})", re.IGNORECASE)
POSTCODE = re.compile(r"\b([A-Z]{1,2}\d[A-Z\d]?) ?(\d[A-Z]{2})$", re.ASCII)
TRUST_PATH = re.compile(r"/provider/1000/([1-9]\d{0,9})/?$", re.ASCII)


@dataclass(frozen=True)
class Trust:
    """The trust that a school links to, by the number that management information calls its UID."""

    trust_uid: str
    name: str


@dataclass(frozen=True)
class ProviderPage:
    """A school's page; the site's words as it has them, dates as days, what is absent None.

    layout: before_report_cards or report_card. rating: the provider's, not its latest report's. inspections:
    one for each report file in page order, then those that only the outcome or the report card speaks of.
    """

    urn: int
    name: str
    category_id: int | None
    status: str | None
    trust: Trust | None
    phase: str | None
    local_authority: str | None
    region: str | None
    pupils: int | None
    postcode: str | None
    rating: str | None
    layout: str
    outcome: Outcome | None
    report_card: ReportCard | None
    timeline: tuple[TimelineEntry, ...]
    inspections: tuple[Inspection, ...]
    lifecycle: tuple[LifecycleEvent, ...]
    rejected: tuple[RejectedPart, ...]
    findings: tuple[Finding, ...]


def parse_provider_page(content: bytes) -> ProviderPage:
    """Read a school's page; raises DocumentRefused where it is none, or cannot be understood."""
    text = decode_page(content)
    # A report card may stand anywhere in the page, even in an attribute.
    page = Page(read_tree(text, None if speaks_of_report_card(text) else WANTED))
    notes = Notes()
    urn, name = _identity(page)
    category_id = _category_id(page, urn)
    category = categories().get(category_id) if category_id is not None else None
    if category is not None and not category.has_urns:
        raise DocumentRefused(
            "not_a_school",
            f"The page is of another kind of provider: {category.what}.",
            value=str(category_id),
        )
    provider = category.provider if category else None
    card = read_report_card(page.tree, provider, notes) if speaks_of_report_card(text) else None
    timeline = read_timeline(page, card is not None, notes)
    outcome = read_outcome(page, notes)
    information = _information(page, notes)
    by_links = any(entry.date_in_link for entry in timeline.entries)
    return ProviderPage(
        urn,
        name,
        category_id,
        _status(page, notes),
        _trust(page, notes),
        information.get("phase"),
        information.get("local_authority"),
        information.get("region"),
        _pupils(information.get("pupils"), notes),
        _postcode(information.get("address")),
        _rating(page, notes),
        REPORT_CARD if by_links or (card and card.inspection_date) else BEFORE_REPORT_CARDS,
        outcome,
        card,
        tuple(timeline.entries),
        tuple(join_grades(timeline.entries, outcome, card, provider, notes)),
        tuple(timeline.events),
        tuple(notes.rejected),
        tuple(notes.findings),
    )


def _identity(page: Page) -> tuple[int, str]:
    """URN and name, by which the page is known as a provider's."""
    headings = [heading for heading in page.of_class("title-block__heading") if heading.name == "h1"]
    numbers = {
        match[1]
        for line in page.of_class("title-block__subheading")
        if (match := URN_LINE.fullmatch(text_of(line)))
    }
    missing = [
        what
        for what, found in (
            ("one name (h1.title-block__heading)", len(headings) == 1 and text_of(headings[0])),
            ("one URN (title-block__subheading)", len(numbers) == 1),
        )
        if not found
    ]
    if missing:
        raise DocumentRefused(
            "not_a_provider_page", f"Not found: {' and '.join(missing)}. Another page, or changed mark-up."
        )
    identifier = numbers.pop()
    urn = urn_of(identifier)
    if urn is None:
        raise DocumentRefused("not_a_school", "The page's number is no URN of a school.", value=identifier)
    return urn, text_of(headings[0])


def _category_id(page: Page, urn: int) -> int | None:
    """The category in the page's canonical address; None where it has none. It is never guessed."""
    canonical = [link_of(link) for link in page.named("link") if "canonical" in _rel(link)]
    found = {provider for address in canonical if (provider := provider_of(address))}
    if len(found) > 1 or any(identifier != str(urn) for _, identifier in found):
        raise DocumentRefused(
            "identifiers_disagree",
            f"The page's text names URN {urn}, its canonical address another provider.",
            value="; ".join(canonical)[:200],
        )
    return found.pop()[0] if found else None


def _rel(link: Tag) -> list[str]:
    value = link.get("rel")
    return value if isinstance(value, list) else (value or "").split()


def _status(page: Page, notes: Notes) -> str | None:
    """open, closed or proposed_to_open: the word after the name in the page's title."""
    title = text_of(next(iter(page.named("title")), None))
    match = TITLE.fullmatch(title)
    status = words("page_status").get(fold(match["status"])) if match else None
    if status is None:
        notes.warn(
            "unknown_status", "The page's title says no status that is known here.", "title", title[:200]
        )
    return status


def _trust(page: Page, notes: Notes) -> Trust | None:
    """The trust; the link is there for schools without one too, with no name and no number."""
    trusts = set()
    for link in page.of_class("title-block__mat-link"):
        name, number = text_of(link), TRUST_PATH.search(link_of(link))
        if name and number:
            trusts.add(Trust(number[1], name))
        elif name or number:
            notes.warn(
                "trust_unclear", "The link to a trust lacks its name or its number.", "header",
                f"{name} {link_of(link)}"[:200],
            )  # fmt: skip
    if len(trusts) > 1:
        notes.warn("trust_unclear", "The page links to two trusts.", "header")
    return trusts.pop() if len(trusts) == 1 else None


def _information(page: Page, notes: Notes) -> dict[str, str]:
    """What the page says about the school, by the meaning of its labels."""
    values: dict[str, str] = {}
    for item in page.of_class("info-block__item"):
        label, _, value = text_of(item).partition(":")
        folded, value = fold(label), value.strip()
        if folded not in words("information"):
            notes.info("unknown_information", "The label is not known here.", "about", label[:80])
            continue
        meaning = words("information")[folded]
        if meaning is None or not value:
            continue
        if values.setdefault(meaning, value) != value:
            notes.info("label_twice", "The label stands twice with different values.", "about", label[:80])
    return values


def _pupils(text: str | None, notes: Notes) -> int | None:
    if text is None:
        return None
    digits = text.replace(",", "")
    if not re.fullmatch(r"\d{1,5}", digits, re.ASCII):
        notes.info("pupils_unreadable", "The number of pupils is no number.", "about", text[:80])
        return None
    return int(digits)


def _postcode(address: str | None) -> str | None:
    match = POSTCODE.search(address or "")
    return f"{match[1]} {match[2]}" if match else None


def _rating(page: Page, notes: Notes) -> str | None:
    """The provider's rating beside the page's heading; it may be older than the latest report."""
    printed = {
        text_of(mark)
        for title in page.of_class("latest-rating__title")
        for mark in tags_in(title)
        if "nonvisual" in classes_of(mark)
    } - {""}
    meanings = {words("rating").get(fold(text)) for text in printed}
    if len(meanings) > 1 or None in meanings:
        notes.info(
            "unknown_rating", "The rating is not known here.", "header", "; ".join(sorted(printed))[:80]
        )
        return None
    return meanings.pop() if meanings else None
