"""The life of every flag over some nights, as stretches on which its status and tier stayed the same.

Belongs here: running the rules over each state of the facts, and joining what follows. Does not belong here:
the statements (sql/replay), what follows for a team (outcomes.py).
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import pandas as pd

from pipelines.progress import watched
from pipelines.reference import read_toml
from pipelines.warehouse.database import SQL, create_database, read_rows
from pipelines.warehouse.flags import NothingShown, Ruleset, current_ruleset, evaluate_rules, prepare_flags
from pipelines.warehouse.layout import DataFolder
from pipelines.warehouse.replay.knowledge import Hold, Knowledge, State, known_states

_SAME = ["status", "tier", "base_tier"]
_DAYS = ("first_night", "last_night", "publication_date", "seen_on", "in_lists_on", "expires_on")


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
    found = [_of_state(state, ruleset, lags) for state in watched(states, "States replayed")]
    return Replay(
        first_night=states[0].first_night,
        last_night=states[-1].last_night,
        knowledge=knowledge,
        settings_hash=ruleset.settings_hash(),
        intervals=_joined([intervals for intervals, _ in found]),
        working_days=[day for _, days in found for day in days],
    )


def _of_state(state: State, ruleset: Ruleset, lags: Mapping[str, int]) -> tuple[pd.DataFrame, list[date]]:
    """The stretches of one state of the facts, evaluated on a copy of it, and its working days."""
    with TemporaryDirectory(prefix="welfare-monitor-replay-") as folder:
        copy = Path(folder) / "replayed.duckdb"
        shutil.copyfile(state.facts, copy)
        with create_database(copy, spill=Path(folder) / "spill") as connection:
            prepare_flags(connection, ruleset, state.last_night.year)
            evaluate_rules(
                connection,
                ruleset,
                as_of=state.last_night,
                build_id="replay",
                shown=NothingShown(),
                source_lags=lags,
            )
            return stretches(connection, state.first_night, state.last_night)


def stretches(
    connection: duckdb.DuckDBPyConnection, first_night: date, last_night: date
) -> tuple[pd.DataFrame, list[date]]:
    """The stretches, and the working days, of nights for whose last one the rules have been evaluated."""
    nights = {"first_night": first_night, "last_night": last_night}
    statement = (SQL / "replay" / "flag_interval.sql").read_text(encoding="utf-8")
    found = connection.execute(statement, nights).df()
    for column in _DAYS:
        days = pd.to_datetime(found[column])
        found[column] = days.dt.date.astype(object).where(days.notna(), None)
    working_days = read_rows(connection, "replay/working_day", **nights)
    return found, [row["day"] for row in working_days]


def _joined(parts: list[pd.DataFrame]) -> pd.DataFrame:
    """One table of all states; a stretch that goes on in the next state is one stretch.

    A flag that a later state gives no longer (a corrected grade) ends as retracted, as a build would tell it.
    """
    joined = parts[0]
    for part in parts[1:]:
        joined = pd.concat([joined, _retracted(joined, part), part], ignore_index=True)
    joined = joined.sort_values(["flag_id", "first_night"], ignore_index=True)
    before = joined.groupby("flag_id")[_SAME].shift()
    goes_on = (before == joined[_SAME]).all(axis=1)
    last = joined.groupby((~goes_on).cumsum())["last_night"].max()
    kept = joined[~goes_on].reset_index(drop=True)
    kept["last_night"] = last.to_numpy()
    return kept


def _retracted(before: pd.DataFrame, part: pd.DataFrame) -> pd.DataFrame:
    """Flags that were shown and that this state does not give."""
    gone = before[~before.flag_id.isin(part.flag_id)].drop_duplicates("flag_id", keep="last").copy()
    gone["status"] = "retracted"
    gone["first_night"] = part.first_night.min()
    gone["last_night"] = part.last_night.max()
    return gone
