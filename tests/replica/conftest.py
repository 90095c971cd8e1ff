"""The scenario, one recording written from it, and the sites served from it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from replica.recording import responses_of, write_recording
from replica.scenario import read_scenario
from replica.schools import Scenario
from replica.server.app import ReplicaServer, running
from replica.server.world import World
from replica.site.catalogue import SchoolCatalogue
from replica.site.others import OTHER_PROVIDERS


@pytest.fixture(scope="session")
def scenario() -> Scenario:
    return read_scenario()


@pytest.fixture(scope="session")
def recording(scenario: Scenario, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("recording")
    write_recording(scenario, folder)
    return folder


@pytest.fixture(scope="session")
def catalogue(scenario: Scenario) -> SchoolCatalogue:
    return SchoolCatalogue(scenario.schools, OTHER_PROVIDERS, responses_of(scenario))


@pytest.fixture
def server(catalogue: SchoolCatalogue) -> Iterator[ReplicaServer]:
    """The sites on the day of the second night."""
    with running(World(catalogue, date(2026, 6, 10))) as served:
        yield served
