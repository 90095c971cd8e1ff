"""Both nights by management information alone, and every flag beside what the scenario expects of it.

Belongs here: what the whole program makes of the invented schools. Does not belong here: the generator
(tests/replica), and single rules (tests/rules).
"""

from __future__ import annotations

import csv
import re
import shutil
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

import duckdb
import pytest

from pipelines.archive.archive import Archive
from pipelines.archive.shown_log import ShownLog
from pipelines.database import create_database
from pipelines.layout import DataFolder
from pipelines.night import open_night
from pipelines.settings import NightSettings
from pipelines.warehouse.flags import build_flags
from pipelines.warehouse.rules import load_rules
from pipelines.watch.growth import most_of_a_night
from tests.both_nights import BothNights, run_command
from tests.night.sample_flags import (
    NIGHTS,
    Flags,
    Row,
    answer,
    ask,
    differences,
    expected_flags,
    flags_of,
    in_scenario_words,
)
from tests.rules.test_texts import NOT_SAID

#: What ends or moves a flag follows from its status and its school, and is not written in the scenario. Each
#: by URN inspected and year of publication.
OLD_NEWS = {
    (900103, 2023),
    (900104, 2026),
    (900108, 2025),
    (900109, 2023),
    (900114, 2023),
    (900138, 2026),
    (900142, 2023),
    (900164, 2007),
    (900165, 2018),
    (900174, 2023),
}
SUPPRESSED: dict[str, dict[str, set[tuple[int, int]]]] = {
    "first": {
        # 900110 stands, too, until the monitoring report brings it back.
        "old-news": OLD_NEWS | {(900110, 2025)},
        "superseded": {(900164, 2007), (900165, 2018)},
    },
    "second": {
        "old-news": OLD_NEWS | {(900135, 2026)},
        "superseded": {(900164, 2007), (900165, 2018), (900109, 2023), (900108, 2025), (900126, 2026)},
        "inherited": {(900156, 2026), (900162, 2026)},
    },
}

#: Rules that no flag of the sample can show, and why. Objections (do-not-contact) are no rule and in no
#: build: tests/privacy.
NOT_IN_THE_SAMPLE = {
    "small-standalone-school": "only the register knows of federations",
    "withdrawn": "only the reports site tells of it",
}


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Flags]:
    """What the scenario expects, by night."""
    return expected_flags(tmp_path_factory.mktemp("expected"))


@pytest.mark.parametrize("night", NIGHTS)
def test_every_flag_is_as_the_scenario_expects_and_there_is_no_other(
    both_nights: BothNights, expected: dict[str, Flags], night: str
) -> None:
    different = list(differences(expected[night], flags_of(both_nights.builds[night])))
    assert not different, "\n".join(different)


@pytest.mark.parametrize("night", NIGHTS)
def test_what_ends_or_moves_a_flag_fires_where_it_should(both_nights: BothNights, night: str) -> None:
    fired = ask(
        both_nights.builds[night] / "warehouse.duckdb",
        """
        SELECT r.rule_id, i.urn_at_inspection AS urn, year(f.publication_date) AS year
        FROM welfare_flag AS f
        JOIN flag_reason AS r USING (flag_id)
        JOIN inspection AS i USING (inspection_id)
        WHERE r.effect = 'suppressor'
        """,
    )
    found: dict[str, set[tuple[int, int]]] = defaultdict(set)
    for row in fired:
        found[row["rule_id"]].add((row["urn"], row["year"]))
    assert found == SUPPRESSED[night]


def test_what_the_second_night_brought_is_kept_for_the_room_that_the_next_needs(
    both_nights: BothNights,
) -> None:
    data = DataFolder(both_nights.data)
    fetches = Archive(data.archive).fetches()
    first = {fetch.sha256 for fetch in fetches if fetch.fetched_at.date() == NIGHTS["first"]}
    brought = {fetch.sha256: fetch.bytes or 0 for fetch in fetches if fetch.sha256 not in first}
    assert most_of_a_night(data) == sum(brought.values()) > 1000


def test_flags_first_open_in_the_last_week_before_half_term_are_due_the_same_day(
    both_nights: BothNights, expected: dict[str, Flags]
) -> None:
    """What was shown stays: on the second night the same flags and no other carry it."""
    open_on_the_first = {event[:2] for event, flag in expected["first"].items() if flag.status == "open"}
    for build in both_nights.builds.values():
        said = ask(
            build / "warehouse.duckdb",
            """
            SELECT i.urn_at_inspection AS urn, i.inspection_number, f.respond_by = f.turn_on AS same_day
            FROM welfare_flag AS f
            JOIN flag_reason AS r USING (flag_id)
            JOIN inspection AS i USING (inspection_id)
            WHERE r.rule_id = 'before-holiday'
            """,
        )
        assert {(row["urn"], row["inspection_number"]) for row in said} == open_on_the_first
        assert all(row["same_day"] for row in said)


