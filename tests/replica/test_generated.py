"""The generated country: the same every time, England's proportions, nothing given to two schools."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from pipelines.settings import PROJECT_ROOT
from replica.generated import GeneratedCountry, generate
from replica.generated.__main__ import main
from replica.generated.phases import PHASES
from replica.generated.school_year import is_school_day
from replica.monthly import latest_inspections
from replica.places import address, laestab, postcode
from replica.scenario import URNS
from replica.schools import Inspection, School
from replica.site.publications import numbered
from tests.replica.generated_countries import FIRST_NIGHT, NIGHTS, SEED, busy_county, england

#: Twice what is promised: these machines are shared.
MOST_SECONDS_TO_GENERATE, MOST_SECONDS_TO_WRITE, MOST_MEGABYTES = 20, 12, 600


def told(country: GeneratedCountry, until: date) -> Iterator[tuple[object, ...]]:
    """Everything that is published of a country by a day, and every school that is then open."""
    for school in country.open_schools(until):
        yield school.urn, school.name, school.pupils, school.type_of_education, address(school)
    for publication in country.published_between(date.min, until):
        inspection, change = publication.inspection, publication.change
        yield publication.school.urn, publication.published, publication.inspected
        if inspection is not None:
            yield inspection.number, inspection.kind, inspection.category, inspection.outcome
            yield tuple(sorted((change.grades if change else inspection.grades).items()))


def inspections(country: GeneratedCountry) -> Iterator[tuple[School, Inspection]]:
    for school in country.schools.values():
        for inspection in school.inspections:
            yield school, inspection


def test_the_same_arguments_give_the_same_country() -> None:
    again = generate(1_500, SEED, FIRST_NIGHT, NIGHTS, busy=5)
    assert list(told(again, again.last_night)) == list(told(busy_county(), again.last_night))


def test_another_seed_gives_another_country() -> None:
    other = generate(1_500, SEED + 1, FIRST_NIGHT, NIGHTS, busy=5)
    assert list(told(other, FIRST_NIGHT)) != list(told(busy_county(), FIRST_NIGHT))


def test_more_nights_leave_the_earlier_ones_as_they_were() -> None:
    longer = generate(1_500, SEED, FIRST_NIGHT, NIGHTS + 200, busy=5)
    last = busy_county().last_night
    assert list(told(longer, last)) == list(told(busy_county(), last))


def test_a_country_does_not_depend_on_the_hash_seed_of_the_process() -> None:
    def printed(hash_seed: str) -> str:
        command = [sys.executable, "-m", "replica.generated", "--schools", "300", "--nights", "3"]
        return subprocess.run(
            command,
            cwd=PROJECT_ROOT,
            env=os.environ | {"PYTHONHASHSEED": hash_seed},
            check=True,
            capture_output=True,
            text=True,
        ).stdout

    assert printed("1") == printed("2")


def test_phases_stand_in_englands_proportions() -> None:
    listed = england().open_schools(FIRST_NIGHT)
    counted = Counter("Independent" if school.independent else school.phase for school in listed)
    for phase in PHASES:
        in_england = phase.number / sum(each.number for each in PHASES)
        assert counted[phase.name] / len(listed) == pytest.approx(in_england, rel=0.07), phase.name
    assert len(listed) == pytest.approx(22_000, rel=0.02)


def test_every_kind_of_school_that_the_rules_ask_for_is_there() -> None:
    listed = england().open_schools(FIRST_NIGHT)
    assert 0.4 < sum(school.trust is not None for school in listed) / len(listed) < 0.55
    assert sum(school.federation is not None for school in listed) > 200
    assert sum(school.pupils < 150 and school.phase == "Primary" for school in listed) > 2_000
    assert len({school.location.place.local_authority for school in listed if school.location}) == 153
    assert len({school.location.place.region for school in listed if school.location}) == 9


@pytest.mark.parametrize("country", [england, busy_county])
def test_no_number_is_given_twice(country: object) -> None:
    assert callable(country)
    schools = country().schools
    assert all(910_001 <= urn <= 999_999 and urn not in URNS for urn in schools)
    numbers = [inspection.number for _, inspection in inspections(country())]
    assert len(numbers) == len(set(numbers))
    listed = country().open_schools(FIRST_NIGHT)
    assert len({laestab(school) for school in listed}) == len(listed)
    on_site: dict[str, list[str]] = {}
    for school in listed:
        on_site.setdefault(postcode(school), []).append(school.name.removesuffix(" School").split()[-1])
    shared = [sorted(names) for names in on_site.values() if len(names) > 1]
    assert all(names == ["Infant", "Junior"] for names in shared)


def test_every_file_of_the_reports_site_has_a_number_of_its_own() -> None:
    files = numbered(busy_county().schools.values())
    assert len(files) >= len(busy_county().publications)
    days = [publication.published for _, publication in sorted(files.items())]
    assert days == sorted(days)


def test_inspections_happen_on_school_days_at_an_open_school_and_are_published_later() -> None:
    for school, inspection in inspections(england()):
        assert is_school_day(inspection.day), inspection
        assert school.is_listed(inspection.day), inspection
        assert timedelta(14) <= inspection.published - inspection.day <= timedelta(160), inspection


def test_reports_are_published_on_weekdays_about_twenty_on_a_school_day() -> None:
    country = england()
    term = [night for night in country.nights() if is_school_day(night)]
    assert len(term) == 22
    reports = [
        sum(1 for found in country.published_on(night) if found.inspection is not None) for night in term
    ]
    assert 18 <= sum(reports) / len(reports) <= 27
    assert not any(country.published_on(night) for night in country.nights() if night.weekday() >= 5)


def test_cards_have_englands_grades() -> None:
    cards = [
        finding
        for finding in england().findings
        if finding.kind == "card" and finding.what == "report" and finding.published <= date(2026, 5, 31)
    ]
    tiers = Counter(finding.tier for finding in cards)
    assert len(cards) == pytest.approx(1_326, rel=0.2)
    for tier, in_england in ((1, 50), (2, 205), (3, 252), (None, 819)):
        assert tiers[tier] / len(cards) == pytest.approx(in_england / 1_326, rel=0.15), tier


def test_frameworks_since_2005_have_history() -> None:
    used = Counter(inspection.framework.name for _, inspection in inspections(england()))
    assert len(used) == 7
    assert min(used.values()) > 1_000


def test_urns_change_during_the_nights() -> None:
    country = england()
    opened = [school for school in country.schools.values() if school.opens == date(2026, 10, 1)]
    assert len([school for school in opened if len(school.predecessors) == 1]) > 20
    assert all(other.closes == school.opens for school in opened for other in school.predecessors)
    merged = [school for school in country.schools.values() if len(school.predecessors) == 2]
    assert merged
    closed = [lineage for lineage in country.lineages if lineage.newest.closes is not None]
    assert closed


def test_reports_go_wrong_during_the_nights() -> None:
    country = busy_county()
    changes = [change for _, inspection in inspections(country) for change in inspection.changes]
    assert any(change.is_replacement for change in changes)
    assert any(not change.is_replacement for change in changes)
    assert any(inspection.withdrawn_on for _, inspection in inspections(country))
    assert any(inspection.is_unreadable for _, inspection in inspections(england()))
    assert any(inspection.listed_start for _, inspection in inspections(england()))


def test_generating_england_is_quick_and_small() -> None:
    # VmHWM is of this program alone; ru_maxrss still holds what the process that started it had taken.
    code = (
        "import sys, time; from pathlib import Path; from replica.generated.__main__ import main; main([]);"
        "told = Path('/proc/self/status').read_text() if sys.platform == 'linux' else 'VmHWM: 0';"
        "print(time.process_time(), int(told.partition('VmHWM:')[2].split()[0]) // 1024)"
    )
    command = [sys.executable, "-c", code]
    run = subprocess.run(command, cwd=PROJECT_ROOT, check=True, capture_output=True, text=True)
    seconds, megabytes = run.stdout.split()[-2:]
    assert float(seconds) < MOST_SECONDS_TO_GENERATE
    assert int(megabytes) < MOST_MEGABYTES


def test_writing_england_is_quick() -> None:
    started = time.process_time()
    latest_inspections(england().schools.values(), as_at=date(2026, 8, 31), web_link="Web Link")
    assert time.process_time() - started < MOST_SECONDS_TO_WRITE


@pytest.mark.parametrize(
    "arguments, message",
    [
        (["--schools", "5"], "at least 20 schools"),
        (["--schools", "95000"], "no invented URN is left"),
        (["--first-night", "2025-11-01"], "when cards began"),
    ],
)
def test_what_cannot_be_is_refused_with_a_reason(
    arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    assert message in capsys.readouterr().err
