"""How long work tells a person, or a log, how far it is.

Belongs here: the two ways of telling, and the choice between them. Does not belong here: what is told of
results.
"""

from __future__ import annotations

import logging
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

log = logging.getLogger(__name__)

Item = TypeVar("Item")
Progress = Callable[[Sequence[Item], str], Iterator[Item]]
SECONDS_BETWEEN_LINES = 30.0


def watched(items: Sequence[Item], what: str) -> Iterator[Item]:
    """The items one by one: with a bar on standard error where a person watches, else with a line now and
    then.

    what: what they are, in the plural.
    """
    if len(items) > 1 and sys.stderr.isatty():
        yield from _with_bar(items, what)
    else:
        yield from logged(items, what)


def logged(
    items: Sequence[Item], what: str, monotonic: Callable[[], float] = time.monotonic
) -> Iterator[Item]:
    """The items one by one, with a line in the log every half minute."""
    told = monotonic()
    for number, item in enumerate(items):
        if monotonic() - told >= SECONDS_BETWEEN_LINES:
            told = monotonic()
            log.info("%s: %d of %d", what, number, len(items))
        yield item


def _with_bar(items: Sequence[Item], what: str) -> Iterator[Item]:
    from rich.console import Console
    from rich.progress import track

    yield from track(items, description=what, console=Console(stderr=True), transient=True)
