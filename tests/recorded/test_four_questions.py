"""The four questions of docs/analysts.md, answered for England by the examples and counted from the CSV files
by plain pandas; what the page says of them is true."""

from __future__ import annotations

from collections import Counter
from typing import Any

import duckdb
import pandas as pd
import pytest

from pipelines.settings import PROJECT_ROOT
from tests.recorded.test_analysts import CARD, GRADED_2025, OEIF, answer, days

pytestmark = pytest.mark.recorded

PAGE = " ".join((PROJECT_ROOT / "docs" / "analysts.md").read_text(encoding="utf-8").split())
TERM_BEGAN = pd.Timestamp(2026, 4, 15)
#: Every block of columns that grades overall or places in a category: number, URN then, category, overall.
BLOCKS_2025 = (
    (GRADED_2025, "URN at time of latest graded inspection", "Category of concern", "Overall effectiveness"),
    (
        "Previous inspection number",
        "URN at time of previous graded inspection",
        "Previous category of concern",
        "Previous graded inspection overall effectiveness",
    ),
)
BLOCKS_2026 = (
    (CARD, "URN at time of latest full inspection", "Category of concern", None),
    (
        OEIF,
        "URN at time of latest OEIF graded inspection",
        "Latest OEIF category of concern",
        "Latest OEIF overall effectiveness",
    ),
)


@pytest.fixture(scope="module")
def cards(management_information: Any) -> Any:
    return management_information[management_information[CARD] != "NULL"]


@pytest.fixture(scope="module")
def published_on(cards: Any) -> Any:
    """A day after the printed one."""
    return days(cards["Publication date"]) + pd.Timedelta(days=1)


def test_nobody_who_entered_a_category_this_term_was_outstanding(
    warehouse: duckdb.DuckDBPyConnection, cards: Any, published_on: Any, statistics: Any
) -> None:
    before = statistics.reindex(cards.index)
    was_in_one = before["Category of concern"].isin(["SM", "SWK", "RSI"])
    entered = cards["Category of concern"].isin(["SM", "RSI"]) & (published_on >= TERM_BEGAN) & ~was_in_one
    last_overall = before["Overall effectiveness"].where(
        before["Overall effectiveness"].isin(list("1234")),
        before["Previous graded inspection overall effectiveness"],
    )
    assert (entered.sum(), (last_overall[entered] == "1").sum()) == (6, 0)
    assert "six entered since 15 April, and none of them had been Outstanding" in PAGE
    assert answer(warehouse, "entered_a_category_after_outstanding").empty


def test_days_to_publication_by_region(
    warehouse: duckdb.DuckDBPyConnection, cards: Any, published_on: Any
) -> None:
    lag = (published_on - days(cards["Inspection start date"])).dt.days.groupby(cards["Region"])
    found = answer(warehouse, "days_to_publication_by_region").set_index("region")
    assert found.median_days.to_dict() == lag.median().to_dict()
    assert found.cards.to_dict() == lag.size().to_dict()
    assert (len(found), set(found.median_days)) == (9, {38})
    assert "38 in each of the nine" in PAGE


def test_areas_at_needs_attention_by_phase(warehouse: duckdb.DuckDBPyConnection, cards: Any) -> None:
    counted: Any = pd.crosstab(cards["Ofsted phase"], (cards == "Needs attention").sum(axis=1)).stack()
    found = (
        answer(warehouse, "needs_attention_by_phase").set_index(["phase", "areas_at_needs_attention"]).cards
    )
    expected = {key: cards for key, cards in counted.items() if cards}
    assert found.to_dict() == expected
    primary = found["Primary"]
    assert (primary.sum(), *primary.head(3)) == (974, 606, 121, 75)
    assert "606 of 974 primary schools have none, 121 one, 75 two" in PAGE


def test_schools_that_changed_urn_after_a_hard_judgement(
    warehouse: duckdb.DuckDBPyConnection, statistics: Any, management_information: Any
) -> None:
    """By school, URN then and how many such inspections: one number may stand in both lists."""
    hard: set[tuple[int, int, str]] = set()
    for rows, blocks in ((statistics, BLOCKS_2025), (management_information, BLOCKS_2026)):
        for number, then, category, overall in blocks:
            is_hard = ~rows[category].isin(["", "NULL"]) | (overall is not None and rows[overall] == "4")
            found = rows[(rows[number] != "NULL") & (rows[then] != rows["URN"]) & is_hard]
            hard |= set(zip(found["URN"].astype(int), found[then].astype(int), found[number], strict=True))
    found = answer(warehouse, "changed_urn_after_a_hard_judgement")
    held = Counter(zip(found.urn, found.urn_then, strict=True))
    assert held == Counter((urn, then) for urn, then, _ in hard)
    assert len(found) == 1031
    assert "1,031 inspections of schools that are open" in PAGE
