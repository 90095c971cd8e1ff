"""The site's pages in the words of the ``parse`` command's contract.

Belongs here: the JSON shape of that command. Does not belong here: any reading.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pipelines.documents.reports_site.inspections import AMBIGUOUS, Inspection
from pipelines.documents.reports_site.notes import RejectedPart
from pipelines.documents.reports_site.provider_page import ProviderPage
from pipelines.documents.reports_site.search_page import SearchPage
from pipelines.documents.reports_site.search_result import SearchResult

SCHOOL = (
    "urn", "name", "phase", "type", "local_authority", "region", "trust_uid", "trust_name", "pupils",
    "postcode", "open_date",
)  # fmt: skip


def to_contract_json(page: ProviderPage | SearchPage, sha256: str) -> dict[str, Any]:
    """One JSON object: dates ISO, absent values None, each judgement with its place on the page."""
    if isinstance(page, ProviderPage):
        kind, schools = "provider_page", [_page_school(page)]
        inspections = [_inspection(page.urn, inspection) for inspection in page.inspections]
        rejected = _rejected(page.rejected)
    else:
        kind, schools = (
            "search_page",
            [_school(urn=found.urn, name=found.name, phase=found.category) for found in page.schools],
        )
        inspections = [_latest_report(result) for result in page.schools if result.latest_report_date]
        rejected = _rejected([*page.rejected, *map(_not_a_school, page.other_providers)])
    return {
        "document": {"sha256": sha256, "kind": kind, "framework": None},
        "schools": schools,
        "inspections": inspections,
        "rejected": rejected,
    }


def _page_school(page: ProviderPage) -> dict[str, Any]:
    return _school(
        urn=page.urn,
        name=page.name,
        phase=page.phase,
        local_authority=page.local_authority,
        region=page.region,
        trust_uid=page.trust.trust_uid if page.trust else None,
        trust_name=page.trust.name if page.trust else None,
        pupils=page.pupils,
        postcode=page.postcode,
    )


def _school(**known: Any) -> dict[str, Any]:
    return {name: known.get(name) for name in SCHOOL}


def _inspection(urn: int | None, inspection: Inspection) -> dict[str, Any]:
    start, published = inspection.inspection_date, inspection.publication_date
    return {
        "urn": urn,
        "inspection_number": None,
        "kind": "other" if inspection.kind == AMBIGUOUS else inspection.kind,
        "framework": inspection.framework,
        "inspection_start_date": start.isoformat() if start else None,
        "publication_date": published.isoformat() if published else None,
        "category_of_concern": None,
        "outcome": None,
        "report_url": inspection.report_url,
        "judgements": [
            {
                "area": judgement.area,
                "grade": judgement.grade,
                "grade_rank": judgement.grade_rank,
                "status": judgement.status,
                "grade_date": judgement.grade_date.isoformat() if judgement.grade_date else None,
                "locator": judgement.locator,
            }
            for judgement in inspection.judgements
        ],
    }


def _latest_report(result: SearchResult) -> dict[str, Any]:
    """A result says when its latest report was published, and nothing else of it: its rating may be older."""
    return _inspection(
        result.urn, Inspection(None, None, None, AMBIGUOUS, None, None, result.latest_report_date, ())
    )


def _not_a_school(result: SearchResult) -> RejectedPart:
    code = "not_a_school" if result.urn else "identifier_is_no_urn"
    return RejectedPart(
        result.position, result.identifier, "Category", result.category, code,
        "Another education provider than a school." if result.urn else "The provider's number is no URN.",
    )  # fmt: skip


def _rejected(parts: Sequence[RejectedPart]) -> list[dict[str, Any]]:
    return [
        {
            "row_number": part.position,
            "urn": part.identifier,
            "column_name": part.field,
            "value": part.value,
            "reason_code": part.reason_code,
            "reason": part.reason,
        }
        for part in sorted(parts, key=lambda part: part.position)
    ]
