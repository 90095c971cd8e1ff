"""``make bench``: measures a night over the recording of England beside a plain script, in one run.

Does not belong here: how a process is measured (measure.py), the reading of documents (documents.py), how the
result is shown (report.py).
"""

from __future__ import annotations

import csv
import sys
import tempfile
from datetime import date, timedelta
from pathlib import Path

import click

from benchmarks.machine import description
from benchmarks.measure import CommandEnded, Measured, measure
from benchmarks.report import Aim, Line, page, table
from pipelines.clock import machine_clock
from pipelines.settings import PROJECT_ROOT

PLAIN_SCRIPT = Path(__file__).with_name("plain_pandas.py")
COMMAND = Path(sys.executable).with_name("welfare-monitor")
FIRST_NIGHT = Aim(ratio=8, peak_bytes=10**9)
NOTHING_NEW = Aim(ratio=3)
REFLAGGING = Aim(seconds=10, peak_bytes=10**9)
EXPLAIN = Aim(seconds=1)
#: The first run over twenty years leaves the log of what was shown; the runs that count find it.
SHOWN_ON, FLAGGED_ON = "2026-06-09", "2026-06-10"


def measure_plain_script(recording: Path, work: Path, repeats: int) -> Measured:
    outputs = [work / f"plain-{number}.duckdb" for number in range(repeats)]
    return Measured(
        "plain script",
        tuple(measure([sys.executable, PLAIN_SCRIPT, recording, output]) for output in outputs),
    )


def measure_night(name: str, recording: Path, nights: list[tuple[Path, date]]) -> Measured:
    """One run for each data folder and day."""
    return Measured(
        name,
        tuple(
            measure(
                [COMMAND, "nightly", "--sources", f"recorded:{recording}", "--as-of", day, "--data", data]
            )
            for data, day in nights
        ),
    )


def measure_explain(data: Path, repeats: int) -> Measured:
    """The first flag of the published list, explained."""
    with (data / "published" / "flags" / "flag_list.csv").open(encoding="utf-8-sig", newline="") as file:
        flag = next(csv.DictReader(file))["Flag"]
    return Measured(
        "explain", tuple(measure([COMMAND, "explain", flag, "--data", data]) for _ in range(repeats))
    )


def measure_reflagging(work: Path, repeats: int) -> Measured:
    """All rules over twenty invented years, on the day after every flag was shown."""
    folder = work / "twenty-years"
    measure([sys.executable, "-m", "benchmarks.twenty_years", folder])
    flagging = [sys.executable, "-m", "benchmarks.reflagging", folder]
    measure([*flagging, SHOWN_ON])
    return Measured(
        "re-flagging twenty years", tuple(measure([*flagging, FLAGGED_ON]) for _ in range(repeats))
    )


def measure_import(package: str, repeats: int) -> Measured:
    runs = (measure([sys.executable, "-c", f"import {package}"]) for _ in range(repeats))
    return Measured(f"import {package} alone", tuple(runs))


def measure_all(recording: Path, day: date, work: Path, repeats: int, first_nights: int) -> list[Line]:
    """All lines, the plain script first; later nights go on in the data folder of the last first night."""

    def said(measured: Measured) -> Measured:
        click.echo(f"  {measured.name}: {measured.seconds:.2f} s", err=True)
        return measured

    folders = [work / f"data-{number}" for number in range(first_nights)]
    data = folders[-1]
    following = [day + timedelta(days=number) for number in range(1, repeats + 1)]
    return [
        Line(said(measure_plain_script(recording, work, repeats))),
        Line(
            said(measure_night("first night", recording, [(folder, day) for folder in folders])), FIRST_NIGHT
        ),
        Line(said(measure_night("same night again", recording, [(data, day)] * repeats)), NOTHING_NEW),
        Line(
            said(measure_night("the following days", recording, [(data, day) for day in following])),
            NOTHING_NEW,
        ),
        Line(said(measure_explain(data, repeats)), EXPLAIN),
        Line(said(measure_reflagging(work, repeats)), REFLAGGING),
        Line(said(measure_import("dagster", repeats))),
        Line(said(measure_import("great_expectations", repeats))),
    ]


