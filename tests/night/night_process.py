"""Runs nights, and other commands, as processes of their own, to be killed, cut off, or run side by side.

A cold process spends most of its time importing. These fork from a server that has imported everything
beforehand and opened nothing: each is a process like any other, with its own memory, descriptors and locks.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fnmatch import fnmatch
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from typing import Any

from pipelines.cli import main
from pipelines.sources.politeness import CONTACT_VARIABLE
from tests.night.nights import run_night

_PROCESSES = multiprocessing.get_context("forkserver")
_PROCESSES.set_forkserver_preload(["tests.night.warm_imports"])

PATIENCE = 240.0


@dataclass(frozen=True)
class Ended:
    """How a process ended: ``code`` is its exit code, or minus the signal that ended it."""

    code: int
    output: str

    @property
    def said(self) -> str:
        """The output on one line: where it was broken depends on a terminal."""
        return " ".join(self.output.split())


class NightProcess:
    """A process that was started; it writes what it says into ``told``."""

    def __init__(self, told: Path, run: Callable[..., None], *arguments: Any) -> None:
        self._told = told
        self._process: ForkServerProcess = _PROCESSES.Process(
            target=_redirected, args=(str(told), run, arguments), daemon=True
        )
        self._process.start()

    @property
    def is_alive(self) -> bool:
        return self._process.is_alive()

    @property
    def output(self) -> str:
        """What it has said so far, standard output and standard error together."""
        return self._told.read_text(encoding="utf-8") if self._told.exists() else ""

    def kill(self) -> Ended:
        """End it by SIGKILL, which it cannot prepare for."""
        self._process.kill()
        return self.wait()

    def stop(self) -> Ended:
        """End it by SIGTERM, as a machine does that is shut down."""
        self._process.terminate()
        return self.wait()

    def wait(self) -> Ended:
        """Wait for its end."""
        self._process.join(PATIENCE)
        code = self._process.exitcode
        assert code is not None, f"still running after {PATIENCE:.0f} s: {self.output}"
        return Ended(code, self.output)

    def wait_until(self, happened: Callable[[], bool]) -> bool:
        """Wait until something has happened; False where the process ended before."""
        deadline = time.monotonic() + PATIENCE
        while not happened():
            if not self.is_alive or time.monotonic() > deadline:
                return happened()
            time.sleep(0.002)
        return True


def nightly(
    told: Path, data: Path, recording: Path, day: date, *, before: Callable[[], None] | None = None
) -> NightProcess:
    """Start ``welfare-monitor nightly`` on a recording; ``before`` is called in the process, first."""
    return command(told, data, f"recorded:{recording}", day, before=before)


def command(
    told: Path,
    data: Path,
    sources: str,
    day: date | None = None,
    *,
    before: Callable[[], None] | None = None,
    contact: str = "",
) -> NightProcess:
    """Start ``welfare-monitor nightly`` on any sources."""
    words = ["nightly", "--sources", sources, "--data", str(data)]
    if day is not None:
        words += ["--as-of", day.isoformat()]
    return NightProcess(told, _command, words, contact, before)


def program(told: Path, words: Sequence[str], environment: Mapping[str, str], umask: int) -> NightProcess:
    """Start any command of ``welfare-monitor`` in this environment, with nothing added, and this umask."""
    return NightProcess(told, _program, list(words), dict(environment), umask)


def steps(told: Path, data: Path, recording: Path, day: date, *, die_before: str) -> NightProcess:
    """Start a night's steps, without Dagster, that kill themselves just before a file takes its place.

    die_before: the file's path below ``data``, as a pattern; it is about to be opened for writing or renamed.
    """
    return NightProcess(told, _steps, data, recording, day, die_before)


def _redirected(told: str, run: Callable[..., None], arguments: tuple[Any, ...]) -> None:
    descriptor = os.open(told, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
    os.dup2(descriptor, 1)
    os.dup2(descriptor, 2)
    sys.stdout = os.fdopen(1, "w", encoding="utf-8", buffering=1)
    sys.stderr = os.fdopen(2, "w", encoding="utf-8", buffering=1)
    run(*arguments)


def _command(words: list[str], contact: str, before: Callable[[], None] | None) -> None:
    os.environ |= {CONTACT_VARIABLE: contact, "COLUMNS": "300"}
    if before is not None:
        before()
    main(words)


def _program(words: list[str], environment: dict[str, str], umask: int) -> None:
    os.umask(umask)
    take_environment(environment)
    main(words)


def take_environment(environment: Mapping[str, str]) -> None:
    """For what runs in a process: have this environment and nothing of the server's own."""
    os.environ.clear()
    os.environ |= environment


def _steps(data: Path, recording: Path, day: date, die_before: str) -> None:
    pattern = str(data / die_before)

    def watch(event: str, arguments: tuple[Any, ...]) -> None:
        if event == "os.rename" or (event == "open" and _writes(arguments[2])):
            place = arguments[1] if event == "os.rename" else arguments[0]
            if not isinstance(place, int) and fnmatch(os.fsdecode(place), pattern):
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(watch)
    run_night(data, recording, day)


def _writes(flags: object) -> bool:
    return isinstance(flags, int) and bool(flags & (os.O_WRONLY | os.O_RDWR))
