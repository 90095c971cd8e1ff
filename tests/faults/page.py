"""Writes docs/reliability.md from reference/faults.toml: ``python -m tests.faults.page``."""

from __future__ import annotations

from pipelines.settings import PROJECT_ROOT
from tests.faults.catalogue import Fault, faults, groups

PAGE = PROJECT_ROOT / "docs" / "reliability.md"

HEAD = """\
# What may go wrong, and what is promised then

Generated from `reference/faults.toml` by `python -m tests.faults.page`; a test fails when it is stale, or
when a test that it names is not there. `make faults` runs all of them and prints the table with a verdict
and the seconds of each, in some three quarters of an hour on 2 cores. The nightly job is killed 200 times
there and the desk 100 times, in continuous integration a few times (`WELFARE_MONITOR_NIGHT_KILLS` and
`WELFARE_MONITOR_DESK_KILLS` say how often); what is one of several alike, or costs several nights, is left
out of `make test` and follows it there.

In all of them what was published before stays published and readable, until a night that passed its checks
takes its place. What cannot be tried on a machine (a disk of its own needs root) is skipped there, and the
table says so.
"""

_ROW = "| `{id}` | {fault} | {promise} | {tests} |\n"


def reliability_page() -> str:
    """The text of docs/reliability.md: a table for each kind of fault."""
    parts = [HEAD]
    everything = faults()
    for group in groups():
        here = [fault for fault in everything if fault.group == group.name]
        parts += [
            f"\n## {group.title}\n\n",
            "| fault | what happens | what is promised | proved by |\n|---|---|---|---|\n",
            *(_row(fault) for fault in here),
        ]
    return "".join(parts)


def _row(fault: Fault) -> str:
    return _ROW.format(
        id=fault.id,
        fault=_cell(fault.fault),
        promise=_cell(fault.promise),
        tests="<br>".join(_link(test) for test in fault.tests),
    )


def _link(test: str) -> str:
    """A test's name without its common beginning, leading to its module."""
    path, _, name = test.partition("::")
    return f"[{_cell(name.removeprefix('test_').replace('_', ' '))}](../{path})"


def _cell(text: str) -> str:
    """Brackets would end a link, and a bar a cell."""
    return text.replace("|", "&#124;").replace("[", " (").replace("]", ")")


if __name__ == "__main__":
    PAGE.write_text(reliability_page(), encoding="utf-8")
