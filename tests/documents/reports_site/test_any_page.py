"""Whatever a page holds, it is read or refused by name, and no grade comes out that did not go in."""

from __future__ import annotations

import random
import re
from html import unescape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.documents.refusal import DocumentRefused
from pipelines.documents.reports_site import parse_provider_page, parse_search_page, read_label
from pipelines.documents.reports_site.page import clean
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

# Pages mutated for each example: a single page costs less than the example around it.
PAGES = 20

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
    *(
        "&lt;",
        "&amp;lt;h2",
        "&#0;",
        "&#x110000;",
        "]]>",
        "\u202e",
        "\ufffd",
        "\x07",
        "é",
        ":",
        "-",
        "1",
        "9" * 30,
    ),
    *("class=", '"', "'", "href=/provider/21/199001", "http://[", "//x", *GRADES, *CARD),
)
LABEL_PARTS = (*GRADES, "School inspection", ":", "·", "PDF", "( PDF )", "18 March 2025")


def mutated(page: bytes, chance: random.Random) -> bytes:
    """A page with one to four changes: something cut, doubled, moved, put in or put for something else."""
    text = page.decode()
    for _ in range(chance.randint(1, 4)):
        start = chance.randrange(len(text))
        end = min(len(text), start + chance.choice((1, 2, 5, 20, 100, 700)))
        match chance.randrange(6):
            case 0:
                text = text[:start] + text[end:]
            case 1:
                text = text[:end] + text[start:end] + text[end:]
            case 2:
                place = chance.randrange(len(text))
                text = text[:place] + text[start:end] + text[place:]
            case 3:
                text = text[:start] + chance.choice(INSERTED) + text[start:]
            case 4:
                grade = chance.choice([word for word in GRADES if word in text] or ["Good"])
                text = text.replace(grade, chance.choice(INSERTED), chance.choice((1, 1, -1)))
            case _:
                tag = chance.choice(TAGS)
                text = text.replace(tag, chance.choice(("", tag * 2, "<li>")), chance.choice((1, 1, -1)))
    content = text.encode("utf-8", "surrogatepass")
    if chance.random() < 0.05:
        content = content[: chance.randrange(len(content) + 1)]
    if chance.random() < 0.05:
        place = chance.randrange(len(content) + 1)
        content = content[:place] + chance.randbytes(3) + content[place:]
    return content


def assert_every_grade_stood_in_the_page(content: bytes) -> None:
    try:
        page = parse_provider_page(content)
    except DocumentRefused:
        return
    markup = unescape(unescape(content.decode()))
    texts = (letters(markup), letters(re.sub(r"<[^<>]*>", "", markup)))
    for inspection in page.inspections:
        for judgement in inspection.judgements:
            if judgement.grade is None:
                assert judgement.grade_rank is None
                assert judgement.status != "graded"
                continue
            assert judgement.status == "graded"
            assert judgement.grade_date == inspection.inspection_date
            assert any(letters(judgement.grade) in text for text in texts)


def letters(text: str) -> str:
    """A text without blanks and marks: a stray tag within a word does not part it."""
    return "".join(filter(str.isalpha, text.casefold()))


@pytest.mark.parametrize("name", PROVIDER_PAGES)
@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 2**64))
def test_any_change_of_a_provider_page(name, seed):
    chance = random.Random(seed)
    for _ in range(PAGES):
        assert_every_grade_stood_in_the_page(mutated(PROVIDER_PAGES[name], chance))


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 2**64))
def test_any_change_of_a_search_page(seed):
    chance = random.Random(seed)
    for _ in range(PAGES):
        content = mutated(SEARCH_PAGE, chance)
        try:
            page = parse_search_page(content)
        except DocumentRefused:
            continue
        text = clean(content.decode())
        assert len(page.results) + len(page.rejected) <= page.rows_listed
        assert all(found.identifier in text for found in page.results)
        assert page.is_no_results == (page.results_count == 0)
        assert not (page.is_no_results and page.results)


@pytest.mark.parametrize("parse", [parse_provider_page, parse_search_page])
@settings(max_examples=100, deadline=None)
@given(content=st.binary(max_size=300))
def test_any_bytes_at_all(parse, content):
    for body in (content, b"<!DOCTYPE html><html><body>" + content + b"</body></html>"):
        try:
            parse(body)
        except DocumentRefused:
            continue


def test_deeply_nested_mark_up_is_read_or_refused():
    start = b'<ol class="timeline">'
    for nest in (b"<li>", b"<div>", b"<span>", b"<ol class='timeline'>", b"&lt;h2&gt;inspection report: "):
        assert_every_grade_stood_in_the_page(
            PROVIDER_PAGES["report card"].replace(start, start + nest * 2000)
        )


@settings(max_examples=300, deadline=None)
@given(text=st.text(max_size=60) | st.lists(st.sampled_from(LABEL_PARTS), max_size=6).map(" ".join))
def test_any_label(text):
    label = read_label(text)
    if label.grade is not None:
        assert label.grade in clean(text)
    if label.event_type == "unknown":
        assert (label.kind, label.grade) == ("other", None)
