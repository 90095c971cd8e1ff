"""How a search of the reports site behaves: paging, order, window, status.

Does not belong here: which providers it finds (search_kinds.py).
"""

from __future__ import annotations

from itertools import pairwise

from bs4 import BeautifulSoup

from pipelines.doctor.looks import CannotTell, Looks
from pipelines.doctor.questions.searches import (
    CLOSED_ONLY,
    LAST_PAGE,
    LAST_ROWS,
    MANY_ROWS,
    NAMES,
    NOTHING,
    ONE_DAY,
    PRIMARY,
    SECONDARY,
    TOO_MANY_ROWS,
    WINDOW_DAYS,
)
from pipelines.doctor.verdicts import Seen, checks, differs, holds, judged
from pipelines.documents.refusal import DocumentRefused
from pipelines.documents.reports_site import SearchPage, parse_search_page
from pipelines.sources.reports_site.settings import site_settings


@checks("search-understood")
def search_understood(looks: Looks) -> Seen:
    """Every search with results is read, without a warning and without setting anything aside."""
    read, against = 0, []
    for name in NAMES:
        look = looks.get(name)
        if look is None or look.body is None or name == NOTHING:
            continue
        try:
            page = parse_search_page(look.body)
        except DocumentRefused as refusal:
            against.append(f"“{name}” is refused: {refusal}")
            continue
        read += len(page.results)
        against += [f"“{name}”, result {part.position}: {part.reason}" for part in page.rejected]
        against += [
            f"“{name}”: {f.message} {f.value or ''}" for f in page.findings if _is_grave(name, f.code)
        ]
    if not read and not against:
        raise CannotTell("no search was had")
    return judged(f"results read: {read}", against)


@checks("rows-100")
def rows_100(looks: Looks) -> Seen:
    rows = site_settings().rows
    pages = looks.read_all([PRIMARY, SECONDARY, CLOSED_ONLY], parse_search_page)
    longer = {name: page for name, page in pages.items() if page.results_count > rows}
    if not longer:
        raise CannotTell(f"no search found more than {rows}")
    against = [f"“{name}” lists {p.rows_listed}" for name, p in longer.items() if p.rows_listed != rows]
    return judged(f"searches that list {rows} of more: {len(longer)}", against)


@checks("rows-capped")
def rows_capped(looks: Looks) -> Seen:
    rows, page = site_settings().rows, _search(looks, MANY_ROWS)
    if page.results_count <= rows:
        raise CannotTell(f"the search found no more than {rows}")
    seen = f"{TOO_MANY_ROWS} of {page.results_count} were asked for, {page.rows_listed} are listed"
    return holds(seen) if page.rows_listed == rows else differs(seen)


@checks("sorted-by-date")
def sorted_by_date(looks: Looks) -> Seen:
    against, counted = [], 0
    for name, page in looks.read_all([PRIMARY, SECONDARY], parse_search_page).items():
        days = [result.latest_report_date for result in page.results if result.latest_report_date]
        counted = max(counted, len(set(days)))
        against += [f"“{name}”: {here} before {there}" for here, there in pairwise(days) if here < there]
    if counted < 2 and not against:
        raise CannotTell("all were published on one day")
    return judged("newest first", against)


@checks("window-by-publication")
def window_by_publication(looks: Looks) -> Seen:
    """The window of one day lists that day alone; the one of four weeks nothing that is older."""
    one_day = [r.latest_report_date for r in _search(looks, ONE_DAY).results if r.latest_report_date]
    if not one_day:
        raise CannotTell("no result has a day")
    against = [f"one day asked, {day} listed" for day in sorted(set(one_day) - {max(one_day)})]
    recent = [r.latest_report_date for r in _search(looks, PRIMARY).results if r.latest_report_date]
    against += [f"{day} listed" for day in recent if (max(recent) - day).days > WINDOW_DAYS]
    return judged(f"results, all of {one_day[0]}: {len(one_day)}", against)


@checks("closed-only")
def closed_only(looks: Looks) -> Seen:
    results = _search(looks, CLOSED_ONLY).results
    if not results:
        raise CannotTell("no closed school is listed")
    against = [f"{r.identifier} is marked {r.status or 'nothing'}" for r in results if r.status != "closed"]
    open_ones = {result.identifier for result in _search(looks, PRIMARY).results}
    against += [f"{r.identifier} is listed as open, too" for r in results if r.identifier in open_ones]
    return judged(f"results, all marked closed: {len(results)}", against)


@checks("deep-start")
def deep_start(looks: Looks) -> Seen:
    many = _search(looks, MANY_ROWS)
    look = looks.taken(LAST_PAGE)
    try:
        page = parse_search_page(looks.body(LAST_PAGE))
    except (CannotTell, DocumentRefused) as error:
        return differs(f"status {look.status}: {error}")
    seen = f"{page.rows_listed} results after {many.results_count - LAST_ROWS}"
    return holds(seen) if page.rows_listed == LAST_ROWS else differs(seen)


@checks("previous-link")
def previous_link(looks: Looks) -> Seen:
    page = BeautifulSoup(looks.body(LAST_PAGE), "lxml")
    against = [] if page.select("a.pagination__previous[href]") else ["no link to the page before"]
    against += ["a link to a next page"] if page.select("a.pagination__next") else []
    return judged("a link to the page before alone", against)


@checks("no-paging-when-all-fit")
def no_paging_when_all_fit(looks: Looks) -> Seen:
    whole = [
        name
        for name, page in looks.read_all(NAMES, parse_search_page).items()
        if name not in (LAST_PAGE, MANY_ROWS) and 0 < page.results_count <= site_settings().rows
    ]
    if not whole:
        raise CannotTell("every search has more results than a page")
    against = [f"“{name}” has links to other pages" for name in whole if b"pagination__" in looks.body(name)]
    return judged(f"searches of one page, without any: {len(whole)}", against)


@checks("nothing-found")
def nothing_found(looks: Looks) -> Seen:
    """A search of a day to come."""
    look = looks.taken(NOTHING)
    if look.status != 200 or look.body is None:
        return differs(f"status {look.status}")
    try:
        page = parse_search_page(look.body)
    except DocumentRefused as refusal:
        return differs(f"refused: {refusal}")
    if not page.is_no_results:
        return differs(f"{page.results_count} results of a day to come")
    marked = b"search-no-results" in look.body
    return holds("marked as a search without results") if marked else differs("a count of 0 without the mark")


def _search(looks: Looks, name: str) -> SearchPage:
    return looks.read(name, parse_search_page)


def _is_grave(name: str, code: str) -> bool:
    """Findings about mark-up. What is listed where too many rows were asked for is a claim of its own."""
    return code in ("previous_page_unreadable", "paging_unclear", "label_twice", "unreadable_date") or (
        code == "results_differ_from_count" and name != MANY_ROWS
    )
