"""The sample's sites: the replica of the public sites, started as a process of its own on this machine.

Belongs here: starting it for a day and ending it. Does not belong here: what it serves; the program knows
it only by its addresses.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import IO

from pipelines.settings import PROJECT_ROOT, BadUsage
from pipelines.sources.politeness import host_of, is_loopback

# Answers come from memory; what takes long is writing the invented files at the start.
PATIENCE = 60.0


class SampleSites:
    """A running replica. base: its address; the sites' real addresses stay as they are."""

    def __init__(self, base: str) -> None:
        if not is_loopback(host_of(base)):
            raise BadUsage(f"{base} is not on this machine: the sample's sites are served on 127.0.0.1.")
        self.base = base.rstrip("/")

    def day(self) -> date:
        """The day on which the sites stand."""
        return date.fromisoformat(self._control("day")["day"])

    def move_to(self, day: date) -> None:
        """Let days pass there."""
        if day != self.day():
            self._control("day", {"day": day.isoformat()})

    def _control(self, what: str, told: dict[str, str] | None = None) -> dict[str, str]:
        body = json.dumps(told).encode() if told else None
        request = urllib.request.Request(f"{self.base}/_replica/{what}", data=body)  # noqa: S310 (this machine)
        try:
            with _opener().open(request, timeout=PATIENCE) as answer:
                found: dict[str, str] = json.load(answer)
                return found
        except OSError as error:
            raise BadUsage(f"No replica answers at {self.base} ({error}), or it refuses the day.") from error


@contextmanager
def sample_sites(day: date | None, base: str = "") -> Iterator[SampleSites]:
    """The replica as on ``day`` (by default its last night), started here unless one runs at ``base``
    already."""
    if base:
        sites = SampleSites(base)
        if day:
            sites.move_to(day)
        yield sites
        return
    command = [sys.executable, "-m", "replica", "serve", "--until-stdin-ends"]
    process = subprocess.Popen(
        command + (["--day", day.isoformat()] if day else []),
        cwd=PROJECT_ROOT,
        env=os.environ | {"PYTHONDONTWRITEBYTECODE": "1"},
        # Held open and never written to: it ends with this process, also when that is killed.
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout is not None
        yield SampleSites(_address(process, process.stdout))
    finally:
        process.terminate()
        process.communicate()


def _address(process: subprocess.Popen[str], said: IO[str]) -> str:
    """The first line that the replica prints."""
    line = said.readline().strip()
    if not line.startswith("http://"):
        process.terminate()
        _, told = process.communicate()
        raise BadUsage(
            f"The sample's sites could not be started: {told.strip() or line or 'nothing was said'}"
        )
    return line


def _opener() -> urllib.request.OpenerDirector:
    """Without the proxies of the environment: the replica is on this machine."""
    return urllib.request.build_opener(urllib.request.ProxyHandler({}))
