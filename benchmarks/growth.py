"""What a night costs as the archive grows: rebuilding twenty years from it, and a night with nothing new.

    python -m benchmarks.growth RECORDING --schools 22000 --years 20

Belongs here: the nights that are measured, each a process of its own, over an archive of generated_archive.py
and a recording of GOV.UK. Does not belong here: that archive, and how a process is measured (measure.py). The
reports site is not asked in these nights: its patrol costs the same whatever is archived.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from pathlib import Path

from benchmarks.measure import Run, measure
from benchmarks.report import aligned

COMMAND = Path(sys.executable).with_name("welfare-monitor")
DAY = "2026-06-10"
SCHOOLS, YEARS, TIMES = 22_000, 20, 10
ACCEPTED = (0, 3)  # degraded: generated reports that no program can read are among them
COLD_SECONDS, KEPT_SECONDS, PEAK_BYTES, RATIO = 600, 60, 2 * 10**9, 1.3
HEADINGS = ("what", "seconds", "processor seconds", "peak memory", "aim", "met")


def measured(recording: Path, work: Path, schools: int, years: int) -> list[tuple[str, ...]]:
    """Rows below HEADINGS."""
    whole, part = work / "whole", work / "part"
    archive(whole, schools, years)
    cold = measured_night(recording, whole)
    for made in ("builds", "published", "night"):
        path = whole / made
        path.unlink() if path.is_symlink() else shutil.rmtree(path)
    kept = measured_night(recording, whole)
    again = measured_night(recording, whole)
    archive(part, schools, max(1, years // TIMES))
    measured_night(recording, part)
    before = measured_night(recording, part)
    ratio = again.processor_seconds / before.processor_seconds
    return [
        _row(f"{years} years rebuilt, nothing parsed", cold, COLD_SECONDS),
        _row(f"{years} years rebuilt, parsed tables kept", kept, KEPT_SECONDS),
        _row(f"nothing new, {max(1, years // TIMES)} years archived", before),
        (
            f"nothing new, {years} years archived",
            f"{again.seconds:.1f}",
            f"{again.processor_seconds:.1f} ({ratio:.2f} ×)",
            f"{again.peak_bytes / 1e6:.0f} MB",
            f"≤ {RATIO} ×",
            "yes" if ratio <= RATIO else "no",
        ),
    ]


def section(recording: Path, schools: int = SCHOOLS, years: int = YEARS) -> str:
    """A section of docs/benchmarks.md."""
    with tempfile.TemporaryDirectory(prefix="welfare-monitor-growth-") as work:
        rows = measured(recording, Path(work), schools, years)
    return f"""## As the archive grows

An archive of {schools:,} generated schools: their pages in every state, their reports, and a ledger line
for each page that a night patrolled; beside it the recording of England. The ratio is of processor seconds.

{aligned([HEADINGS, *rows])}
"""


def archive(data: Path, schools: int, years: int) -> None:
    """Make an archive of so many generated schools, in a process of its own."""
    sizes = ["--schools", schools, "--years", years, "--sources", "recorded"]
    measure([sys.executable, "-m", "benchmarks.generated_archive", data, *sizes])


def measured_night(recording: Path, data: Path) -> Run:
    """A night over the recording that reads whatever of the archive is not parsed yet."""
    night = ["nightly", "--sources", f"recorded:{recording}", "--as-of", DAY, "--data", data]
    return measure([COMMAND, *night], accepted=ACCEPTED)


def _row(what: str, run: Run, most_seconds: int | None = None) -> tuple[str, ...]:
    is_met = most_seconds is None or (run.seconds <= most_seconds and run.peak_bytes <= PEAK_BYTES)
    return (
        what,
        f"{run.seconds:.1f}",
        f"{run.processor_seconds:.1f}",
        f"{run.peak_bytes / 1e6:.0f} MB",
        f"≤ {most_seconds} s, ≤ {PEAK_BYTES / 1e9:.0f} GB" if most_seconds else "",
        "" if most_seconds is None else "yes" if is_met else "no",
    )


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.growth")
    parser.add_argument("recording", type=Path)
    parser.add_argument("--schools", type=int, default=SCHOOLS)
    parser.add_argument("--years", type=int, default=YEARS)
    options = parser.parse_args()
    sys.stdout.write(section(options.recording.resolve(), options.schools, options.years))


if __name__ == "__main__":
    main()
