"""``make faults``: runs the tests of every fault, and prints for each the promise, the verdict and the
seconds.

Belongs here: hearing what pytest says, and the table. Does not belong here: which faults there are
(reference/faults.toml), and how often a night is killed in ``make test`` (the tests themselves).
"""

from __future__ import annotations

import os
import sys
from collections import defaultdict
from dataclasses import dataclass, field

import pytest
from rich.console import Console
from rich.table import Table

from tests.faults.catalogue import Fault, faults

#: How often here, unless the caller says otherwise.
OFTEN = {"WELFARE_MONITOR_NIGHT_KILLS": "200", "WELFARE_MONITOR_DESK_KILLS": "100"}


@dataclass(eq=False)
class Heard:
    """What pytest said of each test: its outcomes, why it was skipped, and its seconds."""

    outcomes: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    reasons: dict[str, str] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=lambda: defaultdict(float))

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Called by pytest for each test's preparation, the test itself, and what follows it."""
        if report.when == "call" or not report.passed:
            self.outcomes[report.nodeid].add(report.outcome)
        if report.skipped and isinstance(report.longrepr, tuple):
            self.reasons[report.nodeid] = str(report.longrepr[2]).removeprefix("Skipped: ")
        self.seconds[report.nodeid] += report.duration

    def verdict(self, fault: Fault) -> str:
        """``kept``, ``not kept``, ``not run``, or what was skipped and why."""
        told = [self._told(test) for test in fault.tests]
        if any("failed" in outcomes for outcomes in told):
            return "not kept"
        if not all(told):
            return "not run"
        if any("skipped" in outcomes for outcomes in told):
            why = {reason for test in fault.tests for node, reason in self.reasons.items() if _is(node, test)}
            return ("in part: " if any("passed" in one for one in told) else "skipped: ") + "; ".join(why)
        return "kept"

    def seconds_of(self, fault: Fault) -> float:
        """Of all tests of a fault together; what several tests share counts with the first of them."""
        return sum(
            seconds for node, seconds in self.seconds.items() if any(_is(node, test) for test in fault.tests)
        )

    def _told(self, test: str) -> set[str]:
        return set().union(*(outcomes for node, outcomes in self.outcomes.items() if _is(node, test)))


def _is(node: str, test: str) -> bool:
    return node == test or node.startswith(f"{test}[")


def main(words: list[str]) -> int:
    """Run, print the table, and give pytest's exit code. ``words`` are handed on to pytest."""
    for name, times in OFTEN.items():
        os.environ.setdefault(name, times)
    heard = Heard()
    everything = faults()
    tests = sorted({test for fault in everything for test in fault.tests})
    code = pytest.main(["-q", *words, *tests], plugins=[heard])
    table = Table("fault", "what is promised", "verdict", "seconds", title="Faults", show_lines=True)
    for fault in everything:
        table.add_row(f"{fault.fault}", fault.promise, heard.verdict(fault), f"{heard.seconds_of(fault):.1f}")
    Console(width=None if sys.stdout.isatty() else 160).print(table)
    return int(code)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
