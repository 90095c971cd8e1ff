"""Nights over a generated country: every adverse report found the night after its publication, none invented,
and nothing asked that need not be.

Does not belong here: what is true of the country (replica/generated/truth.py), all England over a month
(`python -m benchmarks.nights`, with its figures in docs/benchmarks.md).
"""

from __future__ import annotations

import pytest

from benchmarks.nights import NightResult, run_nights

SCHOOLS, NIGHTS = 150, 3
#: So many times as much is published as in England, so that a small country has something to tell.
BUSY = 70


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> list[NightResult]:
    return list(run_nights(SCHOOLS, NIGHTS, tmp_path_factory.mktemp("country"), busy=BUSY))


def test_there_is_something_to_find_each_night(results: list[NightResult]) -> None:
    assert [result.must > 5 for result in results] == [True] * NIGHTS
    assert all(result.least["file"] for result in results[1:])


def test_nothing_is_missed(results: list[NightResult]) -> None:
    assert [result.missed for result in results] == [[]] * NIGHTS


def test_nothing_is_flagged_that_was_not_published(results: list[NightResult]) -> None:
    assert [result.false for result in results] == [[]] * NIGHTS


def test_every_night_is_sound(results: list[NightResult]) -> None:
    assert [result.state for result in results] == ["ok"] * NIGHTS


def test_no_more_is_asked_than_must_be(results: list[NightResult]) -> None:
    for result in results[1:]:
        asked = {kind: result.requests[kind] for kind in result.least}
        assert asked["search"] == result.least["search"]
        assert asked["file"] == result.least["file"]
        # A page on patrol that has changed as well is read once.
        assert asked["page"] <= result.least["page"]
