"""The life of every flag over some nights, as stretches on which its status and tier stayed the same.

Belongs here: running the rules over each state of the facts, and one table of what follows. Does not belong
here: the statements (sql/replay), what is shown after what (lives.py), what follows for a team (outcomes.py).
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping
from contextlib import nullcontext
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import pandas as pd

from pipelines.database import Row, create_database, read_rows
from pipelines.layout import DataFolder
from pipelines.progress import watched
from pipelines.reference import read_toml
from pipelines.warehouse.flags import (
    NothingShown,
    Ruleset,
    current_ruleset,
    find_candidates,
    find_events,
    prepare_flags,
)
from pipelines.warehouse.replay.knowledge import Hold, Knowledge, State, known_states
from pipelines.warehouse.replay.lives import FlagNight, Told, lives

_COLUMNS = (
    "flag_id",
    "event_id",
    "event_kind",
    "inspection_id",
    "urn",
    "school_name",
    "region",
    "local_authority",
    "status",
    "tier",
    "base_tier",
    "rules",
    "first_night",
    "last_night",
    "publication_date",
    "seen_on",
    "in_lists_on",
    "expires_on",
)


@dataclass(frozen=True)
class Replay:
    """A replay from ``first_night`` to ``last_night``, both included.

    intervals: a row a stretch of one flag: flag_id, event_id, event_kind, inspection_id, urn, school_name,
    region, local_authority, status, tier, base_tier, rules, first_night, last_night, publication_date,
    seen_on (first night on which it could be shown), in_lists_on (when management information would have
    told), expires_on. Days are dates. working_days: those of the replay, England's bank holidays left out.
    """

    first_night: date
    last_night: date
    knowledge: Knowledge
    settings_hash: str
    intervals: pd.DataFrame
    working_days: list[date]

    def on(self, night: date) -> pd.DataFrame:
        """The stretches that hold on one night: a row a flag."""
        return self.intervals[(self.intervals.first_night <= night) & (night <= self.intervals.last_night)]


def replay(
    data: DataFolder,
    first_night: date,
    last_night: date,
    *,
    knowledge: Knowledge = "archived",
    rulesets: Iterable[Ruleset] | None = None,
    hold: Hold = nullcontext,
) -> list[Replay]:
    """Replay the archive of ``data`` with each ruleset (the current one where none is named).

    hold: keeps nights out of ``data`` while facts of earlier nights are built.

    Raises what known_states raises, and RuleRefused for a rule that cannot be used.
    """
    wanted = list(rulesets) if rulesets is not None else [current_ruleset()]
    lags = read_toml("replay.toml")["assumed_lag_days"] if knowledge == "assumed" else {}
    with known_states(data, knowledge, first_night, last_night, hold) as states:
        return [_over(states, ruleset, knowledge, lags) for ruleset in wanted]


def _over(states: list[State], ruleset: Ruleset, knowledge: Knowledge, lags: Mapping[str, int]) -> Replay:
    """One ruleset over all states."""
    told = [_of_state(state, ruleset, lags) for state in watched(states, "States replayed")]
    return Replay(
        first_night=states[0].first_night,
        last_night=states[-1].last_night,
        knowledge=knowledge,
        settings_hash=ruleset.settings_hash(),
        intervals=intervals_of(told),
        working_days=[day for each in told for day in each.working_days],
    )


def _of_state(state: State, ruleset: Ruleset, lags: Mapping[str, int]) -> Told:
    """What one state of the facts tells of its nights, evaluated on a copy of it."""
    with TemporaryDirectory(prefix="welfare-monitor-replay-") as folder:
        copy = Path(folder) / "replayed.duckdb"
        shutil.copyfile(state.facts, copy)
        with create_database(copy, spill=Path(folder) / "spill") as connection:
            prepare_flags(connection, ruleset, state.last_night.year)
            find_events(
                connection,
                ruleset,
                as_of=state.last_night,
                build_id="replay",
                shown=NothingShown(),
                source_lags=lags,
            )
            find_candidates(connection, ruleset)
            return told_by(connection, state.first_night, state.last_night)


def told_by(connection: duckdb.DuckDBPyConnection, first_night: date, last_night: date) -> Told:
    """What facts tell of the nights for whose last one the rules have been evaluated."""
    nights = {"first_night": first_night, "last_night": last_night}
    return Told(
        first_night=first_night,
        last_night=last_night,
        nights=[FlagNight(**row) for row in read_rows(connection, "replay/flag_night", **nights)],
        flags={row["flag_id"]: row for row in read_rows(connection, "replay/flag")},
        working_days=[row["day"] for row in read_rows(connection, "replay/working_day", **nights)],
    )


def intervals_of(told: list[Told]) -> pd.DataFrame:
    """The stretches of all flags over consecutive states, as ``Replay.intervals`` holds them."""
    rows = [
        {**row, **asdict(stretch)}
        for flag_id, stretches in lives(told).items()
        for stretch in stretches
        for row in [_newest(told, flag_id, stretch.last_night)]
    ]
    return pd.DataFrame(rows, columns=list(_COLUMNS)).sort_values(
        ["flag_id", "first_night"], ignore_index=True
    )


def _newest(told: list[Told], flag_id: str, night: date) -> Row:
    """What stays the same of a flag, from the newest state up to a night that gives it."""
    states = [each.flags[flag_id] for each in told if each.first_night <= night and flag_id in each.flags]
    return states[-1]
