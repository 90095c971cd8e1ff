"""What may be said of a judgement beside the one before it, and periods in a category of concern."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.warehouse.built_facts import Facts, Workshop
from tests.warehouse.parsed_rows import ParsedRows

URN = 900101
NIGHT = date(2026, 6, 10)
OVERALL = "overall_effectiveness"
STARTED = {
    "section5_2005": date(2007, 3, 6),
    "section5_2009": date(2010, 3, 9),
    "section5_2012": date(2013, 3, 5),
    "common_inspection_2015": date(2017, 3, 7),
    "education_inspection_2019": date(2022, 3, 8),
    "education_inspection_2024": date(2025, 3, 4),
    "report_card_2025": date(2026, 3, 3),
}
EIF, EIF_2024, CARD = "education_inspection_2019", "education_inspection_2024", "report_card_2025"


@pytest.fixture
def workshop(tmp_path: Path) -> Workshop:
    return Workshop(tmp_path)


class School:
    """One school's inspections in one list, in which other schools may stand."""

    def __init__(self, urn: int = URN, rows: ParsedRows | None = None) -> None:
        self.urn = urn
        self.rows = rows or ParsedRows("list", date(2026, 5, 31), NIGHT)
        self.rows.school(urn, "Invented Primary")
        self.inspections = 0

    def report(
        self, framework: str, grades: dict[str, str] | None = None, started: date | None = None, **more: Any
    ) -> str:
        """A graded report; returns its number."""
        self.inspections += 1
        number = str(10100000 + 100 * (self.urn - URN) + self.inspections)
        block = f"block {self.inspections}"
        self.rows.inspection(
            self.urn, block, number, framework, started or STARTED[framework], grades or {}, **more
        )
        return number


Report = tuple[str, str]
Said = tuple[str, str | None]

#: Framework and grade of two reports, the area that is graded, and what is said of it in the second.
PAIRS: list[tuple[Report, Report, str, Said]] = [
    (
        ("section5_2009", "Good"),
        ("section5_2012", "Requires improvement"),
        OVERALL,
        ("worse", "legacy_scale"),
    ),
    (("section5_2009", "Satisfactory"), ("section5_2012", "Good"), OVERALL, ("better", "legacy_scale")),
    (("section5_2009", "Satisfactory"), ("section5_2012", "Inadequate"), OVERALL, ("worse", "legacy_scale")),
    (("section5_2009", "Good"), ("section5_2012", "Good"), OVERALL, ("same", "legacy_scale")),
    (
        ("section5_2009", "Satisfactory"),
        ("section5_2012", "Requires improvement"),
        OVERALL,
        ("not_comparable", "not_comparable"),
    ),
    (("section5_2005", "Outstanding"), (EIF, "Inadequate"), OVERALL, ("worse", "legacy_scale")),
    ((EIF, "Good"), (EIF_2024, "Inadequate"), "quality_of_education", ("worse", "same_scale")),
    ((EIF, "Good"), (EIF_2024, "Outstanding"), "early_years", ("better", "same_scale")),
    (
        ("common_inspection_2015", "Good"),
        (EIF, "Inadequate"),
        "leadership_and_management",
        ("not_comparable", "not_comparable"),
    ),
    ((EIF, "Yes"), (EIF_2024, "No"), "safeguarding", ("worse", "threshold")),
    ((EIF, "Yes"), (CARD, "Not met"), "safeguarding", ("worse", "threshold")),
    ((EIF_2024, "No"), (CARD, "Met"), "safeguarding", ("better", "threshold")),
    ((EIF_2024, "Good"), (CARD, "Needs attention"), "early_years", ("not_comparable", "not_comparable")),
]


@pytest.fixture(scope="module")
def said_of_pairs(tmp_path_factory: pytest.TempPathFactory) -> list[Said]:
    """What is said in each of PAIRS: all in one list, every pair of another school."""
    rows = ParsedRows("list", date(2026, 5, 31), NIGHT)
    graded = []
    for urn, (before, now, area, _) in enumerate(PAIRS, start=URN):
        school = School(urn, rows)
        school.report(before[0], {area: before[1]})
        graded.append((school.report(now[0], {area: now[1]}), area))
    with Workshop(tmp_path_factory.mktemp("pairs")).facts([rows]) as facts:
        assert facts.broken_checks() == []
        return [facts.said(number, area) for number, area in graded]


