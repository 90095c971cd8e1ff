"""``welfare-monitor parse`` of pages and reports: the kind that was asked for, or a refusal that says why."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipelines.cli import main
from tests.documents.report import invented_reports
from tests.documents.report.rendering import as_pdf
from tests.documents.reports_site import pages


def run(kind: str, file: Path) -> Result:
    return CliRunner().invoke(main, ["parse", kind, str(file), "--format", "json"])


@pytest.fixture
def report_card(tmp_path: Path) -> Path:
    file = tmp_path / "report.pdf"
    file.write_bytes(as_pdf(invented_reports.report_card()))
    return file


def test_a_report_gives_its_grades_and_whether_a_person_must_read_it(report_card: Path) -> None:
    result = run("report", report_card)
    assert result.exit_code == 0, result.stderr
    parsed = json.loads(result.stdout)
    assert (parsed["document"]["kind"], parsed["document"]["framework"]) == ("report", "report_card_2025")
    assert parsed["document"]["needs_human_reading"] is False
    (inspection,) = parsed["inspections"]
    assert {judgement["area"]: judgement["grade"] for judgement in inspection["judgements"]}["safeguarding"]


def test_a_search_page_gives_its_schools(tmp_path: Path) -> None:
    file = tmp_path / "search.html"
    file.write_bytes(pages.search_page([pages.result()]))
    result = run("search-page", file)
    assert result.exit_code == 0, result.stderr
    assert json.loads(result.stdout)["document"]["kind"] == "search_page"


@pytest.mark.parametrize("kind", ["provider-page", "search-page", "report"])
@pytest.mark.parametrize(
    "content", [b"", b"<html><body>Page not found</body></html>"], ids=["empty", "not found"]
)
def test_what_is_not_of_the_kind_is_refused_with_a_sentence(
    kind: str, content: bytes, tmp_path: Path
) -> None:
    file = tmp_path / "saved"
    file.write_bytes(content)
    result = run(kind, file)
    assert result.exit_code == 1
    assert "saved was refused" in result.stderr
    assert result.stdout == ""
