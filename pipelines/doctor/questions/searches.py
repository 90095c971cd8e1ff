"""The reports site's searches: a night's own two, and five that show how a search behaves.

Does not belong here: what is said of them (checks/search.py), the pages that they name (pages.py).
"""

from __future__ import annotations

from datetime import date, timedelta

from pipelines.archive.ledger_entries import SEARCH_PAGE, Purpose
from pipelines.doctor.asking import Asker
from pipelines.documents.refusal import DocumentRefused
from pipelines.documents.reports_site import SearchPage, parse_search_page
from pipelines.sources.reports_site.settings import BY_DATE, CLOSED, OPEN, SCHOOL_TYPES, site_settings

PRIMARY, SECONDARY = "search primary", "search secondary"
ONE_DAY, CLOSED_ONLY, MANY_ROWS = "search one day", "search closed", "search many rows"
LAST_PAGE, NOTHING = "search last page", "search nothing"
NAMES = (PRIMARY, SECONDARY, ONE_DAY, CLOSED_ONLY, MANY_ROWS, LAST_PAGE, NOTHING)
"""Every search; NOTHING finds none."""

WINDOW_DAYS = 28
TOO_MANY_ROWS = 250
LAST_ROWS = 10
"""The site's own page size: so many results are on the last page that is looked at."""
NEVER = 366
"""Days from now on which nothing can have been published."""


def ask_searches(asker: Asker, today: date) -> None:
    """Take the looks at searches."""
    site = site_settings()
    window = (today - timedelta(days=WINDOW_DAYS), today)
    primary, secondary = SCHOOL_TYPES
    recent = [
        _ask(asker, name, site.any_search([kind], [OPEN], window, 0, site.rows, BY_DATE))
        for name, kind in ((PRIMARY, primary), (SECONDARY, secondary))
    ]
    if newest := newest_day(recent):
        _ask(asker, ONE_DAY, site.any_search([], [OPEN], (newest, newest), 0, site.rows, BY_DATE))
    _ask(asker, CLOSED_ONLY, site.any_search([primary], [CLOSED], None, 0, site.rows, BY_DATE))
    many = _ask(asker, MANY_ROWS, site.any_search([primary], [OPEN], None, 0, TOO_MANY_ROWS, BY_DATE))
    if many and many.results_count > LAST_ROWS:
        start = many.results_count - LAST_ROWS
        _ask(asker, LAST_PAGE, site.any_search([primary], [OPEN], None, start, LAST_ROWS, BY_DATE))
    never = today + timedelta(days=NEVER)
    _ask(asker, NOTHING, site.any_search([primary], [OPEN], (never, never), 0, site.rows, BY_DATE))


def newest_day(searches: list[SearchPage | None]) -> date | None:
    """The newest day of publication that searches list."""
    results = [result for search in searches if search for result in search.results]
    return max((r.latest_report_date for r in results if r.latest_report_date), default=None)


def _ask(asker: Asker, name: str, address: str) -> SearchPage | None:
    look = asker.ask(name, address, Purpose(SEARCH_PAGE))
    try:
        return parse_search_page(look.body) if look.body and not look.failure else None
    except DocumentRefused:
        return None  # one assumption says so
