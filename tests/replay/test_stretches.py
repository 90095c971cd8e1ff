"""A replay tells of each night what a build of that night shows, without the build."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
import pytest

from pipelines.warehouse.replay.intervals import Replay, stretches
from tests.replay.invented_history import FIRST_NIGHT, LAST_NIGHT, history, known_by
from tests.rules.facts import PUBLISHED, Nights, days

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
    flags = history().flags(LAST_NIGHT)
    intervals, working_days = stretches(flags.connection, FIRST_NIGHT, LAST_NIGHT)
    return Replay(FIRST_NIGHT, LAST_NIGHT, "archived", "", intervals, working_days)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[date, dict[str, tuple[Any, ...]]]:
    """What the builds of the nights show, each after the ones before."""
    nights = Nights(tmp_path_factory.mktemp("nights"))
    facts = history()
    return {night: _shown(nights.night(known_by(facts, night), night).all()) for night in NIGHTS}


def _shown(rows: list[Any]) -> dict[str, tuple[Any, ...]]:
    return {row["event_id"]: (row["status"], row["tier"], row["base_tier"]) for row in rows}


def test_the_history_has_every_status(built: dict[date, dict[str, tuple[Any, ...]]]) -> None:
    found = {status for night in built.values() for status, *_ in night.values()}
    assert found == {"open", "expired", "superseded", "retracted", "history", "standing"}


@pytest.mark.parametrize("night", NIGHTS, ids=str)
def test_a_night_as_its_build_shows_it(
    replayed: Replay, built: dict[date, dict[str, tuple[Any, ...]]], night: date
) -> None:
    assert _shown(replayed.on(night).to_dict("records")) == built[night]


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
