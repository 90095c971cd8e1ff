"""Pages speak the words of officers: a name from the program stands in no sentence and in no table."""

from __future__ import annotations

import re

import pytest
from bs4 import BeautifulSoup

from desk.web.page import Page
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
    answer = administrator.get(Addresses.of(looked_at).of_page(page))
    shown = BeautifulSoup(answer.content, "lxml")
    for written in shown.find_all(_AS_IT_IS_WRITTEN):
        written.extract()
    assert _NAME_IN_THE_PROGRAM.findall(shown.get_text(" ")) == []


def test_a_name_of_the_program_would_be_found() -> None:
    assert _NAME_IN_THE_PROGRAM.findall("Post-16 provision: not_applicable") == ["not_applicable"]
