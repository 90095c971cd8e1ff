"""The day of each role, as it is clicked and typed, from the morning's list to a closed case."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.desk.browser.conftest import DESKTOP, PHONE, Open
from tests.desk.served import Served

SCHOOL = "Thornwick Hill Primary School"


def press(page: Page, button: str) -> None:
    """Press a button of the page's next step, or of one that stands folded beneath."""
    page.get_by_role("button", name=button, exact=True).first.click()


@pytest.mark.parametrize(
    ("size", "scripts"), [(DESKTOP, True), (PHONE, False)], ids=["desktop", "phone without scripts"]
)
def test_an_officer_works_a_case_and_a_second_person_closes_it(
    served: Served, open_as: Open, size: tuple[int, int], scripts: bool
) -> None:
    first, second = served.add_officer("Robin Vale"), served.add_officer("Sam Field")
    page = open_as(first, size, scripts=scripts)
    page.goto("/")
    page.get_by_role("link", name=f"Open the case of {SCHOOL}").click()
    press(page, "Take this case")
    expect(page.get_by_text("The case has an officer.")).to_be_visible()
    press(page, "I have opened the report")
    page.get_by_label("What came of it").first.select_option("spoke_with_the_leader")
    press(page, "Record the attempt")
    expect(page.get_by_text("The attempt is recorded.")).to_be_visible()
    press(page, "Support was offered")
    page.locator("#reason").first.select_option("support_taken_up")
    press(page, "Propose to close")
    expect(page.get_by_text("You have proposed to close this case")).to_be_visible()

    other = open_as(second, size, scripts=scripts)
    other.goto(page.url.partition("?")[0])
    press(other, "Confirm the closing")
    expect(other.get_by_text("The case is closed.").first).to_be_visible()
    other.goto("/")
    expect(other.get_by_role("link", name=SCHOOL)).to_have_count(0)
    other.goto("/?state=closed")
    expect(other.get_by_role("link", name=SCHOOL, exact=True)).to_be_visible()


def test_a_case_is_taken_with_the_keyboard_alone(served: Served, open_as: Open) -> None:
    page = open_as(served.add_officer("Robin Vale"))
    page.goto("/")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Skip to main content")
    page.keyboard.press("Enter")
    _tab_to(page, f"Open the case of {SCHOOL}")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/cases/"))
    _tab_to(page, "Take this case")
    page.keyboard.press("Enter")
    expect(page.get_by_text("The case has an officer.")).to_be_visible()


def _tab_to(page: Page, name: str) -> None:
    """Go on with Tab until what has the focus bears a name; whatever is on the way shows that it has it."""
    for _ in range(60):
        page.keyboard.press("Tab")
        focus = page.locator(":focus")
        if name in (focus.get_attribute("aria-label") or focus.inner_text()):
            return
        outline = focus.evaluate("e => getComputedStyle(e).outlineStyle + getComputedStyle(e).boxShadow")
        assert outline != "nonenone", f"{focus.inner_text()} does not show that it has the focus"
    raise AssertionError(f"{name} cannot be reached with Tab")


def test_a_lead_assigns_several_at_once_and_takes_the_list_away(served: Served, open_as: Open) -> None:
    page = open_as(served.add_officer("Kim Hart", "lead"))
    served.add_officer("Robin Vale")
    page.goto("/")
    for school in (SCHOOL, "Dapplestone Academy"):
        page.get_by_label(f"{school}", exact=False).and_(page.get_by_role("checkbox")).check()
    page.get_by_label("Assign", exact=False).and_(page.get_by_role("combobox")).select_option(
        label="Robin Vale"
    )
    page.locator(".desk-assign button").click()
    expect(page.get_by_text("Robin Vale").first).to_be_visible()
    page.goto("/overview")
    expect(page.get_by_role("heading", name="Open now, by local authority")).to_be_visible()
    page.goto("/")
    with page.expect_download() as download:
        page.get_by_role("link", name=re.compile("CSV")).click()
    assert download.value.suggested_filename.endswith(".csv")


def test_an_administrator_lets_somebody_in_who_then_chooses_a_password(served: Served, open_as: Open) -> None:
    page = open_as(served.add_officer("Alex Moor", "administrator"))
    page.goto("/officers")
    page.get_by_role("button", name="Add an officer").click()
    page.get_by_label("Name", exact=True).fill("Jo Brook")
    page.get_by_label("Signs in as").fill("jo.brook@example.org")
    press(page, "Add")
    address = page.locator(".desk-link-to-copy").inner_text()

    new = open_as(None)
    new.goto(address)
    press(new, "Sign in")
    for name in ("New password", "New password, once more"):
        new.get_by_label(name, exact=True).fill("lantern meadow harbour")
    press(new, "Keep this password")
    new.goto("/")
    expect(new.get_by_role("heading", name="Outreach list")).to_be_visible()
    new.get_by_role("button", name="Sign out").click()
    new.get_by_label("Name", exact=False).first.fill("jo.brook@example.org")
    new.get_by_label("Password").fill("lantern meadow harbour")
    press(new, "Sign in")
    expect(new.get_by_role("heading", name="Outreach list")).to_be_visible()
