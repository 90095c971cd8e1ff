"""How many workers there are, which tests share one, and which begin first.

Belongs here: how pytest-xdist spreads the tests. Does not belong here: fixtures (conftest.py).

A module's tests share one worker, so that a fixture that builds a whole night is built once; so do the
modules of a folder or a name that lean on one costly fixture. The costly ones begin first, so that the
workers end together.
"""

from __future__ import annotations

import pytest
from xdist.scheduler import LoadScopeScheduling

from pipelines.documents.side_by_side import processors

#: Beginnings of paths whose tests share a worker: those of one line.
TOGETHER = (
    ("tests/recorded/",),
    ("tests/doctor/test_each_can_differ", "tests/doctor/test_sound_sources"),
    # One sound night to copy, both nights of the sample's lists, and one server that nights are forked from.
    (
        "tests/night/test_bad_input",
        "tests/night/test_case_counts",
        "tests/night/test_dagster",
        "tests/night/test_damaged_",
        "tests/night/test_full_disk",
        "tests/night/test_killed",
        "tests/night/test_no_network",
        "tests/night/test_nothing_new",
        "tests/night/test_sample_nights",
        "tests/night/test_secrets_and_modes",
        "tests/night/test_settings",
        "tests/night/test_surprises",
        "tests/night/test_two_at_once",
        "tests/night/test_unpublishable",
        "tests/replay/test_sample_nights",
    ),
    ("tests/warehouse/test_checks",),
    (
        "tests/desk/",
        "tests/analysts/",
        "tests/night/test_read_by_a_person",
        "tests/privacy/test_sample_data",
        "tests/warehouse/test_schema_contract",
    ),
    # The Python of the whole repository, read once.
    (
        "tests/project/test_clock",
        "tests/project/test_committed_files",
        "tests/project/test_desk_texts",
        "tests/project/test_imports",
        "tests/project/test_pages",
        "tests/project/test_sql_home",
        "tests/project/test_wording",
        "tests/rules/test_texts",
    ),
    # A country of England's size, generated once.
    ("tests/replica/test_generated",),
)
#: Beginnings of paths that are begun before all others, in this order.
FIRST = (
    "tests/recorded/",
    "tests/desk/",
    "tests/night/",
    "tests/replica/",
    "tests/warehouse/test_checks",
    "tests/privacy/",
)


def workers() -> int:
    """One more than this process has processors: tests wait for disks, browsers and servers a fifth of their
    time."""
    return processors() + 1


class ByCostlyFixture(LoadScopeScheduling):
    """Whole modules or groups of modules to one worker each."""

    def _split_scope(self, nodeid: str) -> str:
        module = nodeid.partition("::")[0]
        return next((together[0] for together in TOGETHER if module.startswith(together)), module)


def begin_costly_first(items: list[pytest.Item]) -> None:
    """Reorder the tests; those of one module stay as they stand in it."""

    def place(item: pytest.Item) -> int:
        return next((n for n, start in enumerate(FIRST) if item.nodeid.startswith(start)), len(FIRST))

    items.sort(key=place)
