"""Puts off imports that a library makes for parts of it that nobody here uses.

Belongs here: how an import is put off. Does not belong here: which library is imported that way (judging.py).
"""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder
from importlib.util import LazyLoader
from types import ModuleType


class _Later(MetaPathFinder):
    """Finds some modules as Python does, and lets them run only once something of them is asked for."""

    def __init__(self, names: Collection[str]) -> None:
        self._names = names

    def find_spec(
        self, name: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        spec = PathFinder.find_spec(name, path, target) if name in self._names else None
        if spec is not None and spec.loader is not None:
            spec.loader = LazyLoader(spec.loader)
        return spec


@contextmanager
def imported_later(*names: str) -> Iterator[None]:
    """What is imported within it imports these modules only when it first uses them, then or ever.

    A module that is there already, or that is not installed, is as it would be without.
    """
    finder = _Later(frozenset(names))
    sys.meta_path.insert(0, finder)
    try:
        yield
    finally:
        sys.meta_path.remove(finder)
