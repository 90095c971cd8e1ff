"""Keeps what was worked out last, so that it is not worked out for each page.

Belongs here: how much is kept, and that several threads may ask at once. Does not belong here: what is worth
keeping, which whoever asks knows.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

Made = TypeVar("Made")


class Remembered:
    """What was asked for last, so many at most; for values that nobody changes."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._lock = threading.Lock()
        self._kept: OrderedDict[Hashable, Any] = OrderedDict()

    def once(self, asked: Hashable, make: Callable[[], Made]) -> Made:
        """What is kept under ``asked``, made now where nothing is. Two who ask at the same moment may both
        make it: nobody waits for another's work."""
        kept: Made | None = self.get(asked)
        if kept is None:
            kept = make()
            self.keep(asked, kept)
        return kept

    def get(self, asked: Hashable) -> Any:
        """What is kept, else None."""
        with self._lock:
            if asked in self._kept:
                self._kept.move_to_end(asked)
            return self._kept.get(asked)

    def keep(self, asked: Hashable, made: Any) -> None:
        """Keep a value that is not None, and let go of what was asked for longest ago."""
        with self._lock:
            self._kept[asked] = made
            if len(self._kept) > self._most:
                self._kept.popitem(last=False)
