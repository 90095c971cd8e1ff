"""Looks at the replica, taken once: at the sample, and at a generated country that has long searches."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from pipelines.archive.archive import Archive
from pipelines.clock import fixed_clock
from pipelines.doctor.asking import Asker
from pipelines.doctor.examination import take_looks
from pipelines.doctor.looks import Looks
from pipelines.sources.stand_in import stand_in_client
from replica.generated import generate
from replica.scenario import read_scenario
from replica.server.app import running
from replica.server.world import World
from replica.serving import world_of, world_of_country

SAMPLE_DAY, COUNTRY_DAY = date(2026, 6, 10), date(2026, 10, 1)


def looks_at(world: World, folder: Path) -> Looks:
    clock = fixed_clock(world.day)
    archive = Archive(folder)
    with running(world) as served, stand_in_client(archive, clock, served.address) as client:
        asker = Asker(client, archive)
        take_looks(asker, clock)
        return asker.seen()


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Looks:
    """The sample on its last day."""
    return looks_at(world_of(read_scenario(), SAMPLE_DAY), tmp_path_factory.mktemp("sample"))


@pytest.fixture(scope="session")
def country(tmp_path_factory: pytest.TempPathFactory) -> Looks:
    """A country of 400 invented schools."""
    world = world_of_country(generate(400, 7, date(2026, 9, 7), 30), COUNTRY_DAY)
    return looks_at(world, tmp_path_factory.mktemp("country"))
