"""Which providers a search finds, in which order, and the rows of one page.

Belongs here: choosing, ordering and cutting. Does not belong here: mark-up (search_page.py).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from replica.site.model import Catalogue, Listing
from replica.site.query import Query

LONG_AGO = date(1900, 1, 1)


@dataclass(frozen=True)
class Results:
    """One page of a search: how many providers it found in all, and those of this page."""

    count: int
    rows: tuple[Listing, ...]


def search(catalogue: Catalogue, query: Query, day: date) -> Results:
    """Answer a search as on a day."""
    found = [listing for listing in _candidates(catalogue, query, day) if _fits(listing, query)]
    found.sort(key=lambda listing: (listing.name.strip().casefold(), listing.identifier))
    if query.sort == "date":
        found.sort(key=lambda listing: listing.latest or LONG_AGO, reverse=query.order != "asc")
    elif query.sort == "relevancy":
        found.sort(key=lambda listing: listing.identifier != query.words.strip())
    elif query.order == "desc":
        found.reverse()
    return Results(len(found), tuple(found[query.start : query.start + query.rows]))


def with_repeated_row(results: Results, before: Results) -> Results:
    """A page as an unstable order gives it: a row of the page before in place of one of its own."""
    if not results.rows or not before.rows:
        return results
    return Results(results.count, (before.rows[-1], *results.rows[1:]))


def _candidates(catalogue: Catalogue, query: Query, day: date) -> Iterable[Listing]:
    if query.first is None and query.last is None:
        return catalogue.listings(day)
    return catalogue.latest_between(query.first or LONG_AGO, query.last or day, day)


def _fits(listing: Listing, query: Query) -> bool:
    words = query.words.strip().casefold()
    return (
        query.level_1 in (0, listing.level_1)
        and (not query.level_2 or listing.level_2 in query.level_2)
        and (not query.statuses or listing.status in query.statuses)
        and (not query.authorities or listing.authority_code in query.authorities)
        and (not query.regions or listing.region_code in query.regions)
        and (not query.ratings or listing.rating in query.ratings)
        and (not words or words == listing.identifier.casefold() or words in listing.name.casefold())
    )
