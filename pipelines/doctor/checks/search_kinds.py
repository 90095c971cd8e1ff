"""Which providers a search of the reports site finds: phases, categories, other remits, ratings.

Does not belong here: how a search behaves (search.py).
"""

from __future__ import annotations

from datetime import date
from functools import partial

from pipelines.doctor.assumptions import Category
from pipelines.doctor.assumptions import categories as assumed_categories
from pipelines.doctor.looks import CannotTell, Looks
from pipelines.doctor.questions.pages import CARD
from pipelines.doctor.questions.searches import CLOSED_ONLY, MANY_ROWS, NAMES, ONE_DAY, PRIMARY, SECONDARY
from pipelines.doctor.verdicts import CHECKS, Seen, checks, judged
from pipelines.documents.reports_site import SearchPage, parse_provider_page, parse_search_page
from pipelines.documents.reports_site.search_result import SearchResult
from pipelines.documents.reports_site.words import categories

BY_PRIMARY_SCHOOLS, BY_SECONDARY_SCHOOLS = 21, 23
OTHER_REMITS = (16, 17, 31, 49)


@checks("phases-apart")
def phases_apart(looks: Looks) -> Seen:
    primary = [*_results(looks, PRIMARY), *_results(looks, MANY_ROWS), *_results(looks, CLOSED_ONLY)]
    secondary = _results(looks, SECONDARY)
    if not primary or not secondary:
        raise CannotTell("one of the two finds nothing")
    both = {r.identifier for r in primary} & {r.identifier for r in secondary}
    against = [f"{identifier} under both" for identifier in sorted(both)]
    against += [
        f"{r.identifier}, secondary, under 1" for r in primary if r.category_id == BY_SECONDARY_SCHOOLS
    ]
    against += [f"{r.identifier}, primary, under 2" for r in secondary if r.category_id == BY_PRIMARY_SCHOOLS]
    return judged(f"results of the right phase: {len(primary)} and {len(secondary)}", against)


@checks("every-school-by-phase")
def every_school_by_phase(looks: Looks) -> Seen:
    """Schools of one day, whatever their type, against what the two types find of that day."""
    by_phase = [_page(looks, PRIMARY), _page(looks, SECONDARY)]
    found = {result.identifier for page in by_phase for result in page.results}
    # What stands beyond the first page of a long search is not known: only newer days are compared.
    complete_since = max(
        (_oldest(page) for page in by_phase if page.rows_listed < page.results_count), default=None
    )
    schools = [
        result
        for result in _results(looks, ONE_DAY)
        if result.is_school == "yes"
        and result.latest_report_date
        and (complete_since is None or result.latest_report_date > complete_since)
    ]
    special = [
        result for result in schools if result.category_id not in (BY_PRIMARY_SCHOOLS, BY_SECONDARY_SCHOOLS)
    ]
    against = [f"{r.identifier} ({r.category}) under neither" for r in schools if r.identifier not in found]
    if not special and not against:
        raise CannotTell("no such school had a report on that day")
    return judged(f"such schools of one day, each under one of the two: {len(special)}", against)


@checks("categories-known")
def categories_known(looks: Looks) -> Seen:
    every = _all(looks)
    against = {f"{r.category_id} ({r.category})" for r in every if r.category_id not in categories()}
    return judged(
        f"categories: {len({r.category_id for r in every})}, results: {len(every)}", sorted(against)
    )


@checks("other-remits-apart")
def other_remits_apart(looks: Looks) -> Seen:
    every = _all(looks)
    against = {f"{r.identifier} of category {r.category_id}" for r in every if r.category_id in OTHER_REMITS}
    return judged(f"none in {len(every)} results", sorted(against))


@checks("rating-absent")
def rating_absent(looks: Looks) -> Seen:
    """Every rating is a known word, and the school of the page with a report card shows none."""
    pages = looks.read_all(NAMES, parse_search_page)
    against = [
        f"“{name}”: {finding.value!r} is not known"
        for name, page in pages.items()
        for finding in page.findings
        if finding.code == "unknown_rating"
    ]
    urn = looks.read(CARD, parse_provider_page).urn if not against else None
    listed = [r for page in pages.values() for r in page.results if r.urn == urn]
    against += [f"{urn} has a report card and the rating {r.rating}" for r in listed if urn and r.rating]
    without = sum(result.rating is None for page in pages.values() for result in page.results)
    return judged(f"results that show none, that with a report card among them: {without}", against)


def category(assumed: Category, looks: Looks) -> Seen:
    """The label of every result of a category has one of its words."""
    results = [result for result in _all(looks) if result.category_id == assumed.category_id]
    if not results:
        raise CannotTell("no result is of it")
    labels = {result.category or "" for result in results}
    against = {label for label in labels if not any(word in label.casefold() for word in assumed.words)}
    return judged(", ".join(sorted(labels)), (f"the label is “{label}”" for label in sorted(against)))


def _oldest(page: SearchPage) -> date:
    return min((r.latest_report_date for r in page.results if r.latest_report_date), default=date.max)


def _page(looks: Looks, name: str) -> SearchPage:
    return looks.read(name, parse_search_page)


def _results(looks: Looks, name: str) -> tuple[SearchResult, ...]:
    return _page(looks, name).results


def _all(looks: Looks) -> list[SearchResult]:
    pages = looks.read_all(NAMES, parse_search_page)
    return [result for page in pages.values() for result in page.results]


for _category in assumed_categories():
    CHECKS[f"category-{_category.category_id}"] = partial(category, _category)
