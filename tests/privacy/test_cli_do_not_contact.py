"""``welfare-monitor do-not-contact``: a school leaves every list at once, is counted and never named."""

from __future__ import annotations

import csv
import io
import json
import shutil
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import duckdb
import pytest
from click.testing import CliRunner, Result
from python_calamine import CalamineWorkbook

from pipelines.casework_port import open_casework
from pipelines.cli import main
from pipelines.clock import machine_clock
from pipelines.layout import BuildFolder, DataFolder
from pipelines.warehouse.lists import refresh_lists
from tests.warehouse.invented_warehouse import publish_invented_build

SCHOOL, OTHER = 900101, 900102
NAME = "Elmwhistle"


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One published build; 900101 and 900102 are made to belong to one trust."""
    folder = tmp_path_factory.mktemp("published")
    build = publish_invented_build(folder)
    with duckdb.connect(str(build / "warehouse.duckdb")) as connection:
        connection.execute(
            "INSERT INTO workings.flag_beside SELECT mine.flag_id, other.flag_id, other.urn,"
            " other.flag_id || ' Elmwhistle Primary School (same trust)'"
            " FROM welfare_flag AS mine, welfare_flag AS other WHERE mine.urn = 900102 AND other.urn = 900101"
        )
    return folder


@pytest.fixture
def data(published: Path, tmp_path: Path) -> Path:
    shutil.copytree(published, tmp_path / "data", symlinks=True)
    return tmp_path / "data"


def run(data: Path, *arguments: str, exit_code: int = 0) -> Result:
    result = CliRunner(env={"COLUMNS": "200"}).invoke(main, [*arguments, "--data", str(data)])
    assert result.exit_code == exit_code, result.output
    return result


def in_days(days: int) -> str:
    return (machine_clock().today() + timedelta(days=days)).isoformat()


def add(data: Path, urn: int = SCHOOL, *more: str, exit_code: int = 0) -> Result:
    told = ["--reason", "Asked by letter", "--review-on", in_days(200), "--by", "Duty officer", *more]
    return run(data, "do-not-contact", "add", str(urn), *told, exit_code=exit_code)


def lift(data: Path) -> None:
    run(data, "do-not-contact", "lift", str(SCHOOL), "--reason", "Asked for contact", "--by", "Duty officer")


def listed(data: Path) -> dict[str, str]:
    """The published CSV: what stands beside each URN in its last column but few."""
    text = (data / "published" / "flags" / "flag_list.csv").read_bytes().decode("utf-8-sig")
    rows = csv.DictReader(io.StringIO(text, newline=""))
    return {row["URN"]: row["Other open flags of the same trust or school"] for row in rows}


def about_sheet(data: Path) -> dict[str, object]:
    workbook = CalamineWorkbook.from_path(str(data / "published" / "flags" / "flag_list.xlsx"))
    return {str(row[0]): row[1] for row in workbook.get_sheet_by_name("About this list").to_python()}


def test_the_school_leaves_the_list_at_once_and_is_counted_without_its_name(data: Path) -> None:
    assert NAME in run(data, "flags").output
    add(data)
    told = run(data, "flags").output
    assert NAME not in told
    assert str(SCHOOL) not in told
    assert str(OTHER) in told
    assert "1 school not shown: do not contact." in told


@pytest.mark.parametrize("form", ["json", "csv"])
def test_a_program_gets_the_list_without_it_and_is_told_beside(data: Path, form: str) -> None:
    add(data)
    result = run(data, "flags", "--format", form)
    assert NAME not in result.stdout
    assert str(SCHOOL) not in result.stdout
    assert result.stderr == "1 school not shown: do not contact.\n"


def test_another_school_s_row_does_not_name_it(data: Path) -> None:
    beside = json.loads(run(data, "flags", "--tier", "3", "--format", "json").stdout)[0]["other_open_flags"]
    assert NAME in beside
    add(data)
    (flag,) = json.loads(run(data, "flags", "--tier", "3", "--format", "json").stdout)
    assert flag["other_open_flags"] is None


def test_the_published_files_are_written_again_at_once(data: Path) -> None:
    assert str(SCHOOL) in listed(data)
    assert "written again" in add(data).output
    assert listed(data) == {str(OTHER): ""}
    assert about_sheet(data)["Not on it"] == "1 school not shown: do not contact."
    lift(data)
    assert set(listed(data)) == {str(SCHOOL), str(OTHER)}
    assert "Not on it" not in about_sheet(data)


def test_a_build_made_before_the_objection_is_brought_up_to_it_when_it_is_published(data: Path) -> None:
    build, casework = BuildFolder((data / "published").resolve()), open_casework(DataFolder(data))
    assert refresh_lists(build, casework)
    assert not refresh_lists(build, casework)
    casework.add(
        SCHOOL, review_on=date(2026, 9, 1), reason="x", by="y", decided_at=datetime(2026, 6, 10, tzinfo=UTC)
    )
    assert refresh_lists(build, casework)
    assert str(SCHOOL) not in listed(data)


def test_the_published_tables_stay_whole(data: Path) -> None:
    before = (data / "published" / "warehouse.duckdb").read_bytes()
    add(data)
    assert (data / "published" / "warehouse.duckdb").read_bytes() == before
    with duckdb.connect(str(data / "published" / "warehouse.duckdb"), read_only=True) as connection:
        assert (SCHOOL,) in connection.execute("SELECT urn FROM flag_list").fetchall()


def test_a_successor_that_the_flag_moved_to_is_left_out_too(data: Path) -> None:
    with duckdb.connect(str(data / "published" / "warehouse.duckdb")) as connection:
        connection.execute("INSERT INTO workings.urn_path VALUES (900105, 900101, 1)")
    add(data, 900105)
    told = run(data, "flags").output
    assert str(SCHOOL) not in told
    assert "1 objection is due for review" in told
    assert "900101, whose leadership may be new" in run(data, "do-not-contact", "list").output
    assert "URN 900105, which this school was before" in run(data, "explain", str(SCHOOL)).output


@pytest.mark.parametrize("name", [str(SCHOOL), "99900101"])
def test_explain_says_first_that_the_school_is_not_to_be_contacted(data: Path, name: str) -> None:
    add(data)
    told = run(data, "explain", name).output
    assert told.splitlines()[2].startswith(f"URN {SCHOOL} asked not to be contacted: recorded on ")
    assert "Duty officer" not in told
    assert (
        json.loads(run(data, "explain", name, "--format", "json").stdout)["do_not_contact"]["urn"] == SCHOOL
    )


def test_explain_of_another_school_says_nothing_of_it(data: Path) -> None:
    add(data)
    assert json.loads(run(data, "explain", str(OTHER), "--format", "json").stdout)["do_not_contact"] is None


def test_list_says_since_when_why_who_and_when_to_look_again(data: Path) -> None:
    assert "No objection is in force" in run(data, "do-not-contact", "list").output
    add(data)
    told = " ".join(run(data, "do-not-contact", "list").output.split())
    for part in (NAME, "Why Asked by letter", "By Duty officer", "1 objection is in force."):
        assert part in told
    lift(data)
    assert "lift" in run(data, "do-not-contact", "list", "--history").output
    assert len(json.loads(run(data, "do-not-contact", "list", "--history", "--format", "json").stdout)) == 2


def test_a_review_that_is_due_is_told_where_lists_are_read(data: Path) -> None:
    casework = open_casework(DataFolder(data))
    casework.add(
        SCHOOL, review_on=date(2024, 9, 1), reason="x", by="y", decided_at=datetime(2024, 3, 1, tzinfo=UTC)
    )
    assert "1 objection is due for review: welfare-monitor do-not-contact list." in run(data, "flags").output
    told = run(data, "do-not-contact", "list").output
    assert "review due since 1 September 2024" in told
    assert "1 is due for review: ask again" in told


def test_a_number_that_no_school_has_is_not_taken_for_an_objection(data: Path) -> None:
    assert "mistyped" in add(data, 999998, exit_code=2).output
    add(data, 999998, "--unlisted")
    assert 999998 in open_casework(DataFolder(data)).objections()


def test_an_objection_can_be_recorded_before_anything_is_published(tmp_path: Path) -> None:
    add(tmp_path, SCHOOL, "--unlisted")
    assert f"URN {SCHOOL}" in run(tmp_path, "do-not-contact", "list").output


def test_no_list_is_shown_while_the_record_cannot_be_read(data: Path) -> None:
    (data / "casework").mkdir()
    (data / "casework" / "do_not_contact.jsonl").write_text("torn\n", encoding="utf-8")
    told = run(data, "flags", exit_code=1)
    assert NAME not in told.output
    assert "Restore the file from a backup" in told.output
