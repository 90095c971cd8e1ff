"""``welfare-monitor parse``: one JSON object as the contract has it, or a refusal that says where."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipelines.cli import main

SAMPLE = "mi/sample_latest_inspections_as_at_31_Aug_2026.csv"
INSPECTION_KEYS = {
    "urn",
    "inspection_number",
    "kind",
    "framework",
    "inspection_start_date",
    "publication_date",
    "category_of_concern",
    "outcome",
    "report_url",
    "judgements",
}
JUDGEMENT_KEYS = {"area", "grade", "grade_rank", "status", "grade_date", "locator"}


@pytest.fixture(scope="module")
def sample(shared: Path) -> Path:
    return shared / "samples" / SAMPLE


def run(file: Path, *options: str) -> Result:
    return CliRunner().invoke(main, ["parse", "management-information", str(file), *options])


def test_prints_one_json_object_with_the_names_of_the_contract(sample: Path) -> None:
    result = run(sample)
    assert result.exit_code == 0, result.stderr
    parsed = json.loads(result.stdout)
    assert set(parsed) == {"document", "schools", "inspections", "rejected"}
    assert parsed["document"]["sha256"] == hashlib.sha256(sample.read_bytes()).hexdigest()
    assert parsed["schools"]
    assert set(parsed["inspections"][0]) >= INSPECTION_KEYS
    judged = [judgement for inspection in parsed["inspections"] for judgement in inspection["judgements"]]
    assert set(judged[0]) >= JUDGEMENT_KEYS


def test_title_and_day_are_read_from_the_file_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told = told_to_the_parser(monkeypatch)
    file = tmp_path / "Management_information_-_latest_inspections_as_at_31_May_2026.csv"
    file.write_text("URN\n", encoding="utf-8")
    run(file)
    assert told["title"] == "Management information - latest inspections as at 31 May 2026"
    assert str(told["as_at"]) == "2026-05-31"


def test_title_and_day_can_be_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told = told_to_the_parser(monkeypatch)
    file = tmp_path / "a.csv"
    file.write_text("URN\n", encoding="utf-8")
    run(file, "--as-at", "2025-08-31", "--title", "School level data")
    assert (told["title"], str(told["as_at"])) == ("School level data", "2025-08-31")


def told_to_the_parser(monkeypatch: pytest.MonkeyPatch) -> dict[str, object]:
    """What the command hands to the parser, which refuses it."""
    from pipelines.documents import management_information
    from pipelines.documents.refusal import DocumentRefused

    told: dict[str, object] = {}

    def refuse(content: bytes, **arguments: object) -> None:
        told.update(arguments)
        raise DocumentRefused("invented", "Not today.")

    monkeypatch.setattr(management_information, "parse_management_information", refuse)
    return told


def test_refused_document_says_where_on_standard_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pipelines.documents import management_information
    from pipelines.documents.refusal import DocumentRefused

    def refuse(content: bytes, **arguments: object) -> None:
        raise DocumentRefused("unknown_grade", "A grade is not on its scale.", 12, "Inclusion", "Splendid")

    monkeypatch.setattr(management_information, "parse_management_information", refuse)
    file = tmp_path / "a.csv"
    file.write_text("URN\n", encoding="utf-8")
    result = run(file)
    assert result.exit_code == 1
    assert result.stdout == ""
    for part in (
        "a.csv",
        "unknown_grade",
        "A grade is not on its scale.",
        "row 12",
        "'Inclusion'",
        "'Splendid'",
    ):
        assert part in result.stderr


@pytest.mark.parametrize(
    "content", [b"", b"<!DOCTYPE html><html>Sorry, there is a problem</html>", b"%PDF-1.7", b"\x00\x01\x02"]
)
def test_what_is_no_table_is_refused(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "latest_inspections_as_at_31_May_2026.csv"
    file.write_bytes(content)
    result = run(file)
    assert result.exit_code == 1
    assert "was refused" in result.stderr
    assert "Traceback" not in result.stderr


def test_missing_file_is_bad_usage(tmp_path: Path) -> None:
    assert run(tmp_path / "nothing.csv").exit_code == 2


def test_day_that_is_none_is_bad_usage(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text("URN\n", encoding="utf-8")
    result = run(file, "--as-at", "31/05/2026")
    assert result.exit_code == 2
    assert "YYYY-MM-DD" in result.stderr
