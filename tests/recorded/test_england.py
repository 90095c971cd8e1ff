"""What must hold on the recording of England, each figure counted from the CSV files by plain pandas."""

from __future__ import annotations

import resource
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from tests.faults.often import only_in_make_faults

pytestmark = pytest.mark.recorded

AS_OF = date(2026, 6, 10)
CARD = "Inspection number of latest full inspection"
CARD_AREAS = (
    "Inclusion",
    "Curriculum and teaching",
    "Achievement",
    "Attendance and behaviour",
    "Personal development and wellbeing",
    "Early years (where applicable)",
    "Post-16 provision (where applicable)",
    "Leadership and governance",
)
NUMBER_COLUMNS_2025 = (
    "Inspection number of latest graded inspection",
    "Previous inspection number",
    "Latest ungraded inspection number since last graded inspection",
)
NUMBER_COLUMNS_2026 = (
    CARD,
    "Inspection number of latest OEIF graded inspection",
    "Latest ungraded inspection number",
)


def one(warehouse: duckdb.DuckDBPyConnection, question: str) -> object:
    row = warehouse.execute(question).fetchone()
    assert row is not None
    return row[0]


@pytest.fixture(scope="module")
def cards(management_information: pd.DataFrame) -> pd.DataFrame:
    return management_information[management_information[CARD] != "NULL"]


def test_every_listed_school_is_there_once(warehouse, management_information):
    listed = {int(urn) for urn in management_information["URN"]}
    held = {urn for (urn,) in warehouse.execute("SELECT urn FROM school").fetchall()}
    assert held == listed
    assert len(held) == 21_990


def test_report_cards_and_their_grades_equal_the_file(warehouse, cards):
    assert one(warehouse, "SELECT count(*) FROM inspection WHERE kind = 'report_card'") == len(cards) == 1326
    for grade, known in (("Needs attention", 1341), ("Urgent improvement", 147)):
        counted = sum(int((cards[area] == grade).sum()) for area in CARD_AREAS)
        held = one(warehouse, f"SELECT count(*) FROM judgement WHERE grade = '{grade}'")  # noqa: S608 (a grade above)
        assert held == counted == known
    not_met = int((cards["Safeguarding standards"] == "Not met").sum())
    assert one(warehouse, "SELECT count(*) FROM judgement WHERE grade = 'Not met'") == not_met == 8


def test_categories_of_report_cards_equal_the_file(warehouse, cards):
    held = dict(
        warehouse.execute(
            "SELECT category_of_concern, count(*) FROM inspection WHERE kind = 'report_card' GROUP BY ALL"
        ).fetchall()
    )
    counted = cards["Category of concern"].value_counts()
    assert held["special_measures"] == counted["SM"] == 29
    assert held["requires_significant_improvement"] == counted["RSI"] == 21
    assert held[None] == counted[""]


def test_every_grade_of_the_august_statistics_stands_as_published(warehouse, statistics):
    """The whole of one judgement, school by school, not a sample."""
    column, area = "Quality of education", "quality_of_education"
    words = {"1": "Outstanding", "2": "Good", "3": "Requires improvement", "4": "Inadequate"}
    published = {
        row[NUMBER_COLUMNS_2025[0]]: words.get(row[column])
        for _, row in statistics.iterrows()
        if row[NUMBER_COLUMNS_2025[0]] != "NULL"
    }
    held = dict(
        warehouse.execute(
            "SELECT inspection_number, grade FROM inspection JOIN judgement USING (inspection_id) "
            "WHERE area = ? AND grading_no = 1",
            [area],
        ).fetchall()
    )
    assert {number: held[number] for number in published} == published


def test_every_distinct_inspection_number_is_one_inspection(warehouse, statistics, management_information):
    numbers = {n for column in NUMBER_COLUMNS_2025 for n in statistics[column]}
    numbers |= {n for column in NUMBER_COLUMNS_2026 for n in management_information[column]}
    numbers.discard("NULL")
    assert one(warehouse, "SELECT count(*) FROM inspection") == len(numbers) == 53_857
    held = {number for (number,) in warehouse.execute("SELECT inspection_number FROM inspection").fetchall()}
    assert held == numbers


