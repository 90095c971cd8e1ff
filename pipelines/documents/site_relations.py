"""The relations that pages and reports of the reports site are read into, and how each reader fills them.

Belongs here: columns, types, the two readers as the store of small documents knows them. Does not belong
here: reading (reports_site/, report/), storing (small_documents.py).
"""

from __future__ import annotations

from pipelines.documents.report.document import PARSER_VERSION as REPORT_VERSION
from pipelines.documents.small_documents import Reader, Rows

TEXT, WHOLE, LONG, DAY, TRUTH = "VARCHAR", "INTEGER", "BIGINT", "DATE", "BOOLEAN"

# Raised whenever the same bytes would give other tables.
PAGE_VERSION = 1

PAGE_RELATIONS: dict[str, dict[str, str]] = {
    "page": {
        "urn": WHOLE,
        "school_name": TEXT,
        "category_id": WHOLE,
        "status": TEXT,
        "phase": TEXT,
        "local_authority": TEXT,
        "region": TEXT,
        "trust_uid": TEXT,
        "trust_name": TEXT,
        "pupils": WHOLE,
        "postcode": TEXT,
        "layout": TEXT,
    },
    "page_inspection": {
        "urn": WHOLE,
        "place": WHOLE,
        "file_id": LONG,
        "report_url": TEXT,
        "event_type": TEXT,
        "kind": TEXT,
        "framework": TEXT,
        "inspection_date": DAY,
        "publication_date": DAY,
    },
    "page_judgement": {
        "place": WHOLE,
        "area": TEXT,
        "grade": TEXT,
        "grade_rank": WHOLE,
        "status": TEXT,
        "grade_date": DAY,
        "locator": TEXT,
    },
    "page_event": {
        "urn": WHOLE,
        "event": TEXT,
        "happened_on": DAY,
        "linked_urn": WHOLE,
    },
    "page_finding": {
        "code": TEXT,
        "severity": TEXT,
        "place": TEXT,
        "value": TEXT,
        "message": TEXT,
    },
    "page_rejected": {
        "place": WHOLE,
        "identifier": TEXT,
        "field": TEXT,
        "value": TEXT,
        "reason_code": TEXT,
        "reason": TEXT,
    },
}

REPORT_RELATIONS: dict[str, dict[str, str]] = {
    "report": {
        "kind": TEXT,
        "framework": TEXT,
        "urn": WHOLE,
        "inspection_number": TEXT,
        "inspection_start_date": DAY,
        "inspection_end_date": DAY,
        "publication_date": DAY,
        "category_of_concern": TEXT,
        "category_known": TRUTH,
        "category_locator": TEXT,
        "outcome": TEXT,
        "outcome_locator": TEXT,
    },
    "report_judgement": {
        "area": TEXT,
        "grade": TEXT,
        "grade_rank": WHOLE,
        "status": TEXT,
        "locator": TEXT,
    },
    "report_predecessor": {
        "urn": WHOLE,
        "predecessor_urn": WHOLE,
    },
    "report_doubt": {
        "code": TEXT,
        "message": TEXT,
    },
}


def page_rows(content: bytes) -> Rows:
    """A provider page as rows; raises DocumentRefused."""
    from pipelines.documents.reports_site import parse_provider_page

    page = parse_provider_page(content)
    trust = page.trust
    rows: Rows = {
        "page": [
            (
                page.urn, page.name, page.category_id, page.status, page.phase, page.local_authority,
                page.region, trust.trust_uid if trust else None, trust.name if trust else None, page.pupils,
                page.postcode, page.layout,
            )
        ],
        "page_inspection": [],
        "page_judgement": [],
        "page_event": [
            (page.urn, event.event, event.on, event.linked_urn) for event in page.lifecycle
        ],
        "page_finding": [
            (found.code, found.severity, found.place, found.value, found.message) for found in page.findings
        ],
        "page_rejected": [
            (part.position, part.identifier, part.field, part.value, part.reason_code, part.reason)
            for part in page.rejected
        ],
    }  # fmt: skip
    for place, found in enumerate(page.inspections, start=1):
        rows["page_inspection"].append(
            (
                page.urn, place, found.file_id, found.report_url, found.event_type, found.kind,
                found.framework, found.inspection_date, found.publication_date,
            )
        )  # fmt: skip
        rows["page_judgement"] += [
            (
                place, judgement.area, judgement.grade, judgement.grade_rank, judgement.status,
                judgement.grade_date, judgement.locator,
            )
            for judgement in found.judgements
        ]  # fmt: skip
    return rows


def report_rows(content: bytes) -> Rows:
    """A report file as rows; raises DocumentRefused."""
    from pipelines.documents.report import parse_report

    read = parse_report(content)
    return {
        "report": [
            (
                read.kind, read.framework, read.urn, read.inspection_number, read.inspection_start_date,
                read.inspection_end_date, read.publication_date, read.category_of_concern,
                read.category_known, read.category_locator, read.outcome, read.outcome_locator,
            )
        ],
        "report_judgement": [
            (found.area, found.grade, found.grade_rank, found.status, found.locator)
            for found in read.judgements
        ],
        "report_predecessor": [(read.urn, predecessor) for predecessor in read.predecessor_urns],
        "report_doubt": [(doubt.code, doubt.message) for doubt in read.doubts],
    }  # fmt: skip


PROVIDER_PAGE_READER = Reader(
    name="provider_page",
    version=PAGE_VERSION,
    relations=PAGE_RELATIONS,
    reference=(
        "provider_categories.csv", "timeline_labels.csv", "reports_site_words.csv", "scales.csv", "areas.csv",
        "frameworks.csv",
    ),
    read=page_rows,
)  # fmt: skip
REPORT_READER = Reader(
    name="report",
    version=REPORT_VERSION,
    relations=REPORT_RELATIONS,
    reference=(
        "report_areas.csv", "report_outcomes.toml", "report_other_remits.toml", "scales.csv", "areas.csv",
        "frameworks.csv",
    ),
    read=report_rows,
)  # fmt: skip
