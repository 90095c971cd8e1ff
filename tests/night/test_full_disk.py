"""A data folder that is full or cannot be written to: said plainly, nothing half published, mended later."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pytest

from pipelines.archive.errors import ArchiveFull, ArchiveReadOnly
from pipelines.night import open_night
from pipelines.settings import NightSettings
from tests.faults.often import only_in_make_faults
from tests.night.night_process import nightly
from tests.night.nights import NEXT_DAY, Nights, builds, published, run_night, shown_segments
from tests.night.recordings import Release

KIB = 1024
MIB = 1024 * KIB


@dataclass
class SmallDisk:
    """A disk of its own for the data folder of one test."""

    root: Path

    def leave(self, room: int) -> None:
        """Leave about so many bytes free."""
        told = os.statvfs(self.root)
        used = (told.f_blocks - told.f_bfree) * told.f_frsize
        self._remount(f"size={used + room}")

    def forbid_writing(self) -> None:
        self._remount("ro")

    def allow_writing(self) -> None:
        self._remount("rw")

    def _remount(self, option: str) -> None:
        subprocess.run(["mount", "-o", f"remount,{option}", str(self.root)], check=True)


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[SmallDisk]:
    root = tmp_path / "disk"
    root.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=64m,mode=0700", "tmpfs", str(root)]
    try:
        subprocess.run(command, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("a small disk can be mounted by root only")
    yield SmallDisk(root)
    subprocess.run(["umount", str(root)], check=True)


@pytest.fixture
def on_disk(nights: Nights, disk: SmallDisk) -> Nights:
    """The nights of this test with their data folder on the small disk."""
    shutil.move(nights.data, disk.root / "data")
    nights.data = disk.root / "data"
    return nights


@pytest.mark.parametrize("room", [pytest.param(200 * KIB, marks=only_in_make_faults), 3 * MIB])
def test_a_disk_that_fills_up_in_any_step(on_disk: Nights, disk: SmallDisk, may: Release, room: int) -> None:
    before, shown = published(on_disk.data), shown_segments(on_disk.data)
    recording = on_disk.listing(may)
    disk.leave(room)
    with pytest.raises((ArchiveFull, RuntimeError, duckdb.Error), match=r"full|No space left"):
        run_night(on_disk.data, recording, NEXT_DAY)
    assert (published(on_disk.data), shown_segments(on_disk.data)) == (before, shown)
    disk.leave(32 * MIB)
    assert run_night(on_disk.data, recording, NEXT_DAY).state == "done"
    assert len(builds(on_disk.data)) == len(shown_segments(on_disk.data)) == 2


@pytest.mark.parametrize("room", [0, 8 * MIB])
def test_the_command_says_that_the_disk_is_full(
    on_disk: Nights, disk: SmallDisk, may: Release, told: Path, room: int
) -> None:
    before = published(on_disk.data)
    recording = on_disk.listing(may)
    disk.leave(room)
    ended = nightly(told, on_disk.data, recording, NEXT_DAY).wait()
    assert ended.code == 1
    assert "Traceback" not in ended.output
    assert "bytes free" in ended.said or "bytes are free there" in ended.said
    assert "run again." in ended.said
    assert published(on_disk.data) == before


def test_a_data_folder_that_cannot_be_written_to(on_disk: Nights, disk: SmallDisk, told: Path) -> None:
    before = published(on_disk.data)
    recording = on_disk.listing()
    disk.forbid_writing()
    ended = nightly(told, on_disk.data, recording, NEXT_DAY).wait()
    assert ended.code == 2
    assert f"DATA={on_disk.data} cannot be written to (Read-only file system)." in ended.said
    assert published(on_disk.data) == before


@pytest.mark.parametrize(
    "step",
    ["fetch", "parse", "build", "check"],
)
@only_in_make_faults
def test_no_room_is_left_when_a_step_begins(
    on_disk: Nights, disk: SmallDisk, may: Release, step: str
) -> None:
    before, shown = published(on_disk.data), shown_segments(on_disk.data)
    recording = on_disk.listing(may)
    with pytest.raises((ArchiveFull, RuntimeError, OSError, duckdb.Error), match=r"full|No space left"):
        _night_with(on_disk.data, recording, step, lambda: disk.leave(0))
    assert (published(on_disk.data), shown_segments(on_disk.data)) == (before, shown)
    disk.leave(32 * MIB)
    assert run_night(on_disk.data, recording, NEXT_DAY).state == "done"
    assert len(builds(on_disk.data)) == len(shown_segments(on_disk.data)) == 2


def test_no_room_is_left_when_the_pointer_flips(on_disk: Nights, disk: SmallDisk, may: Release) -> None:
    """The checked build may be published by then, for a pointer takes no room; the next night logs it."""
    recording = on_disk.listing(may)
    with pytest.raises((ArchiveFull, OSError), match=r"full|No space left"):
        _night_with(on_disk.data, recording, "publish", lambda: disk.leave(0))
    disk.leave(32 * MIB)
    assert run_night(on_disk.data, recording, NEXT_DAY).state in ("done", "nothing_new")
    assert len(builds(on_disk.data)) == len(shown_segments(on_disk.data)) == 2


@pytest.mark.parametrize(
    "room, step",
    [("archive", "fetch"), ("parsed", "parse"), ("builds", "build")],
)
@only_in_make_faults
def test_a_room_of_the_data_folder_that_turns_read_only(
    nights: Nights, disk: SmallDisk, may: Release, room: str, step: str
) -> None:
    """The lock lies outside, as it would on a disk of its own."""
    before, shown = published(nights.data), shown_segments(nights.data)
    recording = nights.listing(may)
    shutil.move(nights.data / room, disk.root / room)
    (nights.data / room).symlink_to(disk.root / room)
    with pytest.raises((ArchiveReadOnly, OSError, duckdb.Error), match="Read-only file system"):
        _night_with(nights.data, recording, step, disk.forbid_writing)
    assert (published(nights.data), shown_segments(nights.data)) == (before, shown)
    disk.allow_writing()
    assert run_night(nights.data, recording, NEXT_DAY).state == "done"
    assert len(builds(nights.data)) == len(shown_segments(nights.data)) == 2


def _night_with(data: Path, recording: Path, step: str, trouble: Callable[[], None]) -> None:
    """A night to which something happens just before a step."""
    with open_night(NightSettings(data, f"recorded:{recording}", NEXT_DAY)) as night:
        for name in ("fetch", "parse", "build", "check", "publish"):
            if name == step:
                trouble()
            getattr(night, name)()