@pytest.mark.parametrize("place", range(len(PAIRS)), ids=lambda place: "-".join(map(str, PAIRS[place][:3])))
def test_areas_across_frameworks(said_of_pairs: list[Said], place: int) -> None:
    assert said_of_pairs[place] == PAIRS[place][3]


def test_no_area_of_a_report_card_is_compared_with_an_older_grade(workshop: Workshop) -> None:
    school = School()
    school.report(EIF, {OVERALL: "Outstanding", "quality_of_education": "Outstanding"})
    number = school.report(CARD, {"inclusion": "Urgent improvement", "achievement": "Needs attention"})
    with workshop.facts([school.rows]) as facts:
        assert facts.said(number, "inclusion") == ("not_comparable", "not_comparable")
        assert facts.said(number, "achievement") == ("not_comparable", "not_comparable")
        assert facts.rows("SELECT * FROM downgrade") == []
        assert facts.broken_checks() == []


def test_a_report_card_is_compared_with_the_card_before(workshop: Workshop) -> None:
    school = School()
    school.report(CARD, {"inclusion": "Strong standard"}, date(2025, 12, 2))
    number = school.report(CARD, {"inclusion": "Needs attention", "achievement": "Needs attention"})
    with workshop.facts([school.rows]) as facts:
        assert facts.said(number, "inclusion") == ("worse", "same_scale")
        assert facts.change(number, "achievement")["direction"] == "first"
        assert facts.values("SELECT area FROM downgrade") == ["inclusion"]


def test_a_report_is_compared_with_the_areas_as_they_stood_after_a_regrading(workshop: Workshop) -> None:
    before, after = School(), School()
    after.rows.title, after.rows.as_at = "later", date(2026, 6, 30)
    grades = {"achievement": "Needs attention"}
    before.report(CARD, grades, date(2025, 12, 2))
    after.report(
        CARD,
        {"achievement": "Strong standard"},
        date(2025, 12, 2),
        grade_dates={"achievement": date(2026, 2, 3)},
    )
    number = after.report(CARD, {"achievement": "Expected standard"}, date(2026, 5, 12))
    with workshop.facts([before.rows, after.rows]) as facts:
        assert facts.change(number, "achievement")["previous_grade"] == "Strong standard"
        assert facts.said(number, "achievement") == ("worse", "same_scale")
        assert facts.broken_checks() == []


@pytest.mark.parametrize(
    ("overall", "key", "direction"),
    [("Good", "Inadequate", "worse"), ("Requires improvement", "Inadequate", "worse")],
)
def test_an_inadequate_key_judgement_is_a_floor_and_no_grade(
    workshop: Workshop, overall: str, key: str, direction: str
) -> None:
    school = School()
    school.report(EIF, {OVERALL: overall})
    number = school.report(EIF_2024, {"quality_of_education": key, OVERALL: ""})
    with workshop.facts([school.rows]) as facts:
        change = facts.change(number, OVERALL)
        assert (change["direction"], change["comparability"]) == (direction, "derived_floor")
        assert (change["previous_grade"], change["grade"], change["grade_rank"]) == (overall, None, None)
        assert facts.rows("SELECT * FROM downgrade") == []
        assert facts.broken_checks() == []


def test_a_floor_under_inadequate_is_the_same(workshop: Workshop) -> None:
    school = School()
    school.report(EIF, {OVERALL: "Inadequate"})
    number = school.report(EIF_2024, {"personal_development": "Inadequate"})
    with workshop.facts([school.rows]) as facts:
        assert facts.said(number, OVERALL) == ("same", "derived_floor")
        assert facts.broken_checks() == []


@pytest.mark.parametrize(
    "grades", [{"quality_of_education": "Requires improvement"}, {"early_years": "Inadequate"}]
)
def test_nothing_less_than_an_inadequate_key_judgement_is_a_floor(
    workshop: Workshop, grades: dict[str, str]
) -> None:
    school = School()
    school.report(EIF, {OVERALL: "Good"})
    school.report(EIF_2024, grades)
    with workshop.facts([school.rows]) as facts:
        assert facts.rows("SELECT * FROM judgement_change WHERE comparability = 'derived_floor'") == []


def category(facts: Facts, number: str) -> tuple[Any, ...]:
    change = facts.change(number, "category_of_concern")
    return change["previous_grade"], change["grade"], change["direction"]


