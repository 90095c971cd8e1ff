"""Ways in which the tests of reports read: from text, and in short forms that are easy to compare."""

from __future__ import annotations

from collections.abc import Sequence

from pipelines.documents.report import ParsedReport, pages_from_text, parse_report_text
from tests.documents.report.rendering import Page, as_text


def read(pages: Sequence[Page]) -> ParsedReport:
    return read_text(as_text(pages))


def read_text(text: str) -> ParsedReport:
    return parse_report_text(pages_from_text(text))


def grades(report: ParsedReport) -> dict[str, str | None]:
    """Grade by area; an area that stands twice is a mistake of the reader."""
    assert len({judgement.area for judgement in report.judgements}) == len(report.judgements)
    return {judgement.area: judgement.grade for judgement in report.judgements}


def doubts(report: ParsedReport) -> set[str]:
    return {doubt.code for doubt in report.doubts}
