"""The examples of sql/examples run as they stand, and their answers are those of the sample's story."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pytest

from pipelines.database import SQL, connect_read_only
from pipelines.warehouse.flags import load_case_counts
from tests.sample_night import SampleNight
from tests.warehouse.sound_warehouse import counted_month

EXAMPLES = sorted((SQL / "examples").glob("*.sql"))
RESTRICTED = sorted((SQL / "examples" / "restricted").glob("*.sql"))
#: The sample's trusts do not change; tests/warehouse/test_analyst_views.py has a school whose trust did.
NOT_IN_THE_SAMPLE = {"inspected_under_another_trust"}


@pytest.fixture(scope="module")
def facts(sample_night: SampleNight) -> Iterator[duckdb.DuckDBPyConnection]:
    connection = connect_read_only(sample_night.data / "published" / "facts.duckdb")
    yield connection
    connection.close()


def answer(facts: duckdb.DuckDBPyConnection, name: str) -> pd.DataFrame:
    (file,) = (file for file in (*EXAMPLES, *RESTRICTED) if file.stem == name)
    return facts.execute(file.read_text(encoding="utf-8")).df()


@pytest.fixture(scope="module")
def counted(
    sample_night: SampleNight, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[duckdb.DuckDBPyConnection]:
    """The warehouse with a month of counted cases: nobody has closed a case of the sample."""
    copy = tmp_path_factory.mktemp("counted") / "warehouse.duckdb"
    shutil.copyfile(sample_night.data / "published" / "warehouse.duckdb", copy)
    with duckdb.connect(str(copy)) as connection:
        load_case_counts(connection, [counted_month()])
        yield connection


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.stem)
def test_an_example_begins_with_its_question_and_answers_it(
    facts: duckdb.DuckDBPyConnection, file: Path
) -> None:
    text = file.read_text(encoding="utf-8")
    assert text.splitlines()[0].startswith("-- ")
    assert text.splitlines()[0].endswith("?")
    assert "-- Grain: one " in text
    began = time.perf_counter()
    assert len(facts.execute(text).df()) or file.stem in NOT_IN_THE_SAMPLE, "the sample has a case of it"
    assert time.perf_counter() - began < 5


@pytest.mark.parametrize("file", RESTRICTED, ids=lambda file: file.stem)
def test_an_example_about_flags_is_answered_by_the_warehouse_alone(
    facts: duckdb.DuckDBPyConnection, counted: duckdb.DuckDBPyConnection, file: Path
) -> None:
    text = file.read_text(encoding="utf-8")
    assert text.splitlines()[0].endswith("?")
    assert len(counted.execute(text).df())
    with pytest.raises(duckdb.CatalogException):
        facts.execute(text)


def test_outcomes_are_told_as_shares_of_their_tier(counted: duckdb.DuckDBPyConnection) -> None:
    found = answer(counted, "case_outcomes_by_tier")
    assert found[["tier", "outcome", "cases", "percent_of_tier"]].values.tolist() == [
        [2, "declined", 20, 44],
        [2, "support_taken_up", 25, 56],
    ]


def test_every_flag_counts_once_over_time(counted: duckdb.DuckDBPyConnection) -> None:
    flags = counted.execute("SELECT status, tier FROM welfare_flag").df()
    found = counted.execute("FROM flags_by_month").df()
    assert found.groupby("tier").flags.sum().to_dict() == flags.groupby("tier").size().to_dict()
    for status, count in flags.status.value_counts().items():
        assert found[status].sum() == count


def test_the_sources_agree_as_the_table_of_inspections_says(facts: duckdb.DuckDBPyConnection) -> None:
    found = answer(facts, "do_the_sources_agree")
    held = facts.execute("SELECT found_in, month FROM reconciliation").df()
    assert found.inspections.sum() == len(held)
    assert found.site_only.sum() == (held.found_in == "site_only").sum()
    assert (found.in_both + found.site_only + found.lists_only == found.inspections).all()


def test_areas_at_needs_attention_are_counted_by_card(facts: duckdb.DuckDBPyConnection) -> None:
    found = answer(facts, "needs_attention_by_phase")
    inspections = facts.execute("SELECT inspection_id, kind FROM inspection").df()
    judgements = facts.execute("SELECT inspection_id, grade, grading_no FROM judgement").df()
    cards = inspections[inspections.kind == "report_card"]
    first = judgements[judgements.grading_no == 1].merge(cards, on="inspection_id")
    assert found.cards.sum() == first.inspection_id.nunique()
    counted = (found.areas_at_needs_attention * found.cards).sum()
    assert counted == (first.grade == "Needs attention").sum()


def test_the_median_is_of_the_cards_of_a_region(facts: duckdb.DuckDBPyConnection) -> None:
    found = answer(facts, "days_to_publication_by_region").set_index("region")
    inspections = facts.execute("SELECT * FROM inspection WHERE kind = 'report_card'").df()
    schools = facts.execute("SELECT urn, region FROM school").df()
    cards = inspections.merge(schools, left_on="urn_at_inspection", right_on="urn", how="left")
    days = cards.publication_date - cards.inspection_end_date.fillna(cards.inspection_start_date)
    expected = days.dt.days.groupby(cards.region.fillna("Not known")).median().dropna()
    assert found.median_days.to_dict() == expected.to_dict()


def test_a_hard_judgement_stays_with_the_school_that_was_inspected(facts: duckdb.DuckDBPyConnection) -> None:
    found = answer(facts, "changed_urn_after_a_hard_judgement")
    assert (found.urn != found.urn_then).all()
    hard: Any = found.category_of_concern.notna() | (found.overall_grade == "Inadequate")
    assert hard.all()


def test_who_entered_a_category_was_outstanding_before(facts: duckdb.DuckDBPyConnection) -> None:
    """900116 has stood in the sample for it; a school that entered in an earlier term is not told."""
    found = answer(facts, "entered_a_category_after_outstanding")
    assert set(found.urn) == {900116}
    assert (found.outstanding_since_inspection_on < found.entered_on).all()
