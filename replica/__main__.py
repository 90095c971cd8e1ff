"""Command line of the generator: ``python -m replica DIR``, or ``python -m replica serve``."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from replica import serving
from replica.expected import write_expected
from replica.recording import write_recording
from replica.scenario import SCENARIO_FILE, ScenarioError, read_scenario

DESCRIPTION = """\
Write a recording of the public sites with invented schools in the real formats.

DIR receives index.jsonl (address, date, file) and the files it names; the same
scenario gives the same bytes. Feed it to the nightly run as SOURCES=recorded:DIR.
"python -m replica serve" answers as the sites instead: see its --help.
"""


def main(arguments: list[str] | None = None) -> int:
    """Write, check or serve; 0 when done, 2 when the scenario or the arguments are not understood."""
    given = sys.argv[1:] if arguments is None else arguments
    if given[:1] == ["serve"]:
        return serving.main(given[1:])
    parser = argparse.ArgumentParser(
        prog="python -m replica",
        description=DESCRIPTION,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("folder", metavar="DIR", type=Path, nargs="?", help="folder to write into")
    parser.add_argument(
        "--scenario",
        type=Path,
        default=SCENARIO_FILE,
        help="scenario file (default: the one beside the code)",
    )
    parser.add_argument(
        "--expected", metavar="FILE", type=Path, help="also write what is expected of the flags, as CSV"
    )
    parser.add_argument(
        "--with-site",
        action="store_true",
        help='expected of nights that read the reports site and GIAS too, as "serve" has them',
    )
    parser.add_argument("--check", action="store_true", help="read the scenario, report, write nothing")
    options = parser.parse_args(given)
    if options.folder is None and not options.check:
        parser.error("name a folder to write into, or --check")
    try:
        scenario = read_scenario(options.scenario)
    except (ScenarioError, OSError) as error:
        sys.stderr.write(f"{error}\n")
        return 2
    nights = ", ".join(f"{name} {day.isoformat()}" for name, day in scenario.nights.items())
    sys.stdout.write(f"{len(scenario.schools)} invented schools; nights: {nights}\n")
    if options.expected:
        write_expected(scenario, options.expected, with_site=options.with_site)
    if not options.check:
        responses = write_recording(scenario, options.folder)
        sys.stdout.write(f"{len(responses)} answers written to {options.folder}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
