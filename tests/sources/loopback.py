"""What the tests tell the web server on this machine to answer, and time that passes without waiting."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler

NIGHT = datetime(2026, 9, 10, 2, 30, tzinfo=UTC)

Handler = BaseHTTPRequestHandler
Answer = Callable[[Handler], None]


def answer(status: int = 200, body: bytes = b"", **headers: str) -> Answer:
    """A plain answer; header names are written with underscores, Content-Length is right unless given."""

    def send(handler: Handler) -> None:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        named.setdefault("Content-Length", str(len(body)))
        handler.send_response(status)
        for name, value in named.items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(body)

    return send


@dataclass
class PublicServer:
    """The server. answers: by path (a form's with "POST " before it), what it answers in turn, the last one
    for ever. asked: paths in order. posted: the forms that were sent."""

    origin: str = ""
    answers: dict[str, list[Answer]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    posted: list[str] = field(default_factory=list)

    def on(self, path: str, *in_turn: Answer) -> str:
        """Set what a path answers; returns its address."""
        self.answers[path] = list(in_turn)
        return self.origin + path

    def next_answer(self, path: str) -> Answer:
        """The answer whose turn it is."""
        in_turn = self.answers.get(path) or [answer(404)]
        return in_turn.pop(0) if len(in_turn) > 1 else in_turn[0]


@dataclass
class Time:
    """Time that passes only by sleeping. slept: every pause, in seconds."""

    slept: list[float] = field(default_factory=list)

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)

    def monotonic(self) -> float:
        return sum(self.slept)
