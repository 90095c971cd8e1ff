"""What grows, by how much: a table and a picture for each of years, schools and documents.

    python -m benchmarks.generated_archive FOLDER --years 20
    python -m benchmarks.growth_curves years --archive FOLDER    # of so many years, no others
    python -m benchmarks.growth_curves schools
    python -m benchmarks.growth_curves documents --recording FOLDER

Belongs here: the sizes that are looked at, and drawing them for docs/scaling.md. Does not belong here: nights
that have an aim (growth.py). Every measurement is a process of its own; seconds are of processor, which other
work on the machine disturbs least.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

from benchmarks.growth import archive, measured_night
from benchmarks.measure import Run, measure
from benchmarks.report import aligned
from pipelines.archive.ledger_digest import FILE
from pipelines.charts import Series, columns
from pipelines.settings import PROJECT_ROOT

YEARS = (1, 2, 5, 10, 20)
#: Those of England, a quarter and half of them, twice and four times.
SCHOOLS = (5_500, 11_000, 22_000, 44_000, 88_000)
#: Generated schools, of which twenty years of pages and reports are read.
ARCHIVED = (0, 250, 500, 1_000)
OPEN = "import sys, pathlib; from pipelines.archive.ledger import Ledger; Ledger(pathlib.Path(sys.argv[1]))"
SHOWN_ON, FLAGGED_ON = "2026-06-09", "2026-06-10"
STYLE = (
    "<style>text{font:12px sans-serif;fill:#333}.number{text-anchor:end}.label{text-anchor:middle}"
    ".scale{stroke:#ccc}.processor{fill:#1d70b8}</style>"
)

Rows = list[tuple[str, ...]]


def years(ledgers: Path) -> None:
    """Opening the archive, by years of its ledger: as many of its files as are that part of YEARS[-1]."""
    months = sorted(ledgers.glob("*.jsonl"))
    rows: Rows = []
    opening = []
    for count in YEARS:
        with tempfile.TemporaryDirectory() as folder:
            ledger = Path(folder)
            files = [
                Path(shutil.copy(month, ledger)) for month in months[: round(len(months) * count / YEARS[-1])]
            ]
            making, opened = (measure([sys.executable, "-c", OPEN, ledger]) for _ in range(2))
            lines = sum(file.read_bytes().count(b"\n") for file in files)
            sizes = (_megabytes(_size(files)), _megabytes(_size([ledger / FILE])))
            rows.append((f"{count}", f"{lines:,}", *sizes, _seconds(making), *_cost(opened)))
            opening.append(opened)
            _say(f"{count} years", opened)
    _draw("scaling-ledger.svg", YEARS, opening, "Milliseconds of processor to open the archive, by years")
    _print(
        ("years", "lines", "ledger", "digest", "making the digest", "opening", "peak memory, opening"), rows
    )


def schools() -> None:
    """Building the facts of twenty years and flagging all of them anew, by schools."""
    rows: Rows = []
    flagging = []
    for count in SCHOOLS:
        with tempfile.TemporaryDirectory() as folder:
            inventing = [sys.executable, "-m", "benchmarks.twenty_years", folder, "--only"]
            measure([*inventing, "draw", "--schools", count])
            built = measure([*inventing, "build"])
            rules = [sys.executable, "-m", "benchmarks.reflagging", folder]
            measure([*rules, SHOWN_ON])
            flagged = measure([*rules, FLAGGED_ON])
            warehouse = Path(folder) / FLAGGED_ON / "warehouse.duckdb"
            rows.append((f"{count:,}", *_cost(built), *_cost(flagged), _megabytes(warehouse.stat().st_size)))
            flagging.append(flagged)
            _say(f"{count} schools", flagged)
    title = "Milliseconds of processor to flag twenty years anew, by schools"
    _draw("scaling-schools.svg", SCHOOLS, flagging, title)
    building = ("building the facts", "peak memory, building")
    _print(("schools", *building, "flagging", "peak memory, flagging", "warehouse"), rows)


def documents(recording: Path) -> None:
    """A night over the recording of England that reads everything archived anew, by documents beside it."""
    rows: Rows = []
    nights = []
    counts = []
    for count in ARCHIVED:
        with tempfile.TemporaryDirectory() as folder:
            data = Path(folder) / "data"
            if count:
                archive(data, count, YEARS[-1])
            bodies = list((data / "archive" / "blobs").glob("*/*"))
            night = measured_night(recording, data)
            rows.append((f"{len(bodies):,}", _megabytes(_size(bodies)), *_cost(night)))
            counts.append(len(bodies))
            nights.append(night)
            _say(f"{len(bodies)} documents", night)
    title = "Milliseconds of processor of a night that reads everything, by documents beside England's lists"
    _draw("scaling-documents.svg", counts, nights, title)
    _print(("documents", "bytes", "the night", "peak memory"), rows)


def _draw(file: str, sizes: Sequence[int], runs: Sequence[Run], title: str) -> None:
    spent = [round(run.processor_seconds * 1000) for run in runs]
    drawn = columns([f"{size:,}" for size in sizes], [Series("processor", "processor", spent)], title)
    drawn = drawn.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1).replace(">", f">{STYLE}", 1)
    (PROJECT_ROOT / "docs" / file).write_text(f"{drawn}\n", encoding="utf-8")


def _print(headings: tuple[str, ...], rows: Rows) -> None:
    sys.stdout.write(f"{aligned([headings, *rows])}\n")


def _cost(run: Run) -> tuple[str, str]:
    return _seconds(run), _megabytes(run.peak_bytes)


def _seconds(run: Run) -> str:
    return f"{run.processor_seconds:.{1 if run.processor_seconds >= 10 else 2}f} s"


def _megabytes(size: float) -> str:
    return f"{size / 1e6:,.0f} MB"


def _size(files: Iterable[Path]) -> int:
    return sum(file.stat().st_size for file in files)


def _say(what: str, run: Run) -> None:
    sys.stderr.write(f"  {what}: {run.processor_seconds:.2f} s\n")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.growth_curves")
    parser.add_argument("curve", choices=("years", "schools", "documents"))
    parser.add_argument("--archive", type=Path, help="years: a data folder of generated_archive.py")
    parser.add_argument("--recording", type=Path, help="documents: a recording of GOV.UK")
    options = parser.parse_args()
    if options.curve == "schools":
        schools()
    elif options.curve == "years" and options.archive:
        years(options.archive / "archive" / "ledger")
    elif options.curve == "documents" and options.recording:
        documents(options.recording.resolve())
    else:
        parser.error(f"name the folder that {options.curve} are measured over (--help)")


if __name__ == "__main__":
    main()
