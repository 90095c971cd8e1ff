"""Any bytes and any label: read or refused by name. Pages that were damaged: tests/mutations."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.documents.refusal import DocumentRefused
from pipelines.documents.reports_site import parse_provider_page, parse_search_page, read_label
from pipelines.documents.reports_site.page import clean
from tests.mutations.pages import GRADES, PROVIDER_PAGES, read_provider_page

LABEL_PARTS = (*GRADES, "School inspection", ":", "·", "PDF", "( PDF )", "18 March 2025")


@pytest.mark.parametrize("parse", [parse_provider_page, parse_search_page])
@settings(max_examples=100, deadline=None)
@given(content=st.binary(max_size=300))
def test_any_bytes_at_all(parse, content):
    for body in (content, b"<!DOCTYPE html><html><body>" + content + b"</body></html>"):
        try:
            parse(body)
        except DocumentRefused:
            continue


def test_deeply_nested_mark_up_is_read_or_refused():
    start = b'<ol class="timeline">'
    for nest in (b"<li>", b"<div>", b"<span>", b"<ol class='timeline'>", b"&lt;h2&gt;inspection report: "):
        read_provider_page(PROVIDER_PAGES["report card"].replace(start, start + nest * 2000))


@settings(max_examples=300, deadline=None)
@given(text=st.text(max_size=60) | st.lists(st.sampled_from(LABEL_PARTS), max_size=6).map(" ".join))
def test_any_label(text):
    label = read_label(text)
    if label.grade is not None:
        assert label.grade in clean(text)
    if label.event_type == "unknown":
        assert (label.kind, label.grade) == ("other", None)
