"""Readers leave the published files open as long as they like: a night publishes beside them, and whoever
opens anew finds the newest build. Readers are processes of their own."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import duckdb
import pytest

from pipelines.layout import BuildFolder, DataFolder
from pipelines.records import read_record
from pipelines.warehouse.publish import publish
from pipelines.warehouse.verdict import CheckResult, Verdict, file_sha256, write_verdict

READERS = 8
NEXT = "2026-06-11-newer000"

#: Opens as docs/analysts.md says, answers, and upon a word answers again: by what is open, and anew.
READER = """
import sys
from pathlib import Path
import duckdb

def opened():
    return duckdb.connect(str(Path(sys.argv[1]).resolve()), read_only=True)

def told(connection):
    build, = connection.execute("SELECT build_id FROM build").fetchall()
    count, = connection.execute("SELECT count(*), max(name) FROM school").fetchall()
    return [*build, *count]

left_open = opened()
print(told(left_open), flush=True)
sys.stdin.readline()
print(told(left_open), told(opened()), flush=True)
sys.stdin.readline()
print(told(left_open), flush=True)
"""


@pytest.fixture
def two_builds(build: BuildFolder, tmp_path: Path) -> DataFolder:
    """The published sample in a folder of its own, and a newer build of it that is checked and not yet
    published."""
    data = DataFolder(tmp_path)
    for build_id in (build.build_id, NEXT):
        shutil.copytree(build.root, data.builds / build_id)
    data.published.symlink_to(Path("builds") / build.build_id)
    newer = BuildFolder(data.builds / NEXT)
    (newer.root / "published.json").unlink()
    for file in (newer.warehouse, newer.facts):
        with duckdb.connect(str(file)) as connection:
            connection.execute("UPDATE build SET build_id = ?", [NEXT])
    passed = CheckResult("school", "taken_as_passed", True, "", "", carried=False)
    hashes = file_sha256(newer.warehouse), file_sha256(newer.facts)
    write_verdict(newer.verdict, Verdict(*hashes, (passed,), {}, {}))
    return data


@pytest.fixture
def readers(two_builds: DataFolder) -> Iterator[list[subprocess.Popen[str]]]:
    """Readers that have facts open, and as many that have the warehouse open."""
    started = [
        subprocess.Popen(
            [sys.executable, "-I", "-c", READER, str(two_builds.published / file)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for file in ("facts.duckdb", "warehouse.duckdb")
        for _ in range(READERS // 2)
    ]
    yield started
    for reader in started:
        reader.kill()
        reader.communicate()


def pipe(end: IO[str] | None) -> IO[str]:
    assert end is not None
    return end


def go_on(reader: subprocess.Popen[str]) -> None:
    pipe(reader.stdin).write("\n")
    pipe(reader.stdin).flush()


def test_a_night_publishes_beside_open_readers_and_who_opens_anew_gets_the_newest(
    two_builds: DataFolder, build: BuildFolder, readers: list[subprocess.Popen[str]]
) -> None:
    before = [pipe(reader.stdout).readline().strip() for reader in readers]
    assert all(build.build_id in told for told in before)

    publish(two_builds, BuildFolder(two_builds.builds / NEXT))
    for reader in readers:
        go_on(reader)
    after = [pipe(reader.stdout).readline().strip() for reader in readers]
    newest = [told.replace(build.build_id, NEXT) for told in before]
    assert after == [f"{old} {new}" for old, new in zip(before, newest, strict=True)]

    # The old build may even go: what is open stays readable.
    shutil.rmtree(two_builds.builds / build.build_id)
    for reader in readers:
        go_on(reader)
    assert [pipe(reader.stdout).readline().strip() for reader in readers] == before
    assert read_record(two_builds.published / "published.json")["build_id"] == NEXT  # type: ignore[index]


def test_a_reader_cannot_write(two_builds: DataFolder) -> None:
    with (
        duckdb.connect(str(two_builds.published / "facts.duckdb"), read_only=True) as connection,
        pytest.raises(duckdb.InvalidInputException, match="read-only"),
    ):
        connection.execute("DELETE FROM school")
