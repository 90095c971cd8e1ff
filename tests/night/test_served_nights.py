"""The sample as an operator runs it: all sources from the replica, night after night, every flag as expected.

Belongs here: nights that read the reports site and the register beside management information. Does not
belong here: nights by management information alone (test_sample_nights.py), faults (test_faulty_sites.py).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from pipelines.night import open_night
from pipelines.night_summary import NightSummary
from pipelines.settings import NightSettings
from pipelines.sources.reports_site import discovery
from pipelines.sources.reports_site.patrol import NIGHTS_ABSENT
from pipelines.sources.reports_site.settings import site_settings
from pipelines.sources.sample_sites import SampleSites, sample_sites
from tests.night.nights import run_steps
from tests.night.sample_flags import NIGHTS, Flags, ask, differences, expected_flags, flags_of

#: Withdrawn between the nights: that takes two nights on which its page lacks it.
WITHDRAWN = 900178


@dataclass(frozen=True)
class ServedNights:
    """The data folder after all nights, what each said, and the build of the two that the scenario names."""

    data: Path
    summaries: dict[date, NightSummary]
    builds: dict[str, Path]


@pytest.fixture(scope="module")
def sites() -> Iterator[SampleSites]:
    """The replica; every night moves it to its own day."""
    with sample_sites(NIGHTS["first"]) as running:
        yield running


def run(data: Path, sites: SampleSites, day: date) -> NightSummary:
    """One whole night on a day."""
    with open_night(NightSettings(data, f"sample:{sites.base}", day)) as night:
        return run_steps(night)


@pytest.fixture(scope="module")
def served(sites: SampleSites, tmp_path_factory: pytest.TempPathFactory) -> ServedNights:
    """The first night and the second."""
    data = tmp_path_factory.mktemp("served")
    summaries: dict[date, NightSummary] = {}
    builds: dict[str, Path] = {}
    for name, day in NIGHTS.items():
        summaries[day] = run(data, sites, day)
        builds[name] = (data / "published").resolve()
    return ServedNights(data, summaries, builds)


@pytest.fixture(scope="module")
def expected_of(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Flags]:
    """What the scenario expects, by night."""
    return expected_flags(tmp_path_factory.mktemp("expected"), with_site=True)


@pytest.mark.parametrize("night", NIGHTS)
def test_every_flag_is_as_the_scenario_expects(
    served: ServedNights, expected_of: dict[str, Flags], night: str
) -> None:
    expected = expected_of[night]
    found = flags_of(served.builds[night], with_site=True)
    if night == "second":
        # The scenario says how it ends; that takes two nights on which its page was read (below).
        found = {event: flag for event, flag in found.items() if event[0] != WITHDRAWN}
        expected = {event: flag for event, flag in expected.items() if event[0] != WITHDRAWN}
    different = list(differences(expected, found))
    assert not different, "\n".join(different)


@pytest.mark.parametrize("night", NIGHTS)
def test_every_source_is_covered_and_sound(served: ServedNights, night: str) -> None:
    states = {source["name"]: source["state"] for source in served.summaries[NIGHTS[night]].sources}
    assert set(states.values()) == {"ok"}, states


def test_a_report_counts_once_however_many_sources_tell_of_it(served: ServedNights) -> None:
    twice = ask(
        served.builds["second"] / "facts.duckdb",
        "SELECT urn_at_inspection, inspection_start_date FROM inspection GROUP BY ALL HAVING count(*) > 1",
    )
    assert twice == []


def test_reports_that_nobody_could_read_wait_for_a_person(served: ServedNights) -> None:
    waiting = ask(served.builds["second"] / "facts.duckdb", "SELECT urn, reason_codes FROM awaiting_reading")
    assert any("no_text" in row["reason_codes"] for row in waiting), waiting


def test_the_site_is_ahead_of_management_information(served: ServedNights) -> None:
    first = ask(
        served.builds["first"] / "facts.duckdb",
        "SELECT found_in, count(*) AS inspections FROM reconciliation GROUP BY found_in",
    )
    found = {row["found_in"]: row["inspections"] for row in first}
    assert found.get("site_only", 0) >= 10
    assert found.get("lists_only", 0) == 0


def test_the_same_night_again_finds_nothing_new(served: ServedNights, sites: SampleSites) -> None:
    assert run(served.data, sites, NIGHTS["second"]).state == "nothing_new"


def test_a_withdrawn_report_retracts_its_flag_within_a_round_of_patrol(
    served: ServedNights, sites: SampleSites, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A round of two nights, so that few are run; that a whole one reads every page: test_discovery.py."""
    settings = replace(site_settings(), patrol_nights=2)
    monkeypatch.setattr(discovery, "site_settings", lambda: settings)
    *before, last = (
        NIGHTS["second"] + timedelta(days=night)
        for night in range(1, settings.patrol_nights + NIGHTS_ABSENT + 1)
    )
    for day in before:
        with open_night(NightSettings(served.data, f"sample:{sites.base}", day)) as night:
            night.fetch()
            night.parse()
    run(served.data, sites, last)
    (flag,) = ask(
        served.data / "published" / "warehouse.duckdb",
        "SELECT f.flag_id, f.status FROM welfare_flag AS f JOIN inspection AS i USING (inspection_id)"
        " WHERE i.urn_at_inspection = ? AND f.publication_date > DATE '2026-01-01'",
        WITHDRAWN,
    )
    assert flag["status"] == "retracted"
    events = ask(
        served.data / "published" / "warehouse.duckdb",
        "SELECT event, reason FROM flag_event WHERE flag_id = ? ORDER BY event_on",
        flag["flag_id"],
    )
    assert [event["event"] for event in events] == ["raised", "retracted"]
