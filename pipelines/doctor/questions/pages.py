"""Pages of schools: one without a report card, one with one, one of a closed school, and other addresses.

Does not belong here: what is said of them (checks/school_page.py, checks/card_page.py), report files
(files.py).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pipelines.archive.ledger_entries import PROVIDER_PAGE, Purpose
from pipelines.doctor.asking import Asker
from pipelines.doctor.looks import CannotTell, Look
from pipelines.doctor.questions.govuk import LIST
from pipelines.doctor.questions.searches import CLOSED_ONLY, LAST_PAGE, MANY_ROWS, PRIMARY, SECONDARY
from pipelines.doctor.school_list import ListedInspection, inspections_of, read_list
from pipelines.documents.refusal import DocumentRefused
from pipelines.documents.reports_site import ProviderPage, parse_provider_page, parse_search_page
from pipelines.documents.reports_site.provider_page import REPORT_CARD
from pipelines.documents.reports_site.search_result import SearchResult
from pipelines.documents.reports_site.words import report_cards_from
from pipelines.sources.reports_site.settings import site_settings

SCHOOL, CARD, CLOSED_SCHOOL = "page school", "page report card", "page closed school"
OLDER_ADDRESS, OLDER_HOST = "page older address", "page older host"
WRONG_CATEGORY = "page wrong category"
PAGES = (SCHOOL, CARD, CLOSED_SCHOOL)
"""Pages that are read; the others only answer, or lead to one."""

MOST_TRIES = 3
"""Pages that are asked for until one is of the layout that is looked for."""
FORMER_SITE = "https://www.ofsted.gov.uk"
PRIMARY_CATEGORY, SECONDARY_CATEGORY = 21, 23


def ask_pages(asker: Asker) -> None:
    """Take the looks at pages."""
    site = site_settings()
    school = _first_of_layout(asker, SCHOOL, (site.legacy(urn) for urn in _without_card(asker)), card=False)
    if asker.failed(SCHOOL):
        # The older address leads nowhere: the same kind of page, by the address of a search.
        asker.rename(SCHOOL, OLDER_ADDRESS)
        long_ago = (site.address + r.provider_path for r in reversed(_results(asker, LAST_PAGE)))
        school = _first_of_layout(asker, SCHOOL, long_ago, card=False)
    recent = _results(asker, PRIMARY, SECONDARY)
    with_card = [result for result in recent if _may_have_card(result)]
    _first_of_layout(asker, CARD, (site.address + r.provider_path for r in with_card), card=True)
    for result in _results(asker, CLOSED_ONLY)[:1]:
        _ask(asker, CLOSED_SCHOOL, site.address + result.provider_path)
    primary = next(
        (r for r in _results(asker, PRIMARY, MANY_ROWS) if r.category_id == PRIMARY_CATEGORY), None
    )
    if primary and primary.urn:
        _ask(asker, WRONG_CATEGORY, site.provider(SECONDARY_CATEGORY, primary.urn))
    urn = school.urn if school else primary.urn if primary else None
    if urn:
        _ask(asker, OLDER_HOST, FORMER_SITE + site.legacy_path.format(urn=urn))


def _without_card(asker: Asker) -> Iterator[int]:
    """Schools whose last inspection was before report cards: as the list has them, else as a search ends."""
    looks = asker.seen()
    try:
        listed = inspections_of(looks.read(LIST, read_list))
    except CannotTell:
        listed = []
    latest: dict[int, ListedInspection] = {}
    for inspection in listed:
        earlier = latest.get(inspection.urn)
        if earlier is None or inspection.started > earlier.started:
            latest[inspection.urn] = inspection
    first_card = report_cards_from("state_funded")
    yield from (urn for urn, inspection in latest.items() if inspection.started < first_card)
    for result in reversed(_results(asker, LAST_PAGE)):
        if result.urn and result.latest_report_date:
            yield result.urn


def _may_have_card(result: SearchResult) -> bool:
    """A school that shows no rating and had a report since there are report cards."""
    on = result.latest_report_date
    return result.rating is None and on is not None and on >= report_cards_from(None)


def _first_of_layout(asker: Asker, name: str, addresses: Iterable[str], *, card: bool) -> ProviderPage | None:
    """Ask until a page is of a layout; where none is, the last one's look is dropped."""
    for number, address in zip(range(MOST_TRIES), addresses, strict=False):
        look = _ask(asker, name, address)
        if look.failure:
            return None
        page = _read(look)
        if page is None or (page.layout == REPORT_CARD) == card:
            return page
        asker.rename(name, f"{name} tried {number + 1}")
    return None


def _ask(asker: Asker, name: str, address: str) -> Look:
    return asker.ask(name, address, Purpose(PROVIDER_PAGE))


def _read(look: Look) -> ProviderPage | None:
    try:
        return parse_provider_page(look.body or b"")
    except DocumentRefused:
        return None  # one assumption says so


def _results(asker: Asker, *names: str) -> list[SearchResult]:
    """Schools that searches list, in their order."""
    looks = asker.seen()
    try:
        searches = looks.read_all(names, parse_search_page)
    except CannotTell:
        return []
    return [r for search in searches.values() for r in search.results if r.urn and r.is_school == "yes"]
