"""Files that are no report, or that would do harm, are refused by name, in bounded time."""

from __future__ import annotations

import base64
import io
import zlib
from collections.abc import Callable
from functools import cache

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from pipelines.documents.refusal import DocumentRefused
from pipelines.documents.report import pages_from_text, parse_report, parse_report_text, read_pages
from tests.documents.report import invented_reports as invented
from tests.documents.report.reading import grades
from tests.documents.report.rendering import as_pdf, as_text, with_contents

GRADED = as_pdf(invented.common_inspection())


def reason(content: bytes) -> str:
    with pytest.raises(DocumentRefused) as refusal:
        parse_report(content)
    return refusal.value.reason_code


def drawn(*pages: list[str], encrypt: str | None = None) -> bytes:
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=A4, invariant=1, encrypt=encrypt)
    for lines in pages:
        for at, line in enumerate(lines):
            canvas.drawString(40, 800 - 12 * at, line)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


@pytest.mark.parametrize(
    "content, code",
    [
        (b"", "empty_file"),
        (b" \r\n", "empty_file"),
        (b"<!DOCTYPE html><html><title>Page not found</title></html>", "html_page"),
        (b"\xef\xbb\xbf\n<html>", "html_page"),
        (b"PK\x03\x04", "not_a_pdf"),
        (b'{"error": 404}', "not_a_pdf"),
        (b"%PDF-1.7\n", "damaged_pdf"),
        (GRADED[: len(GRADED) // 3], "damaged_pdf"),
        (b"%PDF-1.4 " + b"\x00\xff" * 5000, "damaged_pdf"),
    ],
)
def test_what_is_no_whole_pdf(content: bytes, code: str) -> None:
    assert reason(content) == code


def test_header_after_some_rubbish_is_still_a_pdf() -> None:
    assert parse_report(b"\r\n" * 20 + GRADED).urn == 199101


def test_locked_pdf() -> None:
    assert reason(drawn(["Locked"] * 30, encrypt="password")) == "encrypted_pdf"


def test_picture_of_a_report() -> None:
    assert reason(drawn([], [])) == "no_text"
    assert reason(drawn(["Scanned by the office", "Page 1"])) == "no_text"


@pytest.mark.parametrize(
    "line", ["????????? ??????? ????? ??????????", "Wkh vfkrro lv jrrg dqg sxslov duh kdssb wkhuh"]
)
def test_text_whose_letters_are_not_named(line: str) -> None:
    assert reason(drawn([line] * 30, [line] * 30)) == "garbled_text"


def test_garbled_line_in_a_sound_report_loses_its_grade_only_to_a_person() -> None:
    pages = [[*page] for page in invented.common_inspection()]
    pages[0][6] = ("Effectiveness of leadership and management", "?????????")
    report = parse_report(as_pdf(pages))
    assert set(grades(report)) == {"safeguarding"}
    assert report.needs_human_reading


def test_more_pages_than_any_report() -> None:
    assert reason(drawn(*[["One of very many pages"]] * 101)) == "page_count"


@cache
def swelling() -> bytes:
    """Page contents of sixty million bytes, packed."""
    return zlib.compress(b"q " * 30_000_000, 1)


# Packed where it is tried: whoever only collects this module waits for none of it.
@pytest.mark.parametrize(
    "pack, filters, code",
    [
        (swelling, b"/FlateDecode", "swelling_pdf"),
        (
            lambda: zlib.compress(zlib.compress(b" " * 1_000_000)),
            b"[/FlateDecode /FlateDecode]",
            "packed_twice",
        ),
        (lambda: zlib.compress(b"\x80" + bytes(320_000_000), 1), b"/FlateDecode", "swelling_pdf"),
    ],
    ids=["page contents", "packed twice", "a picture of a third of a gigabyte"],
)
def test_pdf_that_swells(pack: Callable[[], bytes], filters: bytes, code: str) -> None:
    assert reason(with_contents(pack(), filters)) == code


def test_packed_contents_in_ascii_are_measured_too() -> None:
    data = base64.a85encode(swelling()) + b"~>"
    assert reason(with_contents(data, b"[/ASCII85Decode /FlateDecode]")) == "swelling_pdf"


@pytest.mark.parametrize("cut", range(1, 20))
def test_report_cut_short_anywhere_gives_no_other_grade(cut: int) -> None:
    try:
        report = parse_report(GRADED[: len(GRADED) * cut // 20])
    except DocumentRefused:
        return
    assert grades(report).items() <= grades(parse_report(GRADED)).items()


@pytest.mark.parametrize(
    "lines",
    [
        ["Inspection of Borsetshire local authority children's services",
         "Inspection dates: 7 to 18 October 2024",
         "Overall effectiveness Good", "under section 8 of the Education Act 2005"],
        ["Further education and skills inspection report", "Overall effectiveness Good"],
        ["Lower Mill Children's Home", "Overall effectiveness Inadequate"],
        ["A letter about the summer fair of the school, to which everybody is invited"],
        [""],
    ],
)  # fmt: skip
def test_reports_of_other_services_are_refused(lines: list[str]) -> None:
    with pytest.raises(DocumentRefused) as refusal:
        parse_report_text(pages_from_text("\n".join(lines)))
    assert refusal.value.reason_code == "not_a_school_report"


def test_small_print_that_names_other_services_refuses_no_school() -> None:
    assert "children's social care" in as_text(invented.common_inspection())
    assert parse_report(GRADED).kind == "graded"


def test_two_columns_of_key_findings_after_the_table() -> None:
    file = io.BytesIO()
    canvas = Canvas(file, invariant=1)
    front = [*invented.common_inspection()[0]]
    for at, row in enumerate(front):
        canvas.drawString(40, 800 - 12 * at, row if isinstance(row, str) else row[0])
        if not isinstance(row, str):
            canvas.drawString(380, 800 - 12 * at, row[1])
    for left in (40, 310):
        for at in range(20):
            canvas.drawString(left, 500 - 12 * at, "Outcomes are good but require improvement for some")
    canvas.showPage()
    canvas.save()
    found = grades(parse_report(file.getvalue()))
    assert found["overall_effectiveness"] == "Good"
    assert found["outcomes_for_pupils"] == "Requires improvement"


def test_quotes_carry_the_page_that_they_stand_on() -> None:
    text = read_pages(GRADED)
    assert [
        text.page_of(text.text.index(words)) for words in ("School report", "Full report", "School details")
    ] == [1, 2, 3]
