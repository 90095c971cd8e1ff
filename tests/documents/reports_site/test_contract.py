"""The pages in the words of the parse command's contract."""

from __future__ import annotations

import json

from pipelines.documents.reports_site import parse_search_page, to_contract_json
from tests.documents.reports_site.pages import (
    KEY_JUDGEMENTS,
    ProviderMarkup,
    outcome_without_overall,
    page_with_card,
    result,
    search_page,
)
from tests.documents.reports_site.reading import read

SHA256 = "0" * 64
INSPECTION = {
    "urn", "inspection_number", "kind", "framework", "inspection_start_date", "publication_date",
    "category_of_concern", "outcome", "report_url", "judgements",
}  # fmt: skip
JUDGEMENT = {"area", "grade", "grade_rank", "status", "grade_date", "locator"}


def test_provider_page():
    trust = '<a class="title-block__mat-link" href="/provider/1000/15999">THE INVENTED TRUST</a>'
    page = to_contract_json(
        read(ProviderMarkup(trust=trust, outcome=outcome_without_overall(KEY_JUDGEMENTS))), SHA256
    )
    assert json.loads(json.dumps(page)) == page
    assert page["document"] == {"sha256": SHA256, "kind": "provider_page", "framework": None}
    assert page["schools"] == [
        {
            "urn": 199001,
            "name": "Fernhollow Primary School",
            "phase": "Primary",
            "type": None,
            "local_authority": "Nowhereshire",
            "region": "West Midlands",
            "trust_uid": "15999",
            "trust_name": "THE INVENTED TRUST",
            "pupils": 102,
            "postcode": "NW1 9ZZ",
            "open_date": None,
        }
    ]
    latest = page["inspections"][0]
    assert set(latest) == INSPECTION
    assert set(latest["judgements"][0]) == JUDGEMENT
    assert (latest["urn"], latest["kind"], latest["framework"]) == (
        199001,
        "graded",
        "education_inspection_2024",
    )
    assert (latest["inspection_start_date"], latest["publication_date"]) == ("2025-03-18", "2025-05-06")
    assert latest["report_url"] == "https://files.ofsted.gov.uk/v1/file/50270001"
    assert latest["judgements"][3] == {
        "area": "leadership_and_management",
        "grade": "Inadequate",
        "grade_rank": 4,
        "status": "graded",
        "grade_date": "2025-03-18",
        "locator": "outcome, 'Leadership and management'",
    }
    assert page["rejected"] == []


def test_kind_that_the_page_does_not_tell_is_other():
    kinds = [found["kind"] for found in to_contract_json(read(page_with_card()), SHA256)["inspections"]]
    assert kinds == ["report_card", "other", "other", "other", "short", "graded", "interim", "graded"]


def test_search_page():
    boarding = result(category_id=1, identifier="SC923666", category="Boarding School")
    odd = result(identifier="199002", urn="199003")
    page = to_contract_json(parse_search_page(search_page([boarding, result(), odd])), SHA256)
    assert json.loads(json.dumps(page)) == page
    assert page["document"] == {"sha256": SHA256, "kind": "search_page", "framework": None}
    assert [(school["urn"], school["name"], school["phase"]) for school in page["schools"]] == [
        (199001, "Fernhollow Primary School", "Primary")
    ]
    assert [(found["urn"], found["publication_date"]) for found in page["inspections"]] == [
        (199001, "2023-09-07")
    ]
    assert set(page["inspections"][0]) == INSPECTION
    assert [(part["row_number"], part["urn"], part["reason_code"]) for part in page["rejected"]] == [
        (1, "SC923666", "identifier_is_no_urn"),
        (3, "199002", "identifiers_disagree"),
    ]