def test_a_category_is_entered_kept_and_left_in_every_era(workshop: Workshop) -> None:
    school = School()
    school.report("section5_2012", {OVERALL: "Good"})
    entered = school.report("common_inspection_2015", category_of_concern="serious_weaknesses")
    graver = school.report(EIF, category_of_concern="special_measures")
    remained = school.report(EIF_2024, category_of_concern="special_measures")
    left = school.report(CARD, {"inclusion": "Expected standard"})
    with workshop.facts([school.rows]) as facts:
        assert category(facts, entered) == (None, "serious_weaknesses", "worse")
        assert category(facts, graver) == ("serious_weaknesses", "special_measures", "worse")
        assert category(facts, remained) == ("special_measures", "special_measures", "same")
        assert category(facts, left) == ("special_measures", None, "better")
        assert facts.periods() == [
            ("serious_weaknesses", entered, graver),
            ("special_measures", graver, left),
        ]
        assert facts.broken_checks() == []


def test_a_category_that_the_report_before_does_not_state_is_no_entry(workshop: Workshop) -> None:
    school = School()
    school.report(EIF_2024, category_known=False)
    number = school.report(CARD, category_of_concern="requires_significant_improvement")
    with workshop.facts([school.rows]) as facts:
        change = facts.change(number, "category_of_concern")
        assert (change["direction"], change["comparability"]) == ("first", None)
        assert facts.periods() == [("requires_significant_improvement", number, None)]
        assert facts.broken_checks() == []


def test_a_category_of_the_same_gravity_under_another_name_is_no_worse(workshop: Workshop) -> None:
    school = School()
    first = school.report(EIF, category_of_concern="serious_weaknesses")
    second = school.report(CARD, category_of_concern="requires_significant_improvement")
    with workshop.facts([school.rows]) as facts:
        assert category(facts, second)[2] == "same"
        assert facts.periods() == [
            ("requires_significant_improvement", second, None),
            ("serious_weaknesses", first, second),
        ]


@pytest.mark.parametrize("inadequate_arrives_first", [False, True])
def test_of_two_reports_published_on_one_day_the_later_inspection_is_the_later(
    workshop: Workshop, inadequate_arrives_first: bool
) -> None:
    """URN 136467: inadequate and good, both published on 28 February 2018."""
    published = date(2018, 2, 28)
    reports = [
        (date(2017, 6, 13), "Inadequate", "special_measures"),
        (date(2018, 1, 16), "Good", None),
    ]
    school = School()
    numbers = {}
    for started, grade, concern in reports if inadequate_arrives_first else reports[::-1]:
        numbers[grade] = school.report(
            "common_inspection_2015",
            {OVERALL: grade},
            started,
            publication_date=published,
            category_of_concern=concern,
        )
    with workshop.facts([school.rows]) as facts:
        assert facts.said(numbers["Good"], OVERALL) == ("better", "same_scale")
        assert facts.said(numbers["Inadequate"], OVERALL) == ("first", None)
        assert facts.rows("SELECT entered_on, left_on FROM category_period") == [(published, published)]
        assert facts.periods() == [("special_measures", numbers["Inadequate"], numbers["Good"])]
        assert facts.broken_checks() == []


def test_two_reports_of_one_first_day_with_categories_stop_no_night(workshop: Workshop) -> None:
    school = School()
    for concern in ("special_measures", "serious_weaknesses"):
        school.report(EIF, {OVERALL: "Inadequate"}, category_of_concern=concern)
    with workshop.facts([school.rows]) as facts:
        assert len(facts.periods()) == 2
        assert facts.broken_checks() == []


def test_an_inspection_without_publication_date_stops_no_night(workshop: Workshop) -> None:
    school = School()
    first = school.report(EIF, {OVERALL: "Good"}, publication_date=None)
    number = school.report(
        EIF,
        {OVERALL: "Inadequate"},
        date(2023, 3, 7),
        publication_date=None,
        category_of_concern="special_measures",
    )
    with workshop.facts([school.rows]) as facts:
        assert facts.change(number, OVERALL)["previous_number"] == first
        assert facts.rows("SELECT entered_on FROM category_period") == [(None,)]
        assert facts.broken_checks() == []


def test_what_falls_under_no_framework_is_compared_with_nothing(workshop: Workshop) -> None:
    school = School()
    school.rows.inspection(URN, "old", "20000001", None, date(2003, 3, 4), {OVERALL: "Good"}, kind="graded")
    number = school.report("section5_2005", {OVERALL: "Inadequate"})
    with workshop.facts([school.rows]) as facts:
        assert facts.said(number, OVERALL) == ("not_comparable", "not_comparable")
        assert facts.broken_checks() == []
