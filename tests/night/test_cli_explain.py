"""``welfare-monitor explain``: from a flag back to the published line; from a URN to all that is known."""

from __future__ import annotations

import json
from pathlib import Path

import duckdb
import pytest
from click.testing import CliRunner, Result

from pipelines.cli import main
from tests.warehouse.invented_warehouse import ADDRESS, BUILD_ID, DOCUMENT_ID, SHA256, publish_invented_build


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("data")
    publish_invented_build(folder)
    return folder


def run(data: Path, *arguments: str, columns: int = 100) -> Result:
    return CliRunner(env={"COLUMNS": str(columns)}).invoke(main, ["explain", "--data", str(data), *arguments])


def words(result: Result) -> str:
    """The output as one line, wrapping undone."""
    return " ".join(result.output.split())


def test_flag_leads_back_to_quoted_value_row_column_document_address_moment_and_hash(data: Path) -> None:
    result = run(data, "99900101")
    assert result.exit_code == 0
    text = words(result)
    for part in (
        "Elmwhistle Primary School URN 900101",
        "tier 1, open, respond by Thu 11 Jun 2026",
        "Enters special measures (report published 9 June 2026).",
        f"Safeguarding: “Not met” · row 6, column 'Safeguarding', document {DOCUMENT_ID}",
        "special-measures: The report places, or keeps, the school in special measures",
        "tier 1, 90 days from publication",
        "sql/rules/special-measures.sql",
        f"Address {ADDRESS}",
        "Fetched Tue 9 Jun 2026, 00:00 UTC",
        f"sha256 {SHA256}",
        "raised: On the list for the first time.",
        f"Build {BUILD_ID}",
    ):
        assert part in text


@pytest.mark.parametrize("columns", [80, 120])
def test_addresses_and_hashes_are_never_broken(data: Path, columns: int) -> None:
    lines = run(data, "99900101", columns=columns).output.splitlines()
    assert any(line.endswith(ADDRESS) for line in lines)
    assert any(line.endswith(SHA256) for line in lines)
    assert max(len(line) for line in lines if "/" not in line) <= columns


def test_old_grades_are_shown_beside_and_never_as_before(data: Path) -> None:
    text = words(run(data, "900101"))
    assert "Overall effectiveness: Good" in text
    assert "as URN 900105" in text
    assert "Good before" not in text
    flag = words(run(data, "99900101"))
    assert "The graded report before Graded, published Thu 18 Nov 2021, as URN 900105." in flag
    assert "Good before" not in flag
    assert not {"→", "↓", "↑"} & set(text)


def test_school_without_a_flag_says_so_plainly(data: Path) -> None:
    result = run(data, "900104")
    assert result.exit_code == 0
    assert "None: no rule has fired on what is known of this school." in words(result)


@pytest.mark.parametrize("name", ["900104", "99900104"])
def test_school_or_inspection_without_a_flag_is_told_what_came_nearest(data: Path, name: str) -> None:
    """Every area at Expected standard, and nothing known of the school before."""
    text = words(run(data, name))
    for part in (
        "Why it is not on the list Report card, published Wed 3 Jun 2026. No rule fired.",
        "needs-attention, tier 3 nothing is at Needs attention; the lowest grade is Expected standard",
        "leadership-needs-attention, tier 2 Leadership and governance is at Expected standard",
        "safeguarding, tier 1 safeguarding is Met",
        "previously-outstanding, tier 4 not known: The graded report before, or what it graded, is not in",
        "does not apply regraded-down: it re-grades no area and is no monitoring report",
    ):
        assert part in text
    assert text.index("needs-attention, tier 3") < text.index("safeguarding, tier 1")


def test_school_whose_days_on_the_list_have_ended_is_told_when(data: Path) -> None:
    text = words(run(data, "900103"))
    assert "is not open: First seen after its days on the list had ended: kept as history." in text
    assert "many-needs-attention, tier 2 fired; its last day on the list: 16 March 2026" in text


def test_school_that_is_on_the_list_is_not_told_why_not(data: Path) -> None:
    assert "Why it is not on the list" not in run(data, "900102").output


def test_predecessor_in_no_list_is_told_why_its_report_has_no_flag(data: Path) -> None:
    """The predecessor's own report has no flag; no rule fired on it."""
    text = words(run(data, "900105"))
    assert "Graded, published Thu 18 Nov 2021. No rule fired." in text


def test_school_in_no_list_names_its_successor(data: Path) -> None:
    text = words(run(data, "900105"))
    assert "In no list of schools" in text
    assert "Successor: Elmwhistle Primary School, URN 900101" in text


@pytest.mark.parametrize("name", ["900199", "f00000000000000", "99900999"])
def test_unknown_name_is_bad_usage_with_help(data: Path, name: str) -> None:
    result = run(data, name)
    assert result.exit_code == 2
    assert "Traceback" not in result.output
    assert name in result.stderr


def test_hostile_name_neither_restyles_the_terminal_nor_is_read_as_markup(data: Path) -> None:
    text = run(data, "900102").output
    assert "\x1b" not in text
    assert "[bold]Oak" in text


def test_json_of_a_flag_holds_everything(data: Path) -> None:
    answer = json.loads(run(data, "99900101", "--format", "json").output)
    assert answer["flag"]["urn"] == 900101
    assert answer["flag"]["day_0"] == "2026-06-10"
    assert {"evidence", "quoted", "locator", "document_id", "rule_sql"} <= set(answer["reasons"][0])
    assert answer["documents"][0]["sha256"] == SHA256
    assert answer["history"][0]["event_on"] == "2026-06-10"


def test_json_of_a_school_holds_flags_and_inspections(data: Path) -> None:
    answer = json.loads(run(data, "900103", "--format", "json").output)
    assert [flag["status"] for flag in answer["flags"]] == ["history"]
    assert answer["inspections"][0]["judgements"][0]["area"] == "achievement"
    (publication,) = answer["why_not"]
    assert publication["event"]["status"] == "history"
    outcomes = {rule["rule_id"]: rule["outcome"] for rule in publication["rules"]}
    assert (outcomes["many-needs-attention"], outcomes["focused-monitoring"]) == ("fired", "does_not_apply")
    assert len(outcomes) == 14


def test_retracted_flag_whose_inspection_is_gone_is_still_explained(tmp_path: Path) -> None:
    build = publish_invented_build(tmp_path)
    with duckdb.connect(str(build / "warehouse.duckdb")) as connection:
        connection.execute("UPDATE welfare_flag SET status = 'retracted' WHERE urn = 900101")
        connection.execute("UPDATE flag_reason SET document_id = NULL, locator = NULL")
        for table in ("inspection", "judgement", "previous_graded", "school"):
            connection.execute(f"DELETE FROM {table}")  # noqa: S608
        (flag_id,) = connection.execute("SELECT flag_id FROM welfare_flag WHERE urn = 900101").fetchall()[0]
    result = run(tmp_path, flag_id)
    assert result.exit_code == 0, result.exception
    text = words(result)
    assert "Name not known URN 900101" in text
    assert "tier 1, retracted" in text
    assert "Inspection, published Tue 9 Jun 2026." in text


def test_nothing_published_yet_says_what_to_run(tmp_path: Path) -> None:
    result = run(tmp_path, "900101")
    assert result.exit_code == 1
    assert "make nightly" in result.stderr
