"""The flags of recorded England beside a recount from the published files, school by school.

The recount (tests/recorded/recount) shares no code with the program and reads nothing that it wrote. Each
inspection of the lists is told in the row of one school, so that a row is a line of succession of its own.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from tests.recorded.recount.inspections import inspections_of
from tests.recorded.recount.lists import links_on, lists_on
from tests.recorded.recount.windows import flags_on

pytestmark = pytest.mark.recorded

FIRST, SECOND = date(2025, 11, 21), date(2026, 6, 10)
FLAGS = """
    SELECT
        i.inspection_number AS number, f.urn AS school, f.publication_date AS published,
        f.base_tier, f.tier, f.status, list(r.rule_id) FILTER (r.effect = 'trigger') AS rules,
        list((r.rule_id, r.last_day)) FILTER (r.effect = 'trigger') AS last_days
    FROM welfare_flag AS f
    JOIN inspection AS i USING (inspection_id)
    JOIN flag_reason AS r USING (flag_id)
    GROUP BY ALL
"""
COLUMNS = ["school", "published", "base_tier", "tier", "rules"]


class Night:
    """What one night holds and what the recount finds for its day, by (URN, publication date)."""

    def __init__(self, data: Path, recording: Path, day: date) -> None:
        (build,) = (data / "builds").glob(f"{day}-*")
        with duckdb.connect(str(build / "warehouse.duckdb"), read_only=True) as warehouse:
            self.held = _frame(warehouse.execute(FLAGS))
        self.inspections = inspections_of(lists_on(recording, day))
        self.recounted = flags_on(self.inspections, day)


@pytest.fixture(scope="module")
def nights(both_nights: Path, recorded_england: Path) -> dict[date, Night]:
    """Both nights: the lists of the first hold the older frameworks, the second adds the report cards.

    No flag of the first is open on the second, so none keeps a tier that it was shown with.
    """
    return {day: Night(both_nights, recorded_england, day) for day in (FIRST, SECOND)}


@pytest.mark.parametrize(("day", "known"), [(FIRST, 9), (SECOND, 74)])
def test_open_flags_equal_a_recount_school_by_school(
    nights: dict[date, Night], day: date, known: int
) -> None:
    held, recounted = by_school(nights[day].held, "open"), by_school(nights[day].recounted, "open")
    assert held == recounted
    assert len(held) == known


@pytest.mark.parametrize(("day", "known"), [(FIRST, 53), (SECOND, 42)])
def test_the_standing_list_equals_a_recount(nights: dict[date, Night], day: date, known: int) -> None:
    held, recounted = by_school(nights[day].held, "standing"), by_school(nights[day].recounted, "standing")
    assert held == recounted
    assert len(held) == known


def test_what_fired_in_twenty_years_equals_a_recount(nights: dict[date, Night]) -> None:
    """Every flag, whatever its status: history shows rules and lifts that are not open on these days, and the
    last days show every window, also where no flag ends on one of them."""
    night, columns = nights[SECOND], [*COLUMNS, "last_days"]
    held, recounted = (flags[columns].to_dict("index") for flags in (night.held, night.recounted))
    assert held.keys() == recounted.keys()
    assert [(held[number], found) for number, found in recounted.items() if held[number] != found] == []
    assert len(held) == 3434
    assert sum(flag["tier"] < flag["base_tier"] for flag in held.values()) == 47


def test_the_rows_of_the_lists_agree_with_the_links_of_the_register(
    nights: dict[date, Night], recorded_england: Path
) -> None:
    """The recount compares along rows, which is allowed through a recorded link only."""
    links = set(links_on(recorded_england, SECOND).itertuples(index=False, name=None))
    told = nights[SECOND].inspections
    earlier = told.loc[told["urn"] != told["school"], ["school", "urn"]]
    assert set(earlier.itertuples(index=False, name=None)) == links


def by_school(flags: pd.DataFrame, status: str) -> dict[tuple[object, ...], tuple[object, ...]]:
    """Base tier, tier and rules of the flags of one status, by URN and publication date."""
    chosen = flags[flags["status"] == status]
    found = {tuple(row[:2]): tuple(row[2:]) for row in chosen[COLUMNS].itertuples(index=False, name=None)}
    assert len(found) == len(chosen)
    return found


def _frame(found: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    frame: pd.DataFrame = found.df().set_index("number")
    frame["published"] = frame["published"].dt.date
    frame["rules"] = frame["rules"].map(frozenset)
    frame["last_days"] = frame["last_days"].map(lambda days: frozenset(map(tuple, days)))
    return frame
