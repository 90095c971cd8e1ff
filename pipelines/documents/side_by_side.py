"""Reads many documents in several processes at once, and gives what they say in the order of the documents.

Belongs here: starting those processes, handing documents to them, and how many there are. Does not belong
here: reading a document (the packages beside this module), keeping what was read (small_documents.py).

Run as a program it is one of those processes. On standard input come, as pickles, the function that reads and
then documents, until the input ends, as it also does when the night is killed; the answers go to standard
output.
"""

from __future__ import annotations

import os
import pickle
import queue
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from typing import IO, Any, TypeVar, cast

from pipelines.documents.stopped import ReaderStopped, document_named

Read = TypeVar("Read")

#: Fewer are read before other processes have imported what they read with.
FEWEST = 400
#: Each holds some 150 MB.
MOST_PROCESSES = 8


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def processes_for(documents: int) -> int:
    """How many processes so many documents are worth; 1 is this one alone."""
    return min(processors(), MOST_PROCESSES) if documents >= FEWEST else 1


def read_in_order(
    read: Callable[[bytes], Read],
    documents: Sequence[str],
    read_bytes: Callable[[str], bytes],
    *,
    processes: int,
) -> Iterator[tuple[str, Read]]:
    """Each document (by sha256) with what ``read`` makes of its bytes. Raises ReaderStopped where it raises,
    and where it brings its process down."""
    if processes == 1:
        for sha256 in documents:
            content = read_bytes(sha256)
            with document_named(sha256):
                found = read(content)
            yield sha256, found
        return
    with ExitStack() as ending:
        free: queue.SimpleQueue[subprocess.Popen[bytes]] = queue.SimpleQueue()
        for _ in range(processes):
            free.put(ending.enter_context(_started(read)))

        def asked(sha256: str) -> tuple[str, Read]:
            process = free.get()
            try:
                return sha256, cast(Read, _ask(process, sha256, read_bytes(sha256)))
            finally:
                free.put(process)

        threads = ThreadPoolExecutor(processes)
        ending.callback(threads.shutdown, cancel_futures=True)
        yield from threads.map(asked, documents)


@contextmanager
def _started(read: Callable[[bytes], object]) -> Iterator[subprocess.Popen[bytes]]:
    """A process that waits for documents until the block ends."""
    command = [sys.executable, "-m", __name__]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    try:
        _send(process.stdin, read)
        yield process
    finally:
        for pipe in (process.stdin, process.stdout):
            # What a process that is lost was still to be sent.
            with suppress(BrokenPipeError):
                cast(IO[bytes], pipe).close()
        process.wait()


def _ask(process: subprocess.Popen[bytes], sha256: str, content: bytes) -> object:
    with document_named(sha256):
        try:
            _send(process.stdin, (sha256, content))
            found, raised = pickle.load(cast(IO[bytes], process.stdout))  # noqa: S301 (of our own process)
        except (EOFError, BrokenPipeError) as error:
            raise RuntimeError("the process that read it came to an end") from error
    if raised is not None:
        raise raised
    return found


def _send(pipe: IO[bytes] | None, told: Any) -> None:
    assert pipe is not None
    pickle.dump(told, pipe, protocol=pickle.HIGHEST_PROTOCOL)
    pipe.flush()


def main() -> None:
    """Answer until standard input ends."""
    # Ctrl-C is for the night; whoever asked ends this process.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    asked, answers = sys.stdin.buffer, os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    # What a library might print is no answer.
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    try:
        read = pickle.load(asked)  # noqa: S301 (of our own process)
        while True:
            sha256, content = pickle.load(asked)  # noqa: S301
            _send(answers, _answer(read, sha256, content))
    except (EOFError, BrokenPipeError):
        return


def _answer(
    read: Callable[[bytes], object], sha256: str, content: bytes
) -> tuple[object, None] | tuple[None, Exception]:
    try:
        with document_named(sha256):
            return read(content), None
    except (ReaderStopped, OSError) as error:
        return None, error


if __name__ == "__main__":
    main()
