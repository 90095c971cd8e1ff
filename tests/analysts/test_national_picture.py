"""The national picture: right numbers, a table and the SQL beneath each chart, nothing from elsewhere, and
nothing about flags unless it is asked for."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import duckdb
import pandas as pd
import pytest
from bs4 import BeautifulSoup
from click.testing import CliRunner

from pipelines.cli import main
from pipelines.database import SQL, open_read_only
from pipelines.layout import BuildFolder, DataFolder
from pipelines.national_picture.figures import OF_FACTS, OF_FLAGS, Figure, read_figure
from pipelines.national_picture.tiles import PLACES, tiles
from pipelines.settings import DATA_VARIABLE, PROJECT_ROOT
from tests.rules.test_texts import NOT_SAID

LOWEST = {"Urgent improvement", "Inadequate", "Not met", "No"}
SECOND = {"Needs attention", "Requires improvement"}


def write(data: DataFolder, file: Path, *arguments: str, exit_code: int = 0) -> str:
    result = CliRunner().invoke(main, ["report", str(file), "--data", str(data.root), *arguments])
    assert result.exit_code == exit_code, result.output
    return result.output


@pytest.fixture(scope="module")
def page(data: DataFolder, tmp_path_factory: pytest.TempPathFactory) -> str:
    file = tmp_path_factory.mktemp("picture") / "picture.html"
    write(data, file)
    return file.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def figures(facts: Path) -> dict[str, Figure]:
    with open_read_only(facts) as connection:
        return {name: read_figure(connection, name) for name in OF_FACTS}


@pytest.fixture(scope="module")
def graded(facts: Path) -> pd.DataFrame:
    """Every grade with its inspection, put together without SQL."""
    with duckdb.connect(str(facts), read_only=True) as connection:
        inspection, judgement = connection.table("inspection").df(), connection.table("judgement").df()
        school = connection.table("school").df()[["urn", "region"]]
    found = judgement[(judgement.status == "graded") & (judgement.grading_no == 1)].merge(
        inspection[inspection.withdrawn_on.isna()], on="inspection_id"
    )
    graded: pd.DataFrame = found.merge(school, left_on="urn_at_inspection", right_on="urn", how="left")
    return graded


def test_every_statement_has_a_figure() -> None:
    assert {file.stem for file in (SQL / "report").glob("*.sql")} == {*OF_FACTS, *OF_FLAGS}


def test_judgements_by_week_and_area_are_those_of_the_tables(
    figures: dict[str, Figure], graded: pd.DataFrame
) -> None:
    as_of = pd.Timestamp("2026-06-10")
    first = as_of.normalize() - pd.Timedelta(days=as_of.weekday(), weeks=25)
    recent = graded[(graded.publication_date >= first) & (graded.publication_date <= as_of)]
    rows = figures["adverse_by_week"].rows
    assert len({row["week_from"] for row in rows}) == 26
    for step, grades in (("lowest", LOWEST), ("second_lowest", SECOND)):
        counted = recent[recent.grade.isin(grades)].groupby("area").size().to_dict()
        shown = pd.DataFrame(rows).groupby("area")[step].sum()
        assert shown[shown > 0].to_dict() == counted
    assert sum(row["judgements"] for row in rows) == len(recent)


def test_inspections_by_region_are_those_of_the_tables(
    figures: dict[str, Figure], graded: pd.DataFrame
) -> None:
    as_of = pd.Timestamp("2026-06-10")
    year = graded[
        graded.kind.isin(["graded", "report_card"])
        & (graded.publication_date > as_of - pd.DateOffset(months=12))
        & (graded.publication_date <= as_of)
    ]
    adverse = year[year.grade.isin(LOWEST | SECOND)]
    rows = figures["adverse_by_region"].rows
    assert {row["region"]: row["inspections"] for row in rows} == year.groupby(
        "region"
    ).inspection_id.nunique().to_dict()
    assert {row["region"]: row["with_adverse_judgement"] for row in rows} == adverse.groupby(
        "region"
    ).inspection_id.nunique().to_dict()


def test_days_to_publication_are_medians_of_the_tables(figures: dict[str, Figure], facts: Path) -> None:
    with duckdb.connect(str(facts), read_only=True) as connection:
        table = connection.table("inspection").df()
    of_may = table[
        table.kind.isin(["graded", "report_card"])
        & (table.publication_date.dt.strftime("%Y-%m") == "2026-05")
        & table.withdrawn_on.isna()
    ]
    days = (of_may.publication_date - of_may.inspection_end_date.fillna(of_may.inspection_start_date)).dt.days
    row = next(row for row in figures["publication_lag"].rows if str(row["month"]) == "2026-05-01")
    assert row["reports"] == len(days)
    assert row["half_within_days"] == days.quantile(0.5, interpolation="lower")
    assert len(figures["publication_lag"].rows) == 24


def test_regions_and_areas_stand_in_order_of_their_names(figures: dict[str, Figure]) -> None:
    for name in ("adverse_by_week", "adverse_by_region"):
        first = [row[0] for row in figures[name].cells]
        assert first == sorted(first)


def test_the_page_needs_nothing_from_elsewhere(page: str) -> None:
    soup = BeautifulSoup(page, "lxml")
    assert not soup.find_all(["script", "link", "img", "iframe", "object"])
    assert not soup.find_all(src=True)
    assert not soup.find_all(href=True)
    assert not re.search(r"url\(|@import", page)


def test_beneath_each_chart_stand_its_numbers_and_the_statement_that_gave_them(
    page: str, figures: dict[str, Figure]
) -> None:
    soup = BeautifulSoup(page, "lxml")
    for name in OF_FACTS:
        section = soup.find(id=name)
        assert section is not None
        assert section.find_all("svg")
        assert len(section.select("tbody tr")) == len(figures[name].cells)
        (statement,) = section.select("details code")
        assert statement.get_text() == (SQL / "report" / f"{name}.sql").read_text(encoding="utf-8")


def test_the_open_page_tells_nothing_of_flags_and_says_that_the_schools_are_invented(page: str) -> None:
    told = BeautifulSoup(page, "lxml").get_text(" ")
    assert not re.search(r"\bflags?\b|\btier\b|caseload|outreach", told, re.IGNORECASE)
    assert "The schools of this build are invented" in told
    assert not NOT_SAID.search(told)


def test_the_restricted_page_is_marked_and_for_this_account_only(data: DataFolder, tmp_path: Path) -> None:
    file = tmp_path / "restricted.html"
    file.touch(mode=0o644)
    write(data, file, "--restricted")
    assert file.stat().st_mode & 0o777 == 0o600
    soup = BeautifulSoup(file.read_text(encoding="utf-8"), "lxml")
    assert "For welfare roles" in soup.select(".restricted")[0].get_text()
    assert {section["id"] for section in soup.find_all("section")} >= {*OF_FACTS, *OF_FLAGS}
    # As many open flags as the list has.
    with duckdb.connect(str(data.published / "warehouse.duckdb"), read_only=True) as connection:
        ((flags,),) = connection.table("flag_list").count("*").fetchall()
    rows = soup.select("#caseload tbody tr")
    assert sum(int(row.find_all("td")[-1].get_text()) for row in rows) == flags


def test_the_restricted_page_is_of_the_published_build_only(data: DataFolder, tmp_path: Path) -> None:
    assert "leave --build out" in write(
        data, tmp_path / "p.html", "--restricted", "--build", "x", exit_code=2
    )


def test_a_region_without_a_tile_is_left_to_the_table() -> None:
    drawn = tiles({"London": ("7", "of 9"), "Not known": ("2", "of 2")})
    assert drawn.count('class="tile"') == len(PLACES) == 9
    assert ">7<" in drawn
    assert ">2<" not in drawn


def test_a_build_without_a_recent_publication_says_so(build: BuildFolder, tmp_path: Path) -> None:
    """The statements and drawings stand empty tables."""
    empty = tmp_path / "facts.duckdb"
    empty.write_bytes(build.facts.read_bytes())
    with duckdb.connect(str(empty)) as connection:
        connection.execute("DELETE FROM judgement; DELETE FROM inspection; DELETE FROM category_period")
    with open_read_only(empty) as connection:
        assert [len(read_figure(connection, name).charts) for name in OF_FACTS] == [0, 1, 1, 1]


def test_the_notebook_runs_without_a_browser(data: DataFolder) -> None:
    ran = subprocess.run(
        [sys.executable, str(PROJECT_ROOT / "notebooks" / "national_picture.py")],
        env=os.environ | {DATA_VARIABLE: str(data.root)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    assert not ran.stderr
