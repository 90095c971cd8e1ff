"""When nights begin by themselves: once in every night of the year, and once more for a release by day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import dagster as dg
import pytest
from dagster._utils.schedules import schedule_execution_time_iterator
from filelock import FileLock

from assets.schedules import NIGHTLY_SCHEDULE, new_release
from pipelines.clock import LONDON, fixed_clock
from pipelines.night import open_night
from pipelines.releases import unread_release
from pipelines.settings import DATA_VARIABLE, SOURCES_VARIABLE, NightSettings
from pipelines.sources.sample_sites import SampleSites, sample_sites

DAY = date(2026, 6, 10)


def test_every_night_has_one_beginning_also_when_the_clocks_change() -> None:
    """The very ticks of Dagster's scheduler, for ten years: 02:30 in England, on each day once."""
    first = datetime(2026, 11, 1, tzinfo=UTC)
    assert isinstance(NIGHTLY_SCHEDULE.cron_schedule, str)
    ticks = schedule_execution_time_iterator(
        first.timestamp(), NIGHTLY_SCHEDULE.cron_schedule, NIGHTLY_SCHEDULE.execution_timezone
    )
    begun: Counter[date] = Counter()
    for tick in ticks:
        local = tick.astimezone(LONDON)
        if local.year > 2036:
            break
        assert (local.hour, local.minute) == (2, 30)
        begun[local.date()] += 1
    days = [min(begun) + timedelta(days=number) for number in range((max(begun) - min(begun)).days + 1)]
    assert begun == dict.fromkeys(days, 1)
    assert len(days) > 3_600


@pytest.fixture(scope="module")
def sites() -> Iterator[SampleSites]:
    with sample_sites(DAY) as running:
        yield running


def look(data: Path, sources: str, monkeypatch: pytest.MonkeyPatch) -> dg.RunRequest | dg.SkipReason:
    """What the sensor answers."""
    monkeypatch.setenv(DATA_VARIABLE, str(data))
    monkeypatch.setenv(SOURCES_VARIABLE, sources)
    answer = new_release(dg.build_sensor_context())
    assert isinstance(answer, dg.RunRequest | dg.SkipReason)
    return answer


def was_published_once(data: Path) -> None:
    """Make a folder in which a night was published before."""
    data.mkdir(exist_ok=True)
    (data / "published").symlink_to("builds/earlier")


def test_the_first_night_is_begun_by_a_person_and_a_running_one_is_left_alone(
    sites: SampleSites, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sources = f"sample:{sites.base}"
    new = look(tmp_path, sources, monkeypatch)
    assert isinstance(new, dg.SkipReason)
    assert new.skip_message == "The first night has not been run."
    was_published_once(tmp_path)
    with FileLock(tmp_path / "night.lock"):
        running = look(tmp_path, sources, monkeypatch)
    assert isinstance(running, dg.SkipReason)
    assert running.skip_message == "A night runs."


def test_a_release_that_no_night_has_read_starts_one_and_only_one(
    sites: SampleSites, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sources = f"sample:{sites.base}"
    was_published_once(tmp_path / "data")
    first, again = (look(tmp_path / "data", sources, monkeypatch) for _ in range(2))
    assert isinstance(first, dg.RunRequest)
    assert isinstance(again, dg.RunRequest)
    assert first.run_key == again.run_key, "Dagster starts one run for one key"
    with open_night(NightSettings(tmp_path / "data", sources, DAY)) as night:
        night.fetch_govuk()
    after = look(tmp_path / "data", sources, monkeypatch)
    assert isinstance(after, dg.SkipReason)
    assert after.skip_message == "The newest release has been read."


def test_a_look_asks_for_one_page_and_keeps_out_of_the_archive(sites: SampleSites, tmp_path: Path) -> None:
    settings = NightSettings(tmp_path, f"sample:{sites.base}", DAY)
    assert unread_release(settings, fixed_clock(DAY)) == unread_release(settings, fixed_clock(DAY))
    assert not (tmp_path / "archive").exists()
    ledger = list((tmp_path / "watch" / "releases").rglob("*.jsonl"))
    asked = "".join(file.read_text(encoding="utf-8") for file in ledger)
    assert asked.count("monthly-management-information") >= 1
    assert "assets.publishing" not in asked, "no file of a release is fetched"


@pytest.mark.parametrize("sources", ["sample", "recorded:somewhere"])
def test_sources_that_do_not_change_between_nights_are_not_asked(
    sources: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = look(tmp_path, sources, monkeypatch)
    assert isinstance(answer, dg.SkipReason)
    assert answer.skip_message == f"SOURCES={sources} does not change between nights."


def test_a_site_that_is_down_and_settings_that_are_wrong_are_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("WELFARE_MONITOR_CONTACT", raising=False)
    was_published_once(tmp_path)
    for sources in ("live", "sample:http://192.0.2.1:1"):
        answer = look(tmp_path, sources, monkeypatch)
        assert isinstance(answer, dg.SkipReason)
        assert answer.skip_message
        assert answer.skip_message.startswith("It could not be looked at: ")
