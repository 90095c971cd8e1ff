"""A page of search results: what it lists, where it leads, and when it is no such page."""

from __future__ import annotations

from datetime import date

import pytest

from pipelines.documents.refusal import DocumentRefused
from pipelines.documents.reports_site import parse_search_page
from tests.documents.reports_site.pages import (
    NO_RESULTS,
    ProviderMarkup,
    pagination,
    result,
    result_of_2018,
    search_page,
)
from tests.documents.reports_site.reading import codes, refusal_of_search_page


def test_result_is_read_by_its_labels():
    page = parse_search_page(search_page([result()]))
    found = page.results[0]
    assert (found.urn, found.category_id, found.category) == (199001, 21, "Primary")
    assert (found.name, found.rating, found.status) == ("Fernhollow Primary School", "Good", None)
    assert (found.latest_report_date, found.provider_path) == (date(2023, 9, 7), "/provider/21/199001")
    assert (page.results_count, page.start, page.rows, page.next_path) == (1, 0, None, None)
    assert not page.findings


def test_layout_of_2018_is_read_by_the_same_labels():
    found = parse_search_page(search_page([result_of_2018()])).results[0]
    assert (found.urn, found.category, found.rating) == (199001, "Primary", "Requires improvement")
    assert found.latest_report_date == date(2018, 3, 20)


def test_result_without_rating_or_report_is_read():
    found = parse_search_page(search_page([result(rating=None, latest=None)])).results[0]
    assert (found.urn, found.rating, found.latest_report_date) == (199001, None, None)


def test_next_page_is_where_the_link_says():
    rows = [result(identifier=str(199001 + n)) for n in range(10)]
    page = parse_search_page(search_page(rows, count=25, paging=pagination(0, 10, 25)))
    assert (page.start, page.rows) == (0, 10)
    assert page.next_path == "/search?q=&level_1_types=1&level_2_types%5B0%5D=1&start=10&rows=10"


def test_last_page_is_placed_by_its_link_back():
    rows = [result(identifier=str(199001 + n)) for n in range(5)]
    page = parse_search_page(search_page(rows, count=25, paging=pagination(20, 10, 25)))
    assert (page.start, page.rows, page.next_path) == (20, 10, None)
    assert not page.findings


def test_page_that_lists_fewer_than_its_count_says_so():
    page = parse_search_page(search_page([result()], count=2))
    assert codes(page) == ["results_differ_from_count"]


def test_no_results_by_the_count_or_by_the_mark():
    for content in (
        search_page([], counts=["0", "0"]),
        search_page([], counts=[], before_list=NO_RESULTS),
        search_page([], counts=["0", "0"], before_list=NO_RESULTS),
    ):
        page = parse_search_page(content)
        assert page.is_no_results
        assert (page.results_count, page.results, page.rows_listed) == (0, (), 0)


def test_thousands_are_read_with_their_comma():
    page = parse_search_page(
        search_page([result()], counts=["1,234", "1,234"], paging=pagination(0, 100, 1234))
    )
    assert page.results_count == 1234


def test_status_of_a_closed_school_is_read_and_its_badge_is_no_name():
    badge = '<span class="badge badge--closed">Closed</span>'
    closed = result(title_class=" search-result__title--closed").replace(" </a>", f" {badge}</a>")
    found = parse_search_page(search_page([closed])).results[0]
    assert (found.status, found.name) == ("closed", "Fernhollow Primary School")


def test_unknown_label_rating_category_and_status_are_told_and_the_rest_is_read():
    odd = result(
        category_id=77, rating="Splendid", title_class=" search-result__title--painted", latest="soon"
    )
    odd = odd.replace("<li>URN:", "<li>Colour: <strong>Green</strong></li><li>URN:")
    page = parse_search_page(search_page([odd]))
    found = page.results[0]
    assert (found.urn, found.rating, found.is_school, found.status) == (199001, None, "unsure", None)
    assert sorted(codes(page)) == [
        "unknown_category", "unknown_rating", "unknown_result_label", "unknown_status", "unreadable_date",
    ]  # fmt: skip


def test_result_whose_link_and_text_disagree_is_set_aside():
    page = parse_search_page(search_page([result(), result(identifier="199002", urn="199003")]))
    assert [found.urn for found in page.results] == [199001]
    assert [(part.position, part.reason_code) for part in page.rejected] == [(2, "identifiers_disagree")]
    assert page.rows_listed == 2


def test_result_without_a_provider_link_is_set_aside():
    page = parse_search_page(search_page([result(), '<li class="search-result"><h3>Nothing</h3></li>']))
    assert [part.reason_code for part in page.rejected] == ["no_provider_link"]


NEXT_WITHOUT_START = '<a class="pagination__next" href="/search?page=2">Next</a>'


@pytest.mark.parametrize(
    "content, reason",
    [
        (b"", "empty_file"),
        (b"   \n", "empty_file"),
        (b"%PDF-1.7 ...", "not_a_web_page"),
        (b'{"results": []}', "not_a_web_page"),
        (b"<!DOCTYPE html><html><body>\xff\xfe</body></html>", "undecodable_bytes"),
        (search_page([result()]).decode().encode("utf-16"), "undecodable_bytes"),
        (search_page([result()])[:-40], "page_cut_off"),
        (b"<!DOCTYPE html><html><body><h1>Service unavailable</h1></body></html>", "not_a_search_page"),
        (search_page([], counts=[]), "not_a_search_page"),
        (ProviderMarkup().build(), "not_a_search_page"),
        (search_page([result()], counts=["2", "3"]), "results_counts_disagree"),
        (search_page([result()], counts=["0", "0"]), "results_counts_disagree"),
        (search_page([], counts=["5", "5"], before_list=NO_RESULTS), "results_counts_disagree"),
        (search_page([], counts=["5", "5"]), "results_missing"),
        (search_page([result()], counts=["many", "many"]), "results_count_unreadable"),
        (search_page([result()]).replace(b"results-list", b"list-of-results"), "results_missing"),
        (search_page([result()]).replace(b"results-count", b"how-many"), "not_a_search_page"),
        (search_page([result()]).replace(b"/provider/", b"/school/"), "results_not_understood"),
        (
            search_page([result()], count=30, paging=NEXT_WITHOUT_START),
            "next_page_unreadable",
        ),
    ],
)  # fmt: skip
def test_what_is_no_whole_page_of_results_is_refused(content, reason):
    assert refusal_of_search_page(content) == reason


def test_refusal_says_what_was_missing():
    with pytest.raises(DocumentRefused, match="results-count"):
        parse_search_page(b"<!DOCTYPE html><html><body><p>Hello</p></body></html>")
