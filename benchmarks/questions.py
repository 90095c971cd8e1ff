"""How long the documented questions of sql/examples take, each to its last row, on one connection.

Belongs here: asking, and the section of docs/benchmarks.md. Does not belong here: making the two databases
(__main__.py, twenty_years.py) and what the questions are (sql/examples).
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks.report import aligned
from pipelines.database import SQL, open_read_only

EXAMPLES = SQL / "examples"
#: Milliseconds that each may take on recorded England, and on twenty years of invented inspections.
AIMS = (100, 500)


@dataclass(frozen=True)
class Question:
    """One example by name, and its milliseconds on England and on twenty years."""

    name: str
    milliseconds: tuple[float, float]

    @property
    def is_met(self) -> bool:
        return all(took <= aim for took, aim in zip(self.milliseconds, AIMS, strict=True))

    def cells(self) -> tuple[str, ...]:
        return (self.name, *(f"{took:.0f} ms" for took in self.milliseconds), "yes" if self.is_met else "no")


def measured(england: Path, twenty_years: Path, rounds: int) -> list[Question]:
    """Every example on both warehouses: the median of ``rounds``, after one that counts for nothing."""
    names = sorted(str(file.relative_to(EXAMPLES).with_suffix("")) for file in EXAMPLES.rglob("*.sql"))
    on_england, on_years = (asked(warehouse, names, rounds) for warehouse in (england, twenty_years))
    return [Question(name, (on_england[name], on_years[name])) for name in names]


def asked(warehouse: Path, names: Sequence[str], rounds: int) -> dict[str, float]:
    """Milliseconds by name."""
    took: dict[str, list[float]] = {name: [] for name in names}
    with open_read_only(warehouse) as connection:
        for _ in range(rounds + 1):
            for name in names:
                statement = (EXAMPLES / f"{name}.sql").read_text(encoding="utf-8")
                begun = time.perf_counter()
                connection.execute(statement).fetchall()
                took[name].append(1000 * (time.perf_counter() - begun))
    return {name: median(times[1:]) for name, times in took.items()}


def table(found: Sequence[Question]) -> str:
    england, years = (f"≤ {aim} ms" for aim in AIMS)
    headings = ("question", f"England ({england})", f"twenty years ({years})", "met")
    return aligned([headings, *(one.cells() for one in found)])


def section(found: Sequence[Question]) -> str:
    return f"""## Documented questions

Each statement of `sql/examples` on a connection that is open, to its last row; the median after a first time.
England is the warehouse of the nights above, twenty years that of the re-flagging.

{table(found)}
"""