@click.command(help="Measure time and memory of a night over a recording, and write docs/benchmarks.md.")
@click.option(
    "--dir",
    "recording",
    type=click.Path(file_okay=False, path_type=Path),
    default=PROJECT_ROOT.parent / "shared" / "recorded" / "england",
    help="The recording of England; by default the one in shared/, beside this checkout.",
)
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), default="2026-06-10", show_default=True)
@click.option(
    "--repeats", type=click.IntRange(min=1), default=5, show_default=True, help="Runs of each short line."
)
@click.option("--first-nights", type=click.IntRange(min=1), default=3, show_default=True)
@click.option(
    "--desk-seconds",
    type=click.IntRange(min=10),
    default=60,
    show_default=True,
    help="How long officers work.",
)
@click.option(
    "--growth-schools",
    type=click.IntRange(min=0),
    default=22_000,
    show_default=True,
    help="Schools of the archive that grows; 0 leaves it out.",
)
@click.option("--keep", is_flag=True, help="Keep the ratios of this run for the guard, and do not compare.")
@click.option(
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    default=PROJECT_ROOT / "docs" / "benchmarks.md",
    help="Where the page is written.",
)
def main(
    recording: Path,
    as_of: date,
    repeats: int,
    first_nights: int,
    desk_seconds: int,
    growth_schools: int,
    keep: bool,
    output: Path,
) -> None:
    day = date(as_of.year, as_of.month, as_of.day)
    if not (recording / "index.jsonl").is_file():
        raise click.UsageError(
            f"There is no recording in {recording} (its index.jsonl is missing). Name one: "
            'make bench BENCH="--dir FOLDER". It holds the two files of England that the plain script reads.'
        )
    click.echo("Measuring; this takes a few minutes, and other work on the machine shows in it.", err=True)
    with tempfile.TemporaryDirectory(prefix="welfare-monitor-bench-") as work:
        try:
            lines = measure_all(recording.resolve(), day, Path(work), repeats, first_nights)
        except CommandEnded as ended:
            raise click.ClickException(str(ended)) from ended
        # Only now: what it imports would count as memory of the processes measured above (measure.py).
        from benchmarks import questions

        answered = questions.measured(
            Path(work) / f"data-{first_nights - 1}" / "published" / "warehouse.duckdb",
            Path(work) / "twenty-years" / FLAGGED_ON / "warehouse.duckdb",
            repeats,
        )
    plain = lines[0].measured
    from benchmarks import documents

    read = documents.measured(repeats)
    click.echo("  twenty years of nights: some twenty-five minutes (--growth-schools 2200: three)", err=True)
    from benchmarks import growth

    grown = growth.section(recording.resolve(), growth_schools) if growth_schools else ""
    click.echo("  fifty officers at a desk: some two minutes", err=True)
    from benchmarks import desk

    at_the_desk = desk.section(desk_seconds)
    night = f"`welfare-monitor nightly` over the recording, as of {day.isoformat()}"
    written = page(
        lines,
        plain,
        description(),
        machine_clock().today(),
        night=night,
        questions=questions.section(answered),
        documents=documents.section(read),
        growth=grown,
        desk=at_the_desk,
    )
    output.write_text(written, encoding="utf-8")
    click.echo(f"{table(lines, plain)}\n\n{questions.table(answered)}\n\n{documents.table(read)}")
    from benchmarks import guard

    if keep:
        guard.keep(guard.ratios(lines))
    elif worse := guard.regressions(guard.ratios(lines), guard.kept()):
        raise click.ClickException("\n".join(worse))


if __name__ == "__main__":
    main()
