"""The guard of the benchmarks fails on what became worse, and on nothing that did not."""

from __future__ import annotations

from benchmarks.guard import MARGIN, kept, regressions

BEFORE = {"first night": 8.0, "explain": 0.2}


def test_within_the_margin_nothing_is_said() -> None:
    assert regressions({"first night": 8.0 * MARGIN, "explain": 0.1}, BEFORE) == []


def test_what_became_worse_is_named_with_both_ratios() -> None:
    (said,) = regressions({"first night": 10.1, "explain": 0.2}, BEFORE)
    assert said == "first night: 10.10 times the plain script, 8.00 before (the margin is 1.25)."


def test_what_is_not_compared_is_said() -> None:
    said = regressions({"first night": 8.0, "another": 1.0}, BEFORE)
    assert said == [
        "another: no ratio of it is kept in ratios.toml.",
        "explain: kept in ratios.toml, and not measured.",
    ]


def test_ratios_are_kept() -> None:
    assert {"first night", "same night again", "the following days", "explain"} <= kept().keys()
    assert all(ratio > 0 for ratio in kept().values())
