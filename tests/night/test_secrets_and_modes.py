"""What an operator hands over in the environment stays there, and what a night writes is for whom it is
meant, whatever umask the machine has."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from tests.night.nights import FIRST_DAY
from tests.night.recordings import Release, SmallRecording

CANARY = "canary-7f3a"
#: Every variable that holds a secret, or an address with one in it. Nothing listens at the addresses.
SECRETS = {
    "WELFARE_MONITOR_ALARM_CHANNELS": f"json://user:{CANARY}-channel@127.0.0.1:9/",
    "WELFARE_MONITOR_DESK_DIGEST_CHANNELS": f"json://user:{CANARY}-digest@127.0.0.1:9/",
    "WELFARE_MONITOR_DESK_MAIL_PASSWORD": f"{CANARY}-mail",
    "WELFARE_MONITOR_DESK_OPENID_SECRET": f"{CANARY}-openid",
    "WELFARE_MONITOR_METRICS_TOKEN": f"{CANARY}-token",
    "AWS_SECRET_ACCESS_KEY": f"{CANARY}-store",
}
#: Rooms that are for the account of the program alone.
PRIVATE = (
    "archive",
    "dagster",
    "casework",
    "published/warehouse.duckdb",
    "published/flags",
)


def run(data: Path, *command: str, umask: int) -> str:
    """A command as a timer runs it; all that it says."""
    ended = subprocess.run(
        [sys.executable, "-m", "pipelines.cli", *command, "--data", str(data)],
        env={**os.environ, **SECRETS},
        umask=umask,
        capture_output=True,
        text=True,
        check=False,
    )
    return ended.stdout + ended.stderr


@pytest.fixture(scope="module", params=[0o000, 0o077], ids=["umask 000", "umask 077"])
def night(
    request: pytest.FixtureRequest, april: Release, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, str]:
    """A data folder after a night, an alarm that nobody took and an objection; and all that was said."""
    folder = tmp_path_factory.mktemp("night")
    recording = SmallRecording(folder / "recording")
    recording.publish(FIRST_DAY, april)
    data, umask = folder / "data", request.param
    said = run(data, "status", "--alarm", umask=umask)
    sources = f"recorded:{recording.folder}"
    said += run(data, "nightly", "--sources", sources, "--as-of", str(FIRST_DAY), umask=umask)
    said += run(data, "status", "--alarm", umask=umask)
    urn = april.content.decode("cp1252").splitlines()[1].split(",")[1]
    objection = ["--reason", "Asked", "--by", "Duty officer", "--review-on", "2026-12-01"]
    said += run(data, "do-not-contact", "add", urn, *objection, umask=umask)
    assert (data / "published").exists(), said
    return data, said


def test_no_secret_is_said_or_written(night: tuple[Path, str]) -> None:
    data, said = night
    assert CANARY not in said
    assert "took it" in said, "the alarm was tried"
    found = [path for path in data.rglob("*") if path.is_file() and CANARY.encode() in path.read_bytes()]
    assert not found


def test_nobody_else_may_write_anything(night: tuple[Path, str]) -> None:
    data, _ = night
    loose = [path for path in (data, *data.rglob("*")) if not path.is_symlink() and _mode(path) & 0o022]
    assert not loose


@pytest.mark.parametrize("room", PRIVATE)
def test_what_is_for_this_account_alone_is_read_by_nobody_else(night: tuple[Path, str], room: str) -> None:
    data, _ = night
    assert _mode(data / room) & 0o077 == 0


def _mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)
