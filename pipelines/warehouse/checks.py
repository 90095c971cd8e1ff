"""Checks a candidate warehouse and gives the verdict that publishing asks for.

Belongs here: which checks there are, which must run, and which carry over. What is expected stands in
reference/expectations.toml and sql/checks; how it is judged stands in pipelines/warehouse/checking.
"""

from __future__ import annotations

import logging
from dataclasses import replace
from pathlib import Path

from pipelines.warehouse.checking.broken import CheckBroken
from pipelines.warehouse.checking.content import Contents, open_contents
from pipelines.warehouse.checking.suites import Group, read_groups
from pipelines.warehouse.verdict import CheckResult, Judged, Verdict, file_sha256

__all__ = ["CheckBroken", "check_names", "check_purposes", "run_checks"]

log = logging.getLogger(__name__)


def check_names() -> list[tuple[str, str]]:
    """Table and name of every check, in the order in which run_checks gives their results."""
    return list(check_purposes())


def check_purposes() -> dict[tuple[str, str], str]:
    """Why each check stands, by table and name."""
    return {(group.table, check.name): check.why for group in read_groups() for check in group.checks}


def run_checks(warehouse: Path, *, earlier: Verdict | None) -> Verdict:
    """Judge the candidate at ``warehouse``; facts.duckdb stands beside it and the verdict is bound to both.

    A group of checks is carried over from ``earlier`` where the same checks passed on the same data; if that
    holds for all of them, Great Expectations is not even imported. Raises CheckBroken where a check itself is
    wrong.
    """
    facts = warehouse.with_name("facts.duckdb")
    if not facts.is_file():
        raise CheckBroken(
            f"{facts.name} does not stand beside {warehouse}: a verdict is bound to both files of a build."
        )
    # Taken first: a verdict is not bound to a file that changes while it is checked.
    warehouse_sha256, facts_sha256 = file_sha256(warehouse), file_sha256(facts)
    with open_contents(warehouse) as contents:
        tables = {
            table: contents.table_fingerprint(table)
            for table in sorted({group.table for group in read_groups()})
        }
        judged: dict[str, Judged] = {}
        results: dict[str, list[CheckResult]] = {}
        for group in read_groups():
            judged[group.name], results[group.name] = _carry_over(group, contents, tables, earlier)
        _judge([group for group in read_groups() if not results[group.name]], contents, results)
    given = tuple(result for group in read_groups() for result in results[group.name])
    carried = sum(result.carried for result in given)
    log.info("%d checks, %d of them carried over because their data have not changed.", len(given), carried)
    return Verdict(warehouse_sha256, facts_sha256, given, tables=tables, judged=judged)


def _carry_over(
    group: Group, contents: Contents, tables: dict[str, str], earlier: Verdict | None
) -> tuple[Judged, list[CheckResult]]:
    """The group's earlier results where its tables, or at least its data, are as they were; else none."""
    suite = group.suite_hash()
    before, passed = _passed_before(group, suite, earlier)
    if before is not None and earlier is not None and _unchanged(group.reads, tables, earlier.tables):
        return before, passed
    now = Judged(suite, contents.given(group).content)
    return now, passed if now == before else []


def _judge(groups: list[Group], contents: Contents, results: dict[str, list[CheckResult]]) -> None:
    """Judge what could not be carried over: a table's values together, all invariants together, keys and
    counts alone."""
    if not groups:
        return
    from pipelines.warehouse.checking.judging import judge, judge_together

    together: dict[str, list[Group]] = {}
    for group in groups:
        if group.distinct or group.query is not None:
            together.setdefault("invariants" if group.query is not None else group.table, []).append(group)
        else:
            results[group.name] = judge(group, contents.given(group).frame())
    for batch in together.values():
        frames = [contents.given(group).frame() for group in batch]
        for group, of_group in zip(batch, judge_together(batch, frames), strict=True):
            results[group.name] = of_group


def _passed_before(
    group: Group, suite: str, earlier: Verdict | None
) -> tuple[Judged | None, list[CheckResult]]:
    """What the group was given and its results, where an earlier verdict holds these checks as passed."""
    before = earlier.judged.get(group.name) if earlier else None
    if earlier is None or before is None or before.suite != suite:
        return None, []
    stood = {result.name: result for result in earlier.results if result.table == group.table}
    results = [
        stood[check.name] for check in group.checks if check.name in stood and stood[check.name].passed
    ]
    if len(results) < len(group.checks):
        return None, []
    return before, [replace(result, carried=True) for result in results]


def _unchanged(reads: tuple[str, ...], now: dict[str, str], before: dict[str, str]) -> bool:
    """Whether all that is read is as it was. What is no table has no fingerprint and may have changed."""
    return all(name in now and now[name] == before.get(name) for name in reads)
