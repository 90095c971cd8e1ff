"""The program reads the replica's pages and reports and finds what the scenario put there."""

from __future__ import annotations

from datetime import date

import pytest

from pipelines.documents.refusal import DocumentRefused
from pipelines.documents.report import parse_report
from pipelines.documents.reports_site import parse_provider_page, parse_search_page
from pipelines.documents.reports_site.provider_page import ProviderPage
from replica.reports import report_pdf
from replica.schools import Scenario
from replica.site.catalogue import SchoolCatalogue
from replica.site.provider_page import provider_page
from replica.site.query import read_query
from replica.site.search import search
from replica.site.search_page import search_page

DAYS = (date(2012, 1, 9), date(2019, 9, 2), date(2025, 3, 3), date(2026, 5, 18), date(2026, 6, 10))


def read_page(catalogue: SchoolCatalogue, category: int, urn: str, day: date) -> ProviderPage:
    page = catalogue.page(category, urn, day)
    assert page is not None
    return parse_provider_page(provider_page(page).encode())


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_every_page_is_read_without_a_finding(
    scenario: Scenario, catalogue: SchoolCatalogue, day: date
) -> None:
    for listing in catalogue.listings(day):
        if not listing.identifier.isdecimal() or int(listing.identifier) not in scenario.schools:
            continue
        shown = catalogue.page(*listing.key, day)
        # A childminder has a school's number, and a page of another kind.
        if shown is None or listing.level_1 != 1:
            continue
        read = parse_provider_page(provider_page(shown).encode())
        assert not read.findings, listing
        assert not read.rejected, listing
        assert [entry.file_id for entry in read.timeline] == [
            entry.file_id for entry in (*shown.entries, *shown.older)
        ]
        assert read.status == {"Open": "open", "Closed": "closed"}.get(listing.status, "proposed_to_open")
        assert (read.layout == "report_card") == (shown.card is not None)


@pytest.mark.parametrize(
    "category, identifier", [(1, "SC990112"), (10, "SC990166"), (17, "900101"), (39, "59901"), (44, "80901")]
)
def test_a_provider_that_is_no_school_is_refused(
    catalogue: SchoolCatalogue, category: int, identifier: str
) -> None:
    with pytest.raises(DocumentRefused) as refusal:
        read_page(catalogue, category, identifier, DAYS[-1])
    assert refusal.value.reason_code == "not_a_school"


def test_a_report_card_is_read_from_the_page(catalogue: SchoolCatalogue) -> None:
    card = read_page(catalogue, 21, "900101", DAYS[-1]).report_card
    assert card is not None
    assert card.is_complete
    grades = {judgement.area: judgement.grade for judgement in card.judgements}
    assert grades["leadership_and_governance"] == grades["inclusion"] == "Urgent improvement"
    assert (grades["early_years"], grades["safeguarding"]) == ("Expected standard", "Met")


def test_key_judgements_are_read_from_the_page(catalogue: SchoolCatalogue) -> None:
    outcome = read_page(catalogue, 23, "900117", DAYS[-1]).outcome
    assert outcome is not None
    grades = {judgement.area: judgement.grade for judgement in outcome.judgements}
    assert grades == {
        "quality_of_education": "Good",
        "behaviour_and_attitudes": "Requires improvement",
        "personal_development": "Good",
        "leadership_and_management": "Good",
    }


def test_a_search_is_read_without_a_finding(catalogue: SchoolCatalogue) -> None:
    query = read_query("level_1_types=1&level_2_types[]=1&status[]=1&rows=20&start=20&sort=date&order=desc")
    read = parse_search_page(search_page(query, search(catalogue, query, DAYS[-1])).encode())
    assert not read.findings
    assert not read.rejected
    assert (read.start, read.rows, read.rows_listed) == (20, 20, 20)
    assert read.next_path
    assert read.next_path.endswith("&start=40&rows=20&sort=date&order=desc")


def test_every_report_of_the_newest_pages_is_read_as_its_schools(catalogue: SchoolCatalogue) -> None:
    unreadable = []
    for listing in catalogue.latest_between(date(2026, 5, 1), DAYS[-1], DAYS[-1]):
        page = catalogue.page(*listing.key, DAYS[-1])
        assert page is not None
        for entry in page.entries:
            stored = catalogue.file(entry.file_id, DAYS[-1])
            assert stored.document is not None
            try:
                read = parse_report(report_pdf(stored.document))
            except DocumentRefused as refusal:
                unreadable.append((listing.identifier, refusal.reason_code))
            else:
                assert read.urn in (None, int(listing.identifier))
    assert [urn for urn, _ in unreadable] == ["900180"], "a scan without text, and no other"


def test_a_monitoring_visit_concludes_what_the_scenario_says(
    scenario: Scenario, catalogue: SchoolCatalogue
) -> None:
    """An independent school's additional inspection; a letter to a school in a category of concern."""
    read = {}
    for category, urn in ((27, 900174), (21, 900110)):
        page = catalogue.page(category, str(urn), DAYS[-1])
        assert page is not None
        document = catalogue.file(page.entries[0].file_id, DAYS[-1]).document
        assert document is not None
        read[urn] = parse_report(report_pdf(document))
    assert read[900174].outcome
    assert read[900174].outcome.startswith("The school meets all of the independent school standards")
    assert (read[900110].kind, read[900110].category_of_concern) == ("monitoring", "special_measures")