@pytest.mark.parametrize("night", NIGHTS)
def test_a_flag_says_in_words_what_could_not_be_decided(both_nights: BothNights, night: str) -> None:
    """The sentences of its undecided rules, each once, and that the day of a re-grading is not published."""
    flags = ask(
        both_nights.builds[night] / "warehouse.duckdb",
        """
        SELECT f.event_id, f.event_kind, f.unknowns, list(r.unknown) FILTER (r.unknown IS NOT NULL) AS
        sentences FROM welfare_flag AS f LEFT JOIN workings.rule_result AS r USING (event_id)
        WHERE f.status <> 'retracted'
        GROUP BY ALL
        """,
    )
    assert any(flag["unknowns"] for flag in flags)
    for flag in flags:
        sentences = set(flag["sentences"] or [])
        if flag["event_kind"] == "regrading":
            sentences.add(
                "The publication date is not in the published files; days are counted from 10 June 2026."
            )
        assert (flag["unknowns"] or "") == " ".join(sorted(sentences)), flag


def test_every_rule_fires_in_the_sample_unless_its_source_is_still_to_come(both_nights: BothNights) -> None:
    fired = {
        row["rule_id"]
        for build in both_nights.builds.values()
        for row in ask(build / "warehouse.duckdb", "SELECT DISTINCT rule_id FROM flag_reason")
    }
    assert fired | NOT_IN_THE_SAMPLE.keys() == {rule.rule_id for rule in load_rules()}
    assert not fired & NOT_IN_THE_SAMPLE.keys()


def test_the_command_says_how_the_night_went(both_nights: BothNights, expected: dict[str, Flags]) -> None:
    assert "The night is done." in both_nights.told
    assert "As of Wed 10 Jun 2026" in both_nights.told
    for tier in (1, 2, 3, 4):
        count = sum(flag.status == "open" and flag.tier == tier for flag in expected["second"].values())
        assert f"Tier {tier}: {count} open" in both_nights.told
    # A path may be broken where a line ends.
    assert "flag_list.csv" in both_nights.told.replace("\n", "")


def test_the_same_night_again_publishes_nothing_and_says_so(both_nights: BothNights, sample: Path) -> None:
    assert "Nothing new" in run_command(both_nights.data, sample, NIGHTS["second"])
    assert (both_nights.data / "published").resolve() == both_nights.builds["second"]


# ---- The officers' list


@pytest.fixture(scope="module")
def flag_list(both_nights: BothNights) -> list[Row]:
    path = both_nights.data / "published" / "flags" / "flag_list.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_the_list_holds_the_open_flags_and_no_other(flag_list: list[Row], expected: dict[str, Flags]) -> None:
    moved = {900156: 900157, 900162: 900163}
    listed = sorted(
        (int(row["URN"]), int(row["Tier"]), int(row["Tier before modifiers"])) for row in flag_list
    )
    wanted = sorted(
        (moved.get(urn, urn), flag.tier, flag.base_tier)
        for (urn, _, _), flag in expected["second"].items()
        if flag.status == "open"
    )
    assert listed == wanted


def test_the_list_stands_in_the_order_of_work(flag_list: list[Row]) -> None:
    # Tier 4 is context without a deadline.
    order = [(row["Tier"], row["Respond by"], row["URN"]) for row in flag_list]
    assert order == sorted(order)


def test_the_list_names_no_person(flag_list: list[Row]) -> None:
    """Management information names nobody; a column or an honorific would be one that crept in."""
    words = {word for heading in flag_list[0] for word in heading.casefold().split()}
    assert not words & {
        "head",
        "headteacher",
        "principal",
        "person",
        "inspector",
        "officer",
        "email",
        "telephone",
    }
    named = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Rev)\b\.? [A-Z]")
    assert not [cell for cell in cells(flag_list) if named.search(cell)]


def test_the_list_is_in_neutral_words(flag_list: list[Row]) -> None:
    # Ofsted's own words are kept as published; no school of the sample has them in its grades.
    assert not [cell for cell in cells(flag_list) if NOT_SAID.search(cell)]


def cells(rows: list[Row]) -> Iterable[str]:
    return (str(cell) for row in rows for cell in row.values())


def test_only_this_account_may_read_what_is_published_about_flags(both_nights: BothNights) -> None:
    published = both_nights.data / "published"
    restricted = [published / "warehouse.duckdb", *(published / "flags").iterdir()]
    assert len(restricted) == 3
    assert {path.stat().st_mode & 0o777 for path in restricted} == {0o600}
    assert (published / "flags").stat().st_mode & 0o777 == 0o700


