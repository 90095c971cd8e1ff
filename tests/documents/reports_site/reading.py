"""Short ways in which the tests of the reports site's pages ask for what was read."""

from __future__ import annotations

from pipelines.documents.refusal import DocumentRefused
from pipelines.documents.reports_site import ProviderPage, SearchPage, parse_provider_page, parse_search_page
from pipelines.documents.reports_site.inspections import Inspection
from tests.documents.reports_site.pages import ProviderMarkup, page_with_card


def codes(page: ProviderPage | SearchPage) -> list[str]:
    """The codes of a page's findings."""
    return [finding.code for finding in page.findings]


def read(markup: ProviderMarkup | None = None) -> ProviderPage:
    return parse_provider_page((markup or ProviderMarkup()).build())


def by_file(page: ProviderPage) -> dict[int | None, Inspection]:
    return {inspection.file_id: inspection for inspection in page.inspections}


def grades(inspection: Inspection) -> dict[str, str | None]:
    return {judgement.area: judgement.grade for judgement in inspection.judgements}


def all_grades(page: ProviderPage) -> list[str | None]:
    return [judgement.grade for inspection in page.inspections for judgement in inspection.judgements]


def card_of(markup: str) -> tuple[dict[str, str | None], ProviderPage]:
    """The grades that a page with this report card gives, and the page."""
    page = read(page_with_card(markup))
    assert page.report_card is not None
    return {judgement.area: judgement.grade for judgement in page.report_card.judgements}, page


def refusal_of_provider_page(content: bytes) -> str | None:
    try:
        parse_provider_page(content)
    except DocumentRefused as refusal:
        return refusal.reason_code
    return None


def refusal_of_search_page(content: bytes) -> str | None:
    try:
        parse_search_page(content)
    except DocumentRefused as refusal:
        return refusal.reason_code
    return None
