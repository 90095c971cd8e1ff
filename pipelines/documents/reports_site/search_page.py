"""A page of search results.

Belongs here: the count, the list and where the next page is; saying when a page is no such page.
Does not belong here: one result (search_result.py), walking the pages (sources/).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import parse_qs

from bs4 import Tag

from pipelines.documents.refusal import DocumentRefused
from pipelines.documents.reports_site.notes import Finding, Notes, RejectedPart
from pipelines.documents.reports_site.page import (
    Page,
    Parts,
    decode_page,
    link_of,
    read_tree,
    split_link,
    text_of,
)
from pipelines.documents.reports_site.search_result import SearchResult, read_result

# The filters of the form are most of the page and say nothing about results: they are not built.
WANTED = Parts("results-count", "results-list", "search-no-results", "pagination")


@dataclass(frozen=True)
class SearchPage:
    """One page of results; rows_listed counts what stands on it, duplicates and rejected ones included.

    start: how many results precede it. rows: the page size. Both are None where the page does not say.
    """

    results_count: int
    start: int | None
    rows: int | None
    next_path: str | None
    rows_listed: int
    results: tuple[SearchResult, ...]
    rejected: tuple[RejectedPart, ...]
    findings: tuple[Finding, ...]

    @property
    def is_no_results(self) -> bool:
        """A sound page that says that nothing was found."""
        return self.results_count == 0

    @property
    def schools(self) -> tuple[SearchResult, ...]:
        """Results with a URN whose category is, or may be, one of schools."""
        return tuple(result for result in self.results if result.urn and result.is_school != "no")

    @property
    def other_providers(self) -> tuple[SearchResult, ...]:
        """Results that are no schools, or whose number is no URN."""
        return tuple(result for result in self.results if not result.urn or result.is_school == "no")


def parse_search_page(content: bytes) -> SearchPage:
    """Read a page of search results; raises DocumentRefused where it is none, or not a whole one."""
    page = Page(read_tree(decode_page(content), WANTED))
    notes = Notes()
    parts = [part for listing in page.of_class("results-list") for part in listing.contents]
    items = [part for part in parts if isinstance(part, Tag) and part.name == "li"]
    count = _results_count(page, items)
    next_path, start, rows = _paging(page, notes)
    results = _results(items, notes)
    _compare_with_count(count, len(items), start, rows, notes)
    return SearchPage(
        count,
        start,
        rows,
        next_path,
        len(items),
        tuple(results),
        tuple(notes.rejected),
        tuple(notes.findings),
    )


def _results_count(page: Page, items: list[Tag]) -> int:
    """The number of results that the page announces, twice; it must agree with there being any."""
    printed = [text_of(mark) for mark in page.of_class("results-count")]
    counts = set()
    for text in printed:
        digits = text.replace(",", "")
        if not re.fullmatch(r"\d{1,7}", digits, re.ASCII):
            raise DocumentRefused(
                "results_count_unreadable", "The number of results is no number.", value=text
            )
        counts.add(int(digits))
    if len(counts) > 1:
        raise DocumentRefused(
            "results_counts_disagree",
            "The page gives two different numbers of results.",
            value=" and ".join(printed),
        )
    no_results = any(name.startswith("search-no-results") for name in page.classes())
    if not counts and not no_results:
        raise DocumentRefused(
            "not_a_search_page",
            "Neither a number of results (results-count) nor a mark for none (search-no-results) was found:"
            " another page, or changed mark-up.",
        )
    count = counts.pop() if counts else 0
    if count and no_results and not items:
        raise DocumentRefused(
            "results_counts_disagree", "The page says that nothing was found, and how much.", value=str(count)
        )
    if count and not items:
        raise DocumentRefused(
            "results_missing",
            f"The page announces {count} results and lists none (results-list): changed mark-up, a cut page,"
            " or a start beyond the last result.",
            value=str(count),
        )
    if items and not count:
        raise DocumentRefused(
            "results_counts_disagree",
            f"The page lists {len(items)} results and announces none.",
            value=str(len(items)),
        )
    return count


def _paging(page: Page, notes: Notes) -> tuple[str | None, int | None, int | None]:
    """The address of the next page, and start and size of this one by its links to its neighbours."""
    next_link = next(iter(page.of_class("pagination__next")), None)
    previous_link = next(iter(page.of_class("pagination__previous")), None)
    next_path, start, rows = None, None, None
    if next_link is not None:
        next_path, next_start, rows = _target(next_link)
        if next_path is None:
            raise DocumentRefused(
                "next_page_unreadable",
                "The link to the next page names no start and rows.",
                value=link_of(next_link)[:200],
            )
        start = next_start - rows
    elif previous_link is not None:
        previous_path, previous_start, rows = _target(previous_link)
        if previous_path is None:
            notes.warn("previous_page_unreadable", "The link to the previous page names no start and rows.")
            return None, None, None
        start = previous_start + rows
    elif not page.of_class("pagination"):
        start = 0
    if start is not None and start < 0:
        notes.warn("paging_unclear", "The links to the neighbouring pages do not fit this one.")
        return next_path, None, rows
    return next_path, start, rows


def _target(link: Tag) -> tuple[str | None, int, int]:
    parts = split_link(link_of(link))
    query = parse_qs(parts.query) if parts else {}
    start, rows = query.get("start", [""])[-1], query.get("rows", [""])[-1]
    if (
        parts is None
        or parts.path != "/search"
        or not re.fullmatch(r"\d{1,7}", start, re.ASCII)
        or not re.fullmatch(r"[1-9]\d{0,6}", rows, re.ASCII)
    ):
        return None, 0, 0
    return f"{parts.path}?{parts.query}", int(start), int(rows)


def _compare_with_count(count: int, listed: int, start: int | None, rows: int | None, notes: Notes) -> None:
    """Tell a page that lists fewer or more than its place in the count allows: a cap, or lost rows."""
    if start is None:
        return
    expected = count - start if rows is None else min(rows, count - start)
    if listed != expected:
        notes.warn(
            "results_differ_from_count",
            f"{listed} results are listed where {expected} of {count} were to be expected.",
            value=str(listed),
        )


def _results(items: list[Tag], notes: Notes) -> list[SearchResult]:
    results: dict[str, SearchResult] = {}
    for position, item in enumerate(items, start=1):
        result = read_result(position, item, notes)
        if result is None:
            continue
        if result.provider_path in results:
            notes.info(
                "duplicate_result",
                "The provider is listed twice on one page; the first is kept.",
                f"result {position}",
                result.provider_path,
            )
            continue
        results[result.provider_path] = result
    if len(notes.rejected) > len(results):
        first = notes.rejected[0]
        raise DocumentRefused(
            "results_not_understood",
            f"{len(notes.rejected)} of {len(items)} results could not be read; the first: {first.reason}",
            first.position,
            first.field,
            first.value,
        )
    return list(results.values())
