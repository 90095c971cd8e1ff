"""Walks the site's search results over a publication window, and loses none.

Belongs here: paging, comparing with the announced number, walking again. Does not belong here: reading a
page of results (pipelines/documents/reports_site), and what becomes of a school that was found.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta

from pipelines.archive.archive import Archive
from pipelines.archive.ledger_entries import SEARCH_PAGE, Purpose
from pipelines.documents.refusal import DocumentRefused
from pipelines.documents.reports_site import SearchPage, parse_search_page
from pipelines.sources.client import PoliteClient
from pipelines.sources.errors import SourceUnavailable
from pipelines.sources.reports_site.settings import (
    BY_DATE,
    BY_NAME,
    CLOSED,
    OPEN,
    SCHOOL_TYPES,
    SiteSettings,
)

# A count can grow while it is walked; it is not walked for ever.
MOST_PAGES = 1000


@dataclass(frozen=True)
class FoundSchool:
    """A school with a report in the window. latest: when its latest report was published, as the result
    says."""

    urn: int
    category_id: int
    latest: date | None


@dataclass
class SearchAccount:
    """What the searches of a night came to. missing: providers that were announced and not found."""

    schools: dict[int, FoundSchool] = field(default_factory=dict)
    other_providers: int = 0
    pages: int = 0
    announced: int = 0
    missing: int = 0
    setbacks: list[str] = field(default_factory=list)

    @property
    def is_whole(self) -> bool:
        """Whether every result that the site announced was had."""
        return not self.setbacks


def search_window(
    client: PoliteClient, archive: Archive, settings: SiteSettings, first: date, last: date
) -> SearchAccount:
    """Every school whose latest report was published from ``first`` to ``last``: both phases, open and
    closed.

    Raises nothing that a source does; what could not be had stands in the account.
    """
    account = SearchAccount()
    for school_type in SCHOOL_TYPES:
        for status in (OPEN, CLOSED):
            _search_one(client, archive, settings, first, last, school_type, status, account)
    return account


def _search_one(
    client: PoliteClient,
    archive: Archive,
    settings: SiteSettings,
    first: date,
    last: date,
    school_type: int,
    status: int,
    account: SearchAccount,
) -> None:
    """Walk one search; where a page size or an unstable order lost results, walk again and join what was
    found.

    The second walk goes by name, an order that publishing does not change; the third goes day by day. A
    search that lists nothing is not believed until the second walk, for such a page may be passing.
    """
    found: set[str] = set()
    announced = 0

    def walk(since: date, until: date, order: dict[str, str]) -> int:
        def address(start: int) -> str:
            return settings.search(school_type, status, since, until, start, order)

        return _walk(client, archive, address, found, account)

    try:
        for number in range(settings.walks):
            if number == 0:
                announced = walk(first, last, BY_DATE)
            elif number < settings.walks - 1:
                announced = max(announced, walk(first, last, BY_NAME))
            else:
                for day in range((last - first).days + 1):
                    walk(first + timedelta(days=day), first + timedelta(days=day), BY_NAME)
            if len(found) >= announced and (announced or number):
                break
    except SourceUnavailable as error:
        account.setbacks.append(f"A search could not be read: {error}.")
    except DocumentRefused as refusal:
        account.setbacks.append(f"A page of search results was not understood: {refusal}.")
    account.announced += announced
    if len(found) < announced:
        account.missing += announced - len(found)
        account.setbacks.append(
            f"The site announced {announced} providers and listed {len(found)} in {settings.walks} walks."
        )


def _walk(
    client: PoliteClient,
    archive: Archive,
    address: Callable[[int], str],
    found: set[str],
    account: SearchAccount,
) -> int:
    """Follow one search to its end; returns the announced number of the last page read."""
    start = 0
    for _ in range(MOST_PAGES):
        page = parse_search_page(archive.body(client.get(address(start), Purpose(kind=SEARCH_PAGE))))
        account.pages += 1
        _take(page, start, found, account)
        start += page.rows_listed
        if page.rows_listed == 0 or start >= page.results_count:
            return page.results_count
    raise SourceUnavailable(address(start), f"the search has no end after {MOST_PAGES} pages")


def _take(page: SearchPage, start: int, found: set[str], account: SearchAccount) -> None:
    for result in page.results:
        is_new = result.provider_path not in found
        found.add(result.provider_path)
        if result.urn is None or result.is_school == "no":
            account.other_providers += is_new
            continue
        earlier = account.schools.get(result.urn)
        if earlier is None or (result.latest_report_date or date.min) > (earlier.latest or date.min):
            account.schools[result.urn] = FoundSchool(
                result.urn, result.category_id, result.latest_report_date
            )
    for part in page.rejected:
        # Counted as found, so that the walk is not repeated for it; told, so that somebody looks.
        found.add(f"unreadable result {start + part.position}")
        account.setbacks.append(
            f"Result {start + part.position} of a search could not be read ({part.reason_code}): "
            f"{part.reason}"
        )
