"""One injected clock: neither Python nor SQL asks the machine what day it is."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.project.source_tree import Module, modules, text_files

THE_CLOCK = Path("pipelines/clock.py")

# What gives a calendar day or moment. time.monotonic and time.perf_counter measure durations: allowed.
ASKS_THE_MACHINE = {
    ("date", "today"),
    ("datetime", "today"),
    ("datetime", "now"),
    ("datetime", "utcnow"),
    ("time", "time"),
    ("time", "time_ns"),
    ("time", "localtime"),
    ("time", "gmtime"),
    ("time", "strftime"),
    ("Timestamp", "now"),
    ("Timestamp", "today"),
    ("Timestamp", "utcnow"),
}
SQL_ASKS_THE_MACHINE = re.compile(
    r"\b(?:current_date|current_timestamp|current_time|localtimestamp|now\s*\(|today\s*\(|get_current_\w+\s*\()",
    re.IGNORECASE,
)


def questions(module: Module) -> Iterator[str]:
    for node in ast.walk(module.tree):
        if not isinstance(node, ast.Attribute):
            continue
        owner = node.value.attr if isinstance(node.value, ast.Attribute) else getattr(node.value, "id", None)
        if (owner, node.attr) in ASKS_THE_MACHINE:
            yield f"{module.path}:{node.lineno} {owner}.{node.attr}"


def test_only_the_clock_asks_the_machine_for_the_date() -> None:
    program = [
        m for m in modules() if m.room in ("assets", "desk", "pipelines", "replica") and m.path != THE_CLOCK
    ]
    asked = [question for module in program for question in questions(module)]
    assert not asked, asked


def test_no_statement_asks_the_machine_for_the_date() -> None:
    asked = [
        f"{path}: {found[0]}"
        for path, text in text_files()
        if path.suffix == ".sql" and (found := SQL_ASKS_THE_MACHINE.search(re.sub(r"--[^\n]*", "", text)))
    ]
    assert not asked, asked
