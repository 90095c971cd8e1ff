"""Turns measurements into the table that is printed and the page docs/benchmarks.md.

Does not belong here: measuring, and what is measured.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from benchmarks.measure import Measured

HEADINGS = (
    "what",
    "seconds (median)",
    "from – to",
    "runs",
    "× plain script",
    "processor seconds",
    "× plain script",
    "peak memory",
    "aim",
    "met",
)


@dataclass(frozen=True)
class Aim:
    """What something may cost: times the plain script's seconds, seconds, and bytes held at most."""

    ratio: float | None = None
    seconds: float | None = None
    peak_bytes: int | None = None

    def __str__(self) -> str:
        bounds = (
            f"≤ {self.ratio:g} ×" if self.ratio else None,
            f"≤ {self.seconds:g} s" if self.seconds else None,
            f"≤ {self.peak_bytes / 1e9:.0f} GB" if self.peak_bytes else None,
        )
        return ", ".join(filter(None, bounds))

    def is_met(self, measured: Measured, plain: Measured) -> bool:
        within_memory = self.peak_bytes is None or measured.peak_bytes <= self.peak_bytes
        within_seconds = self.seconds is None or measured.seconds <= self.seconds
        within_ratio = self.ratio is None or measured.seconds <= self.ratio * plain.seconds
        return within_memory and within_seconds and within_ratio


@dataclass(frozen=True)
class Line:
    """One thing measured, and its aim where it has one."""

    measured: Measured
    aim: Aim | None = None


def cells(line: Line, plain: Measured) -> tuple[str, ...]:
    measured, aim = line.measured, line.aim
    fastest, slowest = measured.fastest_and_slowest
    return (
        measured.name,
        f"{measured.seconds:.2f}",
        f"{fastest:.2f} – {slowest:.2f}",
        str(len(measured.runs)),
        f"{measured.seconds / plain.seconds:.2f}",
        f"{measured.processor_seconds:.2f}",
        f"{measured.processor_seconds / plain.processor_seconds:.2f}",
        f"{measured.peak_bytes / 1e6:.0f} MB",
        str(aim or ""),
        "" if aim is None else "yes" if aim.is_met(measured, plain) else "no",
    )


def table(lines: list[Line], plain: Measured) -> str:
    return aligned([HEADINGS, *(cells(line, plain) for line in lines)])


def aligned(rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table, headings first, whose columns line up in a terminal too."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    first, *rest = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |"
        for row in rows
    ]
    rule = "|" + "|".join("-" * (width + 2) for width in widths) + "|"
    return "\n".join([first, rule, *rest])


def page(
    lines: list[Line],
    plain: Measured,
    machine: list[tuple[str, str]],
    day: date,
    *,
    night: str,
    questions: str,
    documents: str,
    growth: str,
    desk: str,
) -> str:
    """docs/benchmarks.md: what was measured, on what, when; questions to desk are its sections."""
    facts = "\n".join(f"| {label} | {value} |" for label, value in machine)
    return f"""# Time and memory

Written by `make bench` on {day:%d %B %Y}: do not edit. Every line of this table is a process of its own,
from start to exit, imports included; memory is the most that it held. All lines were measured in one run on
one machine: compare the ratios; the seconds alone depend on the machine. The aims speak of seconds;
processor seconds show what remains when other work on the machine is left out.

{table(lines, plain)}

- **Plain script**: `benchmarks/plain_pandas.py` reads the same two files of all of England (21,990 schools),
  melts the judgements and writes DuckDB; it archives, checks, compares and flags nothing.
- **First night**: {night}, in an empty data folder.
- **Same night again**, and **the following days**: nothing new is published.
- **Explain**: `welfare-monitor explain` of the first flag on the list of those nights.
- **Re-flagging twenty years**: all rules over 22,000 invented schools with 120,000 inspections since 2006
  (`benchmarks/twenty_years.py`), over facts that are there and with every flag shown before: what a changed
  rule costs.

{questions}
{documents}
{growth}
{desk}
## Machine
| | |
|---|---|
{facts}
"""
