"""Command line of the server: ``python -m replica serve``.

Belongs here: its options, and putting a world together. Does not belong here: answering (replica/server/).
"""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path

from replica.recording import responses_of
from replica.scenario import SCENARIO_FILE, ScenarioError, read_scenario
from replica.schools import Scenario
from replica.server.app import ReplicaServer
from replica.server.world import World
from replica.site.catalogue import SchoolCatalogue
from replica.site.others import OTHER_PROVIDERS

DESCRIPTION = """\
Answer on this machine as the public sites do, by the Host header, as on one day.

The first line printed is the address. POST {"day": "YYYY-MM-DD"} to /_replica/day
lets days pass; docs/sample.md has the other controls. Stop it with Ctrl-C.
"""


def world_of(scenario: Scenario, day: date, *, dated_files: bool = True) -> World:
    """The sites of a scenario on a day; dated_files: whether the register has files under days' names."""
    catalogue = SchoolCatalogue(scenario.schools, OTHER_PROVIDERS, responses_of(scenario))
    return World(catalogue, day, dated_files=dated_files)


def main(arguments: list[str] | None = None) -> int:
    """Serve until stopped; 0 then, 2 when the scenario or the arguments are not understood."""
    options = _parser().parse_args(arguments)
    try:
        scenario = read_scenario(options.scenario)
    except (ScenarioError, OSError) as error:
        sys.stderr.write(f"{error}\n")
        return 2
    day = options.day or list(scenario.nights.values())[-1]
    world = world_of(scenario, day, dated_files=options.gias_dated_files == "on")
    with ReplicaServer(world, options.port) as server:
        sys.stdout.write(f"{server.address}\n")
        sys.stdout.write(f"{len(scenario.schools)} invented schools on {day.isoformat()}\n")
        sys.stdout.flush()
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            sys.stdout.write("stopped\n")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m replica serve",
        description=DESCRIPTION,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--day", type=date.fromisoformat, help="the sites' today (default: the last night)")
    parser.add_argument("--port", type=int, default=0, help="port on this machine (default: any free one)")
    parser.add_argument(
        "--scenario",
        type=Path,
        default=SCENARIO_FILE,
        help="scenario file (default: the one beside the code)",
    )
    parser.add_argument(
        "--gias-dated-files",
        choices=("on", "off"),
        default="on",
        help="off: the register has no files under days' names, only the Downloads form (default: on)",
    )
    return parser