def test_a_number_seen_as_graded_and_as_ungraded_is_graded(warehouse, statistics):
    graded = set(statistics[NUMBER_COLUMNS_2025[0]]) | set(statistics[NUMBER_COLUMNS_2025[1]])
    both = (graded & set(statistics[NUMBER_COLUMNS_2025[2]])) - {"NULL"}
    assert len(both) == 63
    kinds = dict(
        warehouse.execute(
            "SELECT inspection_number, kind FROM inspection WHERE list_contains(?, inspection_number)",
            [sorted(both)],
        ).fetchall()
    )
    assert kinds == dict.fromkeys(both, "graded")


def test_schools_at_one_postcode_inspected_within_days_stay_two_inspections(warehouse):
    pairs = warehouse.execute("""
        SELECT count(*) FROM inspection AS a
        JOIN inspection AS b ON a.inspection_id < b.inspection_id AND a.urn_at_inspection <>
        b.urn_at_inspection
            AND abs(a.inspection_start_date - b.inspection_start_date) <= 3
        JOIN school AS x ON x.urn = a.urn_at_inspection
        JOIN school AS y ON y.urn = b.urn_at_inspection AND y.postcode = x.postcode
    """).fetchone()
    assert pairs is not None
    assert pairs[0] >= 12


def test_no_number_grade_is_compared_with_a_report_card_grade(warehouse):
    compared = warehouse.execute("""
        SELECT count(*) FROM judgement_change AS c
        JOIN inspection AS now USING (inspection_id)
        JOIN inspection AS before ON before.inspection_id = c.previous_inspection_id
        WHERE now.kind = 'report_card' AND before.kind <> 'report_card'
            AND c.area NOT IN ('safeguarding', 'category_of_concern')
            AND (c.direction <> 'not_comparable' OR c.comparability <> 'not_comparable')
    """).fetchone()
    assert compared == (0,)


def test_publication_dates_carry_the_day_that_management_information_lacks(warehouse, cards):
    printed = {
        row[CARD]: pd.to_datetime(row["Publication date"], format="%d/%m/%Y").date() + timedelta(days=1)
        for _, row in cards.iterrows()
    }
    held = dict(
        warehouse.execute(
            "SELECT inspection_number, publication_date FROM inspection WHERE kind = 'report_card'"
        ).fetchall()
    )
    assert held == printed


def test_open_tier_1_flags_from_report_cards_equal_a_recount(warehouse, cards):
    published = pd.to_datetime(cards["Publication date"], format="%d/%m/%Y") + pd.Timedelta(days=1)
    live = (pd.Timestamp(AS_OF) - published).dt.days.between(0, 90)
    adverse = (
        cards["Category of concern"].isin(["SM", "RSI"])
        | (cards["Safeguarding standards"] == "Not met")
        | (cards[list(CARD_AREAS)] == "Urgent improvement").any(axis=1)
    )
    expected = {int(urn) for urn in cards.index[adverse & live]}
    held = warehouse.execute("""
        SELECT f.urn FROM welfare_flag AS f JOIN inspection USING (inspection_id)
        WHERE f.status = 'open' AND f.base_tier = 1 AND kind = 'report_card'
    """).fetchall()
    assert {urn for (urn,) in held} == expected
    assert len(held) == len(expected) == 23


