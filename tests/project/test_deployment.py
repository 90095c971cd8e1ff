"""What stands in deploy/: units that systemd accepts, commands and variables that there are, an image made of
files that there are. No image is built here."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml  # type: ignore[import-untyped]
from click.testing import CliRunner

from pipelines.cli import EVERY_COMMAND, main
from pipelines.settings import PROJECT_ROOT

DEPLOY = PROJECT_ROOT / "deploy"
UNITS = sorted((DEPLOY / "systemd").glob("*.service"))
TIMERS = sorted((DEPLOY / "systemd").glob("*.timer"))
ENVIRONMENT = DEPLOY / "systemd" / "welfare-monitor.env"
PROGRAM = "/opt/welfare-monitor/.venv/bin/"


def commands(unit: Path) -> list[list[str]]:
    """What a unit runs, as words, the program's folder taken off."""
    lines = re.findall(r"^ExecStart=(.*)$", unit.read_text(encoding="utf-8"), re.MULTILINE)
    assert all(line.startswith(PROGRAM) for line in lines)
    return [shlex.split(line.removeprefix(PROGRAM)) for line in lines]


@pytest.mark.parametrize("unit", [*UNITS, *TIMERS], ids=lambda unit: unit.name)
def test_systemd_accepts_the_unit(unit: Path) -> None:
    systemd = shutil.which("systemd-analyze")
    if systemd is None:
        pytest.skip("systemd-analyze is not on this machine")
    told = subprocess.run(
        [systemd, "verify", "--man=no", str(unit)], capture_output=True, text=True, check=False
    )
    said = [line for line in told.stderr.splitlines() if unit.name in line]
    # The program stands elsewhere on this machine.
    assert not [line for line in said if "is not executable" not in line]


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_a_unit_runs_a_command_that_there_is_with_options_that_it_has(unit: Path) -> None:
    for program, *words in commands(unit):
        if program == "dg":
            continue
        assert program == "welfare-monitor"
        assert words[0] in EVERY_COMMAND
        path = [word for word in words[:2] if not word.startswith(("-", "/"))]
        help_text = CliRunner().invoke(main, [*path, "--help"]).output
        for option in (word for word in words if word.startswith("--")):
            assert option in help_text, option


def test_every_timer_starts_a_unit_that_there_is() -> None:
    assert {timer.stem for timer in TIMERS} < {unit.stem for unit in UNITS}


def test_one_unit_backs_up_everything_and_its_failure_raises_an_alarm() -> None:
    unit = DEPLOY / "systemd" / "welfare-monitor-backup.service"
    (command,) = commands(unit)
    assert command[:2] == ["welfare-monitor", "backup"]
    (on_failure,) = re.findall(r"^OnFailure=(.*)$", unit.read_text(encoding="utf-8"), re.MULTILINE)
    assert commands(unit.with_name(on_failure)) == [["welfare-monitor", "status", "--alarm"]]


def test_every_variable_of_the_environment_is_one_that_the_program_reads() -> None:
    read = "\n".join(
        file.read_text(encoding="utf-8")
        for room in ("pipelines", "desk", "assets")
        for file in (PROJECT_ROOT / room).rglob("*.py")
    )
    named = re.findall(r"^(\w+)=", ENVIRONMENT.read_text(encoding="utf-8"), re.MULTILINE)
    assert named
    assert not [name for name in named if f'"{name}"' not in read]


def test_the_image_is_built_of_files_that_there_are() -> None:
    text = (DEPLOY / "container" / "Containerfile").read_text(encoding="utf-8")
    for sources in re.findall(r"^COPY (.*) \./$", text, re.MULTILINE):
        assert (PROJECT_ROOT / sources).exists()
    assert "USER welfare-monitor" in text
    assert text.index("COPY requirements.lock") < text.index("COPY . ./"), "packages are a layer of their own"


def test_the_services_of_compose_share_one_volume_and_show_themselves_to_this_machine_alone() -> None:
    told = yaml.safe_load((DEPLOY / "container" / "compose.yaml").read_text(encoding="utf-8"))
    for service in told["services"].values():
        assert service["volumes"] == ["data:/data"]
        assert all(port.startswith("127.0.0.1:") for port in service["ports"])
    built = told["services"]["nights"]["build"]
    assert (DEPLOY / "container" / built["context"] / built["dockerfile"]).resolve().is_file()


def test_dagster_in_postgresql_differs_in_its_storage_alone() -> None:
    ours = yaml.safe_load((PROJECT_ROOT / "dagster.yaml").read_text(encoding="utf-8"))
    in_a_database = yaml.safe_load(
        (DEPLOY / "dagster_postgresql" / "dagster.yaml").read_text(encoding="utf-8")
    )
    assert in_a_database.pop("storage")["postgres"]["postgres_url"] == {
        "env": "WELFARE_MONITOR_DAGSTER_DATABASE"
    }
    for storage in ("run_storage", "event_log_storage", "schedule_storage"):
        ours.pop(storage)
    assert in_a_database == ours
