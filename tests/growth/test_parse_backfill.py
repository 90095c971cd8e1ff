"""Reading the archive anew in parts: in this process, and by Celery's workers over a Redis on loopback."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest

from benchmarks.generated_archive import write_archive
from pipelines.archive.archive import Archive
from pipelines.documents.small_documents import SmallDocumentStore
from pipelines.layout import DataFolder
from pipelines.parse_backfill import READERS, parts_to_read, read_part, take_in_parts
from pipelines.scratch import scratch
from pipelines.settings import PROJECT_ROOT

PATIENCE = 240.0

Rows = dict[str, list[tuple[object, ...]]]


@pytest.fixture(scope="module")
def archived(tmp_path_factory: pytest.TempPathFactory) -> DataFolder:
    """An archive with some pages and reports, none of them read. Not to be written to."""
    data = DataFolder(tmp_path_factory.mktemp("archived"))
    write_archive(data.root, schools=30, years=2)
    return data


@dataclass(frozen=True)
class PartsRead:
    """An archive of which some parts are read and not taken in, and how many documents those parts have."""

    data: DataFolder
    documents: int


@pytest.fixture(scope="module")
def all_but_four(archived: DataFolder, tmp_path_factory: pytest.TempPathFactory) -> PartsRead:
    """All parts but the first four are read. Not to be written to."""
    data = DataFolder(shutil.copytree(archived.root, tmp_path_factory.mktemp("all_but_four") / "data"))
    parts = parts_to_read(data)
    assert len(parts) > 8
    return PartsRead(data, sum(read_part(data, part) for part in parts[4:]))


@pytest.fixture
def data(all_but_four: PartsRead, tmp_path: Path) -> DataFolder:
    return DataFolder(shutil.copytree(all_but_four.data.root, tmp_path / "data"))


@pytest.fixture(scope="module")
def nearly_read(all_but_four: PartsRead, tmp_path_factory: pytest.TempPathFactory) -> DataFolder:
    """The archive when those parts are taken in. Not to be written to."""
    folder = tmp_path_factory.mktemp("nearly_read")
    data = DataFolder(shutil.copytree(all_but_four.data.root, folder / "data"))
    take_in_parts(data)
    return data


@pytest.fixture
def four_parts_left(nearly_read: DataFolder, tmp_path: Path) -> DataFolder:
    return DataFolder(shutil.copytree(nearly_read.root, tmp_path / "data"))


@pytest.fixture(scope="module")
def in_process(archived: DataFolder, tmp_path_factory: pytest.TempPathFactory) -> Rows:
    """What a night reads, in one process and one piece."""
    root = tmp_path_factory.mktemp("in_process")
    read_whole(archived, root, processes=1)
    return rows(root)


def read_whole(data: DataFolder, parsed: Path, *, processes: int) -> None:
    """Read all of an archive into the stores below a folder."""
    archive = Archive(data.archive)
    for purpose, reader in READERS.items():
        wanted = [f.sha256 for f in archive.fetches() if f.purpose.kind == purpose and f.sha256]
        assert SmallDocumentStore(parsed, reader).read_new(wanted, archive.read, processes=processes) > 5


def rows(parsed: Path) -> Rows:
    """Everything that the stores below a folder say, by relation, in one order."""
    found = {}
    with scratch() as connection:
        for reader in READERS.values():
            for relation, paths in SmallDocumentStore(parsed, reader).paths().items():
                read = connection.read_parquet(list(map(str, paths))).fetchall()
                found[f"{reader.name}.{relation}"] = sorted(read, key=repr)
    return found


def test_processes_side_by_side_say_what_one_says(
    archived: DataFolder, in_process: Rows, tmp_path: Path
) -> None:
    read_whole(archived, tmp_path, processes=2)
    assert rows(tmp_path) == in_process


def test_parts_say_what_one_reading_says(all_but_four: PartsRead, data: DataFolder, in_process: Rows) -> None:
    read = sum(read_part(data, part) for part in parts_to_read(data)[:4])
    assert all_but_four.documents + read == take_in_parts(data) > 30
    assert rows(data.parsed) == in_process
    assert parts_to_read(data) == []


def test_what_a_night_read_meanwhile_is_not_there_twice(data: DataFolder, in_process: Rows) -> None:
    archive = Archive(data.archive)
    for purpose, reader in READERS.items():
        wanted = [f.sha256 for f in archive.fetches() if f.purpose.kind == purpose and f.sha256]
        SmallDocumentStore(data.parsed, reader).read_new(wanted[: len(wanted) // 2], archive.read)
    for part in parts_to_read(data):
        read_part(data, part)
    take_in_parts(data)
    assert rows(data.parsed) == in_process


def test_a_part_that_was_cut_short_is_read_again(four_parts_left: DataFolder, in_process: Rows) -> None:
    data = four_parts_left
    first, *others = parts_to_read(data)
    read_part(data, first)
    next((data.parsed / "backfill").rglob("page.parquet")).write_bytes(b"half")
    for part in (first, *others):
        read_part(data, part)
    take_in_parts(data)
    assert rows(data.parsed) == in_process


@contextmanager
def started(command: list[str], environment: dict[str, str], log: Path) -> Iterator[None]:
    """A process for the length of the block. What it says goes to a file: a pipe that nobody empties would
    stop it."""
    with log.open("wb") as said:
        process = subprocess.Popen(
            command,
            env=environment,
            cwd=PROJECT_ROOT,
            stdout=said,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            yield
        finally:
            # Its children too: the command of a worker starts the worker.
            os.killpg(process.pid, signal.SIGTERM)
            process.wait(timeout=PATIENCE)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def redis_server(folder: Path) -> str:
    """The program. Debian's redis-tools has it under the name of a check, which it is only when called so."""
    if found := shutil.which("redis-server"):
        return found
    check = shutil.which("redis-check-rdb")
    if check is None:
        pytest.skip("redis-server is not on this machine")
    (folder / "redis-server").symlink_to(check)
    return str(folder / "redis-server")


