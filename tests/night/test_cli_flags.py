"""``welfare-monitor flags``: the list as an officer, a spreadsheet and a program read it."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest
from click.testing import CliRunner, Result

from pipelines.cli import main
from pipelines.cli.flags import category_in_words
from pipelines.settings import PROJECT_ROOT
from pipelines.warehouse.flag_export import why_in_lines
from tests.warehouse.invented_warehouse import AS_OF, BUILD_ID, publish_invented_build


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("data")
    publish_invented_build(folder)
    return folder


def run(data: Path, *arguments: str, columns: int = 100) -> Result:
    return CliRunner(env={"COLUMNS": str(columns)}).invoke(main, ["flags", "--data", str(data), *arguments])


def words(result: Result) -> str:
    """The output as one line, wrapping undone."""
    return " ".join(result.output.split())


def test_each_flag_says_who_what_when_why_and_by_when(data: Path) -> None:
    result = run(data)
    assert result.exit_code == 0
    text = words(result)
    for part in (
        "Outreach list for Wed 10 Jun 2026",
        "Tier 1",
        "first attempt due within 1 working day",
        "Thu 11 Jun 2026",
        "Elmwhistle Primary School URN 900101",
        "Primary · 210 pupils · Wexmoor · Hedgerow Learning Trust",
        "Report card, published Tue 9 Jun 2026, 8 days after the inspection.",
        "Enters special measures (report published 9 June 2026).",
        "9 days since the inspection, 1 since publication, 0 since it came on the list.",
        "known since about 1 June 2026",
        "Report-card grades cannot be compared with the grades before.",
    ):
        assert part in text


def test_tiers_are_in_order_each_under_its_heading(data: Path) -> None:
    text = run(data).output
    assert text.index("Tier 1 ·") < text.index("900101") < text.index("Tier 3 ·") < text.index("900102")
    assert "Tier 2 ·" not in text


def test_list_ends_with_how_fresh_it_is_and_the_build(data: Path) -> None:
    *_, fresh, build = run(data, columns=300).output.splitlines()
    assert fresh.startswith("Data as at Sun 31 May 2026: ")
    assert "fetched Tue 9 Jun 2026" in fresh
    assert build.startswith(f"Build {BUILD_ID}.")


def test_tiers_are_said_not_to_predict_risk(data: Path) -> None:
    assert "they never predict risk" in words(run(data))


@pytest.mark.parametrize("columns", [40, 80, 120, 200])
def test_no_line_is_wider_than_the_terminal(data: Path, columns: int) -> None:
    lines = run(data, columns=columns).output.splitlines()
    assert max(len(line) for line in lines) <= columns
    assert not [line for line in lines if line != line.rstrip()]


def test_hostile_name_neither_restyles_the_terminal_nor_is_read_as_markup(data: Path) -> None:
    text = run(data, columns=200).output
    assert "\x1b" not in text
    assert "[bold]Oak" in text


def test_hostile_name_does_not_reach_the_terminal_through_json(tmp_path: Path) -> None:
    build = publish_invented_build(tmp_path)
    name = "Oak\x1b[2J \x9b2J \u202eHill"
    with duckdb.connect(str(build / "warehouse.duckdb")) as connection:
        connection.execute("UPDATE school SET name = ? WHERE urn = 900102", [name])
    text = run(tmp_path, "--format", "json").output
    assert not {"\x1b", "\x9b", "\u202e"} & set(text)
    assert json.loads(text)[1]["school"] == name


def test_only_the_tier_asked_for(data: Path) -> None:
    text = run(data, "--tier", "3").output
    assert "900102" in text
    assert "900101" not in text


def test_tier_with_nothing_open_says_so_and_that_others_have(data: Path) -> None:
    result = run(data, "--tier", "2")
    assert result.exit_code == 0
    assert "Nothing is open in tier 2 on Wed 10 Jun 2026. In other tiers: 2 open." in words(result)


@pytest.mark.parametrize("tier", ["0", "5", "one"])
def test_tier_that_does_not_exist_is_bad_usage(data: Path, tier: str) -> None:
    assert run(data, "--tier", tier).exit_code == 2


def test_nothing_open_is_said_plainly(tmp_path: Path) -> None:
    publish_invented_build(tmp_path, with_inspections=False)
    result = run(tmp_path)
    assert result.exit_code == 0
    assert "Nothing is open on Wed 10 Jun 2026" in words(result)
    assert json.loads(run(tmp_path, "--format", "json").output) == []


def test_json_is_a_list_of_objects_with_every_column(data: Path) -> None:
    first, second = json.loads(run(data, "--format", "json").output)
    assert (first["urn"], first["tier"], first["respond_by"]) == (900101, 1, "2026-06-11")
    assert first["unknowns"]
    assert first["build_id"] == BUILD_ID
    assert second["trust"] is None
    assert set(first) == set(second)


def test_csv_has_the_columns_of_json_and_is_safe_to_open(data: Path) -> None:
    lines = list(csv.DictReader(io.StringIO(run(data, "--format", "csv").output)))
    objects = json.loads(run(data, "--format", "json").output)
    assert list(lines[0]) == list(objects[0])
    assert [line["school"][:1] for line in lines] == ["E", "'"]


def test_nothing_published_yet_says_what_to_run(tmp_path: Path) -> None:
    result = run(tmp_path)
    assert result.exit_code == 1
    assert "make nightly" in result.stderr


def test_category_that_was_left_is_told_before_the_reasons() -> None:
    reasons = ["Needs attention: Achievement.", "Previously outstanding."]
    told = "Left the category special measures. Needs attention: Achievement. Previously outstanding."
    assert why_in_lines(told, reasons) == ["Left the category special measures.", *reasons]
    assert why_in_lines(" ".join(reasons), reasons) == reasons


@pytest.mark.parametrize(
    "before, after, told",
    [
        ("none", "none", "Category of concern: none."),
        ("none", "Special measures", "Category of concern: special measures now, none before."),
        ("Special measures", "Special measures", "Category of concern: special measures, before and now."),
        ("Special measures", "none", "Category of concern: none now, special measures before."),
        ("not known", "not known", "Category of concern: not known."),
    ],
)
def test_category_is_told_before_and_now(before: str, after: str, told: str) -> None:
    assert category_in_words({"category_before": before, "category_after": after}) == told


def test_list_imports_nothing_heavy(data: Path) -> None:
    asked = (
        "import sys; from pipelines.cli import main; main(sys.argv[1:], standalone_mode=False); "
        "print('LOADED', *sorted({'dagster', 'great_expectations', 'pandas'} & set(sys.modules)))"
    )
    for arguments in (["flags"], ["explain", "900101"]):
        result = subprocess.run(
            [sys.executable, "-c", asked, *arguments, "--data", str(data)],
            cwd=PROJECT_ROOT,
            capture_output=True,
            text=True,
            check=True,
        )
        assert result.stdout.splitlines()[-1] == "LOADED"


@pytest.mark.parametrize("encoding", ["latin-1", "ascii", "utf-8"])
def test_terminal_of_another_encoding_loses_signs_not_the_list(data: Path, encoding: str) -> None:
    result = subprocess.run(
        [sys.executable, "-m", "pipelines.cli", "flags", "--data", str(data)],
        cwd=PROJECT_ROOT,
        env=os.environ | {"PYTHONIOENCODING": encoding},
        capture_output=True,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    assert b"Elmwhistle Primary School" in result.stdout


def test_data_folder_comes_from_the_environment(data: Path) -> None:
    result = CliRunner(env={"WELFARE_MONITOR_DATA": str(data)}).invoke(main, ["flags"])
    assert result.exit_code == 0
    assert f"{AS_OF.day} Jun 2026" in result.output
