"""Nobody can work out a small count from those that leave the desk, whatever they subtract or know of rules.

Every small table is tried: those that look the same from outside, under the same rules, are all that somebody
outside can tell them apart by. With a threshold of three instead of ten there are few enough of them.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import product

import duckdb
import numpy as np
import pytest

from desk.casework.withholding import Group, fit_to_leave
from pipelines.case_counts_file import SMALLEST, CountedMonth, OutcomeCount
from pipelines.database import SQL
from pipelines.warehouse.checking.suites import CHECKS
from pipelines.warehouse.flags import load_case_counts

FEW = 3
Table = tuple[int, ...]


def tables(total: int, cells: int) -> Iterator[Table]:
    """Every way in which so many cases fall into so many cells."""
    if cells == 1:
        yield (total,)
        return
    for first in range(total + 1):
        yield from ((first, *rest) for rest in tables(total - first, cells - 1))


def alike(groups: list[Group], total: int) -> dict[tuple[OutcomeCount, ...], list[Table]]:
    """Every table of a total, by what is shown of it."""
    found = defaultdict(list)
    for table in tables(total, len(groups)):
        found[fit_to_leave(dict(zip(groups, table, strict=True)), FEW)].append(table)
    return found


SHAPES = {
    "outcomes of one authority": ([("A", 1, outcome) for outcome in "xyzw"], 10),
    "tiers": ([("A", tier, "x") for tier in (1, 2, 3, 4)], 11),
    "two outcomes of two authorities": ([(a, 1, o) for a in "AB" for o in "xy"], 14),
    "outcomes of two authorities": ([(a, 1, o) for a in "AB" for o in "xyz"], 9),
    "outcomes of three authorities": ([(a, 1, o) for a in "ABC" for o in "xy"], 9),
    "authorities and tiers": ([(a, t, o) for a in "A" for t in (1, 2, 3) for o in "xy"], 8),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_no_sum_of_a_few_follows_from_what_is_shown(shape: str) -> None:
    groups, most = SHAPES[shape]
    sets = np.array(list(product((0, 1), repeat=len(groups))))
    for total in range(most + 1):
        for shown, possible in alike(groups, total).items():
            if total and len(shown) == 1 and shown[0].cases is None:
                continue  # nothing is said of it but that it is under the threshold
            sums = np.array(possible) @ sets.T
            is_known, value = sums.min(axis=0) == sums.max(axis=0), sums[0]
            assert not sets[is_known & (value > 0) & (value < FEW)].size, (shown, possible[:3])


def test_the_outcome_in_one_authority_stays_unknown_to_who_knows_how_many_cases_each_had() -> None:
    """The flags stand in the same warehouse: how many there were is no secret, how they ended is one."""
    authorities, outcomes = "AB", "xyz"
    groups = [(a, 1, o) for a in authorities for o in outcomes]
    for total in range(FEW, 9):
        for possible in alike(groups, total).values():
            known = defaultdict(list)
            for table in possible:
                known[sum(table[:3])].append(table)
            for row, tables_left in known.items():
                for cell in range(len(groups)):
                    count_of_authority = row if cell < len(outcomes) else total - row
                    values = {table[cell] for table in tables_left}
                    if len(values) == 1 and (value := values.pop()):
                        assert value >= FEW, (tables_left[0], cell)
                        assert value < count_of_authority, "everybody's outcome would be known"


def test_what_is_large_enough_is_shown() -> None:
    """Two outcomes, one of which an authority's counts are large enough for, and a small tier that goes with
    the least of the others."""
    counts: dict[Group, int] = {
        ("Corvendale", 2, "declined"): 14,
        ("Corvendale", 2, "support_taken_up"): 20,
        ("Hexmoor", 2, "declined"): 11,
        ("Hexmoor", 2, "support_taken_up"): 40,
        ("Hexmoor", 3, "declined"): 12,
        ("Hexmoor", 1, "declined"): 3,
    }
    shown = {(c.local_authority, c.tier, c.outcome): c.cases for c in fit_to_leave(counts)}
    assert shown == {
        (None, None, None): 100,
        (None, 2, None): 85,
        (None, 2, "declined"): 25,
        (None, 2, "support_taken_up"): 60,
        ("Corvendale", 2, None): 34,
        ("Corvendale", 2, "declined"): 14,
        ("Corvendale", 2, "support_taken_up"): 20,
        ("Hexmoor", 2, None): 51,
        ("Hexmoor", 2, "declined"): 11,
        ("Hexmoor", 2, "support_taken_up"): 40,
    }


def test_a_month_of_nine_is_withheld_whole() -> None:
    assert fit_to_leave({("Corvendale", 1, "declined"): 9}) == (OutcomeCount(None, None, None, None),)
    assert fit_to_leave({}) == (OutcomeCount(None, None, None, None),)


def test_that_all_cases_ended_alike_is_not_told() -> None:
    shown = fit_to_leave({("Corvendale", 1, "declined"): 12, ("Hexmoor", 1, "declined"): 30})
    assert {count.outcome for count in shown} == {None}


def test_two_nines_are_not_worked_out_from_their_sum() -> None:
    shown = fit_to_leave({("A", 1, "x"): 9, ("B", 1, "x"): 9, ("C", 1, "x"): 40})
    assert {count.local_authority for count in shown} == {None}


def test_drawn_months_pass_the_check_of_the_warehouse() -> None:
    """The check reads what is shown as the warehouse does, and subtracts."""
    drawn = random.Random(20260611)
    statement = (CHECKS / "case_outcome_count__nothing_under_ten_follows.sql").read_text(encoding="utf-8")
    months = []
    for number in range(300):
        weight = drawn.choice([3, 12, 40])
        counts: dict[Group, int] = {
            (authority, tier, outcome): drawn.randrange(weight)
            for authority in "ABCDE"
            for tier in (1, 2, 3)
            for outcome in "xyz"
            if drawn.random() < 0.7
        }
        month = date(2000 + number // 12, number % 12 + 1, 1)
        months.append(CountedMonth(month, date(2030, 1, 1), fit_to_leave(counts)))
    every = [count for month in months for count in month.counts]
    assert sum(bool(count.local_authority and count.outcome) for count in every) > 100
    assert all(count.cases is None or count.cases >= SMALLEST for count in every)
    with duckdb.connect() as connection:
        connection.execute((SQL / "tables/flags/case_outcome_count.sql").read_text(encoding="utf-8"))
        load_case_counts(connection, months)
        assert connection.execute(statement).fetchall() == []
