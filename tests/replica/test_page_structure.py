"""The replica's pages are built like the real ones: what a reader looks for stands at the same place."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag

from replica.site.catalogue import SchoolCatalogue
from replica.site.provider_page import provider_page
from replica.site.query import read_query
from replica.site.search import search
from replica.site.search_page import search_page

DAY = date(2026, 6, 10)

#: Parts of a provider's page that carry information. Beside the key judgements there was no overall grade.
PROVIDER_PARTS = (
    "h1.title-block__heading",
    "p.title-block__subheading",
    "address.title-block__address",
    "a.title-block__mat-link",
    "h2.timeline__title",
    "div.subjudgements__no__overall",
    "div.subjudgements__rates",
    "div.overall__effectivness__notice",
    "ol.timeline > li",
    "ul.info-block__items",
)
SEARCH_PARTS = ("div.search-results__heading > h2", "ul.results-list > li", "p.search__alerts")
#: Where a search names a place, results have a distance; the replica knows no places.
NOT_SERVED = "strong.address-distance"


def paths(part: Tag, root: Tag) -> Iterator[str]:
    """Each element of a part with the elements around it, as tag.class, from the page's main element down."""
    for element in (part, *part.find_all(True)):
        around = [parent for parent in reversed(list(element.parents)) if root in (parent, *parent.parents)]
        yield " > ".join(map(_described, (*around, element)))


def _described(element: Tag) -> str:
    classes = sorted(str(name) for name in element.get_attribute_list("class") if name)
    return ".".join([element.name, *classes, *(["@pubdate"] if "pubdate" in element.attrs else [])])


def structure(page: str, parts: tuple[str, ...]) -> dict[str, set[str]]:
    """Part to its paths, in all places where it occurs."""
    tree = BeautifulSoup(page, "lxml")
    for element in tree.select(NOT_SERVED):
        element.decompose()
    root = tree.select_one("main#main")
    assert root is not None
    return {part: {path for found in root.select(part) for path in paths(found, root)} for part in parts}


def title_of(page: str) -> str:
    title = BeautifulSoup(page, "lxml").title
    return title.get_text() if title else ""


def own_page(catalogue: SchoolCatalogue, urn: int, category: int = 21) -> str:
    page = catalogue.page(category, str(urn), DAY)
    assert page is not None
    return provider_page(page)


def own_search(catalogue: SchoolCatalogue, query: str) -> str:
    read = read_query(query)
    return search_page(read, search(catalogue, read, DAY))


@pytest.mark.recorded
def test_a_provider_page_is_built_like_the_real_one(shared: Path, catalogue: SchoolCatalogue) -> None:
    real = (shared / "samples/html/provider_21_116780_2026-08.html").read_text(encoding="utf-8")
    # A school graded without an overall grade, and before that with one.
    own = own_page(catalogue, 900119)
    expected, found = structure(real, PROVIDER_PARTS), structure(own, PROVIDER_PARTS)
    assert all(expected.values())
    assert found == expected
    assert title_of(own).split(" - ")[1:] == title_of(real).split(" - ")[1:]


@pytest.mark.recorded
@pytest.mark.parametrize(
    "sample, parts",
    [
        ("search_primary_2023-11.html", SEARCH_PARTS),
        ("search_further_education_2025_trimmed.html", (*SEARCH_PARTS[1:], "div.pagination")),
    ],
)
def test_a_search_page_is_built_like_the_real_ones(
    shared: Path, catalogue: SchoolCatalogue, sample: str, parts: tuple[str, ...]
) -> None:
    real = (shared / "samples/html" / sample).read_text(encoding="utf-8")
    own = own_search(catalogue, "q=&level_1_types=1&level_2_types%5B%5D=1&status%5B%5D=1&start=0&rows=10")
    expected, found = structure(real, parts), structure(own, parts)
    assert all(expected.values())
    assert found == expected
    assert title_of(own) == title_of(real)


@pytest.mark.recorded
def test_a_result_is_one_line_of_text_like_the_real_ones(shared: Path, catalogue: SchoolCatalogue) -> None:
    """By labels: the words in bold differ, everything between them does not."""
    real = (shared / "samples/html/search_further_education_2025_trimmed.html").read_text(encoding="utf-8")
    own = own_search(catalogue, "level_1_types=1&status[]=1&rows=100")

    def labels(page: str) -> set[str]:
        tree = BeautifulSoup(page, "lxml")
        return {item.get_text().split(":")[0] for item in tree.select("ul.search-result__provider-info li")}

    assert labels(own) == labels(real) == {"Category", "Rating", "Latest report", "URN"}


def test_the_count_stands_twice(catalogue: SchoolCatalogue) -> None:
    page = BeautifulSoup(own_search(catalogue, "level_1_types=1&status[]=2"), "lxml")
    counts = [found.get_text() for found in page.select("strong.results-count.js-results-count")]
    assert len(counts) == 2
    assert len(set(counts)) == 1


def test_closed_and_proposed_schools_have_a_badge(catalogue: SchoolCatalogue) -> None:
    query = read_query("level_1_types=1&rows=100")
    page = BeautifulSoup(search_page(query, search(catalogue, query, date(2026, 2, 2))), "lxml")
    badges = {
        badge.get_text(): [str(name) for name in title.get_attribute_list("class")]
        for title in page.select("h3.search-result__title")
        if (badge := title.select_one("span.badge"))
    }
    assert badges.keys() == {"Closed", "Proposed to open"}
    assert "search-result__title--closed" in badges["Closed"]
    assert "search-result__title--proposed" in badges["Proposed to open"]


def test_beside_a_report_card_the_day_stands_in_the_link_and_no_grade_anywhere(
    catalogue: SchoolCatalogue,
) -> None:
    page = BeautifulSoup(own_page(catalogue, 900101), "lxml")
    assert not page.select("p.timeline__date, ol.timeline strong, div.subjudgements__rates")
    link = page.select_one("a.publication-link")
    assert link is not None
    assert " ".join(link.get_text().split()).startswith("10 March 2026 : School inspection: ( PDF )")


def test_the_report_card_stands_escaped_in_the_page(catalogue: SchoolCatalogue) -> None:
    page = own_page(catalogue, 900101)
    assert "&lt;h2&gt;Inspection report: 10 March 2026&lt;/h2&gt;" in page
    assert "<h2>Inspection report" not in page
