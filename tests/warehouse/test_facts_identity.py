"""Which parsed rows speak of one inspection, and what it is called."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.warehouse.built_facts import Facts, Workshop
from tests.warehouse.parsed_rows import ParsedRows

URN = 900101
EIF = "education_inspection_2019"
STARTED = date(2022, 3, 8)
FIRST_NIGHT, SECOND_NIGHT = date(2025, 11, 21), date(2026, 6, 10)


@pytest.fixture
def workshop(tmp_path: Path) -> Workshop:
    return Workshop(tmp_path)


def document(title: str = "first", as_at: date = date(2025, 8, 31), night: date = FIRST_NIGHT) -> ParsedRows:
    rows = ParsedRows(title, as_at, night)
    rows.school(URN, "Invented Primary")
    return rows


def later(title: str = "second") -> ParsedRows:
    return document(title, date(2026, 5, 31), SECOND_NIGHT)


def graded(
    rows: ParsedRows,
    number: str | None,
    started: date = STARTED,
    *,
    block: str = "latest_graded",
    urn: int = URN,
    **more: Any,
) -> None:
    rows.inspection(urn, block, number, EIF, started, {"overall_effectiveness": "Good"}, **more)


def ungraded(rows: ParsedRows, number: str | None, started: date = STARTED, **more: Any) -> None:
    described = {"kind": "ungraded", "category_known": False, "outcome": "School remains Good"}
    rows.inspection(URN, "ungraded", number, EIF, started, {}, **{**described, **more})


def days(number: int) -> date:
    return STARTED + timedelta(days=number)


def test_a_number_is_the_same_with_and_without_its_prefix(workshop: Workshop) -> None:
    one, two, three = document("a"), document("b", date(2025, 9, 30)), document("c", date(2025, 10, 31))
    graded(one, "ITS400001")
    graded(two, "400001")
    graded(three, "its400001")
    with workshop.facts([one, two, three]) as facts:
        assert facts.values("SELECT inspection_number FROM inspection") == ["ITS400001"]
        assert facts.values("SELECT DISTINCT alias FROM inspection_alias ORDER BY alias") == [
            "inspection_number:400001",
            f"urn_date:{URN}:2022-03-08",
        ]
        # Three documents of one night, the value going to and fro: each claim has its own document.
        assert facts.broken_checks() == []


#: Days between a row without number and the numbered inspection, by school.
AWAY = {900201: -4, 900202: -3, 900203: 0, 900204: 3, 900205: 4}
OF_A_SCHOOL = "SELECT inspection_number FROM inspection WHERE urn_at_inspection = ?"


@pytest.fixture(scope="module")
def days_away(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Facts]:
    """A numbered inspection of each school, and a row without number so many days away from it."""
    one, two = document(), later()
    for urn, away in AWAY.items():
        for rows in (one, two):
            rows.school(urn, f"Invented School {urn}")
        graded(one, f"1010{urn}", urn=urn)
        graded(two, None, days(away), urn=urn)
    with Workshop(tmp_path_factory.mktemp("away")).facts([one, two]) as facts:
        yield facts


@pytest.mark.parametrize("urn", [900202, 900203, 900204], ids=lambda urn: f"{AWAY[urn]} days")
def test_a_row_without_number_joins_the_one_numbered_inspection_within_three_days(
    days_away: Facts, urn: int
) -> None:
    assert days_away.values(OF_A_SCHOOL, urn) == [f"1010{urn}"]


@pytest.mark.parametrize("urn", [900201, 900205], ids=lambda urn: f"{AWAY[urn]} days")
def test_a_row_without_number_four_days_away_stands_alone(days_away: Facts, urn: int) -> None:
    assert len(days_away.values(OF_A_SCHOOL, urn)) == 2


def test_a_row_without_number_joins_none_of_two_candidates(workshop: Workshop) -> None:
    one, two = document(), later()
    graded(one, "10100001")
    graded(one, "10100002", days(2), block="previous_graded")
    graded(two, None, days(1))
    with workshop.facts([one, two]) as facts:
        assert [row[0] for row in facts.inspections()] == [None, "10100001", "10100002"]
        assert facts.broken_checks() == []


def test_a_row_without_number_joins_none_of_another_kind(workshop: Workshop) -> None:
    one, two = document(), later()
    graded(one, "10100001")
    ungraded(two, None)
    with workshop.facts([one, two]) as facts:
        assert [row[:2] for row in facts.inspections()] == [(None, "ungraded"), ("10100001", "graded")]
        assert facts.broken_checks() == []


def test_a_row_of_unknown_kind_without_number_joins_any_kind(workshop: Workshop) -> None:
    one, two = document(), later()
    graded(one, "10100001")
    graded(two, None, days(2), kind="other")
    with workshop.facts([one, two]) as facts:
        assert [row[:2] for row in facts.inspections()] == [("10100001", "graded")]


def test_a_row_of_unknown_kind_joins_a_graded_one_though_neither_has_a_number(workshop: Workshop) -> None:
    one, two = document(), later()
    graded(one, None)
    graded(two, None, kind="other")
    with workshop.facts([one, two]) as facts:
        assert [row[1] for row in facts.inspections()] == ["graded"]
        assert facts.broken_checks() == []


def test_a_graded_and_an_ungraded_inspection_of_one_day_without_numbers_stay_apart(
    workshop: Workshop,
) -> None:
    """A short inspection that became a graded one: both are known by URN and date alone."""
    rows = document()
    graded(rows, None)
    ungraded(rows, None)
    with workshop.facts([rows]) as facts:
        assert [row[1] for row in facts.inspections()] == ["graded", "ungraded"]
        assert facts.broken_checks() == []


def test_two_numbers_are_never_joined(workshop: Workshop) -> None:
    rows = document()
    graded(rows, "10100001")
    graded(rows, "10100002", block="previous_graded")
    with workshop.facts([rows]) as facts:
        assert [row[0] for row in facts.inspections()] == ["10100001", "10100002"]
        assert facts.broken_checks() == []


def test_schools_of_one_site_inspected_on_one_day_stay_apart(workshop: Workshop) -> None:
    rows = document()
    rows.school(900102, "Invented Junior")
    graded(rows, None)
    graded(rows, None, urn=900102)
    with workshop.facts([rows]) as facts:
        assert len(facts.inspections()) == 2


@pytest.mark.parametrize("graded_last", [False, True])
def test_graded_beats_ungraded_within_one_number(workshop: Workshop, graded_last: bool) -> None:
    one, two = document(), later()
    first, last = (two, one) if not graded_last else (one, two)
    ungraded(first, "10100001")
    graded(last, "10100001")
    with workshop.facts([one, two]) as facts:
        assert [row[:2] for row in facts.inspections()] == [("10100001", "graded")]
        assert facts.values("SELECT outcome FROM inspection") == ["School remains Good"]


def test_a_blank_never_replaces_what_is_known(workshop: Workshop) -> None:
    one, two = document(), later()
    graded(one, "10100001", inspection_end_date=days(1), school_name_at_inspection="Invented Primary")
    two.inspection(
        URN, "latest_graded", "10100001", EIF, STARTED, {}, publication_date=None, inspection_end_date=None
    )
    with workshop.facts([one, two]) as facts:
        assert facts.rows(
            "SELECT inspection_end_date, publication_date, school_name_at_inspection FROM inspection"
        ) == [(days(1), days(36), "Invented Primary")]
        assert facts.gradings("10100001", "overall_effectiveness") == [(1, "Good", "graded", None)]


def test_the_name_first_seen_stays_when_a_number_comes_to_light(workshop: Workshop) -> None:
    one, two = document(), later()
    graded(one, None)
    graded(two, "10100001")
    with workshop.facts([one]) as facts:
        first = facts.values("SELECT inspection_id FROM inspection")
    with workshop.facts([one, two]) as facts:
        assert facts.values("SELECT inspection_id FROM inspection") == first
        assert facts.broken_checks() == []


def test_an_inspection_that_cannot_be_dated_is_used_for_nothing_and_said(workshop: Workshop) -> None:
    rows = document()
    graded(rows, "10100001")
    rows.add("inspection", row_number=7, block="five_year", urn=URN, urn_at_inspection=URN, kind="graded")
    with workshop.facts([rows]) as facts:
        assert len(facts.inspections()) == 1
        assert facts.values("SELECT code FROM finding") == ["undated_rows_not_used"]


def test_a_row_that_does_not_say_which_urn_was_inspected_is_used_for_nothing_and_said(
    workshop: Workshop,
) -> None:
    rows = document()
    graded(rows, "10100001")
    graded(rows, "10100002", block="previous_graded", urn_at_inspection=None, relates_to_current_school=False)
    with workshop.facts([rows]) as facts:
        assert [row[0] for row in facts.inspections()] == ["10100001"]
        assert facts.values("SELECT code FROM finding") == ["urn_at_inspection_not_stated"]


def test_a_row_without_a_urn_of_its_time_is_its_own_school_s(workshop: Workshop) -> None:
    rows = document()
    graded(rows, "10100001", urn_at_inspection=None)
    with workshop.facts([rows]) as facts:
        assert facts.values("SELECT urn_at_inspection FROM inspection") == [URN]


#: A day of publication as printed, as it was, and what is said of its source.
PRINTED = [
    (date(2018, 9, 30), date(2018, 9, 30), "management_information"),
    (date(2018, 10, 1), date(2018, 10, 2), "management_information_plus_one_day"),
    (None, None, None),
]


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Facts]:
    """A school for each of ``PRINTED``."""
    rows = document()
    for place, (day, _, _) in enumerate(PRINTED):
        rows.school(900201 + place, "Invented School")
        graded(rows, f"1010000{place}", date(2018, 9, 4), urn=900201 + place, publication_date=day)
    with Workshop(tmp_path_factory.mktemp("printed")).facts([rows]) as facts:
        yield facts


@pytest.mark.parametrize("place", range(len(PRINTED)), ids=lambda place: str(PRINTED[place][0]))
def test_publication_is_a_day_later_than_printed_since_october_2018(printed: Facts, place: int) -> None:
    _, *told = PRINTED[place]
    asked = "SELECT publication_date, publication_date_source FROM inspection WHERE inspection_number = ?"
    assert printed.rows(asked, f"1010000{place}") == [tuple(told)]


def test_of_two_rows_in_one_document_the_first_speaks(workshop: Workshop) -> None:
    rows = document()
    rows.school(900102, "Invented Junior")
    graded(rows, "10100001", urn=900102, urn_at_inspection=900109, school_name_at_inspection="Old name")
    graded(rows, "10100001", urn_at_inspection=900109, school_name_at_inspection="Old Name")
    with workshop.facts([rows]) as facts:
        assert facts.rows("SELECT school_name_at_inspection, locator FROM inspection") == [
            ("Old Name", "row 101")
        ]
        assert facts.rows("SELECT urn, relation FROM school_inspection ORDER BY urn") == [
            (URN, "inherited"),
            (900102, "inherited"),
            (900109, "own"),
        ]


def test_of_two_documents_of_one_day_the_one_fetched_last_speaks(workshop: Workshop) -> None:
    one, two = document("release"), document("corrected release")
    graded(one, "10100001", school_name_at_inspection="As first printed")
    graded(two, "10100001", school_name_at_inspection="As corrected")
    with workshop.facts([one, two]) as facts:
        assert facts.values("SELECT school_name_at_inspection FROM inspection") == ["As corrected"]
        assert facts.broken_checks() == []


def test_the_order_in_which_documents_arrive_changes_nothing(workshop: Workshop) -> None:
    lists = [document(f"list {month}", date(2025, month, 28)) for month in range(5, 10)]
    for number, rows in enumerate(lists):
        graded(rows, "10100001", outcome=f"outcome {number}" if number % 2 else None)
        ungraded(rows, f"1010000{2 + number % 2}", days(400 + number % 2))
    asked = (
        "SELECT * FROM inspection ORDER BY ALL",
        "SELECT * EXCLUDE (known_from, known_to) FROM source_claim ORDER BY ALL",
        "SELECT * FROM judgement ORDER BY ALL",
        "SELECT * FROM school ORDER BY ALL",
    )
    found = []
    for order in (lists, lists[::-1], [lists[2], lists[0], lists[4], lists[1], lists[3]]):
        with workshop.facts(order) as facts:
            found.append([facts.rows(question) for question in asked])
    assert found[0] == found[1] == found[2]


def test_an_older_document_that_arrives_later_stops_no_night(workshop: Workshop) -> None:
    """The newest as-at date speaks last; what the older one says was never the last word."""
    newest, oldest, between = (
        document("newest", date(2026, 5, 31), FIRST_NIGHT),
        document("oldest", date(2025, 5, 31), SECOND_NIGHT),
        document("between", date(2025, 8, 31), SECOND_NIGHT),
    )
    for rows, end in ((newest, 1), (oldest, 2), (between, 1)):
        graded(rows, "10100001", inspection_end_date=days(end))
    with workshop.facts([newest, oldest, between]) as facts:
        assert facts.values("SELECT inspection_end_date FROM inspection") == [days(1)]
        assert facts.rows(
            "SELECT value, known_from, known_to FROM source_claim WHERE attribute = 'inspection_end_date'"
            " ORDER BY value"
        ) == [("2022-03-09", FIRST_NIGHT, None), ("2022-03-10", SECOND_NIGHT, SECOND_NIGHT)]
        assert facts.broken_checks() == []
