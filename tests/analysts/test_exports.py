"""The facts as files: whole, described, valid by the library of their standard, and nothing about flags."""

from __future__ import annotations

import csv
import hashlib
import json
from pathlib import Path
from typing import Any

import duckdb
import pytest
from click.testing import CliRunner
from frictionless import Package, Resource, Schema

from pipelines.cli import main
from pipelines.database import open_read_only
from pipelines.layout import BuildFolder, DataFolder
from pipelines.reference import read_toml
from pipelines.warehouse.exports import write_exports
from pipelines.warehouse.tables import fact_tables, table_purposes

Described = dict[str, dict[str, Any]]


@pytest.fixture(scope="module")
def package(build: BuildFolder) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((build.exports / "datapackage.json").read_text(encoding="utf-8"))
    return found


@pytest.fixture(scope="module")
def described(package: dict[str, Any]) -> Described:
    """The resources of the package by path."""
    return {resource["path"]: resource for resource in package["resources"]}


def rows(file: Path) -> tuple[list[str], list[tuple[Any, ...]]]:
    with duckdb.connect() as connection:
        table = connection.read_parquet(str(file))
        return table.columns, table.fetchall()


def test_every_table_of_facts_is_there_and_nothing_else(build: BuildFolder, described: Described) -> None:
    parquet = {Path(path).stem for path in described if path.endswith(".parquet")}
    assert parquet == fact_tables()
    files = {path.name for path in build.exports.iterdir()}
    assert files == {*described, "datapackage.json", "ABOUT.txt"}


def test_no_word_of_flags_stands_in_the_exports(build: BuildFolder) -> None:
    about_flags = table_purposes().keys() - fact_tables()
    assert "welfare_flag" in about_flags
    told = (build.exports / "datapackage.json").read_text(encoding="utf-8")
    assert not [name for name in about_flags if f'"{name}"' in told]
    assert not [path.name for path in build.exports.iterdir() if path.stem in about_flags]


def test_the_exports_hold_the_very_rows_of_facts(build: BuildFolder, described: Described) -> None:
    with open_read_only(build.facts) as connection:
        for path in described:
            if path.endswith(".parquet"):
                table = connection.table(Path(path).stem)
                columns, held = rows(build.exports / path)
                assert columns == table.columns
                assert held == table.fetchall()


def test_the_descriptor_and_the_csv_files_are_valid(build: BuildFolder, package: dict[str, Any]) -> None:
    assert not list(Package.metadata_validate(package))
    for resource in Package(str(build.exports / "datapackage.json")).resources:
        if resource.format == "csv":
            report = resource.validate()
            assert report.valid, report.flatten(["title", "rowNumber", "fieldName", "message"])
            assert report.tasks[0].stats["rows"] > 0


def test_every_row_of_the_parquet_files_meets_types_keys_and_constraints(
    build: BuildFolder, described: Described
) -> None:
    """The rows are read by DuckDB: the library itself reads Parquet by way of pandas, which turns an absent
    whole number into no number."""
    for path, resource in described.items():
        if not path.endswith(".parquet"):
            continue
        columns, held = rows(build.exports / path)
        if not held:
            continue
        schema = Schema.from_descriptor(resource["schema"])
        report = Resource(data=[columns, *map(list, held)], schema=schema).validate()
        assert report.valid, (path, report.flatten(["rowNumber", "fieldName", "message"]))


def test_the_check_of_keys_would_notice_a_row_that_stands_twice(
    build: BuildFolder, described: Described
) -> None:
    columns, held = rows(build.exports / "judgement.parquet")
    schema = Schema.from_descriptor(described["judgement.parquet"]["schema"])
    report = Resource(data=[columns, list(held[0]), list(held[0])], schema=schema).validate()
    assert [error.type for error in report.tasks[0].errors] == ["primary-key"]


def test_every_table_has_its_key_and_every_column_its_meaning(described: Described) -> None:
    without_key = {path for path, one in described.items() if "primaryKey" not in one["schema"]}
    # One row; and views, whose rows need no name.
    views = {f"{name}.csv" for name in read_toml("exports.toml")["csv"]} - {"school.csv"}
    assert without_key <= {"build.parquet"} | views | WITHOUT_KEY
    assert not [
        (path, field["name"])
        for path, one in described.items()
        for field in one["schema"]["fields"]
        if not field["description"]
    ]


#: Tables of notes, in which the same may be said twice.
WITHOUT_KEY = {"finding.parquet", "rejected_row.parquet"}


def test_each_file_is_the_one_that_was_described(build: BuildFolder, described: Described) -> None:
    for path, resource in described.items():
        content = (build.exports / path).read_bytes()
        assert resource["bytes"] == len(content)
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"


def test_licence_sources_and_build_stand_beside_the_tables(
    build: BuildFolder, package: dict[str, Any]
) -> None:
    assert [licence["name"] for licence in package["licenses"]] == ["OGL-UK-3.0"]
    assert package["id"] == build.build_id
    assert all(source["path"].startswith("http") for source in package["sources"])
    about = (build.exports / "ABOUT.txt").read_text(encoding="utf-8")
    for said in (build.build_id, "Open Government Licence", "register of schools", "invented"):
        assert said in about


def test_a_spreadsheet_finds_the_schools_in_csv(build: BuildFolder) -> None:
    with (build.exports / "school.csv").open(encoding="utf-8-sig", newline="") as file:
        first = next(csv.DictReader(file))
    assert first["urn"].isdecimal()
    assert first["name"]


def test_files_of_the_build_before_are_taken_over_where_the_facts_are_the_same(
    build: BuildFolder, tmp_path: Path
) -> None:
    with open_read_only(build.facts) as connection:
        write_exports(connection, tmp_path, same_facts=build.exports)
    shared = {path.name for path in tmp_path.iterdir() if path.stat().st_nlink > 1}
    to_the_day = {"category_of_concern_history.csv", "published_by_month.csv", "time_since_graded.csv"}
    assert {path.name for path in tmp_path.iterdir()} - shared == {
        *("build.parquet", "datapackage.json", "ABOUT.txt"),
        *to_the_day,
    }


def export(folder: Path, data: DataFolder, *arguments: str, exit_code: int = 0) -> str:
    result = CliRunner().invoke(main, ["export", str(folder), "--data", str(data.root), *arguments])
    assert result.exit_code == exit_code, result.output
    return result.output


def test_the_command_writes_what_the_night_wrote_and_writes_it_again(
    data: DataFolder, build: BuildFolder, tmp_path: Path
) -> None:
    folder = tmp_path / "facts"
    for _ in range(2):
        assert "described in datapackage.json" in export(folder, data)
        assert contents(folder) == contents(build.exports)


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_a_folder_with_other_files_is_left_alone(data: DataFolder, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("mine", encoding="utf-8")
    assert "Name another folder" in export(tmp_path, data, exit_code=2)
    assert contents(tmp_path) == {"letter.txt": b"mine"}
