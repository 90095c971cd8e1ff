"""A read report in the words of the ``parse`` command's contract.

Belongs here: the JSON shape of that command. Does not belong here: any reading.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from pipelines.documents.report.document import ParsedReport


def to_contract_json(parsed: ParsedReport, sha256: str) -> dict[str, Any]:
    """One JSON object with one inspection: dates ISO, absent values None, each judgement with its quoted
    line.

    Beyond the contract: what has to be read by a person, and the predecessors that a conversion letter names.
    """
    return {
        "document": {
            "sha256": sha256,
            "kind": "report",
            "framework": parsed.framework,
            "needs_human_reading": parsed.needs_human_reading,
            "reasons": [{"reason_code": doubt.code, "reason": doubt.message} for doubt in parsed.doubts],
        },
        "schools": [],
        "inspections": [_inspection(parsed)],
        "rejected": [],
    }


def _inspection(parsed: ParsedReport) -> dict[str, Any]:
    return {
        "urn": parsed.urn,
        "inspection_number": parsed.inspection_number,
        "kind": parsed.kind,
        "framework": parsed.framework,
        "inspection_start_date": _iso(parsed.inspection_start_date),
        "inspection_end_date": _iso(parsed.inspection_end_date),
        "publication_date": _iso(parsed.publication_date),
        "category_of_concern": parsed.category_of_concern,
        "category_known": parsed.category_known,
        "category_locator": parsed.category_locator,
        "outcome": parsed.outcome,
        "outcome_locator": parsed.outcome_locator,
        "report_url": None,
        "predecessor_urns": list(parsed.predecessor_urns),
        "school_name": parsed.school_name,
        "judgements": [
            {
                "area": judgement.area,
                "grade": judgement.grade,
                "grade_rank": judgement.grade_rank,
                "status": judgement.status,
                "grade_date": _iso(parsed.inspection_start_date),
                "locator": judgement.locator,
            }
            for judgement in parsed.judgements
        ],
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
