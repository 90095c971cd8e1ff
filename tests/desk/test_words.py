"""Pages speak the words of officers: a name from the program stands in no sentence and in no table."""

from __future__ import annotations

import re

import pytest
from bs4 import BeautifulSoup

from desk.web.page import Page
from pipelines.reference import read_csv
from pipelines.texts import desk_texts, texts
from tests.desk.every_page import PAGES, Addresses
from tests.desk.served import Browser, Served

_NAME_IN_THE_PROGRAM = re.compile(r"\b[a-z]+(?:_[a-z0-9]+)+\b")
#: Where such a name is what somebody wants to see: a rule as it is written, and by what a document was read.
_AS_IT_IS_WRITTEN = ("pre", "code")

SHOWN = [page for page in PAGES if "GET" in page.methods and not page.path.endswith((".csv", ".xlsx"))]


@pytest.fixture(scope="module")
def administrator(looked_at: Served) -> Browser:
    return looked_at.browser_of("Robin Vale", "administrator")


@pytest.mark.parametrize("page", SHOWN, ids=lambda page: page.path)
def test_a_page_shows_no_name_of_the_program(looked_at: Served, administrator: Browser, page: Page) -> None:
    assert names_shown(administrator, Addresses.of(looked_at).of_page(page)) == []


@pytest.mark.parametrize(
    "asked", ["", "?kind=report_card&framework=report_card_2025&start=2026-03-17"], ids=["which", "grades"]
)
def test_the_reading_of_a_report_shows_none_either(
    looked_at: Served, administrator: Browser, asked: str
) -> None:
    waiting = looked_at.desk.facts.current().rows("desk/awaiting_reading")
    (report, *_) = [row for row in waiting if "Without a grade" in row["reasons"]]
    address = f"/readings/{report['document_id']}{asked}"
    assert administrator.get(address).status_code == 200
    assert names_shown(administrator, address) == []


def names_shown(browser: Browser, address: str) -> list[str]:
    shown = BeautifulSoup(browser.get(address).content, "lxml")
    for written in shown.find_all(_AS_IT_IS_WRITTEN):
        written.extract()
    return _NAME_IN_THE_PROGRAM.findall(shown.get_text(" "))


def test_whoever_says_a_date_has_words() -> None:
    sources = {row["source"] for row in read_csv("source_precedence.csv")} | {"ungraded_columns"}
    labels = {row["label"] for row in read_csv("publication_shift.csv")}
    assert {f"desk.how_we_know.date_source.{name}" for name in sources | labels} == {
        name for name in desk_texts() if name.startswith("desk.how_we_know.date_source.")
    }


def test_what_stands_in_the_place_of_a_grade_has_words() -> None:
    named = {row["status"] for row in read_csv("scales.csv")} | {"unknown"}
    assert {f"judgement_status.{status}" for status in named - {"graded"}} <= texts().keys()


def test_a_name_of_the_program_would_be_found() -> None:
    assert _NAME_IN_THE_PROGRAM.findall("Post-16 provision: not_applicable") == ["not_applicable"]
