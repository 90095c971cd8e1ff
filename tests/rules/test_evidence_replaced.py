"""A report that is replaced on the site: whoever was shown its flag is told, once."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.rules.facts import PUBLISHED, URN, Facts, days
from tests.rules.nights import Nights

FIRST = PUBLISHED + days(1)
REPLACED = FIRST + days(4)


@pytest.fixture
def facts() -> Facts:
    found = Facts()
    found.school()
    found.card("now", grades={"leadership_and_governance": "Needs attention"})
    return found


def file(facts: Facts, file_id: int, known_from: date, replaced_on: date | None = None) -> None:
    facts.add(
        "report_file", file_id=file_id, inspection_id="now", urn=URN, known_from=known_from,
        is_listed=replaced_on is None, replaced_on=replaced_on,
    )  # fmt: skip


def test_a_replaced_report_is_told_once_and_the_flag_stays(facts: Facts, tmp_path: Path) -> None:
    nights = Nights(tmp_path)
    flag = nights.night(facts, FIRST).flag("now")
    file(facts, 1, FIRST, REPLACED)
    file(facts, 2, REPLACED)
    told = nights.night(facts, REPLACED)
    assert told.events(flag["flag_id"]) == ["raised", "evidence_replaced"]
    assert told.flag("now")["respond_by"] == flag["respond_by"]
    assert nights.night(facts, REPLACED + days(1)).events(flag["flag_id"]) == ["raised", "evidence_replaced"]


def test_a_report_replaced_before_the_flag_was_shown_is_no_news(facts: Facts, tmp_path: Path) -> None:
    file(facts, 1, FIRST, FIRST)
    file(facts, 2, FIRST)
    night = Nights(tmp_path).night(facts, REPLACED)
    assert night.events(night.flag("now")["flag_id"]) == ["raised"]
