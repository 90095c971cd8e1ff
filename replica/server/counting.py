"""How many requests came, by host and by kind.

Belongs here: the count. Does not belong here: what kind a request is (whoever answers it says so).
"""

from __future__ import annotations

from collections import Counter
from threading import Lock


class RequestCount:
    """Counts requests to the sites since the last clearing; the controls' own are not among them."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._hosts: Counter[str] = Counter()
        self._kinds: Counter[str] = Counter()

    def add(self, host: str, kind: str) -> None:
        with self._lock:
            self._hosts[host] += 1
            self._kinds[kind] += 1

    def clear(self) -> None:
        with self._lock:
            self._hosts.clear()
            self._kinds.clear()

    def as_told(self) -> dict[str, object]:
        """``{"total": 3, "hosts": {host: count}, "kinds": {kind: count}}``"""
        with self._lock:
            return {
                "total": self._hosts.total(),
                "hosts": dict(sorted(self._hosts.items())),
                "kinds": dict(sorted(self._kinds.items())),
            }
