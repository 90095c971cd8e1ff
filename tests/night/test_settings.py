"""What a night is told: settings that cannot be met are bad usage (exit 2), and nothing is changed."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipelines.cli import main
from pipelines.night import open_night
from pipelines.settings import NightSettings
from pipelines.sources.politeness import CONTACT_VARIABLE, INTERVAL_VARIABLE
from tests.night.night_process import nightly
from tests.night.nights import FIRST_DAY, Nights, published
from tests.night.recordings import Release, SmallRecording

Told = Callable[..., str]


def bad_usage(*words: str | Path) -> str:
    """What the command says, on one line, when it exits with 2."""
    said = CliRunner().invoke(main, ["nightly", *map(str, words)])
    assert said.exit_code == 2, said.output
    return " ".join(said.output.split())


def test_an_as_of_that_is_no_date(tmp_path: Path) -> None:
    for word in ("yesterday", "2026-02-30", "10/06/2026"):
        said = bad_usage("--as-of", word, "--data", tmp_path / "data")
        assert f"AS_OF='{word}' is not a date: write it as YYYY-MM-DD, for example 2026-06-10." in said
    assert not (tmp_path / "data").exists()


def test_sources_that_are_unknown(tmp_path: Path) -> None:
    said = bad_usage("--sources", "ofsted", "--data", tmp_path / "data")
    assert "SOURCES='ofsted' is not understood: use sample, live or recorded:DIR." in said
    assert not (tmp_path / "data").exists()


def test_an_interval_that_is_too_short_for_a_live_night(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(CONTACT_VARIABLE, "data.team@council.example")
    monkeypatch.setenv(INTERVAL_VARIABLE, "0.2")
    said = bad_usage("--sources", "live", "--data", tmp_path / "data")
    assert f"{INTERVAL_VARIABLE}='0.2' is not accepted" in said
    with open_night(NightSettings(tmp_path / "data", "sample")) as night:
        assert night.sources == "sample", "the folder is free for others"


def test_a_recording_that_is_not_there_leaves_the_folder_free_for_others(tmp_path: Path) -> None:
    said = bad_usage("--sources", f"recorded:{tmp_path / 'absent'}", "--data", tmp_path / "data")
    assert f"There is no recording in {tmp_path / 'absent'}" in said
    with open_night(NightSettings(tmp_path / "data", "sample")) as night:
        assert night.sources == "sample"


def test_a_recording_that_cannot_be_read_is_named_with_its_line(tmp_path: Path) -> None:
    recording = SmallRecording(tmp_path / "recording")
    recording.page(FIRST_DAY, [])
    with (recording.folder / "index.jsonl").open("a") as index:
        index.write('{"url": "https://www.gov.uk/x", "from": "soon", "status": 200}\n')
    said = bad_usage("--sources", f"recorded:{recording.folder}", "--data", tmp_path / "data")
    assert f"{recording.folder / 'index.jsonl'}, line 2: " in said


def test_an_as_of_behind_the_published_one(nights: Nights) -> None:
    before = published(nights.data)
    recording = nights.listing()
    said = bad_usage("--sources", f"recorded:{recording}", "--as-of", "2026-06-09", "--data", nights.data)
    assert f"{nights.data} has already published 2026-06-10; a night cannot go behind it." in said
    assert "Use AS_OF=2026-06-10 or later, or another DATA folder." in said
    assert published(nights.data) == before


def test_invented_schools_never_meet_recorded_ones(nights: Nights) -> None:
    before = published(nights.data)
    said = bad_usage("--sources", "sample", "--data", nights.data)
    assert f"{nights.data} holds the results of SOURCES=recorded" in said
    assert "Name another folder for sample: DATA=" in said
    assert published(nights.data) == before
    assert not (nights.data / "sample").exists()


def test_a_data_folder_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("no folder")
    said = bad_usage("--data", tmp_path / "data")
    assert f"DATA={tmp_path / 'data'} cannot be written to (File exists)." in said


def test_folders_with_blanks_and_letters_of_other_scripts(
    nights: Nights, april: Release, may: Release, tmp_path: Path, told: Path
) -> None:
    recording = SmallRecording(tmp_path / "Aufnahme vom 10. Jüni" / "école's “files”")
    recording.publish(FIRST_DAY, may, april)
    data = tmp_path / "späte Nächte" / "данные 1"
    data.parent.mkdir()
    shutil.move(nights.data, data)
    ended = nightly(told, data, recording.folder, FIRST_DAY).wait()
    assert ended.code == 0, ended.output
    assert "The night is done." in ended.said
    assert f"{data}/published/flags/flag_list.csv" in ended.said
