"""Command line of the server: ``python -m replica serve``.

Belongs here: its options, and putting a world together. Does not belong here: answering (replica/server/).
"""

from __future__ import annotations

import argparse
import os
import sys
from datetime import date
from pathlib import Path
from threading import Thread

from replica.generated import GeneratedCountry, generate
from replica.generated.files import govuk_responses
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


def world_of_country(country: GeneratedCountry, day: date, *, dated_files: bool = True) -> World:
    """The same of a generated country; its GOV.UK files are written first, 16 seconds for all England."""
    catalogue = SchoolCatalogue(country.schools, OTHER_PROVIDERS, govuk_responses(country))
    return World(catalogue, day, dated_files=dated_files)


def main(arguments: list[str] | None = None) -> int:
    """Serve until stopped; 0 then, 2 when the scenario or the arguments are not understood."""
    options = _parser().parse_args(arguments)
    try:
        world = _world(options)
    except (ScenarioError, OSError, ValueError) as error:
        sys.stderr.write(f"{error}\n")
        return 2
    with ReplicaServer(world, options.port) as server:
        sys.stdout.write(f"{server.address}\n")
        sys.stdout.write(f"{len(world.catalogue.schools)} invented schools on {world.day.isoformat()}\n")
        sys.stdout.flush()
        if options.until_stdin_ends:
            Thread(target=_stop_when_stdin_ends, args=(server,), daemon=True).start()
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            sys.stdout.write("stopped\n")
    return 0


def _stop_when_stdin_ends(server: ReplicaServer) -> None:
    """The system closes the pipe when whoever holds its other end is gone, also when that was killed."""
    while os.read(sys.stdin.fileno(), 1 << 12):
        pass
    server.shutdown()


def _world(options: argparse.Namespace) -> World:
    dated_files = options.gias_dated_files == "on"
    if options.generated is None:
        scenario = read_scenario(options.scenario)
        day = options.day or list(scenario.nights.values())[-1]
        return world_of(scenario, day, dated_files=dated_files)
    first_night = options.first_night or options.day
    if first_night is None:
        raise ValueError("a generated country needs --first-night")
    country = generate(options.generated, options.seed, first_night, options.nights)
    return world_of_country(country, options.day or first_night, dated_files=dated_files)


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
    parser.add_argument(
        "--until-stdin-ends",
        action="store_true",
        help="stop when standard input ends: with the program that started it and holds the other end",
    )
    country = parser.add_argument_group("a generated country in place of the scenario")
    country.add_argument("--generated", metavar="N", type=int, help="so many invented schools")
    country.add_argument("--seed", type=int, default=1, help="the same seed, the same country (default: 1)")
    country.add_argument("--first-night", type=date.fromisoformat, help="its first night with something new")
    country.add_argument("--nights", type=int, default=30, help="how many nights it has (default: 30)")
    return parser
