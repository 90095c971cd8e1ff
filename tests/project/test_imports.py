"""Imports run one way: assets → pipelines ← desk; replica stands alone; Dagster stays out of the logic."""

from __future__ import annotations

import subprocess
import sys
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import grimp
import pytest

from pipelines.settings import PROJECT_ROOT
from tests.project.source_tree import Module, modules

ASSEMBLY = Path("pipelines/definitions.py")  # the one file of pipelines that knows Dagster and the assets
OURS = {"assets", "desk", "pipelines", "replica", "benchmarks", "tests"}


def offending(room: str, forbidden: set[str], *, apart_from: Path | None = None) -> list[str]:
    """Imports in one room whose first name is forbidden there, as path:line name."""
    return [
        f"{module.path}:{line} {name}"
        for module in in_room(room)
        if module.path != apart_from
        for line, name in module.imports()
        if name.split(".")[0] in forbidden
    ]


def in_room(room: str) -> list[Module]:
    return [module for module in modules() if module.room == room]


def test_logic_does_not_import_dagster_or_the_assets() -> None:
    assert not (found := offending("pipelines", {"dagster", "assets"}, apart_from=ASSEMBLY)), found


@pytest.mark.parametrize("room", ["assets", "desk", "pipelines"])
def test_the_program_does_not_import_the_replica_its_tests_or_its_benchmarks(room: str) -> None:
    assert not (found := offending(room, {"replica", "tests", "benchmarks"})), found


def test_the_desk_imports_no_assets_and_no_dagster() -> None:
    assert not (found := offending("desk", {"assets", "dagster"})), found


@pytest.mark.parametrize("room", ["assets", "pipelines"])
def test_only_the_desk_imports_the_desk(room: str) -> None:
    """Its commands are listed by name in pipelines/cli and imported when they are asked for."""
    assert not (found := offending(room, {"desk"})), found


@pytest.mark.parametrize(
    "inner, outer",
    [
        ("store", {"casework", "security", "web", "pages", "commands", "application", "facts"}),
        ("casework", {"pages", "commands", "application"}),
        ("security", {"web", "pages", "commands", "application"}),
        ("web", {"pages", "commands", "application"}),
        ("pages", {"commands", "application"}),
    ],
)
def test_rooms_of_the_desk_import_inwards(inner: str, outer: set[str]) -> None:
    """What officers write and may do knows nothing of pages, so that a page can change alone."""
    found = [
        f"{module.path}:{line} {name}"
        for module in in_room("desk")
        if module.path.parts[1] == inner
        for line, name in module.imports()
        if name.startswith("desk.") and name.split(".")[1] in outer
    ]
    assert not found, found


def test_the_benchmarks_do_not_import_the_tests() -> None:
    """They may import the replica: what it writes is what they measure the program by."""
    assert not (found := offending("benchmarks", {"tests"})), found


def test_no_two_modules_import_each_other() -> None:
    """Over any way round, and for their types neither: each can be read before those that stand on it."""
    graph = grimp.build_graph("pipelines", "assets", "desk", "replica", "benchmarks", cache_dir=None)
    try:
        TopologicalSorter(
            {module: graph.find_modules_directly_imported_by(module) for module in graph.modules}
        ).prepare()
    except CycleError as error:
        pytest.fail(" → ".join(error.args[1]))


def test_the_replica_imports_nothing_of_the_program() -> None:
    assert not (found := offending("replica", OURS - {"replica"})), found


@pytest.mark.parametrize(
    "entrance, heavy",
    [
        # Great Expectations: seconds and 80 MB, which a night with nothing to check does without.
        # dagster_celery: an extra, which only who has workers installs.
        # pandas: a twentieth of a night that reads no list.
        ("pipelines.definitions", {"great_expectations", "dagster_celery", "pandas"}),
        ("pipelines.cli", {"great_expectations", "dagster", "desk"}),
        ("desk.application", {"great_expectations", "dagster"}),
    ],
)
def test_the_entrances_do_not_load_what_they_may_not_need(entrance: str, heavy: set[str]) -> None:
    question = f"import sys, {entrance}; print(*{heavy!r} & sys.modules.keys())"
    answer = subprocess.run(
        [sys.executable, "-c", question], cwd=PROJECT_ROOT, capture_output=True, text=True, check=False
    )
    assert answer.returncode == 0, answer.stderr
    assert not answer.stdout.split(), f"importing {entrance} loads {answer.stdout}"
