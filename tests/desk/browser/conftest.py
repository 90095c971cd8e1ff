"""A real Chromium that looks at a real desk. Tests skip, saying so, where Debian's Chromium is absent."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, sync_playwright

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


@pytest.fixture
def open_as(chromium: Chromium, served: Served) -> Iterator[Open]:
    """Opens windows: ``open_as(officer, size=PHONE, scripts=False)`` gives a page of a context of its own. A
    script's error, or anything that a page asks of another host, ends the test."""
    contexts: list[BrowserContext] = []
    wrong: list[str] = []

    def open_window(
        officer: Officer | None = None, size: tuple[int, int] = DESKTOP, *, scripts: bool = True
    ) -> Page:
        context = chromium.new_context(
            base_url=served.address,
            viewport={"width": size[0], "height": size[1]},
            java_script_enabled=scripts,
            locale="en-GB",
            timezone_id="Europe/London",
        )
        contexts.append(context)
        if officer is not None:
            token = served.browser(officer).session.cookies["desk"]
            context.add_cookies([{"name": "desk", "value": token, "url": served.address}])
        context.set_default_timeout(10_000)
        page = context.new_page()
        page.on("pageerror", lambda error: wrong.append(f"script: {error}"))
        page.on("console", lambda told: wrong.append(told.text) if _is_fault(told) else None)
        page.on(
            "request",
            lambda asked: (
                None
                if asked.url.startswith((served.address, "data:"))
                else wrong.append(f"asked elsewhere: {asked.url}")
            ),
        )
        return page

    yield open_window
    for context in contexts:
        context.close()
    assert not wrong, wrong


def _is_fault(told: ConsoleMessage) -> bool:
    """Whether a page complains; that a page which does not exist was answered so is none."""
    return told.type == "error" and "status of 4" not in told.text
