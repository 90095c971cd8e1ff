"""Runs a command as a process of its own and says how long it took and how much memory it held at most.

Does not belong here: which commands are measured (benchmarks/__main__.py) and how they are shown (report.py).
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

BYTES_PER_MAXRSS = 1 if sys.platform == "darwin" else 1024  # Linux counts in KiB, macOS in bytes
LAST_LINES = 15


class CommandEnded(RuntimeError):
    """A measured command ended with a code that it may not end with; the message carries its last lines."""


@dataclass(frozen=True)
class Run:
    """One run: seconds by the clock and of the processor, peak bytes of its largest process, exit code."""

    seconds: float
    processor_seconds: float
    peak_bytes: int
    code: int


def measure(command: Sequence[object], *, accepted: Iterable[int] = (0,)) -> Run:
    """Run ``command`` once; raises CommandEnded for an exit code that is not accepted.

    Whoever calls must itself be small: Linux counts the caller's memory at the start as the child's.
    """
    with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as output:
        begun = time.perf_counter()
        process = subprocess.Popen(
            [str(word) for word in command], stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT
        )
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - begun
        process.returncode = code = os.waitstatus_to_exitcode(status)
        if code not in accepted:
            output.seek(0)
            last = "".join(output.readlines()[-LAST_LINES:])
            raise CommandEnded(f"{' '.join(map(str, command))} ended with {code}:\n{last}")
    return Run(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * BYTES_PER_MAXRSS, code)


@dataclass(frozen=True)
class Measured:
    """Several runs of one thing."""

    name: str
    runs: tuple[Run, ...]

    @property
    def seconds(self) -> float:
        """The median, which one disturbed run does not move."""
        return median(run.seconds for run in self.runs)

    @property
    def processor_seconds(self) -> float:
        """The median of what the processors spent: what other work on the machine disturbs least."""
        return median(run.processor_seconds for run in self.runs)

    @property
    def fastest_and_slowest(self) -> tuple[float, float]:
        times = [run.seconds for run in self.runs]
        return min(times), max(times)

    @property
    def peak_bytes(self) -> int:
        return max(run.peak_bytes for run in self.runs)
