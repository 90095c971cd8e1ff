"""The invented reports look to a program as published ones do: pages, furniture, glyphs, misleading words."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pypdfium2 as pdfium
import pytest

from benchmarks import invented_reports
from replica.reports import ReportDocument, report_pdf

GOOD_2016 = {
    "overall": "2",
    "leadership": "2",
    "teaching": "2",
    "welfare": "2",
    "outcomes": "2",
    "early-years": "9",
    "sixth-form": "0",
    "safeguarding": "Yes",
}


def document(kind: str = "graded", **facts: object) -> ReportDocument:
    given: dict[str, object] = {
        "kind": kind,
        "school_name": "Thornwick Hill Church of England Voluntary Controlled Primary School and Nursery",
        "urn": 900101,
        "inspection_number": "10999101",
        "first_day": date(2016, 11, 9),
        "last_day": date(2016, 11, 10),
        "published": date(2016, 12, 15),
        "framework": "common_inspection_2015",
        "grades": GOOD_2016,
    }
    return ReportDocument(**{**given, **facts})  # type: ignore[arg-type]


def pages_of(content: bytes) -> list[str]:
    opened = pdfium.PdfDocument(content)
    try:
        return [str(opened[at].get_textpage().get_text_range()) for at in range(len(opened))]
    finally:
        opened.close()


def test_the_same_document_gives_the_same_bytes() -> None:
    for one in (document(), *invented_reports.documents_for_a_person()):
        assert report_pdf(one) == report_pdf(one)


def test_another_inspection_of_the_same_school_reads_otherwise() -> None:
    assert (
        pages_of(report_pdf(document()))[1] != pages_of(report_pdf(document(inspection_number="10999102")))[1]
    )


def test_symbol_font_bullets_come_out_as_private_characters() -> None:
    assert pages_of(report_pdf(document()))[0].count("\uf06e") >= 7


def test_pages_carry_the_school_and_the_days_as_a_running_head() -> None:
    pages = pages_of(report_pdf(document()))
    assert len(pages) >= 5
    for number, page in enumerate(pages[1:], start=2):
        assert page.startswith("Inspection report: Thornwick Hill"), page[:60]
        assert f"9–10 November 2016 Page {number} of {len(pages)}" in page


def test_footer_of_2019_to_2025_stands_last_and_on_two_lines() -> None:
    grades = dict.fromkeys(("overall", "quality", "behaviour", "development", "leadership"), "2")
    later = document(
        framework="education_inspection_2019",
        first_day=date(2022, 4, 30),
        last_day=date(2022, 5, 1),
        grades=grades,
    )
    assert re.search(
        r"Inspection report: Thornwick .*\r\n30 April and 1 May 2022 2$", pages_of(report_pdf(later))[1]
    )


def test_areas_that_were_not_judged_are_left_out() -> None:
    front = pages_of(report_pdf(document()))[0]
    assert "Early years provision" not in front
    assert "16 to 19" not in front


def test_a_report_card_opens_with_the_legend_and_prints_neither_number_nor_last_day() -> None:
    card = next(d for d in invented_reports.graded_documents(count=2) if d.kind == "card")
    pages = pages_of(report_pdf(card))
    assert re.search(
        r"Exceptional\s+Strong standard\s+Expected standard\s+Needs attention\s+Urgent improvement", pages[0]
    )
    whole = "\n".join(pages)
    assert card.inspection_number not in whole
    assert "School details" not in whole
    assert "reaching the expected standard in reading" in whole
    assert whole.index("Facts and figures") < whole.index("Our grades explained")


def test_prose_holds_grade_words_that_are_no_grades() -> None:
    whole = "\n".join(pages_of(report_pdf(document())))
    assert {"outstanding", "requires improvement", "inadequate"} <= set(
        re.findall(r"outstanding|requires improvement|inadequate", whole)
    )


def test_a_picture_has_no_text() -> None:
    assert pages_of(report_pdf(document("unreadable"))) == [""]


@pytest.mark.parametrize(
    "facts, message",
    [
        ({"kind": "verdict"}, "is no kind of report"),
        ({"framework": "ofsted_2030"}, "is no framework"),
        ({"category": "special measures"}, "is no category of concern"),
        ({"grades": {}}, "needs grades"),
        ({"last_day": date(2016, 11, 8)}, "ends before it begins"),
        ({"kind": "conversion"}, "needs a predecessor"),
    ],
)
def test_a_report_that_nobody_could_publish_is_refused(facts: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        document(**facts)


def test_a_report_card_is_no_graded_report() -> None:
    with pytest.raises(ValueError, match="write kind 'card'"):
        report_pdf(document(framework="report_card_2025"))
