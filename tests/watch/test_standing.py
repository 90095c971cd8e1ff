"""What counts as trouble, and what does not."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from filelock import FileLock

from pipelines.layout import DataFolder
from pipelines.settings import BadUsage
from pipelines.watch.settings import SETTINGS_VARIABLE, WatchSettings
from pipelines.watch.standing import Gravity, look
from tests.watch.conftest import NIGHT, Installation


def troubles(installation: Installation, settings: WatchSettings) -> dict[str, Gravity]:
    standing = look(installation.data, settings, installation.clock)
    return {trouble.key: trouble.gravity for trouble in standing.troubles}


def test_a_morning_after_a_good_night_has_no_trouble(
    installation: Installation, settings: WatchSettings
) -> None:
    assert troubles(installation, settings) == {}


def test_a_folder_in_which_nothing_was_ever_published(tmp_path: Path, settings: WatchSettings) -> None:
    new = Installation(DataFolder(tmp_path / "not" / "there"))
    assert troubles(new, settings) == {"never_published": Gravity.FAILED}


@pytest.mark.parametrize(
    ("result", "key", "gravity"),
    [
        ("failed", "night_failed", Gravity.FAILED),
        ("refused", "night_refused", Gravity.FAILED),
        ("degraded", "night_degraded", Gravity.DEGRADED),
        (None, "night_cut_off", Gravity.FAILED),
    ],
)
def test_a_night_that_did_not_end_well(
    installation: Installation, settings: WatchSettings, result: str | None, key: str, gravity: Gravity
) -> None:
    installation.attempt(result)
    assert troubles(installation, settings) == {key: gravity}


def test_a_night_that_found_nothing_new_ended_well(
    installation: Installation, settings: WatchSettings
) -> None:
    installation.attempt("nothing_new")
    assert troubles(installation, settings) == {}


def test_a_night_that_runs_is_not_cut_off_and_one_that_runs_too_long_is_told(
    installation: Installation, settings: WatchSettings
) -> None:
    installation.attempt(None)
    with FileLock(installation.data.lock):
        assert troubles(installation, settings) == {}
        installation.now = NIGHT + timedelta(hours=settings.longest_hours, minutes=1)
        assert troubles(installation, settings) == {"night_long": Gravity.DEGRADED}


def test_a_night_that_never_began_is_noticed_by_whoever_looks(
    installation: Installation, settings: WatchSettings
) -> None:
    installation.now = NIGHT + timedelta(hours=settings.begun_within_hours)
    assert troubles(installation, settings) == {}
    installation.now += timedelta(minutes=1)
    assert troubles(installation, settings) == {"night_missed": Gravity.FAILED}


def test_nobody_waits_for_the_next_night_of_a_recording(
    installation: Installation, settings: WatchSettings
) -> None:
    installation.attempt("done", sources="recorded")
    installation.now = NIGHT + timedelta(days=400)
    assert troubles(installation, settings) == {}


def test_a_source_that_has_not_answered_and_one_whose_newest_is_old(
    installation: Installation, settings: WatchSettings
) -> None:
    installation.sources(
        gias=(NIGHT.date(), NIGHT.date() - timedelta(days=8)),
        reports_site=(NIGHT.date() - timedelta(days=3), NIGHT.date()),
        official_statistics=(None, date(2025, 8, 31)),
        state_funded_management_information=(NIGHT.date(), date(2026, 3, 31)),
    )
    assert troubles(installation, settings) == {
        "source_old:gias": Gravity.DEGRADED,
        "source_silent:reports_site": Gravity.DEGRADED,
        "source_silent:official_statistics": Gravity.DEGRADED,
    }, "a list of March is not old in June: 71 days"


def test_a_source_that_nobody_set_limits_for_is_no_trouble(
    installation: Installation, settings: WatchSettings
) -> None:
    installation.sources(another=(None, None))
    assert troubles(installation, settings) == {}


def test_a_disk_that_fills_up_is_told(installation: Installation, tmp_path: Path) -> None:
    own = tmp_path / "watch.toml"
    own.write_text("[disk]\nleast_free_megabytes = 999999999\n", encoding="utf-8")
    settings = WatchSettings.read({SETTINGS_VARIABLE: str(own)})
    assert troubles(installation, settings) == {"disk_low": Gravity.DEGRADED}


def test_what_failed_comes_before_what_is_missing(
    installation: Installation, settings: WatchSettings
) -> None:
    installation.sources(reports_site=(None, None))
    installation.attempt("failed")
    standing = look(installation.data, settings, installation.clock)
    assert [trouble.gravity for trouble in standing.troubles] == [Gravity.FAILED, Gravity.DEGRADED]
    assert standing.gravity is Gravity.FAILED


def test_a_torn_record_is_no_record(installation: Installation, settings: WatchSettings) -> None:
    (installation.data.night / "attempt.json").write_text('{"begun_at": "2026-', encoding="utf-8")
    (installation.data.watch / "sources.json").write_text("[", encoding="utf-8")
    assert troubles(installation, settings) == {}


def test_a_setting_that_nobody_reads_is_told(tmp_path: Path) -> None:
    own = tmp_path / "watch.toml"
    own.write_text("[nights]\nbegun_within = 3\n", encoding="utf-8")
    with pytest.raises(BadUsage, match=r"nothing reads nights\.begun_within; reference/watch\.toml"):
        WatchSettings.read({SETTINGS_VARIABLE: str(own)})


def test_every_source_that_a_night_asks_has_its_limits(settings: WatchSettings) -> None:
    from pipelines.reference import read_toml

    pages = {page["name"] for page in read_toml("sources.toml")["page"]}
    assert pages | {"gias", "reports_site"} == settings.sources.keys()
