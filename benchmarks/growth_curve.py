"""How long the archive takes to open after so many years of nights: a table, and a picture.

    python -m benchmarks.generated_archive FOLDER --years 20
    python -m benchmarks.growth_curve FOLDER

Belongs here: the years that are looked at, and drawing them. Does not belong here: whole nights (growth.py).
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from benchmarks.measure import Run, measure
from benchmarks.report import aligned
from pipelines.archive.ledger_digest import FILE
from pipelines.charts import Series, columns
from pipelines.settings import PROJECT_ROOT

YEARS = (1, 2, 5, 10, 20)
MONTHS_A_YEAR = 12
OPEN = "import sys, pathlib; from pipelines.archive.ledger import Ledger; Ledger(pathlib.Path(sys.argv[1]))"
PICTURE = PROJECT_ROOT / "docs" / "scaling-ledger.svg"
STYLE = (
    "<style>text{font:12px sans-serif;fill:#333}.number{text-anchor:end}.label{text-anchor:middle}"
    ".scale{stroke:#ccc}.opening{fill:#1d70b8}</style>"
)
HEADINGS = ("years", "lines", "ledger", "digest", "making the digest", "opening", "peak memory, opening")


def main(data: Path) -> None:
    months = sorted((data / "archive" / "ledger").glob("*.jsonl"))
    rows, opening = [], []
    for years in YEARS:
        with tempfile.TemporaryDirectory() as folder:
            ledger = Path(folder)
            files = [Path(shutil.copy(month, ledger)) for month in months[: MONTHS_A_YEAR * years]]
            made, opened = _open(ledger), _open(ledger)
            size = sum(file.stat().st_size for file in files)
            lines = sum(file.read_bytes().count(b"\n") for file in files)
            digest = ledger / FILE
            rows.append(
                (
                    str(years),
                    f"{lines:,}",
                    f"{size / 1e6:,.0f} MB",
                    f"{digest.stat().st_size / 1e6:,.0f} MB",
                    f"{made.processor_seconds:.1f} s",
                    f"{opened.processor_seconds:.2f} s",
                    f"{opened.peak_bytes / 1e6:.0f} MB",
                )
            )
            opening.append(round(opened.processor_seconds * 1000))
            sys.stderr.write(f"  {years} years: {opened.processor_seconds:.2f} s\n")
    labels = [f"{years} years" if years > 1 else "1 year" for years in YEARS]
    drawn = columns(
        labels, [Series("opening", "opening", opening)], "Milliseconds of processor to open the archive"
    )
    drawn = drawn.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1).replace(">", f">{STYLE}", 1)
    PICTURE.write_text(f"{drawn}\n", encoding="utf-8")
    sys.stdout.write(f"{aligned([HEADINGS, *rows])}\n")


def _open(ledger: Path) -> Run:
    return measure([sys.executable, "-c", OPEN, ledger])


if __name__ == "__main__":
    main(Path(sys.argv[1]))
