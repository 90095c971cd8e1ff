"""Every page at every width: axe-core finds nothing, and nothing is lost."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import Page

from tests.desk.browser.conftest import DESKTOP, PHONE, ZOOMED, Windows
from tests.desk.browser.looking import scrolls_sideways, violations
from tests.desk.served import Served

PAGES = (
    "/",
    # Of few schools: what the list has of many is looked at above.
    "/?sort=school&tier=1",
    "/list/print",
    "/standing",
    "/good-news",
    "/find?q=hill",
    "/cases/{flag}",
    "/cases/{flag}/why",
    "/awaited",
    "/follow-ups",
    "/readings",
    "/readings/{report}?kind=report_card&framework=report_card_2025&start=2026-03-17",
    "/overview",
    "/schools/900101",
    "/schools/900164",
    "/schools/900101/objection",
    "/help",
    "/account",
    "/account/password",
    "/officers",
    "/officers/add",
    "/officers/1",
    "/audit",
    "/nowhere",
)


@pytest.fixture(scope="module")
def windows(chromium: Chromium, looked_at: Served) -> Iterator[Windows]:
    """One desk and one window for every page, because looking changes nothing."""
    windows = Windows(chromium, looked_at)
    officer = looked_at.add_officer("Robin Vale", "administrator")
    looked_at.set_password(officer, "lantern quiet meadow")  # else there is none to change
    windows.open_as(officer)
    yield windows
    windows.close()


@pytest.fixture
def page(windows: Windows) -> Iterator[Page]:
    (context,) = windows.contexts
    (page,) = context.pages
    yield page
    assert not (wrong := windows.found_wrong()), wrong


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_accessible_and_whole_at_every_width(path: str, looked_at: Served, page: Page) -> None:
    facts = looked_at.desk.facts.current()
    (flag, *_), (report, *_) = facts.flags, facts.rows("desk/awaiting_reading")
    page.set_viewport_size({"width": DESKTOP[0], "height": DESKTOP[1]})
    answer = page.goto(path.format(flag=flag["flag_id"], report=report["document_id"]))
    assert answer is not None
    assert answer.status == (404 if path == "/nowhere" else 200)
    for width, height in (DESKTOP, PHONE, ZOOMED):
        page.set_viewport_size({"width": width, "height": height})
        assert not scrolls_sideways(page), width
        # Twice is enough for what axe-core looks at: wide, and as a phone shows it.
        assert width == ZOOMED[0] or not violations(page), width
