"""The JSON of ``parse management-information``."""

from __future__ import annotations

import json
from typing import Any

from pipelines.documents.management_information import to_contract_json
from tests.documents.invented import LATEST_REPORT_CARD, csv_bytes, read, report_card_row, table

PAGE = "https://reports.example/provider/21/900001"
FIRST = report_card_row(**{"Web Link (opens in new window)": PAGE, "Multi-academy trust UID": "4321"})
SET_ASIDE = report_card_row(urn="900002", **{"Publication date": "soon"})
DIGEST = "ab" * 32


def contract() -> dict[str, Any]:
    parsed = read(csv_bytes(table(LATEST_REPORT_CARD, [FIRST, SET_ASIDE])))
    printed: dict[str, Any] = json.loads(json.dumps(to_contract_json(parsed, DIGEST)))
    return printed


def test_document():
    assert contract()["document"] == {"sha256": DIGEST, "kind": "management_information", "framework": None}


def test_schools():
    assert contract()["schools"] == [
        {
            "urn": 900001,
            "name": "Quillbeck Primary School",
            "phase": "Primary",
            "type": "Community School",
            "local_authority": "Marlshire",
            "region": "South West",
            "trust_uid": "4321",
            "trust_name": None,
            "pupils": 212,
            "postcode": "ZZ1 1ZZ",
            "open_date": "2001-09-01",
        }
    ]


def test_inspections_with_their_judgements():
    (inspection,) = contract()["inspections"]
    judgements = {judgement["area"]: judgement for judgement in inspection.pop("judgements")}
    assert inspection == {
        "urn": 900001,
        "inspection_number": "10900001",
        "kind": "report_card",
        "framework": "report_card_2025",
        "inspection_start_date": "2026-01-13",
        "publication_date": "2026-02-19",
        "category_of_concern": None,
        "outcome": None,
        "report_url": PAGE,
    }
    assert judgements["inclusion"] == {
        "area": "inclusion",
        "grade": "Expected standard",
        "grade_rank": 3,
        "status": "graded",
        "grade_date": "2026-01-13",
        "locator": "row 2, column 'Inclusion'",
    }
    assert judgements["post_16"]["grade"] is None
    assert judgements["post_16"]["status"] == "not_applicable"


def test_rejected_rows():
    assert contract()["rejected"] == [
        {
            "row_number": 3,
            "urn": "900002",
            "column_name": "Publication date",
            "value": "soon",
            "reason_code": "impossible_date",
            "reason": "The cell is no day of the calendar.",
        }
    ]
