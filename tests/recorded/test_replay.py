"""Recorded England replayed night by night ends in the flags that the last night published."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import duckdb
import pytest

from pipelines.layout import DataFolder
from pipelines.warehouse.replay import Replay, replay
from pipelines.warehouse.replay.outcomes import outcomes_of

pytestmark = pytest.mark.recorded

FIRST, LAST = date(2025, 11, 1), date(2026, 6, 10)
OPEN = """
    SELECT f.flag_id, f.tier, f.base_tier, string_agg(r.rule_id, ', ' ORDER BY r.rule_id)
    FROM welfare_flag AS f JOIN flag_reason AS r USING (flag_id)
    WHERE f.status = ? AND r.effect = 'trigger'
    GROUP BY ALL
"""


@pytest.fixture(scope="module")
def assumed(both_nights: Path) -> Replay:
    (found,) = replay(DataFolder(both_nights), FIRST, LAST, knowledge="assumed")
    return found


@pytest.mark.parametrize(("status", "known"), [("open", 74), ("standing", 42)])
def test_the_last_night_ends_in_the_published_flags(
    assumed: Replay, warehouse: duckdb.DuckDBPyConnection, status: str, known: int
) -> None:
    """By flag, tier, base tier and rules; the 74 are those of the recount, too (test_open_flags.py)."""
    ended = assumed.on(LAST)
    found = ended[ended.status == status]
    replayed = set(found[["flag_id", "tier", "base_tier", "rules"]].itertuples(index=False, name=None))
    assert replayed == set(warehouse.execute(OPEN, [status]).fetchall())
    assert len(replayed) == known


def test_the_caseload_adds_up(assumed: Replay) -> None:
    outcomes = outcomes_of(assumed, capacity=10)
    last = [row for row in outcomes.weekly if row["week_from"] == outcomes.mondays[-1]]
    assert sum(row["open_at_end"] for row in last) == (assumed.on(LAST).status == "open").sum()
    ended = sum(row["flags"] for row in outcomes.ended)
    before = assumed.intervals.groupby("flag_id").status.shift()
    openings = (assumed.intervals.status == "open") & (before != "open")
    assert ended == openings.sum()
