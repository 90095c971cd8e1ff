"""What the words of a report's link say about its kind."""

from __future__ import annotations

from datetime import date

import pytest

from pipelines.documents.reports_site.labels import classify, lifecycle_event, read_label
from pipelines.reference import read_csv


def kind(text: str, grade: str | None, inspected: date | None, *, shows_grades: bool = True) -> str:
    return classify(text, grade=grade, inspected=inspected, shows_grades=shows_grades).kind


@pytest.mark.parametrize("day", [date(2020, 1, 14), date(2024, 8, 31), date(2025, 3, 18)])
def test_school_inspection_with_a_grade_is_graded(day):
    assert kind("School inspection", "Good", day) == "graded"


def test_school_inspection_without_a_grade_is_ungraded_while_graded_ones_showed_theirs():
    assert kind("School inspection", None, date(2024, 8, 31)) == "ungraded"


def test_school_inspection_without_a_grade_is_ambiguous_from_september_2024():
    assert kind("School inspection", None, date(2024, 9, 1)) == "ambiguous"


def test_school_inspection_is_ambiguous_where_the_page_shows_no_grades():
    assert kind("School inspection", None, date(2023, 10, 11), shows_grades=False) == "ambiguous"


def test_school_inspection_without_a_day_is_ambiguous():
    assert kind("School inspection", None, None) == "ambiguous"


@pytest.mark.parametrize("label", ["Full inspection", "Standard inspection"])
def test_inspection_that_may_be_a_report_card_is_ambiguous(label):
    assert kind(label, None, date(2014, 2, 26)) == "graded"
    assert kind(label, None, date(2025, 11, 10)) == "ambiguous"


@pytest.mark.parametrize(
    "label, expected",
    [
        ("Short inspection", "short"),
        ("Monitoring visit", "monitoring"),
        ("Interim assessment", "interim"),
        ("Academy conversion letter", "conversion_letter"),
        ("Pre-registration inspection", "other"),
        ("Additional inspection", "other"),
    ],
)
def test_other_events_have_their_kind_at_any_time(label, expected):
    for day in (None, date(2008, 1, 1), date(2026, 6, 1)):
        assert kind(label, None, day) == expected


def test_unknown_words_are_unknown_and_of_no_kind():
    label = classify("Themed visit", grade="Good", inspected=date(2020, 1, 1), shows_grades=True)
    assert (label.event_type, label.kind) == ("unknown", "other")


@pytest.mark.parametrize(
    "text, event, grade",
    [
        ("School inspection: Good School inspection · 29 November 2023", "school_inspection", "Good"),
        ("School inspection School inspection · 15 October 2024", "school_inspection", None),
        (
            "School inspection: Requires Improvement School inspection · 07 March 2023",
            "school_inspection",
            "Requires Improvement",
        ),
        (
            "10 March 2026 : Standard inspection: ( PDF ) Standard inspection · 17 July 2026",
            "standard_inspection",
            None,
        ),
        ("Full inspection: Good Full inspection, PDF - 18 March 2014", "full_inspection", "Good"),
        ("Full inspection: Good", "full_inspection", "Good"),
        ("short inspection", "short_inspection", None),
        ("Ofsted inspection report", "inspection_report", None),
    ],
)
def test_run_together_labels_are_taken_apart(text, event, grade):
    label = read_label(text)
    assert (label.event_type, label.grade) == (event, grade)


def test_run_together_label_keeps_the_days_around_it():
    label = read_label("10 March 2026 : Standard inspection: ( PDF ) Standard inspection · 17 July 2026")
    assert (label.first_day, label.last_day) == (date(2026, 3, 10), date(2026, 7, 17))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "School inspection: Splendid School inspection · 29 November 2023",
        "School inspection Full inspection · 29 November 2023",
        "School inspection: Good Full inspection",
        "School inspection Good",
        "Good",
        "Inspection",
    ],
)
def test_run_together_label_that_does_not_fit_is_unknown_and_has_no_grade(text):
    label = read_label(text)
    assert (label.event_type, label.kind, label.grade) == ("unknown", "other", None)


def test_events_are_known_by_their_mark_or_else_by_their_words():
    assert lifecycle_event(["closed"], "") == "closed"
    assert lifecycle_event([], "Opened") == "opened"
    assert lifecycle_event([], "Predecessor: Old Fernhollow School") == "predecessor"
    assert lifecycle_event([], "Openeded") is None
    assert lifecycle_event(["painted"], "Painted") is None


def test_every_kind_of_the_table_is_one_of_the_contract():
    known = {row["kind"] for row in read_csv("inspection_kinds.csv")}
    assert {row["kind"] for row in read_csv("timeline_labels.csv")} <= known | {"ambiguous", "lifecycle"}
