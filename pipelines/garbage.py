"""When Python looks for garbage among the objects that a night makes.

Belongs here: how often it looks. Does not belong here: what is made, and the memory of the database
(database.py).
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

#: New objects after which Python looks among them; then, counted in such looks, among older ones. It begins
#: with 700, at which a night spends a twentieth of its time on looking and finds next to nothing.
_SELDOM = (50_000, 20, 20)


def look_for_garbage_seldom() -> None:
    """From now on: what a night makes by the million (modules, cells, events) stays until its end."""
    gc.set_threshold(*_SELDOM)


@contextmanager
def no_garbage_collection() -> Iterator[None]:
    """Within it the garbage collector rests; for reading a large table."""
    # Millions of new cells make the collector scan them over and over; none is garbage. A third of the time.
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
