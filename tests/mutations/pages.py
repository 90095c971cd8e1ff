"""Pages of the reports site under damage: provider pages of both layouts, and search results.

Belongs here: the pages, what is put into them, what must hold of a reading. Does not belong here: writing
sound pages (tests/documents/reports_site/pages.py, replica/).
"""

from __future__ import annotations

import re
from datetime import date
from functools import cached_property
from html import unescape
from random import Random
from typing import Any

import lxml.html

from pipelines.documents.refusal import DocumentRefused
from pipelines.documents.reports_site import parse_provider_page, parse_search_page
from pipelines.documents.reports_site.judgements import Judgement
from tests.documents.reports_site.pages import (
    CARD,
    KEY_JUDGEMENTS,
    REPORTS,
    ProviderMarkup,
    Report,
    archive,
    event,
    outcome_with_overall,
    outcome_without_overall,
    page_with_card,
    pagination,
    result,
    result_of_2018,
    search_page,
)
from tests.mutations import replica_documents
from tests.mutations.cases import Kind, OnDemand
from tests.mutations.damage import damaged_bytes, damaged_text
from tests.mutations.evidence import signs

OLD = Report(700001, "Full inspection", "15 November 2005", "12 January 2006", "Good")
BESIDE = page_with_card()
BESIDE.items = BESIDE.items[:3]
PROVIDER_PAGES = {
    "key judgements": ProviderMarkup(
        outcome=outcome_without_overall(KEY_JUDGEMENTS),
        rating="Good",
        items=[*(report.item() for report in REPORTS[:3]), archive([OLD.item()]), event("opened", "Opened")],
    ).build(),
    "overall": ProviderMarkup(
        outcome=outcome_with_overall("Inadequate", {"Quality of education": "Good"}, "14 January 2020"),
        items=[event("closed", "Closed", "31 May 2026"), *(report.item() for report in REPORTS[2:5])],
    ).build(),
    "report card": BESIDE.build(),
}
SEARCH_PAGE = search_page(
    [result(), result_of_2018(identifier="199002"), result(category_id=1, identifier="SC923666")],
    count=13,
    paging=pagination(0, 3, 13),
)

GRADES = (
    *("Outstanding", "Good", "Requires improvement", "Inadequate", "Satisfactory"),
    *("Exceptional", "Strong standard", "Expected standard", "Needs attention", "Urgent improvement"),
    *("Insufficient evidence", "Not met", "Met"),
)
TAGS = ("</div>", "</li>", "</p>", "</span>", "</h3>", "</a>", "</strong>", "</time>")
INSERTED = (
    *("<", ">", "<li>", "</ol>", "<p>", "<strong>", "<!--", "-->", "<script>", "<table>", "<svg>", "</main>"),
    *("<strong>Inadequate</strong>", "<time>31 February 2025</time>", "<h3>Needs attention</h3>", *TAGS),
    *("&lt;", "&amp;lt;h2", "&#0;", "&#x110000;", "]]>", "\u202e", "\ufffd", "\x07", "é", ":", "-", "1"),
    *("9" * 30, "class=", '"', "'", "href=/provider/21/199001", "http://[", "//x", *GRADES, *CARD),
)


def damage(page: bytes, other: bytes, chance: Random) -> bytes:
    text = damaged_text(page.decode(), other.decode(), chance, INSERTED, (*GRADES, *TAGS))
    return damaged_bytes(text.encode("utf-8", "surrogatepass"), chance)


