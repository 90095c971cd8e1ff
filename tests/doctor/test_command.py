"""The command: exit codes, what it keeps and for whom, and that no night finds anything of it."""

from __future__ import annotations

import json
import stat
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipelines.cli import main
from pipelines.doctor.judging import Examination
from pipelines.doctor.keeping import LOOKING, keep
from pipelines.doctor.looks import Looks
from pipelines.layout import DataFolder
from pipelines.night import hold_data_folder
from pipelines.records import write_record
from replica.scenario import read_scenario
from replica.server.app import ReplicaServer, running
from replica.serving import world_of
from tests.doctor.conftest import SAMPLE_DAY


@pytest.fixture
def served() -> Iterator[ReplicaServer]:
    with running(world_of(read_scenario(), SAMPLE_DAY)) as server:
        yield server


def doctor(data: Path, sources: str, *options: str) -> Result:
    return CliRunner().invoke(main, ["doctor", "--data", str(data), "--sources", sources, *options])


def test_on_sound_sources_nothing_differs_and_only_verdicts_are_kept(
    served: ReplicaServer, tmp_path: Path
) -> None:
    (tmp_path / "doctor" / LOOKING).mkdir(parents=True)
    (tmp_path / "doctor" / LOOKING / "left-by-a-killed-look").write_bytes(b"%PDF-")
    result = doctor(tmp_path, f"sample:{served.address}")
    assert result.exit_code == 0, result.output
    assert "differs" not in result.stdout
    assert "docs/doctor.md" in result.stdout
    folder = tmp_path / "doctor" / f"{SAMPLE_DAY}T000000Z"
    assert list((tmp_path / "doctor").iterdir()) == [folder]
    assert [file.name for file in folder.iterdir()] == ["verdicts.json"]
    assert stat.S_IMODE((tmp_path / "doctor").stat().st_mode) == 0o700
    assert stat.S_IMODE((folder / "verdicts.json").stat().st_mode) == 0o600
    # Neither an archive nor a claim on the folder: the first night finds it empty.
    assert {path.name for path in tmp_path.iterdir()} == {"doctor", "night.lock"}


def test_what_differs_is_kept_for_its_owner_and_nothing_else_is_concluded_from_it(
    served: ReplicaServer, tmp_path: Path
) -> None:
    served.faults.add(
        [
            {"host": "files.ofsted.gov.uk", "path": "/v1/file/", "fault": "html_as_pdf"},
            {"host": "reports.ofsted.gov.uk", "path": "level_2_types%5B%5D=2", "fault": "markup_changed"},
            {"host": "get-information-schools.service.gov.uk", "fault": "robots_disallow"},
            {
                "host": "ea-edubase-api-prod.azurewebsites.net",
                "path": r"edubasealldata\d",
                "fault": "forbidden",
            },
        ]
    )
    result = doctor(tmp_path, f"sample:{served.address}", "--format", "json")
    assert result.exit_code == 3, result.output
    told = json.loads(result.stdout)
    differing = {one["id"] for one in told["assumptions"] if one["verdict"] == "differs"}
    assert differing == {
        "file-is-pdf", "search-understood", "robots-register-form", "accepted-register-files", "missing-day",
    }  # fmt: skip
    kept = {file.name for file in Path(told["folder"]).iterdir()}
    assert {"verdicts.json", "file-report-card.html", "search-secondary.html"} <= kept
    assert {look["file"] for look in told["looks"]} - {None} == kept - {"verdicts.json"}
    assert all(stat.S_IMODE(file.stat().st_mode) == 0o600 for file in Path(told["folder"]).iterdir())


def test_a_host_that_gives_no_answer_is_a_failure(served: ReplicaServer, tmp_path: Path) -> None:
    served.faults.add(
        [
            {"host": "reports.ofsted.gov.uk", "fault": "timeout", "seconds": 0.01},
            {
                "host": "ea-edubase-api-prod.azurewebsites.net",
                "path": r"edubasealldata\d",
                "fault": "error_500",
            },
        ]
    )
    result = doctor(tmp_path, f"sample:{served.address}")
    assert result.exit_code == 1
    assert "Not reached: reports.ofsted.gov.uk" in result.stdout


def test_a_second_look_on_one_day_leaves_the_first_one_alone(tmp_path: Path) -> None:
    at = datetime(2026, 6, 10, 2, 30, tzinfo=UTC)
    folders = [keep(tmp_path, at, Examination((), ()), Looks([])).name for _ in range(2)]
    assert folders == ["2026-06-10T023000Z", "2026-06-10T023000Z-2"]


def test_a_recording_is_not_looked_at(tmp_path: Path) -> None:
    result = doctor(tmp_path, "recorded:somewhere")
    assert result.exit_code == 2
    assert "can confirm nothing" in result.output


def test_a_live_look_needs_a_contact(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("WELFARE_MONITOR_CONTACT", raising=False)
    result = doctor(tmp_path, "live")
    assert result.exit_code == 2
    assert "WELFARE_MONITOR_CONTACT" in result.output


def test_a_folder_of_other_sources_is_refused(tmp_path: Path) -> None:
    write_record(DataFolder(tmp_path).origin, {"sources": "live"})
    result = doctor(tmp_path, "sample")
    assert result.exit_code == 2
    assert "one folder keeps one kind of source" in " ".join(result.output.split())


def test_it_waits_for_no_night_and_asks_nothing_beside_one(tmp_path: Path) -> None:
    with hold_data_folder(DataFolder(tmp_path)):
        result = doctor(tmp_path, "sample")
    assert result.exit_code == 1
    assert "Another night is running" in result.output
