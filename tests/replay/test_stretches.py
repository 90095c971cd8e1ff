"""A replay tells of each night what a build of that night shows, without the build."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from pipelines.warehouse.replay.intervals import Replay
from tests.replay.invented_history import FIRST_NIGHT, LAST_NIGHT, Shown, history, shown
from tests.rules.facts import PUBLISHED, days

#: Nights on which something changes, the night before each, and some in between.
NIGHTS = [
    PUBLISHED + days(number)
    for number in (
        *(-3, 0, 8, 9, 11, 12, 30, 31, 32, 33, 40, 41, 44, 45, 57, 60, 61, 90, 91, 109, 110, 117, 118),
        *(129, 130, 200, 201, 229, 230, 260),
    )
]


@pytest.fixture(scope="module")
def replayed() -> Replay:
    return history().replayed(FIRST_NIGHT, LAST_NIGHT)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[date, Shown]:
    """What the builds of the nights show, each after the ones before."""
    return history().built(tmp_path_factory.mktemp("nights"), NIGHTS)


def test_the_history_has_every_status(built: dict[date, Shown]) -> None:
    found = {status for night in built.values() for status, *_ in night.values()}
    assert found == {"open", "expired", "superseded", "retracted", "history", "standing"}


@pytest.mark.parametrize("night", NIGHTS, ids=str)
def test_a_night_as_its_build_shows_it(replayed: Replay, built: dict[date, Shown], night: date) -> None:
    assert shown(replayed.on(night).to_dict("records")) == built[night]


@pytest.mark.parametrize(
    ("event", "night", "status", "tier"),
    [
        ("k", 57, "history", 3),  # better news of what was never on a list
        ("l", 11, "open", 3),
        ("l", 12, "open", 1),  # an area that was stated late
        ("m", 12, "open", 1),  # a corrected grade lowers no tier that was shown
        ("n", 9, "open", 1),
        ("n", 33, "superseded", 1),  # from the night on which the re-grading was seen, not before
        ("o", 8, "open", 3),
        ("o", 9, "open", 2),  # outstanding before, found late
        ("p", 9, "retracted", 1),
        ("q", 12, "superseded", 2),
        ("q", 45, "open", 2),  # the clean report was withdrawn
        ("r", 33, "open", 1),
    ],
)
def test_lives_that_cross_states_of_the_facts(
    built: dict[date, Shown], event: str, night: int, status: str, tier: int
) -> None:
    """So that the nights above are of these lives, and not of others."""
    found = built[PUBLISHED + days(night)][event]
    assert found[:2] == (status, tier)


def test_the_stretches_of_a_flag_follow_each_other(replayed: Replay) -> None:
    for _, flag in replayed.intervals.groupby("flag_id"):
        nights = flag.sort_values("first_night")
        starts = pd.to_datetime(nights.first_night).iloc[1:].reset_index(drop=True)
        ends = pd.to_datetime(nights.last_night).iloc[:-1].reset_index(drop=True)
        assert (starts - ends == pd.Timedelta(days=1)).all()
        assert nights.last_night.iloc[-1] == LAST_NIGHT


def test_weekends_and_bank_holidays_are_no_working_days(replayed: Replay) -> None:
    assert date(2026, 5, 4) not in replayed.working_days, "the early May bank holiday"
    assert not [day for day in replayed.working_days if day.weekday() > 4]
