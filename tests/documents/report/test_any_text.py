"""Whatever happens to a text, no grade comes out of it that did not go in, and only a refusal is raised."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipelines.documents.refusal import DocumentRefused
from pipelines.documents.report import ParsedReport, pages_from_text, parse_report, parse_report_text
from tests.documents.report import invented_letters, invented_section5
from tests.documents.report import invented_reports as invented
from tests.documents.report.invented_reports import PEOPLE
from tests.documents.report.reading import grades, read_text
from tests.documents.report.rendering import as_pdf, as_text

REPORTS = {
    "2005": as_text(invented_section5.section5_2005()),
    "2009": as_text(invented_section5.section5_2009()),
    "early 2012": as_text(invented_section5.section5_january_2012()),
    "2012": as_text(invented_section5.section5_2012()),
    "2015": as_text(invented.common_inspection()),
    "2019": as_text(invented.education_inspection(overall="Good", days="18 and 19 March 2020")),
    "2024": as_text(invented.education_inspection(sixth_form="Good")),
    "report card": as_text(invented.report_card()),
    "ungraded": as_text(invented_letters.ungraded()),
    "short": as_text(invented_letters.letter("Short inspection of", "This school continues to be good.")),
    "monitoring": as_text(
        invented_letters.letter(
            "Special measures monitoring inspection of", "Leaders have not made enough progress."
        )
    ),
    "conversion": as_text(invented_letters.conversion_letter()),
    "independent": as_text(invented_letters.independent()),
}
# A grade's printed forms: what must stand in its quoted words.
PRINTED = {
    "Outstanding": "1",
    "Good": "2",
    "Requires improvement": "3",
    "Satisfactory": "3",
    "Inadequate": "4",
}
ANSWERS = {"Yes": "effective", "No": "not effective|ineffective", "Met": "met", "Not met": "not met"}

GRADE_PIECES = ["Good", "Inadequate", "Requires improvement", "4", "1", "Urgent improvement", "Grade: 1"]
LABEL_PIECES = ["Overall effectiveness", "This inspection:", "Inclusion", "Leadership and management"]
OTHER_PIECES = [
    "Safeguarding standards not met",
    "of the opinion that this school requires special measures",
    "no longer",
    "not ",
    "31 February 2016",
    "URN: 100000",
    "Dear",
    "Outcome",
    *("\n", "\f", " ", "\r", "\x00", "\u202e", "İ", "????", "\ufffd"),
]
pieces = st.sampled_from(GRADE_PIECES + LABEL_PIECES + OTHER_PIECES) | st.text(max_size=6)
changes = st.lists(
    st.tuples(st.floats(0, 1), st.integers(0, 40), pieces, st.sampled_from(["put", "cut", "swap"])),
    min_size=1,
    max_size=4,
)


def changed(text: str, edits: list[tuple[float, int, str, str]]) -> str:
    for place, length, piece, edit in edits:
        at = int(place * len(text))
        if edit == "put":
            text = text[:at] + piece + text[at:]
        elif edit == "cut":
            text = text[:at] + text[at + length :]
        else:
            text = text[:at] + piece + text[at + length :]
    return text


def check(report: ParsedReport, text: str) -> None:
    """Every grade is quoted, its quoted words stand in the text, and they hold the grade."""
    # An empty page stands as a second blank between the pages around it.
    folded = " ".join(pages_from_text(text).flat.split())
    assert len({judgement.area for judgement in report.judgements}) == len(report.judgements)
    for judgement in report.judgements:
        assert (judgement.status == "graded") == (judgement.grade is not None)
        quoted = re.fullmatch(r"page \d+: '(.*)'", judgement.locator, re.DOTALL)
        assert quoted
        words = pages_from_text(quoted[1]).flat
        assert all(part in folded for part in words.split(" … "))
        if judgement.grade is not None:
            forms = ANSWERS.get(
                judgement.grade, f"{judgement.grade.lower()}|{PRINTED.get(judgement.grade, '!')}"
            )
            assert re.search(forms.replace("requires", "requires?"), words), (judgement, words)
    if report.category_of_concern:
        assert re.search(
            r"special measures|significant improvement|serious weaknesses|notice to improve", folded
        )
    told = repr(report)
    assert not [name for name in PEOPLE if name in told]


@pytest.mark.parametrize("name", REPORTS)
@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(edits=changes)
def test_changed_text(name: str, edits: list[tuple[float, int, str, str]]) -> None:
    text = changed(REPORTS[name], edits)
    try:
        report = read_text(text)
    except DocumentRefused:
        return
    check(report, text)


@settings(max_examples=300, deadline=None)
@given(text=st.text(max_size=400) | st.lists(pieces, max_size=60).map(" ".join))
def test_text_of_any_kind(text: str) -> None:
    try:
        report = parse_report_text(pages_from_text(text))
    except DocumentRefused:
        return
    check(report, text)


def one_line_changed(text: str) -> Iterator[str]:
    """The text without a line, with a line twice, with a line moved behind the next or to the end."""
    lines = text.split("\n")
    for at, line in enumerate(lines):
        rest = lines[:at] + lines[at + 1 :]
        yield "\n".join(rest)
        yield "\n".join([*lines[:at], line, *lines[at:]])
        yield "\n".join([*rest[: at + 1], line, *rest[at + 1 :]])
        yield "\n".join([*rest, line])


@pytest.mark.parametrize("name", REPORTS)
def test_no_line_lost_doubled_or_moved_changes_a_grade(name: str) -> None:
    before = read_text(REPORTS[name])
    for text in one_line_changed(REPORTS[name]):
        try:
            after = read_text(text)
        except DocumentRefused:
            continue
        assert grades(after).items() <= grades(before).items(), text
        assert after.category_of_concern in (before.category_of_concern, None)
        assert after.outcome in (before.outcome, None)
        assert after.urn in (before.urn, None)
        assert after.inspection_number in (before.inspection_number, None)
        assert after.inspection_start_date in (before.inspection_start_date, None)


PDF = as_pdf(invented.education_inspection())


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), min_size=1, max_size=12))
def test_pdf_with_changed_bytes(edits: list[tuple[float, int]]) -> None:
    content = bytearray(PDF)
    for place, byte in edits:
        content[int(place * len(content))] = byte
    try:
        report = parse_report(bytes(content))
    except DocumentRefused:
        return
    assert report.kind in ("graded", "other", "ungraded")
