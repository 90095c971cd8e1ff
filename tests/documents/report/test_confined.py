"""A PDF that is too much for the library takes the process that reads it, and nothing else."""

from __future__ import annotations

import os
import signal
import threading
import time
import zlib
from collections.abc import Iterator

import pytest

from pipelines.documents.refusal import DocumentRefused
from pipelines.documents.report.confined import PdfProcess
from tests.documents.report.rendering import as_pdf, with_contents

LETTER = as_pdf([["A letter of one page, with enough words to be read."]])


@pytest.fixture
def process() -> Iterator[PdfProcess]:
    running = PdfProcess()
    yield running
    running.close()


def child_of(process: PdfProcess) -> int:
    assert process._process is not None
    return process._process.pid


def test_one_process_reads_many_files(process: PdfProcess) -> None:
    assert "enough words" in process.pages(LETTER)[0]
    first = child_of(process)
    assert process.pages(LETTER) == process.pages(LETTER)
    assert child_of(process) == first


def test_a_file_that_kills_its_reader_is_refused_and_the_next_is_read(process: PdfProcess) -> None:
    process.pages(LETTER)
    os.kill(child_of(process), signal.SIGKILL)
    with pytest.raises(DocumentRefused, match="brings the PDF library down"):
        process.pages(LETTER)
    assert process.pages(LETTER)


def test_a_file_that_takes_too_long_is_refused_and_the_next_is_read() -> None:
    process = PdfProcess(most_seconds=0.5)
    try:
        process.pages(LETTER)
        os.kill(child_of(process), signal.SIGSTOP)
        began = time.monotonic()
        with pytest.raises(DocumentRefused, match=r"takes more than 0\.5 seconds"):
            process.pages(LETTER)
        assert time.monotonic() - began < 10
        process._most_seconds = 30
        assert process.pages(LETTER)
    finally:
        process.close()


def test_a_file_that_wants_more_memory_than_it_may_have_is_refused() -> None:
    """Page contents that unpack to 60 MB, handed past the guard that would refuse them unread."""
    bomb = with_contents(zlib.compress(b"q " * 30_000_000, 9), b"/FlateDecode")
    process = PdfProcess(most_bytes=300_000_000)
    try:
        with pytest.raises(DocumentRefused, match="needs more than 300 MB"):
            process.pages(bomb)
        assert process.pages(LETTER)
    finally:
        process.close()


def test_threads_get_the_answers_to_their_own_files(process: PdfProcess) -> None:
    told: dict[int, str] = {}

    def read(number: int) -> None:
        told[number] = process.pages(as_pdf([[f"The letter with the number {number}."]]))[0].strip()

    threads = [threading.Thread(target=read, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert told == {number: f"The letter with the number {number}." for number in range(8)}


def test_the_process_ends_with_the_one_that_started_it(process: PdfProcess) -> None:
    process.pages(LETTER)
    child = child_of(process)
    process.close()
    with pytest.raises(ProcessLookupError):
        os.kill(child, 0)
