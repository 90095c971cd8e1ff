"""A real Chromium that looks at a real desk. Tests skip, saying so, where Debian's Chromium is absent."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request, sync_playwright

from desk.store.models import Officer
from tests.desk.served import Served

CHROMIUM = Path("/usr/bin/chromium")
#: Without these a browser asks its maker's hosts for this and that at every start.
_OFFLINE = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
DESKTOP, PHONE = (1280, 900), (390, 844)
#: 1280 pixels at 400 %.
ZOOMED = (320, 256)

Open = Callable[..., Page]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Chromium]:
    """One browser for a module: while it is open, a loop of events runs, which other tests do not expect."""
    if not CHROMIUM.exists():
        pytest.skip(f"{CHROMIUM} is not on this machine (apt install chromium)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=list(_OFFLINE))
        yield browser
        browser.close()


@dataclass
class Windows:
    """Windows of one browser on one desk. wrong: scripts' errors, and what a page asked of another host."""

    chromium: Chromium
    served: Served
    wrong: list[str] = field(default_factory=list)
    contexts: list[BrowserContext] = field(default_factory=list)

    def open_as(
        self, officer: Officer | None = None, size: tuple[int, int] = DESKTOP, *, scripts: bool = True
    ) -> Page:
        """A page of a context of its own, signed in as an officer where one is named."""
        context = self.chromium.new_context(
            base_url=self.served.address,
            viewport={"width": size[0], "height": size[1]},
            java_script_enabled=scripts,
            locale="en-GB",
            timezone_id="Europe/London",
        )
        self.contexts.append(context)
        if officer is not None:
            token = self.served.browser(officer).session.cookies["desk"]
            context.add_cookies([{"name": "desk", "value": token, "url": self.served.address}])
        context.set_default_timeout(10_000)
        page = context.new_page()
        page.on("pageerror", lambda error: self.wrong.append(f"script: {error}"))
        page.on("console", lambda told: self.wrong.append(told.text) if _is_fault(told) else None)
        page.on("request", self._note_other_host)
        return page

    def _note_other_host(self, asked: Request) -> None:
        if not asked.url.startswith((self.served.address, "data:")):
            self.wrong.append(f"asked elsewhere: {asked.url}")

    def found_wrong(self) -> list[str]:
        """What was wrong since this was last asked."""
        found, self.wrong = self.wrong, []
        return found

    def close(self) -> None:
        for context in self.contexts:
            context.close()


@pytest.fixture
def open_as(chromium: Chromium, served: Served) -> Iterator[Open]:
    """Opens windows: ``open_as(officer, size=PHONE, scripts=False)``. What is wrong in one ends the test."""
    windows = Windows(chromium, served)
    yield windows.open_as
    windows.close()
    assert not windows.wrong, windows.wrong


def _is_fault(told: ConsoleMessage) -> bool:
    """Whether a page complains; that a page which does not exist was answered so is none."""
    return told.type == "error" and "status of 4" not in told.text
