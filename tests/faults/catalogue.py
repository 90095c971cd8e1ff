"""The faults of reference/faults.toml, and the tests that prove what is promised of each.

Belongs here: reading the catalogue, and finding a test by its name. Does not belong here: the page
(page.py), running the tests (__main__.py), and any test of a fault: those stand with what they try.
"""

from __future__ import annotations

import importlib
import itertools
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pipelines.settings import PROJECT_ROOT

CATALOGUE = PROJECT_ROOT / "reference" / "faults.toml"


@dataclass(frozen=True)
class Group:
    """Faults of one kind: how the catalogue calls it, and its heading."""

    name: str
    title: str


@dataclass(frozen=True)
class Fault:
    """What may go wrong, what is promised then, and the tests (pytest's names) that hold the promise."""

    id: str
    group: str
    fault: str
    promise: str
    tests: tuple[str, ...]


def groups() -> list[Group]:
    """The kinds of faults, in the order of the page."""
    return [Group(name, title) for name, title in _catalogue()["groups"].items()]


def faults() -> list[Fault]:
    """Every fault, in the order of the catalogue; a key that is not known is an error."""
    return [Fault(**{**entry, "tests": tuple(entry["tests"])}) for entry in _catalogue()["fault"]]


def _catalogue() -> dict[str, Any]:
    return tomllib.loads(CATALOGUE.read_text(encoding="utf-8"))


def exists(test: str) -> bool:
    """Whether a test of this name is there: ``tests/FOLDER/MODULE.py::NAME``, or with ``[CASE]`` one of its
    cases."""
    path, _, name = test.partition("::")
    name, _, case = name.partition("[")
    if not (PROJECT_ROOT / path).is_file():
        return False
    module = importlib.import_module(path.removesuffix(".py").replace("/", "."))
    function = getattr(module, name, None)
    return callable(function) and (not case or case.removesuffix("]") in _cases(function))


def _cases(test: Callable[..., object]) -> set[str]:
    """What pytest calls the cases of a test: of several decorators, the one nearest to it first."""
    marks = [mark for mark in getattr(test, "pytestmark", []) if mark.name == "parametrize"]
    return {"-".join(names) for names in itertools.product(*(map(_case, mark.args[1]) for mark in marks))}


def _case(value: Any) -> str:
    """What pytest calls one case: by the id or the values of a pytest.param, or by its value."""
    return str(value.id or "-".join(map(str, value.values))) if hasattr(value, "marks") else str(value)
