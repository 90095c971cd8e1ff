"""A request and its answer, apart from any connection.

Belongs here: these two shapes and the plain answers. Does not belong here: sockets (app.py), hosts.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus

HTML = "text/html; charset=UTF-8"
TEXT = "text/plain; charset=utf-8"
JSON = "application/json; charset=utf-8"


@dataclass(frozen=True)
class Request:
    """What was asked. host: in small letters, without a port. headers: names in small letters.

    tweaks: names of the faults that change what a page says, and are left to whoever writes it.
    """

    method: str
    host: str
    path: str
    query: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    tweaks: frozenset[str] = frozenset()

    @property
    def target(self) -> str:
        """Path and query."""
        return f"{self.path}?{self.query}" if self.query else self.path


@dataclass(frozen=True)
class Answer:
    """What is answered; kind: what sort of request it was, for the count."""

    status: int
    body: bytes = b""
    content_type: str = HTML
    headers: Mapping[str, str] = field(default_factory=dict)
    kind: str = "other"


def page(markup: str, kind: str, status: int = 200) -> Answer:
    return Answer(status, markup.encode("utf-8"), kind=kind)


def json_answer(content: object, status: int = 200, kind: str = "other") -> Answer:
    return Answer(status, (json.dumps(content, indent=1) + "\n").encode("utf-8"), JSON, kind=kind)


def plain(words: str, status: int = 200, kind: str = "other") -> Answer:
    return Answer(status, words.encode("utf-8"), TEXT, kind=kind)


def not_found(kind: str, status: int = 404) -> Answer:
    words = HTTPStatus(status).phrase
    return page(f"<!DOCTYPE html>\n<html><body><h1>{words}</h1></body></html>\n", kind, status)


def redirect(address: str, kind: str, status: int = 302) -> Answer:
    return Answer(status, headers={"Location": address}, kind=kind)


def conditional(request: Request, body: bytes, content_type: str, etag: str, kind: str) -> Answer:
    """A body with its tag, or 304 for who has it already."""
    headers = {"ETag": etag}
    if request.headers.get("if-none-match") == etag:
        return Answer(304, b"", content_type, headers, kind)
    return Answer(200, body, content_type, headers, kind)
