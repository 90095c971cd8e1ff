"""What every page is looked at for: accessibility, and nothing lost at any width.

Belongs here: the looks that tests of several pages share. Does not belong here: which pages are looked at.
"""

from __future__ import annotations

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page


def violations(page: Page) -> list[str]:
    """What axe-core finds wrong with the page as it stands, each with where."""
    if page.evaluate("typeof axe") == "undefined":  # half a megabyte, once for a page
        page.evaluate(AXE_SCRIPT)
    found = page.evaluate("axe.run({resultTypes: ['violations']})")["violations"]
    return [
        f"{rule['id']}: {rule['help']}: {[node['target'] for node in rule['nodes']][:3]}" for rule in found
    ]


def scrolls_sideways(page: Page) -> bool:
    """Whether anything stands beyond the right edge of the window."""
    width = page.evaluate("document.scrollingElement.scrollWidth - window.innerWidth")
    return bool(width > 0)
