"""Fails where a ratio has become worse than the one that is kept, beyond a margin.

Belongs here: the kept ratios (ratios.toml) and the comparison. Does not belong here: measuring, and aims,
which say what is wanted and not what was. Seconds are not compared: they are the machine's. A ratio is of
processor seconds, which other work on the machine disturbs least.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks.report import Line

KEPT = Path(__file__).with_name("ratios.toml")
#: Runs of one version differ by up to some 15 %.
MARGIN = 1.25


def ratios(lines: Sequence[Line]) -> dict[str, float]:
    """Processor seconds of each line but the first, the plain script, as so many times the plain script's."""
    plain = lines[0].measured.processor_seconds
    return {line.measured.name: round(line.measured.processor_seconds / plain, 2) for line in lines[1:]}


def kept() -> Mapping[str, float]:
    """The ratios that were kept last, by name of the line."""
    found: dict[str, float] = tomllib.loads(KEPT.read_text(encoding="utf-8"))["times_the_plain_script"]
    return found


def regressions(measured: Mapping[str, float], before: Mapping[str, float]) -> list[str]:
    """What has become worse, is measured and not kept, or kept and not measured any more, as sentences."""
    found = [
        f"{name}: {ratio:.2f} times the plain script, {before[name]:.2f} before (the margin is {MARGIN:g})."
        for name, ratio in measured.items()
        if name in before and ratio > before[name] * MARGIN
    ]
    found += [f"{name}: no ratio of it is kept in {KEPT.name}." for name in measured.keys() - before.keys()]
    found += [f"{name}: kept in {KEPT.name}, and not measured." for name in before.keys() - measured.keys()]
    return found


def keep(measured: Mapping[str, float]) -> None:
    """Keep what was measured: for a change that is known to cost something, and worth it."""
    lines = [f'"{name}" = {ratio}' for name, ratio in measured.items()]
    KEPT.write_text(
        "# Processor seconds as so many times the plain script's, kept by make bench BENCH=--keep.\n"
        "# A run that is worse by more than the margin of guard.py fails.\n[times_the_plain_script]\n"
        + "\n".join(lines)
        + "\n",
        encoding="utf-8",
    )
