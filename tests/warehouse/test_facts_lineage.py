"""Lines of schools: what the 'URN at time of' columns say of predecessors, mergers and splits."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.warehouse.built_facts import Workshop
from tests.warehouse.parsed_rows import ParsedRows

EIF = "education_inspection_2019"
NOW, BEFORE, OLDEST, OTHER = 900201, 900155, 900110, 900120
NIGHT, LATER_NIGHT = date(2025, 11, 21), date(2026, 6, 10)


@pytest.fixture
def workshop(tmp_path: Path) -> Workshop:
    return Workshop(tmp_path)


def document(title: str = "list", as_at: date = date(2025, 8, 31), night: date = NIGHT) -> ParsedRows:
    return ParsedRows(title, as_at, night)


def inspected(
    rows: ParsedRows,
    urn: int,
    at: int,
    number: str,
    started: date,
    *,
    block: str = "latest_graded",
    grade: str = "Good",
    category: str | None = None,
) -> None:
    """An inspection of ``at`` in the row of ``urn``."""
    grades = {"overall_effectiveness": grade}
    rows.inspection(
        urn, block, number, EIF, started, grades, urn_at_inspection=at, category_of_concern=category
    )


def test_an_academy_chain_is_one_line(workshop: Workshop) -> None:
    rows = document()
    rows.school(NOW, "Invented Academy")
    inspected(rows, NOW, BEFORE, "10100002", date(2023, 5, 2), grade="Requires improvement")
    inspected(rows, NOW, OLDEST, "10100001", date(2020, 1, 14), block="previous_graded")
    with workshop.facts([rows]) as facts:
        assert facts.predecessors() == [(BEFORE, OLDEST), (NOW, BEFORE)]
        assert facts.values("SELECT lineage_id FROM school") == [OLDEST]
        change = facts.change("10100002", "overall_effectiveness")
        assert (change["direction"], change["via_predecessor"]) == ("worse", True)
        assert facts.rows("SELECT urn, relation FROM school_inspection ORDER BY ALL") == [
            (OLDEST, "own"),
            (BEFORE, "own"),
            (NOW, "inherited"),
            (NOW, "inherited"),
        ]
        assert facts.broken_checks() == []


def test_an_inherited_inspection_is_not_a_new_one(workshop: Workshop) -> None:
    one, two = document(), document("later", date(2026, 5, 31), LATER_NIGHT)
    one.school(BEFORE, "Invented School")
    inspected(one, BEFORE, BEFORE, "10100001", date(2022, 1, 11))
    two.school(NOW, "Invented Academy")
    inspected(two, NOW, BEFORE, "10100001", date(2022, 1, 11))
    with workshop.facts([one, two]) as facts:
        assert facts.rows("SELECT urn_at_inspection, known_from FROM inspection") == [(BEFORE, NIGHT)]
        assert facts.rows("SELECT urn, status FROM school ORDER BY urn") == [
            (BEFORE, "not_listed"),
            (NOW, "open"),
        ]
        assert facts.broken_checks() == []


def test_a_list_that_leaves_a_urn_of_the_line_out_makes_no_merger(workshop: Workshop) -> None:
    """An older list jumps from the academy to its oldest URN; a later one names the URN between."""
    one, two = document(), document("later", date(2026, 5, 31), LATER_NIGHT)
    for rows in (one, two):
        rows.school(NOW, "Invented Academy")
        inspected(rows, NOW, NOW, "10100003", date(2023, 5, 2), grade="Requires improvement")
    inspected(one, NOW, OLDEST, "10100001", date(2014, 1, 14), block="previous_graded")
    inspected(two, NOW, BEFORE, "10100002", date(2018, 1, 16), block="ungraded")
    with workshop.facts([one, two]) as facts:
        assert facts.predecessors() == [(BEFORE, OLDEST), (NOW, BEFORE)]
        assert facts.change("10100003", "overall_effectiveness")["previous_number"] == "10100002"
        assert facts.broken_checks() == []


def test_schools_that_one_list_names_together_were_merged(workshop: Workshop) -> None:
    one, two = document(), document("later", date(2026, 5, 31), LATER_NIGHT)
    one.school(OLDEST, "Invented Infant")
    one.school(OTHER, "Invented Junior")
    inspected(one, OLDEST, OLDEST, "10100001", date(2020, 1, 14))
    inspected(one, OTHER, OTHER, "10100002", date(2022, 1, 11), grade="Inadequate")
    two.school(NOW, "Invented Primary")
    inspected(two, NOW, OTHER, "10100002", date(2022, 1, 11), grade="Inadequate")
    inspected(two, NOW, OLDEST, "10100001", date(2020, 1, 14), block="previous_graded")
    inspected(two, NOW, NOW, "10100003", date(2025, 1, 14), block="ungraded", grade="Requires improvement")
    with workshop.facts([one, two]) as facts:
        assert facts.predecessors() == [(NOW, OLDEST), (NOW, OTHER)]
        assert facts.values("SELECT DISTINCT lineage_id FROM school") == [OLDEST]
        assert facts.rows("SELECT * FROM previous_graded") == []
        assert facts.said("10100003", "overall_effectiveness") == ("first", None)
        assert facts.broken_checks() == []


def test_schools_whose_inspections_interleave_were_merged(workshop: Workshop) -> None:
    one, two = document(), document("later", date(2026, 5, 31), LATER_NIGHT)
    for rows in (one, two):
        rows.school(NOW, "Invented Primary")
    inspected(one, NOW, OLDEST, "10100001", date(2014, 1, 14))
    inspected(one, NOW, OTHER, "10100002", date(2016, 1, 12), block="previous_graded")
    inspected(two, NOW, OTHER, "10100002", date(2016, 1, 12), block="previous_graded")
    inspected(two, NOW, OLDEST, "10100003", date(2018, 1, 16))
    with workshop.facts([one, two]) as facts:
        assert facts.predecessors() == [(NOW, OLDEST), (NOW, OTHER)]
        assert facts.broken_checks() == []


def test_categories_of_merged_schools_are_kept_apart(workshop: Workshop) -> None:
    rows = document()
    rows.school(OLDEST, "Invented Infant")
    rows.school(OTHER, "Invented Junior")
    rows.school(NOW, "Invented Primary")
    inspected(rows, OLDEST, OLDEST, "10100001", date(2020, 1, 14), category="special_measures")
    inspected(rows, NOW, OLDEST, "10100001", date(2020, 1, 14), category="special_measures")
    inspected(rows, NOW, OTHER, "10100002", date(2022, 1, 11), block="previous_graded")
    with workshop.facts([rows]) as facts:
        assert facts.periods() == [("special_measures", "10100001", None)]
        assert facts.broken_checks() == []


def test_a_clean_report_on_one_of_two_successors_ends_no_category_of_the_other(workshop: Workshop) -> None:
    rows = document()
    for urn in (NOW, NOW + 1):
        rows.school(urn, "Invented Academy")
        inspected(rows, urn, OLDEST, "10100001", date(2019, 10, 1), block="previous_graded")
    inspected(rows, NOW, NOW, "10100002", date(2024, 1, 16), grade="Inadequate", category="special_measures")
    inspected(rows, NOW + 1, NOW + 1, "10100003", date(2025, 1, 14))
    with workshop.facts([rows]) as facts:
        assert facts.predecessors() == [(NOW, OLDEST), (NOW + 1, OLDEST)]
        assert facts.change("10100003", "overall_effectiveness")["previous_number"] == "10100001"
        assert facts.periods() == [("special_measures", "10100002", None)]
        assert facts.broken_checks() == []


def test_lines_that_meet_in_a_urn_that_nobody_lists_stop_no_night(workshop: Workshop) -> None:
    """A year-to-date file names two predecessors of a school that no list of schools holds."""
    rows = document()
    rows.school(900999, "Invented Elsewhere")
    for number, at, started in (
        ("10100001", OLDEST, 2020),
        ("10100003", OLDEST, 2024),
        ("10100002", OTHER, 2022),
    ):
        category = None if number == "10100002" else "special_measures"
        inspected(rows, NOW, at, number, date(started, 1, 14), block=f"block {number}", category=category)
    with workshop.facts([rows]) as facts:
        assert facts.predecessors() == [(NOW, OLDEST), (NOW, OTHER)]
        assert facts.periods() == [("special_measures", "10100001", None)]
        assert facts.broken_checks() == []


def test_links_that_form_a_circle_end(workshop: Workshop) -> None:
    rows = document()
    rows.school(NOW, "Invented School")
    rows.school(BEFORE, "Invented School")
    inspected(rows, NOW, BEFORE, "10100001", date(2022, 1, 11))
    inspected(rows, BEFORE, NOW, "10100002", date(2023, 1, 10), block="previous_graded")
    with workshop.facts([rows]) as facts:
        assert facts.predecessors() == [(BEFORE, NOW), (NOW, BEFORE)]
        assert facts.values("SELECT DISTINCT lineage_id FROM school") == [BEFORE]
        assert facts.rows("SELECT lineage_id FROM inspection") == [(BEFORE,), (BEFORE,)]


def test_a_school_that_was_never_linked_is_its_own_lineage(workshop: Workshop) -> None:
    rows = document()
    rows.school(NOW, "Invented School")
    inspected(rows, NOW, NOW, "10100001", date(2022, 1, 11))
    with workshop.facts([rows]) as facts:
        assert facts.rows("SELECT urn, lineage_id FROM school") == [(NOW, NOW)]
        assert facts.predecessors() == []
