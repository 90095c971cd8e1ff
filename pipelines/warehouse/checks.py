"""Checks a candidate warehouse and gives the verdict that publishing asks for.

Belongs here: which checks there are, which must run, and which carry over. What is expected stands in
reference/expectations.toml and sql/checks; how it is judged stands in pipelines/warehouse/checking.
"""

from __future__ import annotations

import logging
import threading
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from pipelines.layout import BuildFolder
from pipelines.warehouse.checking.broken import CheckBroken
from pipelines.warehouse.checking.content import Contents, Given, open_contents
from pipelines.warehouse.checking.suites import Group, read_groups
from pipelines.warehouse.verdict import CheckResult, Judged, Verdict, file_sha256

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["CheckBroken", "check_names", "check_purposes", "run_checks"]

log = logging.getLogger(__name__)

# Values that are judged in one batch are lengthened to the longest among them, so only short ones are.
_SMALL = 1000


def check_names() -> list[tuple[str, str]]:
    """Table and name of every check, in the order in which run_checks gives their results."""
    return list(check_purposes())


def check_purposes() -> dict[tuple[str, str], str]:
    """Why each check stands, by table and name."""
    return {(group.table, check.name): check.why for group in read_groups() for check in group.checks}


def make_ready() -> None:
    """Begin to import Great Expectations, which takes seconds, while the caller waits for the database."""
    threading.Thread(target=_import_judging, daemon=True).start()


def _import_judging() -> None:
    from pipelines.warehouse.checking import judging

    judging.load()


def run_checks(warehouse: Path, *, earlier: Verdict | None) -> Verdict:
    """Judge the candidate at ``warehouse``; facts.duckdb stands beside it and the verdict is bound to both.

    A group of checks is carried over from ``earlier`` where the same checks passed on the same data; if that
    holds for all of them, Great Expectations is not even imported. Raises CheckBroken where a check itself is
    wrong.
    """
    facts = BuildFolder(warehouse.parent).facts
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
        not_carried: list[tuple[Group, Given]] = []
        for group in read_groups():
            judged[group.name], results[group.name], given = _carry_over(group, contents, tables, earlier)
            if given is not None:
                not_carried.append((group, given))
        results |= _judge(not_carried)
    all_results = tuple(result for group in read_groups() for result in results[group.name])
    carried = sum(result.carried for result in all_results)
    log.info(
        "%d checks, %d of them carried over because their data have not changed.", len(all_results), carried
    )
    return Verdict(warehouse_sha256, facts_sha256, all_results, tables=tables, judged=judged)


def _carry_over(
    group: Group, contents: Contents, tables: dict[str, str], earlier: Verdict | None
) -> tuple[Judged, list[CheckResult], Given | None]:
    """The group's earlier results where its tables, or at least its data, are as they were; else its data."""
    suite = group.suite_hash()
    before, passed = _passed_before(group, suite, earlier)
    if before is not None and earlier is not None and _unchanged(group.reads, tables, earlier.tables):
        return before, passed, None
    given = contents.given(group)
    now = Judged(suite, given.content)
    return (now, passed, None) if now == before else (now, [], given)


def _judge(groups: list[tuple[Group, Given]]) -> dict[str, list[CheckResult]]:
    """Judge what could not be carried over, by the group's name: small frames together, large ones alone."""
    if not groups:
        return {}
    from pipelines.warehouse.checking.judging import judge, judge_together

    results: dict[str, list[CheckResult]] = {}
    small: list[tuple[Group, pd.DataFrame]] = []
    for group, given in groups:
        frame = given.frame()
        if not group.distinct or len(frame) <= _SMALL:
            small.append((group, frame))
        else:
            results[group.name] = judge(group, frame)
    together = judge_together([group for group, _ in small], [frame for _, frame in small])
    return results | {group.name: found for (group, _), found in zip(small, together, strict=True)}


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
