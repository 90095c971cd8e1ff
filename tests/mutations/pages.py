"""Pages of the reports site under damage: provider pages of both layouts, and search results.

Belongs here: the pages, what is put into them, what must hold of a reading. Does not belong here: writing
sound pages (tests/documents/reports_site/pages.py).
"""

from __future__ import annotations

import re
from datetime import date
from html import unescape
from random import Random

from pipelines.documents.refusal import DocumentRefused
from pipelines.documents.reports_site import parse_provider_page, parse_search_page
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
from tests.mutations.cases import Kind
from tests.mutations.damage import damaged_bytes, damaged_text

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


def damage(page: bytes, chance: Random) -> bytes:
    text = damaged_text(page.decode(), chance, INSERTED, (*GRADES, *TAGS))
    return damaged_bytes(text.encode("utf-8", "surrogatepass"), chance)


def read_provider_page(content: bytes) -> bool:
    """Every grade and every day that comes out stood in the page."""
    try:
        page = parse_provider_page(content)
    except DocumentRefused:
        return False
    markup = unescape(unescape(content.decode()))
    texts = (_signs(markup), _signs(re.sub(r"<[^<>]*>", "", markup)))
    for inspection in page.inspections:
        for day in (inspection.inspection_date, inspection.publication_date):
            assert day is None or any(_stands(day, text) for text in texts), day
        for judgement in inspection.judgements:
            if judgement.grade is None:
                assert judgement.grade_rank is None
                assert judgement.status != "graded"
                continue
            assert judgement.status == "graded"
            assert judgement.grade_date == inspection.inspection_date
            assert any(_signs(judgement.grade) in text for text in texts), judgement
    return True


def read_search_page(content: bytes) -> bool:
    """Every provider that comes out stood in the page, and no row is lost without a word."""
    try:
        page = parse_search_page(content)
    except DocumentRefused:
        return False
    text = _signs(unescape(content.decode()))
    assert len(page.results) + len(page.rejected) <= page.rows_listed
    assert all(_signs(found.identifier) in text for found in page.results)
    assert page.is_no_results == (page.results_count == 0)
    assert not (page.is_no_results and page.results)
    return True


def _signs(text: str) -> str:
    """Letters and digits only: a stray tag or mark within a word does not part it."""
    return "".join(filter(str.isalnum, text.casefold()))


def _stands(day: date, text: str) -> bool:
    return f"{day.day}{day:%B%Y}".casefold() in text


KINDS = (
    Kind("provider-page", PROVIDER_PAGES, damage, read_provider_page, bytes, cases=1200),
    Kind("search-page", {"results": SEARCH_PAGE}, damage, read_search_page, bytes, cases=1400),
)
