"""A person reads a report that no program could read, and hands in what stands in it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
import requests
from sqlalchemy import select

from desk.store.models import Audit
from tests.desk.served import Browser, Served
from tests.sample_night import SampleNight

URN = 900113
WHICH = {
    "kind": "report_card",
    "framework": "report_card_2025",
    "start": "2026-03-17",
    "end": "2026-03-18",
}
SAID = {
    **WHICH,
    "grade-achievement": "Urgent improvement",
    "grade-safeguarding": "Met",
    "category": "special_measures",
}


@pytest.fixture
def browser(served: Served, sample_night: SampleNight) -> Browser:
    """With the sample's own archive, which is only read, and an inbox beside it that is the test's."""
    archive = served.desk.settings.data.archive
    archive.mkdir()
    for part in (sample_night.data / "archive").iterdir():
        (archive / part.name).symlink_to(part)
    return served.browser_of("Robin Vale")


def handed_in(served: Served) -> list[Path]:
    return sorted((served.desk.settings.data.archive / "inbox").glob("*.json"))


def report(served: Served) -> dict[str, Any]:
    """The report of the sample's school whose grades do not go together with its category."""
    (row,) = (row for row in served.desk.facts.current().rows("desk/awaiting_reading") if row["urn"] == URN)
    return row


def form_of(served: Served) -> str:
    """The address of its form, with the inspection told."""
    return f"/readings/{report(served)['document_id']}?{urlencode(WHICH)}"


def send(served: Served, browser: Browser, form: Mapping[str, object]) -> requests.Response:
    form_page = form_of(served)
    return browser.send(form_page.partition("?")[0], form, on=form_page)


def test_reports_that_wait_are_listed_with_why(served: Served, browser: Browser) -> None:
    page = browser.get("/readings").text
    row = report(served)
    assert row["name"] in page
    assert row["reasons"] in page


def test_the_form_offers_the_words_of_the_framework(served: Served, browser: Browser) -> None:
    page = browser.get(form_of(served)).text
    assert "Urgent improvement" in page
    assert "Inadequate" not in page
    assert "Leadership and governance" in page


def test_what_was_entered_is_looked_at_before_it_is_handed_in(served: Served, browser: Browser) -> None:
    page = send(served, browser, {**SAID, "step": "look"}).text
    assert "What you entered" in page
    assert "Not in the report: " in page
    assert not handed_in(served)


def test_a_reading_goes_into_the_inbox_without_a_name(served: Served, browser: Browser) -> None:
    answer = send(served, browser, {**SAID, "step": "hand_in"})
    assert "The reading is handed in." in answer.text
    (file,) = handed_in(served)
    assert file.name.startswith(report(served)["document_id"])
    assert file.stat().st_mode & 0o777 == 0o600
    told = json.loads(file.read_text(encoding="utf-8"))
    assert told["grades"] == {"achievement": "Urgent improvement", "safeguarding": "Met"}
    assert (told["urn"], told["category"], told["read_on"]) == (URN, "special_measures", "2026-06-10")
    assert "Robin" not in file.read_text(encoding="utf-8")
    with served.desk.store.read() as session:
        (line,) = session.scalars(select(Audit).where(Audit.action == "reading_recorded"))
    assert line.details == {"document_id": report(served)["document_id"]}
    assert line.urn == URN


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"start": "2026-05-17", "end": ""}, "not on the day that the school&#39;s page says"),
        ({"kind": "graded"}, "under report cards is a report card"),
        ({"grade-achievement": "Splendid"}, "does not go together"),
        ({"category": "peculiar"}, "does not go together"),
        (
            {"grade-achievement": "", "grade-safeguarding": "", "category": "not_told"},
            "choose at least one",
        ),
        ({"start": "2019-03-17", "end": ""}, "in force on that day"),
        ({"end": "2026-03-16"}, "does not come before the first"),
        ({"start": "some day"}, "Enter the first day"),
        ({"kind": "seance"}, "Choose the kind"),
    ],
)
def test_what_cannot_be_is_told_and_not_handed_in(
    served: Served, browser: Browser, changed: dict[str, str], told: str
) -> None:
    answer = send(served, browser, {**SAID, **changed, "step": "hand_in"})
    assert answer.status_code == 422
    assert told in answer.text
    assert not handed_in(served)


def test_a_report_of_a_school_that_a_person_does_not_cover_is_not_there(served: Served) -> None:
    elsewhere = served.browser_of("Sam Field", areas=(("region", "Nowhere"),))
    assert elsewhere.get(form_of(served)).status_code == 404
    assert "No report waits" in elsewhere.get("/readings").text
