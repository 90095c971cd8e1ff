"""What a page declares of itself: its path, its methods, and who may ask for it.

Every page says who may; none is open because somebody forgot. tests/desk/test_access.py asks each.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from starlette.responses import Response

from desk.security.roles import Role
from desk.web.visit import Visit

Handle = Callable[[Visit], Response]


@dataclass(frozen=True)
class Page:
    """One page. needs: the role that may ask for it; None: nobody has to be signed in (signing in itself,
    and what says that the desk is alive). A page that answers POST is given a form whose token was
    checked."""

    path: str
    methods: tuple[str, ...]
    needs: Role | None
    handle: Handle

    @property
    def name(self) -> str:
        return f"{self.handle.__module__.rpartition('.')[2]}.{self.handle.__name__}"


def page(path: str, *, needs: Role | None, methods: tuple[str, ...] = ("GET",)) -> Callable[[Handle], Page]:
    """Make a function that answers a visit into a page: ``@page("/", needs=Role.OFFICER)``."""

    def declare(handle: Handle) -> Page:
        return Page(path, methods, needs, handle)

    return declare
