"""Reads PDFs in a process that may be lost: with a bound on its memory, and on the time of each file.

Belongs here: starting that process, talking to it, and ending it when a file is too much. Does not belong
here: what it does with a file (pdf_child.py), and which text is refused (text.py).
"""

from __future__ import annotations

import atexit
import json
import os
import select
import subprocess
import sys
import threading
import time
from typing import Any

from pipelines.documents.refusal import DocumentRefused
from pipelines.documents.report import pdf_child
from pipelines.documents.report.pdf_child import LENGTH

#: The longest published report takes a tenth of a second and some 100 MB.
MOST_SECONDS = 30.0
MOST_BYTES = 2_000_000_000
# The longest published school reports have some 40 pages; the longest of other remits some 60.
MOST_PAGES = 100
#: The text of a report of that length, twice over.
MOST_ANSWERED = 20_000_000
# Whatever a library in C loses of memory is given back after so many files.
_FILES_A_PROCESS = 1_000


class PdfProcess:
    """One process, started when the first file comes and anew after one was lost. Threads wait in turn."""

    def __init__(self, most_seconds: float = MOST_SECONDS, most_bytes: int = MOST_BYTES) -> None:
        self._most_seconds, self._most_bytes = most_seconds, most_bytes
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._owner = 0
        self._files = 0

    def pages(self, content: bytes) -> list[str]:
        """The text of each page; raises DocumentRefused."""
        with self._lock:
            answer = self._ask(content)
        if "count" in answer:
            raise DocumentRefused(
                "page_count", f"The PDF has {answer['count']} pages; a school report has 1 to {MOST_PAGES}."
            )
        if "error" in answer:
            raise _unreadable(answer)
        pages: list[str] = answer["pages"]
        return pages

    def close(self) -> None:
        """End the process; a next file starts another."""
        process, self._process = self._process, None
        # A process that was forked from ours is not the one that started it.
        if process is not None and self._owner == os.getpid():
            process.kill()
            process.wait()
            for pipe in (process.stdin, process.stdout):
                if pipe is not None:
                    pipe.close()

    def _ask(self, content: bytes) -> dict[str, Any]:
        deadline = time.monotonic() + self._most_seconds
        process = self._running()
        try:
            _send(process, LENGTH.pack(len(content)) + content, deadline)
            size = LENGTH.unpack(_receive(process, LENGTH.size, deadline))[0]
            if size > MOST_ANSWERED:
                raise DocumentRefused("too_large", "The PDF holds too much text.")
            answer: dict[str, Any] = json.loads(_receive(process, size, deadline))
        except TimeoutError as error:
            self.close()
            raise DocumentRefused(
                "too_slow", f"The PDF takes more than {self._most_seconds:g} seconds to read."
            ) from error
        except (EOFError, BrokenPipeError) as error:
            self.close()
            raise DocumentRefused(
                "brings_the_reader_down",
                f"Reading the PDF needs more than {self._most_bytes // 1_000_000:,} MB of memory, or brings "
                "the PDF library down.",
            ) from error
        except BaseException:
            # Whatever is still on its way belongs to no later file.
            self.close()
            raise
        self._files += 1
        return answer

    def _running(self) -> subprocess.Popen[bytes]:
        if self._files >= _FILES_A_PROCESS:
            self.close()
        if self._process is None or self._owner != os.getpid():
            self._process = subprocess.Popen(
                [sys.executable, "-I", pdf_child.__file__, str(self._most_bytes), str(MOST_PAGES)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                # What a library says of a damaged file is no news, and none of it is kept.
                stderr=subprocess.DEVNULL,
                env={"PATH": os.environ.get("PATH", "")},
                bufsize=0,
            )
            assert self._process.stdin is not None
            os.set_blocking(self._process.stdin.fileno(), False)
            self._owner, self._files = os.getpid(), 0
        return self._process


def _send(process: subprocess.Popen[bytes], content: bytes, deadline: float) -> None:
    assert process.stdin is not None
    descriptor, left = process.stdin.fileno(), memoryview(content)
    while left:
        _wait([], [descriptor], deadline)
        left = left[os.write(descriptor, left[: 1 << 20]) :]


def _receive(process: subprocess.Popen[bytes], size: int, deadline: float) -> bytes:
    assert process.stdout is not None
    descriptor, parts, left = process.stdout.fileno(), [], size
    while left:
        _wait([descriptor], [], deadline)
        part = os.read(descriptor, min(left, 1 << 20))
        if not part:
            raise EOFError
        parts.append(part)
        left -= len(part)
    return b"".join(parts)


def _wait(reading: list[int], writing: list[int], deadline: float) -> None:
    ready = select.select(reading, writing, [], max(0.0, deadline - time.monotonic()))
    if not any(ready):
        raise TimeoutError


def _unreadable(answer: dict[str, Any]) -> DocumentRefused:
    if answer["page"]:
        return DocumentRefused(
            "damaged_pdf", f"Page {answer['page']} of the PDF cannot be read: {answer['error']}"
        )
    if "password" in answer["error"].lower():
        return DocumentRefused("encrypted_pdf", "The PDF is locked with a password.")
    return DocumentRefused("damaged_pdf", f"The PDF is damaged or was cut short: {answer['error']}")


#: The one of this program.
PDFS = PdfProcess()
atexit.register(PDFS.close)
