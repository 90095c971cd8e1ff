"""The real pages and labels, where they are on this machine."""

from __future__ import annotations

import csv
import json
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from pipelines.documents.reports_site import parse_provider_page, parse_search_page, read_label
from pipelines.documents.reports_site.words import categories, words
from tests.documents.reports_site.reading import grades


@pytest.fixture(scope="module")
def samples(shared: Path) -> Path:
    return shared / "samples"


def test_search_page_of_2023_is_read_to_the_last_result(samples):
    page = parse_search_page((samples / "html/search_primary_2023-11.html").read_bytes())
    assert (page.results_count, page.rows_listed, len(page.results)) == (61, 61, 61)
    assert (page.start, page.rows, page.next_path) == (0, None, None)
    assert Counter(result.category_id for result in page.results) == {21: 55, 25: 3, 27: 2, 1: 1}
    assert Counter(result.rating for result in page.schools) == {
        "Good": 40,
        "Outstanding": 9,
        "Requires improvement": 2,
        None: 9,
    }
    assert [result.identifier for result in page.other_providers] == ["SC023666"]
    assert page.other_providers[0].urn is None
    assert page.results[3].name == "St Eanswythe's Church of England Primary School"
    assert page.results[3].latest_report_date == date(2019, 4, 8)
    assert not page.findings
    assert not page.rejected


def test_trimmed_search_page_of_2025_tells_what_is_missing(samples):
    page = parse_search_page((samples / "html/search_further_education_2025_trimmed.html").read_bytes())
    assert (page.results_count, page.start, page.rows, page.rows_listed) == (186, 0, 10, 5)
    assert page.next_path is not None
    assert page.next_path.startswith("/search?q=&location=&radius=&level_1_types=1&level_2_types%5B0%5D=3")
    assert page.next_path.endswith("&start=10&rows=10")
    assert [(result.category_id, result.identifier) for result in page.results] == [
        (46, "147063"), (39, "59144"), (30, "2654156"), (38, "50527"), (43, "133793"),
    ]  # fmt: skip
    assert not page.schools
    assert [finding.code for finding in page.findings] == ["results_differ_from_count"]


def test_provider_page_of_2026_has_its_eight_reports(samples):
    page = parse_provider_page((samples / "html/provider_21_116780_2026-08.html").read_bytes())
    assert (page.urn, page.category_id, page.status, page.trust) == (116780, 21, "open", None)
    assert (page.phase, page.local_authority, page.region) == ("Primary", "Worcestershire", "West Midlands")
    assert (page.pupils, page.postcode, page.rating) == (102, "WR6 6AA", None)
    assert [
        (entry.file_id, entry.kind, entry.grade, entry.inspection_date, entry.publication_date)
        for entry in page.timeline
    ] == [
        (50276206, "ambiguous", None, date(2025, 3, 18), date(2025, 5, 6)),
        (50233913, "ungraded", None, date(2023, 10, 11), date(2023, 11, 27)),
        (2777285, "short", None, date(2018, 5, 2), date(2018, 6, 5)),
        (2347589, "graded", "Good", date(2014, 2, 26), date(2014, 3, 18)),
        (1929463, "interim", None, date(2012, 1, 9), date(2012, 3, 20)),
        (927437, "graded", "Good", date(2009, 7, 9), date(2009, 9, 10)),
        (816425, "graded", "Good", date(2006, 5, 16), date(2006, 6, 13)),
        (766407, "graded", None, date(1999, 11, 15), date(2000, 5, 12)),
    ]
    assert [event.event for event in page.lifecycle] == ["opened"]
    latest = page.inspections[0]
    assert (latest.kind, latest.framework) == ("graded", "education_inspection_2024")
    assert grades(latest) == {
        "quality_of_education": "Good",
        "behaviour_and_attitudes": "Good",
        "personal_development": "Good",
        "leadership_and_management": "Good",
        "early_years": "Good",
    }
    assert not page.findings
    assert not page.rejected


def test_three_thousand_labels_of_2026_are_all_known(samples):
    labels = [
        row["label"]
        for row in json.loads((samples / "json/provider_page_labels_2026.json").read_text(encoding="utf-8"))
    ]
    found = Counter(read_label(text).event_type for text in labels)
    assert len(labels) == 3246
    assert found == {
        "school_inspection": 2551,
        "inspection_report": 474,
        "standard_inspection": 88,
        "academy_conversion_letter": 66,
        "additional_inspection": 26,
        "monitoring_visit": 17,
        "full_inspection": 14,
        "pre_registration_inspection": 8,
        "short_inspection": 2,
    }
    assert Counter(read_label(text).grade for text in labels) == {
        None: 2238,
        "Good": 798,
        "Outstanding": 154,
        "Requires Improvement": 56,
    }


def test_rows_of_2017_and_2018_are_all_known(samples):
    path = samples / "site_rows_primary_2017-18.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 6336
    # One row was scraped from a page without any report.
    types = Counter(row["report_type"] for row in rows if row["report_type"])
    assert {text: read_label(text).event_type for text in types} == {
        "Short inspection": "short_inspection",
        "Full inspection": "full_inspection",
        "Academy conversion letter": "academy_conversion_letter",
        "Standard inspection": "standard_inspection",
        "Monitoring visit": "monitoring_visit",
        "Additional inspection": "additional_inspection",
        "Pre-registration inspection": "pre_registration_inspection",
    }
    assert {row["rating"].casefold() for row in rows} - {""} <= set(words("rating"))
    assert {int(row["url"].split("/")[2]) for row in rows} <= set(categories())
