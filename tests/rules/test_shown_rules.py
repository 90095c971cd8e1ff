"""Rules that are only said beside a flag: slow publication and the holiday that changes a deadline."""

from __future__ import annotations

from datetime import date

import pytest

from tests.rules.facts import PUBLISHED, Facts

TIER_3 = {"inclusion": "Needs attention"}


@pytest.fixture
def facts() -> Facts:
    found = Facts()
    found.school()
    return found


# The inspection ends on Thursday 8 January 2026; half-term is 14 to 22 February.
@pytest.mark.parametrize(("published", "fires"), [(date(2026, 2, 26), False), (date(2026, 2, 27), True)])
def test_slow_publication__fires_from_the_31st_school_day_and_is_silent_before(
    facts: Facts, published: date, fires: bool
) -> None:
    facts.card("now", grades=TIER_3, started=date(2026, 1, 7), published=published)
    flags = facts.flags(date(2026, 3, 2))
    assert flags.fired("slow-publication", "now") == fires
    assert (
        not fires
        or flags.reasons("now")["slow-publication"] == "Published 31 school days after the inspection."
    )
    assert flags.flag("now")["tier"] == 3, "it lifts nothing"


def test_slow_publication__silent_soon_after_the_inspection(facts: Facts) -> None:
    facts.card("now", grades=TIER_3)
    assert facts.flags(PUBLISHED).said("slow-publication", "now") is None


def test_slow_publication__not_known_where_no_term_dates_are_configured(facts: Facts) -> None:
    facts.legacy("now", grades={"safeguarding": "No"}, published=date(2023, 3, 7))
    assert facts.flags(date(2023, 3, 8)).unknown("slow-publication", "now")


# Half-term begins on Saturday 14 February 2026, after five school days of its week.
@pytest.mark.parametrize(
    ("as_of", "school_days"), [(date(2026, 2, 6), None), (date(2026, 2, 9), 5), (date(2026, 2, 13), 1)]
)
def test_before_holiday__fires_from_five_school_days_and_is_silent_at_six(
    facts: Facts, as_of: date, school_days: int | None
) -> None:
    facts.card("now", grades=TIER_3, published=date(2026, 2, 5), started=date(2026, 1, 13))
    flags = facts.flags(as_of)
    assert flags.fired("before-holiday", "now") == (school_days is not None)
    if school_days:
        assert flags.reasons("now")["before-holiday"].startswith(
            f"{school_days} school days left before spring half-term"
        )
        assert flags.flag("now")["respond_by"] == as_of


def test_before_holiday__silent_within_the_holiday(facts: Facts) -> None:
    facts.card("now", grades=TIER_3, published=date(2026, 2, 5), started=date(2026, 1, 13))
    assert facts.flags(date(2026, 2, 17)).said("before-holiday", "now") is None


def test_before_holiday__silent_for_context_without_a_deadline(facts: Facts) -> None:
    facts.legacy("earlier", published=date(2019, 3, 5), grades={"overall_effectiveness": "Outstanding"})
    facts.card("now", published=date(2026, 2, 5), started=date(2026, 1, 13))
    facts.before("now", "earlier")
    flags = facts.flags(date(2026, 2, 12))
    assert flags.flag("now")["base_tier"] == 4
    assert flags.said("before-holiday", "now") is None


def test_before_holiday__not_known_where_no_term_dates_are_configured(facts: Facts) -> None:
    facts.legacy("now", grades={"safeguarding": "No"}, published=date(2023, 3, 7))
    flags = facts.flags(date(2023, 3, 8))
    assert "holiday" in (flags.unknown("before-holiday", "now") or "")
    assert flags.flag("now")["respond_by"] == date(2023, 3, 9)


def test_what_is_shown_raises_no_flag(facts: Facts) -> None:
    facts.card("now", started=date(2026, 1, 7), published=date(2026, 4, 21))
    assert facts.flags(PUBLISHED).all() == []