def answers(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True


def is_ready(log: Path) -> bool:
    return " ready." in log.read_text()


def wait_until(is_so: Callable[[], bool]) -> None:
    until = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < until, "a process that the test needs does not get ready"
        time.sleep(0.05)


def test_workers_of_celery_say_what_one_process_says(
    four_parts_left: DataFolder, in_process: Rows, tmp_path: Path
) -> None:
    """Four parts are enough for two: each costs a second of Dagster's own."""
    data = four_parts_left
    redis = redis_server(tmp_path)
    pytest.importorskip("dagster_celery", reason="the extra workers is not installed here")
    port, home = free_port(), tmp_path / "dagster"
    home.mkdir()
    programs = Path(sys.executable).parent
    environment = os.environ | {
        "PATH": f"{programs}{os.pathsep}{os.environ.get('PATH', '')}",
        "DAGSTER_HOME": str(PROJECT_ROOT),
        "WELFARE_MONITOR_DAGSTER_STATE": str(home),
        "WELFARE_MONITOR_DATA": str(data.root),
        "WELFARE_MONITOR_WORKERS": f"redis://127.0.0.1:{port}/0",
    }
    broker = environment["WELFARE_MONITOR_WORKERS"]
    settings = tmp_path / "worker.yaml"
    settings.write_text(f"execution: {{config: {{broker: '{broker}', backend: '{broker}'}}}}\n")
    logs = [tmp_path / "first.log", tmp_path / "second.log"]
    with ExitStack() as stack:
        at = ["--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", str(tmp_path)]
        stack.enter_context(started([redis, *at], environment, tmp_path / "redis.log"))
        wait_until(lambda: answers(port))
        for log in logs:
            worker = [str(programs / "dagster-celery"), "worker", "start", "-A", "dagster_celery.app"]
            one_at_a_time = ["-n", log.stem, "-y", str(settings), "--", "--concurrency", "1"]
            stack.enter_context(started([*worker, *one_at_a_time], environment, log))
        for log in logs:
            wait_until(partial(is_ready, log))
        launch = [str(programs / "dg"), "launch", "--job", "parse_backfill"]
        done = subprocess.run(
            launch, env=environment, cwd=PROJECT_ROOT, capture_output=True, text=True, timeout=PATIENCE
        )
        assert done.returncode == 0, done.stdout + done.stderr
    assert rows(data.parsed) == in_process
    assert all("succeeded in" in log.read_text() for log in logs), "one worker did everything"
