"""Each entry of reference/expectations.toml rejects a faulty value and accepts the sound ones."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pandas as pd
import pytest

from pipelines.reference import read_toml
from pipelines.warehouse.checking.broken import CheckBroken
from pipelines.warehouse.checking.content import open_contents
from pipelines.warehouse.checking.judging import judge, judge_together
from pipelines.warehouse.checking.suites import EXPECTATIONS, Check, Group, read_groups
from pipelines.warehouse.tables import table_purposes
from pipelines.warehouse.verdict import CheckResult
from tests.warehouse.conftest import SoundBuilds

FRAMED = {
    f"{group.table}.{check.name}": (replace(group, checks=(check,)), check)
    for group in read_groups()
    if group.query is None
    for check in group.checks
}
A_DAY = timedelta(days=1)


def outside(bound: Any, step: int) -> Any:
    return bound + step * A_DAY if isinstance(bound, date) else bound + step


def faulty_frame(check: Check) -> pd.DataFrame:
    """The smallest frame that a check must reject."""
    kwargs = check.kwargs
    match check.expectation:
        case "ExpectColumnValuesToNotBeNull":
            return pd.DataFrame({kwargs["column"]: [None]})
        case "ExpectColumnValuesToBeInSet":
            return pd.DataFrame({kwargs["column"]: ["no such word"]})
        case "ExpectColumnValuesToMatchRegex":
            return pd.DataFrame({kwargs["column"]: [" " if kwargs["regex"] == "[^ ]" else "NO SUCH FORM"]})
        case "ExpectColumnValuesToBeBetween" if "max_value" in kwargs:
            return pd.DataFrame({kwargs["column"]: [outside(kwargs["max_value"], 1)]})
        case "ExpectColumnValuesToBeBetween":
            below = outside(kwargs["min_value"], -1)
            return pd.DataFrame(
                {kwargs["column"]: [pd.Timestamp(below) if isinstance(below, date) else below]}
            )
        case "ExpectColumnPairValuesAToBeGreaterThanB":
            return pd.DataFrame({kwargs["column_A"]: [1], kwargs["column_B"]: [2]})
        case "ExpectTableRowCountToBeBetween" | "ExpectTableRowCountToEqual":
            return pd.DataFrame({"is_row": []})
    raise NotImplementedError(f"say how {check.expectation} is broken")


@pytest.mark.parametrize("name", sorted(FRAMED))
def test_rejects_a_fault(name: str) -> None:
    group, check = FRAMED[name]
    (result,) = judge(group, faulty_frame(check))
    assert not result.passed
    assert result.observed


@pytest.fixture(scope="module")
def of_sound_data(sound_builds: SoundBuilds) -> dict[str, CheckResult]:
    """Every entry judged on the sound warehouse, together as a night judges them."""
    groups = [group for group, _ in FRAMED.values()]
    with open_contents(sound_builds.last / "warehouse.duckdb") as contents:
        frames = [contents.given(group).frame() for group in groups]
    return dict(zip(FRAMED, (result for (result,) in judge_together(groups, frames)), strict=True))


@pytest.mark.parametrize("name", sorted(FRAMED))
def test_accepts_sound_data(name: str, of_sound_data: dict[str, CheckResult]) -> None:
    result = of_sound_data[name]
    assert result.passed, (result.observed, result.sample)


def test_every_table_has_a_suite_and_every_suite_a_table() -> None:
    assert {group.table for group in read_groups()} == table_purposes().keys()


def test_every_entry_says_why_in_a_sentence() -> None:
    entries = [entry for suite in read_toml(EXPECTATIONS).values() for entry in suite]
    assert not [entry["name"] for entry in entries if not entry["why"].endswith(".")]


def test_values_are_judged_once_each_and_counts_on_all_rows() -> None:
    assert FRAMED["judgement.status_is_a_known_one"][0].distinct
    assert not FRAMED["school.is_not_empty"][0].distinct


def test_values_judged_together_are_judged_as_if_alone() -> None:
    one = a_group("ExpectColumnValuesToNotBeNull", column="urn")
    sound, faulty = pd.DataFrame({"urn": [1, 2, 3]}), pd.DataFrame({"urn": [1, None]})
    (first,), (second,) = judge_together([one, one], [sound, faulty])
    assert (first.passed, first.observed) == (True, "0 of 3 distinct values are not as expected")
    assert [second] == judge(one, faulty)
    assert not second.passed


def test_what_is_expected_alike_of_values_of_other_kinds_is_judged_as_if_alone() -> None:
    one = a_group("ExpectColumnValuesToNotBeNull", column="urn")
    kinds = [
        pd.DataFrame({"urn": values})
        for values in ([1, 2], ["a"], pd.to_datetime(["2026-06-10"]), pd.Series([], dtype=object))
    ]
    together = judge_together([one] * len(kinds), kinds)
    assert together == [judge(one, values) for values in kinds]
    assert all(found[0].passed for found in together)


def test_a_count_of_rows_judged_with_others_is_judged_as_if_alone() -> None:
    rows = [group for group in read_groups() if not group.distinct and group.query is None]
    frames = [pd.DataFrame({"is_row": [True] * (number % 2)}) for number in range(len(rows))]
    together = judge_together(rows, frames)
    assert together == [judge(group, frame) for group, frame in zip(rows, frames, strict=True)]
    assert {result.passed for found in together for result in found} == {True, False}


def test_invariants_judged_together_are_judged_as_if_alone() -> None:
    invariants = [group for group in read_groups() if group.query is not None][:3]
    none, offenders = pd.DataFrame({"urn": []}), pd.DataFrame({"urn": [900001, 900002]})
    results = judge_together(invariants, [none, offenders, none])
    assert [[result.passed for result in found] for found in results] == [[True], [False], [True]]
    assert results == [judge(group, offenders if n == 1 else none) for n, group in enumerate(invariants)]
    assert all(found[0].passed for found in judge_together(invariants, [none, none, none]))


def test_allowed_values_come_from_the_reference_tables() -> None:
    allowed = FRAMED["judgement_change.comparability_is_a_known_one"][1].kwargs["value_set"]
    assert set(allowed) == {
        "same_scale",
        "legacy_scale",
        "derived_floor",
        "threshold",
        "category",
        "not_comparable",
    }


def a_group(expectation: str, **kwargs: Any) -> Group:
    check = Check("invented", expectation, kwargs, "A test.")
    return Group("school", "values of urn", (check,), reads=("school",), columns=("urn",))


@pytest.mark.parametrize(
    "group, frame",
    [
        pytest.param(
            a_group("ExpectColumnValuesToBeBetween", column="urn", min_value=1),
            pd.DataFrame({"urn": ["text"]}),
            id="wrong type",
        ),
        pytest.param(
            a_group("ExpectColumnValuesToNotBeNull", column="urn"),
            pd.DataFrame({"another": [1]}),
            id="missing column",
        ),
        pytest.param(
            a_group("ExpectColumnValuesToNotBeNull", column="urn", colour="red"),
            pd.DataFrame({"urn": [1]}),
            id="unknown argument",
        ),
        pytest.param(
            a_group("ExpectNoSuchThing", column="urn"), pd.DataFrame({"urn": [1]}), id="unknown class"
        ),
    ],
)
def test_an_expectation_that_cannot_be_judged_is_broken_not_failed(group: Group, frame: pd.DataFrame) -> None:
    with pytest.raises(CheckBroken, match=r"school\.invented"):
        judge(group, frame)
