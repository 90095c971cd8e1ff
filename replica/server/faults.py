"""Faults that a test asks for: which requests they fall on, and what they do to an answer.

Belongs here: the names, the matching, and changing an answer. Does not belong here: how bytes are sent
(sending.py), faults of contents (those that a page is told of, ``TWEAKS``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from threading import Lock
from typing import Any

from replica.server.messages import HTML, Answer, Request, plain, redirect

#: Left to whoever writes the page.
TWEAKS = frozenset({"empty_results", "page_cap", "duplicate_rows", "vanished_page"})
#: Left to whoever sends the answer.
SENDING = frozenset({"timeout", "truncated", "slow_drip", "huge_body"})
ANSWERS = frozenset(
    {
        "error_500",
        "too_many_requests",
        "forbidden",
        "html_as_pdf",
        "markup_changed",
        "garbage_encoding",
        "redirect_loop",
        "off_host_redirect",
        "robots_disallow",
    }
)
NAMES = TWEAKS | SENDING | ANSWERS

ELSEWHERE = "https://elsewhere.example/"
ORDINARY_SECONDS = 5.0
ORDINARY_RETRY_AFTER = 1.0
CLASSES = re.compile(rb'class="([a-z])')
KEYS = {"host", "path", "fault", "times", "seconds"}


class UnknownFault(ValueError):
    """A fault that cannot be set; the message says why."""


@dataclass
class Fault:
    """One fault. path: sought in path and query. times: how many requests it falls on; None for every one.

    seconds: how long it lasts or, of too_many_requests, how long it asks to be left alone.
    """

    name: str
    host: str
    path: re.Pattern[str]
    times: int | None
    seconds: float

    def falls_on(self, request: Request) -> bool:
        is_for_host = self.host in ("", "*", request.host)
        return is_for_host and self.times != 0 and self.path.search(request.target) is not None

    def as_told(self) -> dict[str, object]:
        return {
            "fault": self.name,
            "host": self.host,
            "path": self.path.pattern,
            "times": self.times,
            "seconds": self.seconds,
        }


class Faults:
    """The faults in force, in the order in which they were set."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._faults: list[Fault] = []

    def add(self, told: Iterable[dict[str, Any]]) -> None:
        """Set some more; raises UnknownFault, and then sets none of them."""
        read = [_read(fault) for fault in told]
        with self._lock:
            self._faults += read

    def clear(self) -> None:
        with self._lock:
            self._faults.clear()

    def as_told(self) -> list[dict[str, object]]:
        with self._lock:
            return [fault.as_told() for fault in self._faults]

    def falling_on(self, request: Request) -> list[Fault]:
        """Those for a request; each falls once more on the count of its times."""
        with self._lock:
            falling = [fault for fault in self._faults if fault.falls_on(request)]
            for fault in falling:
                if fault.times is not None:
                    fault.times -= 1
            return falling


def _read(told: dict[str, Any]) -> Fault:
    if not isinstance(told, dict) or (unknown := told.keys() - KEYS):
        raise UnknownFault(f"a fault has {', '.join(sorted(KEYS))}; not understood: {sorted(unknown)}")
    name = told.get("fault")
    if name not in NAMES:
        raise UnknownFault(f"{name!r} is no fault ({', '.join(sorted(NAMES))})")
    ordinary_path = r"^/robots\.txt" if name == "robots_disallow" else ""
    try:
        path = re.compile(told.get("path") or ordinary_path)
    except re.error as error:
        raise UnknownFault(f"path={told['path']!r} is no regular expression: {error}") from error
    times = told.get("times")
    if times is not None and (not isinstance(times, int) or times < 1):
        raise UnknownFault(f"times={times!r} is neither a number from 1 nor null")
    ordinary_seconds = ORDINARY_RETRY_AFTER if name == "too_many_requests" else ORDINARY_SECONDS
    return Fault(name, told.get("host") or "", path, times, float(told.get("seconds", ordinary_seconds)))


def instead(fault: Fault, request: Request) -> Answer | None:
    """What is answered in place of the site's answer; None where the fault changes that one."""
    if fault.name == "error_500":
        return plain("Internal Server Error\n", 500)
    if fault.name == "too_many_requests":
        return replace(plain("Too Many Requests\n", 429), headers={"Retry-After": f"{fault.seconds:.0f}"})
    if fault.name == "forbidden":
        return plain("Forbidden\n", 403)
    if fault.name == "redirect_loop":
        return redirect(f"https://{request.host}{request.target}", "other")
    if fault.name == "off_host_redirect":
        return redirect(ELSEWHERE, "other")
    if fault.name == "robots_disallow":
        return plain("User-agent: *\nDisallow: /\n")
    return None


def changed(fault: Fault, answer: Answer) -> Answer:
    """The site's answer as a fault leaves it."""
    if fault.name == "html_as_pdf":
        body = b"<!DOCTYPE html>\n<html><body><h1>This file is being prepared</h1></body></html>\n"
        return replace(answer, status=200, body=body, content_type="application/pdf")
    if fault.name == "markup_changed":
        return replace(answer, body=CLASSES.sub(rb'class="v2-\1', answer.body))
    if fault.name == "garbage_encoding":
        # Bytes that are no UTF-8 whatever follows them.
        return replace(answer, body=answer.body.replace(b"e", b"\xc3\x28\xff"), content_type=HTML)
    return answer