def test_lower_tiers_of_report_cards_equal_a_recount(warehouse, cards):
    """Rules that rest on the card alone: counted school by school from the file."""
    published = pd.to_datetime(cards["Publication date"], format="%d/%m/%Y") + pd.Timedelta(days=1)
    age = (pd.Timestamp(AS_OF) - published).dt.days
    below = (cards[list(CARD_AREAS)] == "Needs attention").sum(axis=1)
    leadership = cards["Leadership and governance"] == "Needs attention"
    expected = {
        "leadership-needs-attention": set(cards.index[leadership & (age <= 60)].astype(int)),
        "many-needs-attention": set(cards.index[(below >= 3) & (age <= 60)].astype(int)),
        "needs-attention": set(cards.index[below.between(1, 2) & ~leadership & (age <= 30)].astype(int)),
    }
    for rule, schools in expected.items():
        held = warehouse.execute(
            "SELECT f.urn FROM welfare_flag AS f JOIN flag_reason AS r USING (flag_id) "
            "JOIN inspection AS i USING (inspection_id) JOIN rule ON rule.rule_id = r.rule_id "
            "WHERE r.rule_id = ? AND r.effect = 'trigger' AND f.status = 'open' AND i.kind = 'report_card' "
            "AND f.publication_date + rule.window_days >= ?",
            [rule, AS_OF],
        ).fetchall()
        assert {urn for (urn,) in held} == schools, rule


def relation(data: Path, question: str) -> pd.DataFrame:
    with duckdb.connect(str(data / "published" / "facts.duckdb"), read_only=True) as connection:
        answer: pd.DataFrame = connection.sql(question).df()
        return answer


BY_ALIAS = """
WITH named AS (SELECT inspection_id, min(alias) AS alias FROM inspection_alias GROUP BY inspection_id)
"""


# As on the sample, where make test tries it (tests/night/test_sample_nights.py).
@only_in_make_faults
@pytest.mark.parametrize(
    "question",
    [
        "SELECT * EXCLUDE (document_id, locator) FROM school ORDER BY ALL",
        "SELECT * FROM school_history ORDER BY ALL",
        "SELECT * FROM school_link ORDER BY ALL",
        BY_ALIAS + "SELECT alias, * EXCLUDE (inspection_id, alias, known_from) "
        "FROM inspection JOIN named USING (inspection_id) ORDER BY ALL",
        BY_ALIAS + "SELECT alias, * EXCLUDE (inspection_id, alias, known_from) "
        "FROM judgement JOIN named USING (inspection_id) ORDER BY ALL",
        BY_ALIAS + "SELECT a.alias, b.alias AS previous, c.* EXCLUDE (inspection_id, previous_inspection_id) "
        "FROM judgement_change AS c JOIN named AS a USING (inspection_id) "
        "LEFT JOIN named AS b ON b.inspection_id = c.previous_inspection_id ORDER BY ALL",
        "SELECT * EXCLUDE (entered_by, left_by) FROM category_period ORDER BY ALL",
    ],
    ids=["school", "history", "link", "inspection", "judgement", "change", "category"],
)
def test_both_nights_and_the_second_alone_give_the_same_facts(both_nights, second_night_only, question):
    pd.testing.assert_frame_equal(relation(both_nights, question), relation(second_night_only, question))


def test_a_night_cannot_go_behind_what_was_published(both_nights, run_night):
    told = run_night(both_nights, "2026-01-01", expect=2)
    assert "cannot go behind" in told.stderr


def test_explain_takes_less_than_a_second_as_a_whole_process(both_nights, warehouse):
    """Computing time, so that a busy machine changes nothing; the least of three runs."""
    flag_id = one(warehouse, "SELECT min(flag_id) FROM welfare_flag WHERE status = 'open'")
    urn = one(
        warehouse,
        "SELECT max(urn_at_inspection) FROM inspection WHERE kind = 'report_card'"
        " AND urn_at_inspection NOT IN (SELECT urn FROM welfare_flag)",
    )
    for name, expected in ((flag_id, "What was published"), (urn, "Why it is not on the list")):
        took = []
        for _ in range(3):
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            command = [
                sys.executable,
                "-m",
                "pipelines.cli",
                "explain",
                str(name),
                "--data",
                str(both_nights),
            ]
            told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            took.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
            assert expected in told
        assert min(took) < 1, took
