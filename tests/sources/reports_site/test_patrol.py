"""Which pages a night's patrol takes, where pages vanish, move or never answer."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from pipelines.sources.reports_site import discovery
from pipelines.sources.reports_site.settings import site_settings
from tests.sources.reports_site.conftest import FIRST_NIGHT, Nights
from tests.sources.reports_site.invented_site import InventedSite

ROUND = 4
PAGES = 12
"""Three a night."""


@pytest.fixture(autouse=True)
def short_round(monkeypatch: pytest.MonkeyPatch) -> None:
    """A round of a few nights, so that several fit into a test."""
    settings = replace(site_settings(), patrol_nights=ROUND)
    monkeypatch.setattr(discovery, "site_settings", lambda: settings)


@pytest.fixture
def known(site: InventedSite, nights: Nights) -> list[int]:
    """Schools whose pages were read on the first night."""
    published = FIRST_NIGHT - timedelta(days=9)
    for number in range(PAGES):
        days = (published - timedelta(days=14), published)
        site.school(900100 + number, reports={50000100 + number: days})
    nights.run()
    return sorted(site.schools)


def read_in_a_round(site: InventedSite, nights: Nights) -> set[int]:
    read: set[int] = set()
    for _ in range(ROUND):
        nights.run(1)
        read |= {int(path.rsplit("/", 1)[1]) for path in site.requests("/provider/")}
    return read


def test_pages_that_vanished_do_not_hold_up_the_round(
    site: InventedSite, nights: Nights, known: list[int]
) -> None:
    for urn in known[:3]:
        del site.schools[urn]
    assert read_in_a_round(site, nights) == set(known)


def test_pages_that_never_answer_do_not_end_every_patrol(
    site: InventedSite, nights: Nights, known: list[int]
) -> None:
    """Two addresses in a row without an answer, and a host is left alone for the night."""
    broken = {known[0], known[2]}
    site.twist = lambda host, path: (500, b"", {}) if _urn(path) in broken else None
    for _ in range(4):
        nights.run(1)
        assert {_urn(path) for path in site.requests("/provider/")} - broken


def test_a_page_that_moved_to_another_category_is_found_within_two_rounds(
    site: InventedSite, nights: Nights, known: list[int]
) -> None:
    site.schools[known[0]].category_id = 28
    read_in_a_round(site, nights)
    assert nights.known().is_vanished(known[0])
    read_in_a_round(site, nights)
    assert nights.known().pages[known[0]].address.endswith(f"/provider/28/{known[0]}")
    read_in_a_round(site, nights)
    assert not nights.known().is_vanished(known[0])


def test_a_vanished_page_proves_no_withdrawal(site: InventedSite, nights: Nights, known: list[int]) -> None:
    """Its files are not asked, and it is not asked more often than others."""
    urn = known[0]
    del site.schools[urn]
    nights_asked = 0
    for _ in range(ROUND + 1):
        nights.run(1)
        nights_asked += bool([path for path in site.asked if path.endswith(f"/{urn}")])
    assert nights_asked <= 2
    assert not [f for f in nights.archive.fetches() if f.address.endswith("/50000100") and f.status != 200]


def test_a_file_that_vanished_before_its_page_did_is_left_to_the_round(
    site: InventedSite, nights: Nights, known: list[int]
) -> None:
    """One night without the file is known, the second can never come."""
    urn = known[0]
    site.schools[urn].reports = {
        50000999: (FIRST_NIGHT - timedelta(days=40), FIRST_NIGHT - timedelta(days=20))
    }
    while not nights.known().absent_on.get(50000100):
        nights.run(1)
    del site.schools[urn]
    asked = 0
    for _ in range(5):
        nights.run(1)
        asked += any(path.endswith(f"/{urn}") for path in site.asked)
    assert asked <= 2


def _urn(path: str) -> int:
    return int(path.rsplit("/", 1)[1]) if path.startswith("/provider/") else 0
