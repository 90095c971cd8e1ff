"""One morning at the desk, as its programs are run: an account, a desk, a case, a list taken along, a digest,
a backup.

Belongs here: running them and keeping all that they say. Does not belong here: any test, and what each of
them does (tests/desk).
"""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import requests

from pipelines.settings import PROJECT_ROOT
from tests.desk.case_browser import OpenCase
from tests.desk.served import Browser
from tests.night.night_process import Ended, NightProcess, program

SIGN_IN_NAME = "robin.vale@example.org"
PASSWORD = "lantern meadow seven"  # noqa: S105 (invented)
_TOKEN = re.compile(r"/sign-in/once\?token=([\w-]+)")
_CASE = re.compile(r'href="/cases/([^"?#/]+)')


@dataclass
class DeskSession:
    """Runs the desk's programs over a data folder in one environment and under one umask. said: all that they
    printed and logged; answered: every page and file that the desk gave."""

    data: Path
    environment: Mapping[str, str]
    umask: int
    said: str = ""
    answered: list[bytes] = field(default_factory=list)

    def run(self, *command: str, ends_with: int = 0) -> str:
        """A command to its end; what it says."""
        ended = self._started(*command).wait()
        return self._kept(ended, ends_with)

    def run_cold(self, *command: str, ends_with: int = 0) -> str:
        """The same in a new Python, as a shell runs it. It costs a second more, and does what a fork leaves
        out: what is registered for the end of a process."""
        ended = subprocess.run(
            [sys.executable, "-m", "pipelines.cli", *self._words(*command)],
            env=self.environment,
            umask=self.umask,
            cwd=PROJECT_ROOT,
            capture_output=True,
            text=True,
        )
        return self._kept(Ended(ended.returncode, ended.stdout + ended.stderr), ends_with)

    def morning(self, metrics_token: str) -> None:
        """From a new account to a case that was taken and written about, and a list as a file."""
        added = self.run("officer", "add", SIGN_IN_NAME, "--name", "Robin Vale", "--role", "lead")
        found = _TOKEN.search(added)
        assert found, added
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        desk = self._started("desk", "--port", str(port))
        try:
            browser = Browser(f"http://127.0.0.1:{port}", requests.Session())
            self._listens(browser, desk)
            self._works(browser, found[1])
            bearer = {"Authorization": f"Bearer {metrics_token}"}
            self._took(requests.get(f"{browser.address}/metrics", headers=bearer, timeout=30))
        finally:
            ended = desk.stop()
        self._kept(ended, -signal.SIGTERM)

    def _works(self, browser: Browser, token: str) -> None:
        browser.post("/sign-in/once", {"token": token})
        chosen = browser.send("/account/password", {"new": PASSWORD, "again": PASSWORD})
        self._took(chosen)
        self._took(browser.send("/sign-out", {}, on="/account"))
        browser.sign_in(SIGN_IN_NAME, "not the password")
        assert browser.sign_in(SIGN_IN_NAME, PASSWORD).status_code == 303
        listed = browser.get("/")
        self._took(listed)
        found = _CASE.search(listed.text)
        assert found, "no case is on the list"
        case = OpenCase(browser, found[1]).open()
        self._took(case.send("assign", officer_id=1))
        self._took(case.send("write_note", text="Call after 15:00."))
        for path in ("/list.csv", "/list.xlsx", "/account"):
            self._took(browser.get(path))

    def _took(self, answer: requests.Response) -> None:
        assert answer.status_code == 200, answer.text
        self.answered.append(answer.content)

    def _listens(self, browser: Browser, desk: NightProcess) -> None:
        while True:
            try:
                browser.get("/sign-in")
            except requests.ConnectionError:
                assert desk.is_alive, f"the desk did not start: {desk.output}"
                time.sleep(0.05)
            else:
                return

    def _started(self, *command: str) -> NightProcess:
        """What it says stands beside the data folder: a test looks at all that the folder holds."""
        told = Path(tempfile.mkdtemp(dir=self.data.parent)) / "told.txt"
        return program(told, self._words(*command), self.environment, self.umask)

    def _kept(self, ended: Ended, ends_with: int) -> str:
        self.said += ended.output
        assert ended.code == ends_with, ended.output
        return ended.output

    def _words(self, *command: str) -> list[str]:
        return [*command, "--data", str(self.data)]