@pytest.fixture(scope="module")
def second_night_only(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The facts that the second night alone builds in a fresh data folder."""
    data = tmp_path_factory.mktemp("second")
    with open_night(NightSettings(data, f"recorded:{sample}", NIGHTS["second"])) as night:
        night.fetch()
        night.parse()
        return night.build().build.facts


# Ids are stable within an archive; two archives are compared by alias.
NAMED = "WITH named AS (SELECT inspection_id, min(alias) AS alias FROM inspection_alias GROUP BY ALL)"


@pytest.mark.parametrize(
    "question",
    [
        "SELECT * EXCLUDE (document_id, locator) FROM school ORDER BY ALL",
        "SELECT * FROM school_history ORDER BY ALL",
        "SELECT * FROM school_link ORDER BY ALL",
        "SELECT source, alias FROM inspection_alias ORDER BY ALL",
        """
        SELECT n.alias, s.* EXCLUDE (inspection_id)
        FROM school_inspection AS s JOIN named AS n USING (inspection_id) ORDER BY ALL
        """,
        """
        SELECT n.alias, i.* EXCLUDE (inspection_id, known_from, document_id, locator)
        FROM inspection AS i JOIN named AS n USING (inspection_id) ORDER BY ALL
        """,
        """
        SELECT n.alias, j.* EXCLUDE (inspection_id, known_from, document_id, locator)
        FROM judgement AS j JOIN named AS n USING (inspection_id) ORDER BY ALL
        """,
        """
        SELECT n.alias, before.alias AS previous, c.* EXCLUDE (inspection_id, previous_inspection_id)
        FROM judgement_change AS c
        JOIN named AS n USING (inspection_id)
        LEFT JOIN named AS before ON before.inspection_id = c.previous_inspection_id
        ORDER BY ALL
        """,
        """
        SELECT n.alias, ended.alias AS left_by, p.* EXCLUDE (entered_by, left_by)
        FROM category_period AS p
        JOIN named AS n ON n.inspection_id = p.entered_by
        LEFT JOIN named AS ended ON ended.inspection_id = p.left_by
        ORDER BY ALL
        """,
    ],
    ids=[
        "school",
        "history",
        "link",
        "alias",
        "school_inspection",
        "inspection",
        "judgement",
        "change",
        "category",
    ],
)
def test_both_nights_and_the_second_alone_give_the_same_facts(
    both_nights: BothNights, second_night_only: Path, question: str
) -> None:
    """First-seen dates and places in documents aside."""
    both = ask(both_nights.builds["second"] / "facts.duckdb", f"{NAMED} {question}")
    alone = ask(second_night_only, f"{NAMED} {question}")
    assert both
    assert both == alone


# ---- The case that began this work

LIKE_THE_CASE = 900114


@pytest.fixture
def spring_2023(both_nights: BothNights, tmp_path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """The rules over the published facts as they would have been read in spring 2023, with nothing shown
    before."""
    database = tmp_path / "spring.duckdb"
    shutil.copyfile(both_nights.builds["second"] / "facts.duckdb", database)
    with create_database(database, spill=tmp_path / "spill") as connection:
        build_flags(
            connection, as_of=date(2023, 4, 3), build_id="spring", shown=ShownLog(tmp_path / "absent")
        )
        yield connection


def test_a_school_like_the_one_in_the_coroners_report_is_tier_1_with_its_reasons(
    spring_2023: duckdb.DuckDBPyConnection,
) -> None:
    (flag,) = answer(
        spring_2023, "SELECT * FROM welfare_flag WHERE urn = ? AND status = 'open'", LIKE_THE_CASE
    )
    assert (flag["tier"], flag["base_tier"]) == (1, 1)
    reasons = answer(
        spring_2023, "SELECT rule_id, effect, evidence FROM flag_reason WHERE flag_id = ?", flag["flag_id"]
    )
    effects = {reason["rule_id"]: reason["effect"] for reason in reasons}
    assert {rule for rule, effect in effects.items() if effect == "trigger"} == {
        "safeguarding",
        "significant-improvement",
        "steep-fall",
    }
    assert {rule for rule, effect in effects.items() if effect == "modifier"} == {
        "was-outstanding",
        "long-gap",
    }
    assert "safeguarding(only)" in {in_scenario_words(reason) for reason in reasons}

    (row,) = answer(spring_2023, "SELECT * FROM flag_list WHERE flag_id = ?", flag["flag_id"])
    assert (row["school"], row["phase"]) == ("Larkenshaw Primary School", "Primary")
    assert "Serious weaknesses" in row["category_after"]
    # From the inspection in November to publication in March.
    assert row["days_to_publication"] == row["days_since_inspection"] - row["days_since_publication"] > 120
    assert row["leaders_have_known"].startswith("Leaders have probably known since about")


def test_of_that_school_only_leadership_and_safeguarding_were_below_good(both_nights: BothNights) -> None:
    graded = ask(
        both_nights.builds["second"] / "facts.duckdb",
        """
        SELECT year(i.inspection_start_date) AS year, j.area, j.grade
        FROM judgement AS j JOIN inspection AS i USING (inspection_id)
        WHERE i.urn_at_inspection = ? AND j.status = 'graded'
        """,
        LIKE_THE_CASE,
    )
    before = {row["area"]: row["grade"] for row in graded if row["year"] == 2009}
    assert before["overall_effectiveness"] == "Outstanding"
    then = {row["area"]: row["grade"] for row in graded if row["year"] == 2022}
    assert {row["year"] for row in graded} == {2009, 2022}
    assert {area for area, grade in then.items() if grade != "Good"} == {
        "overall_effectiveness",
        "leadership_and_management",
        "safeguarding",
    }
    assert (then["overall_effectiveness"], then["safeguarding"]) == ("Inadequate", "No")