def read_provider_page(content: bytes) -> bool:
    """Every grade stands in the part of the page that it names, every day and number somewhere in it."""
    try:
        page = parse_provider_page(content)
    except DocumentRefused:
        return False
    shown = _Shown(content)
    assert shown.has(str(page.urn))
    assert len({entry.file_id for entry in page.timeline}) == len(page.timeline)
    for entry in page.timeline:
        assert shown.has(str(entry.file_id))
    for happened in page.lifecycle:
        assert happened.on is None or shown.has_day(happened.on)
    for inspection in page.inspections:
        for day in (inspection.inspection_date, inspection.publication_date):
            assert day is None or shown.has_day(day), day
        assert len({judgement.area for judgement in inspection.judgements}) == len(inspection.judgements)
        for judgement in inspection.judgements:
            _assert_graded(judgement, inspection.inspection_date, shown)
    return True


class _Shown:
    """What a page shows, as letters and digits: of the whole of it, and of parts by a mark of theirs."""

    def __init__(self, content: bytes) -> None:
        markup = unescape(unescape(content.decode()))
        self._texts = (signs(markup), signs(re.sub(r"<[^<>]*>", "", markup)))
        self._content = content

    def has(self, words: str) -> bool:
        found = signs(words)
        return any(found in text for text in self._texts) or found in self.parts("/*")[0]

    def has_day(self, day: date) -> bool:
        return any(self.has(f"{day:{pattern}}") for pattern in ("%-d%B%Y", "%d%B%Y"))

    def parts(self, xpath: str) -> list[str]:
        """The texts of the elements that an XPath finds."""
        return [signs(" ".join(element.itertext())) for element in self._tree.xpath(xpath)]

    @cached_property
    def _tree(self) -> Any:
        """lxml's own tree: the reader's is built otherwise."""
        return lxml.html.document_fromstring(self._content, parser=lxml.html.HTMLParser(encoding="utf-8"))


def _assert_graded(judgement: Judgement, inspected: date | None, shown: _Shown) -> None:
    if judgement.grade is None:
        assert judgement.grade_rank is None
        assert judgement.status != "graded"
        return
    assert judgement.status == "graded"
    assert judgement.grade_date == inspected
    place, grade = judgement.locator, signs(judgement.grade)
    if place == "outcome":
        parts = shown.parts("//*[contains(@class, 'subjudgements__overall')]")
    elif match := re.fullmatch("outcome, '(.+)'", place):
        items = shown.parts("//*[contains(@class, 'subjudgements__rates__item')]")
        parts = [item for item in items if signs(match[1]) in item]
    elif match := re.fullmatch(r"timeline entry \d+, file (\d+)", place):
        parts = shown.parts(f"//li[.//a[contains(@href, '{match[1]}')]]")
    else:
        printed = re.fullmatch("report card, '(.+)'", place)
        assert printed, place
        assert judgement.area == "safeguarding" or shown.has(signs(printed[1]).removesuffix(grade))
        assert judgement.area != "safeguarding" or shown.has(f"Safeguarding standards {judgement.grade}")
        parts = [grade] if shown.has(judgement.grade) else []
    assert any(grade in part for part in parts), judgement


def read_search_page(content: bytes) -> bool:
    """What is said of a provider stood in the page, and no row is lost without a word."""
    try:
        page = parse_search_page(content)
    except DocumentRefused:
        return False
    shown = _Shown(content)
    repeats = sum(finding.code == "duplicate_result" for finding in page.findings)
    assert len(page.results) + len(page.rejected) + repeats == page.rows_listed
    for found in page.results:
        for words in (found.identifier, found.name, found.rating, found.category):
            assert words is None or shown.has(words), words
        assert found.latest_report_date is None or shown.has_day(found.latest_report_date)
    assert page.is_no_results == (page.results_count == 0)
    assert not (page.is_no_results and page.results)
    return True


KINDS = (
    Kind(
        "provider-page",
        OnDemand.of(PROVIDER_PAGES, replica_documents.provider_pages()),
        damage,
        read_provider_page,
        bytes,
        cases=80,
    ),
    Kind(
        "search-page",
        OnDemand.of({"results": SEARCH_PAGE}, replica_documents.search_pages()),
        damage,
        read_search_page,
        bytes,
        cases=300,
    ),
)
