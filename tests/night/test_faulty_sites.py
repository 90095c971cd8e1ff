"""Nights over sites on which every fault of the switchboard falls: nothing is lost, nothing is invented, the
night says what it lacks, and the next night has all of it.

Belongs here: what sites do to a night. Does not belong here: what single answers do to the client
(tests/sources), damage on this machine (test_damaged_data.py).

What a build holds follows from the documents that enter it (tests/warehouse), so most nights here are
compared by those; whole nights show the rest.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from pipelines.night_summary import NightSummary
from replica.server.faults import NAMES
from tests.faults.often import only_in_make_faults
from tests.night.faulty_sites import (
    FAULTY,
    LAST,
    NEXT,
    SOUND,
    FaultySites,
    NightSaid,
    Tables,
    Told,
    copy_of,
    fault,
    faulty_sites,
    published,
)
from tests.night.nights import run_steps

SITE, REGISTER, LISTS = "reports_site", "gias", "state_funded_management_information"

#: A part of everything that is asked: where a source is lost whole, less can go wrong.
HERE_AND_THERE = ("one search", "one page", "files", "one listing", "lists", "register", "links")

#: Each with what else is told of it.
EVERYWHERE: dict[str, Told] = {
    "timeout": {"seconds": 0.4},
    "error_500": {},
    "too_many_requests": {"seconds": 3600},
    "forbidden": {},
    "truncated": {},
    "html_as_pdf": {},
    "garbage_encoding": {},
    "slow_drip": {"seconds": 2},
    "redirect_loop": {},
    "off_host_redirect": {},
    "huge_body": {},
    "robots_disallow": {},
}

#: The faults, and the sources that must say that something of them is missing.
CASES: dict[str, tuple[list[Told], set[str]]] = {
    name: (fault(name, *HERE_AND_THERE, **more), {SITE, REGISTER, LISTS}) for name, more in EVERYWHERE.items()
} | {
    "robots_disallow further in": (fault("robots_disallow", "files", "lists"), {SITE, LISTS}),
    "markup_changed at the door": (fault("markup_changed", "search"), {SITE}),
    "markup_changed further in": (fault("markup_changed", "pages"), {SITE}),
    "empty_results": (fault("empty_results", "search"), {SITE}),
    "vanished_page": (fault("vanished_page", "pages"), {SITE}),
}

#: One of each sort: silence, an error, a body cut short, a door that is closed, another page.
ALSO_IN_MAKE_TEST = {
    "timeout",
    "error_500",
    "truncated",
    "robots_disallow further in",
    "markup_changed further in",
}

#: The site serves less in an answer, and all of it in the end.
HARMLESS = {
    "page_cap": fault("page_cap", "search"),
    "duplicate_rows": fault("page_cap", "search") + fault("duplicate_rows", "search"),
    "empty_results once": fault("empty_results", "search", times=1),
}


@dataclass(frozen=True)
class Scene:
    """sound: the data folder after the sound night, with what later undisturbed nights have parsed. before,
    on_faulty, on_next: what entered on the undisturbed nights; truth: what stands after them on the last."""

    sites: FaultySites
    sound: Path
    before: set[tuple[str, str]]
    on_faulty: set[tuple[str, str]]
    on_next: set[tuple[str, str]]
    truth: Tables


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    folder = tmp_path_factory.mktemp("faulty_sites")
    undisturbed = folder / "undisturbed"
    with faulty_sites() as sites:
        with sites.night(undisturbed, SOUND) as night:
            assert run_steps(night, checked=False).state == "done"
        sound = copy_of(undisturbed, folder / "sound")
        before = sites.fetch_and_parse(undisturbed, SOUND)
        on_faulty = sites.fetch_and_parse(undisturbed, FAULTY)
        on_next = sites.fetch_and_parse(undisturbed, NEXT)
        assert (before.is_sound, on_faulty.is_sound, on_next.is_sound) == (True, True, True)
        with sites.night(undisturbed, LAST) as night:
            assert run_steps(night, checked=False).state == "done"
        # What is read follows from the bytes: no night below needs to read the same again.
        shutil.rmtree(sound / "parsed")
        copy_of(undisturbed / "parsed", sound / "parsed")
        yield Scene(sites, sound, before.entered, on_faulty.entered, on_next.entered, published(undisturbed))


@pytest.fixture
def data(scene: Scene, tmp_path: Path) -> Path:
    return copy_of(scene.sound, tmp_path / "data")


def test_every_fault_of_the_switchboard_falls_here() -> None:
    assert {told["fault"] for faults, _ in CASES.values() for told in faults} | {
        told["fault"] for faults in HARMLESS.values() for told in faults
    } == NAMES


@pytest.mark.parametrize(
    "case",
    [name if name in ALSO_IN_MAKE_TEST else pytest.param(name, marks=only_in_make_faults) for name in CASES],
)
def test_a_faulty_night_loses_and_invents_nothing_and_the_next_has_all(
    scene: Scene, data: Path, case: str
) -> None:
    faults, in_trouble = CASES[case]
    during = scene.sites.fetch_and_parse(data, FAULTY, faults)
    assert during.in_trouble >= in_trouble
    assert_each_names_itself(during)
    assert during.entered <= scene.before | scene.on_faulty, "nothing is invented"
    assert during.entered >= scene.before & scene.on_faulty, "nothing is lost"
    assert {series for series, _ in during.entered} >= {series for series, _ in scene.before}
    after = scene.sites.fetch_and_parse(data, NEXT)
    assert after.is_sound, after.setbacks
    assert after.entered == scene.on_next


def assert_each_names_itself(said: NightSaid) -> None:
    for source in said.report.degraded:
        assert any(setback.startswith(f"{source.title}: ") for setback in said.setbacks)


@pytest.mark.parametrize("case", HARMLESS)
def test_a_site_that_serves_less_at_a_time_costs_nothing(scene: Scene, data: Path, case: str) -> None:
    during = scene.sites.fetch_and_parse(data, FAULTY, HARMLESS[case])
    assert during.is_sound, during.setbacks
    assert during.entered == scene.on_faulty


def test_the_same_damaged_bytes_on_a_second_night_are_the_publishers_own(scene: Scene, data: Path) -> None:
    """Such a report waits for a person; it neither degrades every night nor is asked for every night."""
    first_file = fault("garbage_encoding", "files", times=1)
    first = scene.sites.fetch_and_parse(data, FAULTY, first_file)
    assert len(first.refused) == 1
    assert "It may have been damaged on its way" in str(first.refused[0].reason)
    second = scene.sites.fetch_and_parse(data, NEXT, first_file)
    assert second.is_sound, second.setbacks
    with scene.sites.night(data, LAST) as night:
        night.fetch()
        asked = [fetch for fetch in night.archive.fetches() if fetch.address == first.refused[0].url]
    assert [fetch.fetched_at.date() for fetch in asked] == [FAULTY, NEXT]


@dataclass(frozen=True)
class Troubled:
    """What was said and stood on each of three whole nights after the sound one."""

    before: Tables
    summaries: list[NightSummary]
    tables: list[Tables]


@pytest.fixture(scope="module")
def troubled(scene: Scene, tmp_path_factory: pytest.TempPathFactory) -> Troubled:
    """A night without any source; one on which some of everything comes, damaged in its own way; a sound
    one."""
    nights = {
        FAULTY: fault("error_500", "search", "lists")
        + fault("redirect_loop", "listing")
        + fault("forbidden", "register", "links"),
        NEXT: fault("garbage_encoding", "files", times=3)
        + fault("markup_changed", "one page")
        + fault("html_as_pdf", "lists", times=1)
        + fault("garbage_encoding", "lists", times=1)
        + fault("truncated", "links"),
        LAST: [],
    }
    data = copy_of(scene.sound, tmp_path_factory.mktemp("troubled") / "data")
    before, summaries, tables = published(data), [], []
    for day, faults in nights.items():
        with scene.sites.night(data, day, faults) as night:
            summaries.append(run_steps(night))
        tables.append(published(data))
    return Troubled(before, summaries, tables)


def test_a_night_without_any_source_says_so_and_changes_no_fact(troubled: Troubled) -> None:
    assert troubled.summaries[0].state == "degraded"
    unchanged = troubled.before.keys() - {"flags"}  # their windows run on
    assert {name: troubled.tables[0][name] for name in unchanged} == {
        name: troubled.before[name] for name in unchanged
    }
    assert flagged(troubled.tables[0]) == flagged(troubled.before)


def test_a_night_of_damaged_answers_publishes_what_is_true_of_the_rest(
    scene: Scene, troubled: Troubled
) -> None:
    assert troubled.summaries[1].state == "degraded"
    assert troubled.summaries[1].refused_documents
    found = troubled.tables[1]["judgements"]
    assert troubled.before["judgements"] < found < scene.truth["judgements"]
    assert flagged(troubled.before) < flagged(troubled.tables[1]) < flagged(scene.truth)


def test_the_night_after_them_is_as_if_they_had_not_been(scene: Scene, troubled: Troubled) -> None:
    assert (troubled.summaries[2].state, troubled.summaries[2].refused_documents) == ("done", [])
    for name, rows in scene.truth.items():
        assert troubled.tables[2][name] == rows, name


def flagged(tables: Tables) -> set[tuple[object, ...]]:
    """URN, day of publication and kind of every event with a flag."""
    return {row[:3] for row in tables["flags"]}
