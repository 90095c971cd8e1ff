"""Documents read by several processes at once: what one process would say, or stop at."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pipelines.documents.side_by_side import FEWEST, MOST_PROCESSES, processes_for, read_in_order
from pipelines.documents.stopped import ReaderStopped

DOCUMENTS = [f"{number:012x}" for number in range(40)]


def content(sha256: str) -> bytes:
    return sha256.encode()


def read_with_process(given: bytes) -> tuple[str, int]:
    # The later the sooner, so that answers do not come in the order in which they are asked for.
    time.sleep(0.02 if int(given, 16) % 4 == 0 else 0)
    sys.stdout.write("said by a library")
    return given.decode(), os.getpid()


def stop_at_ten(given: bytes) -> str:
    if int(given, 16) == 10:
        raise KeyError("no such layout")
    return given.decode()


def end_at_ten(given: bytes) -> str:
    if int(given, 16) == 10:
        os.kill(os.getpid(), signal.SIGKILL)
    return given.decode()


def find_no_room(given: bytes) -> str:
    raise OSError(28, f"No space left on device for {len(given)} bytes")


def take_long(folder: Path, given: bytes) -> str:
    (folder / str(os.getpid())).touch()
    time.sleep(0.05)
    return given.decode()


def runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def test_documents_come_in_their_order_whoever_read_them() -> None:
    read = dict(read_in_order(read_with_process, DOCUMENTS, content, processes=3))
    assert list(read) == DOCUMENTS
    assert [said for said, _ in read.values()] == DOCUMENTS
    readers = {process for _, process in read.values()}
    assert len(readers) == 3
    assert os.getpid() not in readers
    assert not any(runs(process) for process in readers)


@pytest.mark.parametrize("processes", [1, 2])
def test_a_document_that_stops_its_reader_is_named(processes: int) -> None:
    with pytest.raises(ReaderStopped, match=f"document {DOCUMENTS[10]} .KeyError: 'no such layout'"):
        list(read_in_order(stop_at_ten, DOCUMENTS, content, processes=processes))


def test_a_document_that_ends_the_process_that_reads_it_is_named() -> None:
    with pytest.raises(ReaderStopped, match=f"document {DOCUMENTS[10]} .RuntimeError: the process"):
        list(read_in_order(end_at_ten, DOCUMENTS, content, processes=2))


def test_a_full_disk_is_no_mistake_of_the_reader() -> None:
    with pytest.raises(OSError, match="No space left"):
        list(read_in_order(find_no_room, DOCUMENTS, content, processes=2))


def test_a_document_that_cannot_be_had_ends_the_reading() -> None:
    def missing(sha256: str) -> bytes:
        raise FileNotFoundError(sha256)

    with pytest.raises(FileNotFoundError):
        list(read_in_order(stop_at_ten, DOCUMENTS, missing, processes=2))


def test_no_process_outlives_a_night_that_is_killed(tmp_path: Path) -> None:
    asked = (
        "import sys, functools, pathlib, tests.documents.test_side_by_side as here\n"
        "read = functools.partial(here.take_long, pathlib.Path(sys.argv[1]))\n"
        "list(here.read_in_order(read, here.DOCUMENTS * 100, here.content, processes=2))"
    )
    with subprocess.Popen([sys.executable, "-c", asked, tmp_path]) as night:
        while len(readers := [int(file.name) for file in tmp_path.iterdir()]) < 2:
            assert night.poll() is None
            time.sleep(0.05)
        night.kill()
    deadline = time.monotonic() + 30
    while any(runs(process) for process in readers):
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_few_documents_are_read_by_the_process_that_wants_them() -> None:
    assert processes_for(FEWEST - 1) == 1
    assert 1 <= processes_for(10**6) <= MOST_PROCESSES
