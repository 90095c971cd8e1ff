"""Any text, and sound texts with a line lost, doubled or moved. Texts damaged at random: tests/mutations."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.documents.refusal import DocumentRefused
from pipelines.documents.report import parse_report
from tests.documents.report import invented_reports as invented
from tests.documents.report.reading import grades, read_text
from tests.documents.report.rendering import as_pdf
from tests.mutations.reports import GRADES, PIECES, REPORTS, read_report


@settings(max_examples=300, deadline=None)
@given(text=st.text(max_size=400) | st.lists(st.sampled_from((*PIECES, *GRADES)), max_size=60).map(" ".join))
def test_text_of_any_kind(text: str) -> None:
    read_report(text)


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
