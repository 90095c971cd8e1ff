"""What is claimed of generated reports: by the grades alone, and no longer than it holds."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from replica.generated import GeneratedCountry
from replica.generated.truth import Finding, tier_of
from replica.schools import Inspection, School
from tests.replica.generated_countries import busy_county, england

CARD_DAY, PUBLISHED = date(2026, 3, 10), date(2026, 4, 15)


def finding(tier: int | None, **known: date) -> Finding:
    return Finding(
        910_001,
        "50000001",
        CARD_DAY,
        PUBLISHED,
        "card",
        "report",
        tier,
        known.get("settled_until", date.max),
        known.get("withdrawn_on"),
        known.get("first_published"),
    )


def report_of(country: GeneratedCountry, claimed: Finding) -> tuple[School, Inspection]:
    school = country.schools[claimed.urn]
    return school, next(
        inspection for inspection in school.inspections if inspection.number == claimed.inspection_number
    )


@pytest.mark.parametrize(
    "grades, category, tier",
    [
        ({"leadership": "Expected standard", "inclusion": "Strong standard"}, "", None),
        ({"leadership": "Needs attention"}, "", 2),
        ({"leadership": "Expected standard", "inclusion": "Needs attention"}, "", 3),
        ({"inclusion": "Needs attention", "achievement": "Needs attention"}, "", 3),
        (dict.fromkeys(("inclusion", "achievement", "attendance"), "Needs attention"), "", 2),
        ({"inclusion": "Urgent improvement"}, "", 1),
        ({"safeguarding": "Not met"}, "", 1),
        ({"safeguarding": "Met", "inclusion": "Expected standard"}, "RSI", 1),
    ],
)
def test_a_card_has_the_tier_of_its_gravest_grade(
    grades: dict[str, str], category: str, tier: int | None
) -> None:
    card = Inspection(0, CARD_DAY, PUBLISHED, kind="card", grades=grades, category=category)
    assert tier_of(card, grades) == tier


@pytest.mark.parametrize(
    "grades, tier",
    [
        ({"overall": "4", "quality": "4"}, 1),
        ({"overall": "Not judged", "quality": "2", "leadership": "4"}, 1),
        ({"overall": "2", "safeguarding": "No"}, 1),
        ({"overall": "2", "quality": "1", "safeguarding": "Yes"}, None),
    ],
)
def test_an_older_report_is_tier_one_at_four_or_without_safeguarding(
    grades: dict[str, str], tier: int | None
) -> None:
    report = Inspection(0, date(2024, 10, 1), date(2024, 11, 5), grades=grades)
    assert tier_of(report, grades) == tier


@pytest.mark.parametrize("tier, days", [(1, 90), (2, 60), (3, 30)])
def test_a_flag_must_stand_through_the_last_day_of_its_tier(tier: int, days: int) -> None:
    last = PUBLISHED + timedelta(days=days)
    assert not finding(tier).must_be_open_on(PUBLISHED - timedelta(days=1))
    assert finding(tier).must_be_open_on(PUBLISHED)
    assert finding(tier).must_be_open_on(last)
    assert not finding(tier).must_be_open_on(last + timedelta(days=1))


def test_the_window_of_a_replacement_counts_from_the_report_that_it_replaces() -> None:
    replacement = finding(3, first_published=PUBLISHED - timedelta(days=10))
    assert not replacement.must_be_open_on(PUBLISHED - timedelta(days=1))
    assert replacement.must_be_open_on(PUBLISHED + timedelta(days=20))
    assert not replacement.must_be_open_on(PUBLISHED + timedelta(days=21))


def test_nothing_is_claimed_once_something_else_has_its_say() -> None:
    settled_until = PUBLISHED + timedelta(days=5)
    for claimed in (finding(1, settled_until=settled_until), finding(None, settled_until=settled_until)):
        before, after = settled_until - timedelta(days=1), settled_until
        assert claimed.must_be_open_on(before) or claimed.must_not_be_open_on(before)
        assert not claimed.must_be_open_on(after)
        assert not claimed.must_not_be_open_on(after)


@pytest.mark.parametrize("country", [england, busy_county])
def test_findings_agree_with_the_inspections_that_they_speak_of(country: object) -> None:
    assert callable(country)
    for claimed in country().findings:
        school, inspection = report_of(country(), claimed)
        assert school.is_listed(claimed.inspected)
        published = [event.published for event in (inspection, *inspection.changes)]
        assert claimed.published in published
        bad = {"Urgent improvement", "Needs attention", "Not met", "4", "No"}
        if claimed.what == "report" and inspection.kind in ("card", "graded"):
            assert (claimed.tier is not None) == bool(bad & set(inspection.grades.values()))
        if claimed.what == "report" and inspection.category:
            assert claimed.tier == 1


def test_every_readable_report_of_the_nights_has_its_finding() -> None:
    country = busy_county()
    claimed = {(found.inspection_number, found.published) for found in country.findings}
    for publication in country.published_between(country.first_night, country.last_night):
        inspection = publication.inspection
        if inspection is not None and not inspection.is_unreadable:
            assert (inspection.number, publication.published) in claimed


def test_a_withdrawn_report_need_not_be_open_and_is_told_apart() -> None:
    country = busy_county()
    gone = country.withdrawn_by(country.last_night)
    assert gone
    still_open = {found.key for found in country.must_be_open(country.last_night)}
    assert not still_open & {found.key for found in gone}


def test_no_report_must_be_open_and_must_not_on_one_night() -> None:
    country = busy_county()
    for night in country.nights():
        both = {found.key for found in country.must_be_open(night)}
        assert not both & {found.key for found in country.must_not_be_open(night)}
        assert both


def test_a_replacement_ends_what_was_claimed_of_the_report_before() -> None:
    country = england()
    replacements = [found for found in country.findings if found.what == "replacement"]
    assert {found.tier is None for found in replacements} == {True, False}
    by_report = {found.inspection_number: found for found in country.findings if found.what == "report"}
    for found in replacements:
        if found.inspection_number in by_report:
            assert by_report[found.inspection_number].settled_until <= found.published
