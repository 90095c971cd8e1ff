"""What a figure is cited with, of the published build and of those that are kept."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from pipelines.cli import main
from pipelines.layout import BuildFolder, DataFolder


def cite(data: Path, *arguments: str, exit_code: int = 0) -> str:
    result = CliRunner().invoke(main, ["cite", "--data", str(data), *arguments])
    assert result.exit_code == exit_code, result.output
    return result.output


@pytest.fixture(scope="module")
def record(data: DataFolder) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(cite(data.root, "--format", "json"))
    return found


def test_a_program_gets_build_day_version_sources_and_licence(
    record: dict[str, Any], build: BuildFolder
) -> None:
    assert record["build_id"] == build.build_id
    assert record["as_of"] == "2026-06-10"
    assert record["schema_version"].count(".") == 2
    assert "Open Government Licence v3.0 (Ofsted; Department for Education)" in record["licence"]
    assert record["licence_url"].startswith("https://www.nationalarchives.gov.uk/")
    (latest,) = (one for one in record["documents"] if one["series"] == "state_funded_latest")
    assert (latest["as_at"], latest["fetched_at"]) == ("2026-05-31", "2026-06-10T00:00:00")


def test_people_read_the_same(data: DataFolder, record: dict[str, Any]) -> None:
    told = " ".join(cite(data.root).split())
    for said in (record["build_id"], "10 June 2026", record["schema_version"], record["licence"]):
        assert said in told
    assert "latest inspections as at 31 May 2026, fetched 10 June 2026" in told


def test_invented_schools_are_said_to_be_no_evidence(record: dict[str, Any]) -> None:
    assert record["footnote"].startswith("The schools of this build are invented")


@pytest.fixture
def kept(data: DataFolder, build: BuildFolder, tmp_path: Path) -> Path:
    """The published build, and one before it of which only the facts are left."""
    for name in (build.build_id, "2026-05-31-0a1b2c3d"):
        folder = tmp_path / "builds" / name
        folder.mkdir(parents=True)
        shutil.copy(build.facts, folder)
        (folder / "published.json").write_text('{"as_of": "2026-05-31"}', encoding="utf-8")
    (tmp_path / "published").symlink_to(Path("builds") / build.build_id)
    return tmp_path


def test_a_kept_build_is_cited_by_the_beginning_of_its_id(kept: Path, build: BuildFolder) -> None:
    assert build.build_id in cite(kept, "--build", "2026-05-31")


@pytest.mark.parametrize("name", ["2026-0", "2026-07-01", "2026", "../.."])
def test_a_name_that_means_no_kept_build_or_two_lists_those_there_are(kept: Path, name: str) -> None:
    told = cite(kept, "--build", name, exit_code=2)
    assert "2026-05-31-0a1b2c3d" in told


def test_where_nothing_is_published_the_message_says_what_to_do(tmp_path: Path) -> None:
    assert "run make nightly first" in cite(tmp_path, exit_code=1)
