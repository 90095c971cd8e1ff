"""What a replay means for a team: its caseload week by week, how flags ended, what was reached in time, and
how much earlier than management information.

Does not belong here: the life of flags (intervals.py), how it is shown (page.py, pipelines/cli/replay.py).
"""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import duckdb
import pandas as pd

from pipelines.database import Row, read_rows
from pipelines.warehouse.replay.intervals import Replay

REACHED, ENDED_FIRST, WAITING = "reached", "ended_before", "waiting"


@dataclass(frozen=True)
class Outcomes:
    """mondays: on which the weeks of the replay begin, those without a flag among them.

    weekly: a row a week, tier, region and local authority (week_from, week_to, raised, open_at_end).
    ended: how open stretches ended, by tier. lead_time: days gained over management information, by tier.
    reach: by tier, how many flags a team of a given capacity would have made a first attempt at (reached),
    how many ended before their turn (ended_before), how many wait still (waiting).
    """

    mondays: list[date]
    weekly: list[Row]
    ended: list[Row]
    lead_time: list[Row]
    reach: dict[int, Counter[str]]
    capacity: int


def outcomes_of(replay: Replay, capacity: int) -> Outcomes:
    """Reckon what follows; capacity: first attempts that the team can make on a working day."""
    nights = {"first_night": replay.first_night, "last_night": replay.last_night}
    with _frames(flag_interval=replay.intervals) as connection:
        return Outcomes(
            mondays=_mondays(replay.first_night, replay.last_night),
            weekly=read_rows(connection, "replay/weekly", **nights),
            ended=read_rows(connection, "replay/ended"),
            lead_time=read_rows(connection, "replay/lead_time"),
            reach=_reach(replay, capacity),
            capacity=capacity,
        )


def changed_flags(current: Replay, changed: Replay) -> list[Row]:
    """Flags that another ruleset gives otherwise: tier_now and tier_changed, None where it is never open."""
    frames = {"current_interval": current.intervals, "changed_interval": changed.intervals}
    with _frames(**frames) as connection:
        return read_rows(connection, "replay/changed")


def _mondays(first: date, last: date) -> list[date]:
    monday = first - timedelta(days=first.weekday())
    return [monday + timedelta(weeks=number) for number in range((last - monday).days // 7 + 1)]


@contextmanager
def _frames(**frames: pd.DataFrame) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(":memory:") as connection:
        for name, frame in frames.items():
            connection.register(name, frame)
        yield connection


def _reach(replay: Replay, capacity: int) -> dict[int, Counter[str]]:
    """Each working day the team makes its first attempts: by tier, then longest open, then URN."""
    came_to: dict[int, Counter[str]] = {tier: Counter() for tier in (1, 2, 3)}
    arrivals = _first_open(replay.intervals)
    waiting: list[tuple[int, date, int, str]] = []
    last_night: Mapping[str, date] = {flag["flag_id"]: flag["last_night"] for flag in arrivals}
    coming = iter(sorted(arrivals, key=lambda flag: flag["first_night"]))
    flag = next(coming, None)
    for day in replay.working_days:
        while flag is not None and flag["first_night"] <= day:
            heapq.heappush(waiting, (flag["tier"], flag["first_night"], flag["urn"], flag["flag_id"]))
            flag = next(coming, None)
        attempts = capacity
        while waiting and attempts:
            tier, _, _, flag_id = heapq.heappop(waiting)
            if last_night[flag_id] < day:
                came_to[tier][ENDED_FIRST] += 1
                continue
            came_to[tier][REACHED] += 1
            attempts -= 1
    for tier, _, _, flag_id in waiting:
        came_to[tier][ENDED_FIRST if last_night[flag_id] < replay.last_night else WAITING] += 1
    while flag is not None:
        came_to[flag["tier"]][WAITING] += 1
        flag = next(coming, None)
    return came_to


def _first_open(intervals: pd.DataFrame) -> list[dict[str, Any]]:
    """The first open stretch of each flag of tiers 1 to 3, to its end whatever its tier became."""
    found = intervals[(intervals.status == "open") & (intervals.tier <= 3)]
    first = found.drop_duplicates("flag_id")
    ends = found.groupby("flag_id").last_night.max()
    return [
        {**flag, "last_night": ends[flag["flag_id"]]}
        for flag in _records(first[["flag_id", "tier", "urn", "first_night"]])
    ]


def _records(frame: pd.DataFrame) -> Iterable[dict[str, Any]]:
    return ({str(key): value for key, value in row.items()} for row in frame.to_dict("records"))
