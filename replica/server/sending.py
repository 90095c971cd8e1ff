"""Putting an answer on the wire, also badly where a fault says so.

Belongs here: status line, headers, body, in time or not. Does not belong here: what is answered.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler

from replica.server.faults import Fault
from replica.server.messages import Answer

HUGE = 10_000_000_000
CHUNK = b"%" * (1 << 16)
DRIPS = 20


def send(handler: BaseHTTPRequestHandler, answer: Answer, fault: Fault | None) -> None:
    """Send an answer; whoever hangs up meanwhile may."""
    name = fault.name if fault else ""
    if fault and name == "timeout":
        time.sleep(fault.seconds)
        handler.close_connection = True
        return
    length = {"huge_body": HUGE, "truncated": len(answer.body) + 1000}.get(name, len(answer.body))
    handler.send_response(answer.status)
    if answer.status != 304:
        handler.send_header("Content-Type", answer.content_type)
        handler.send_header("Content-Length", str(length))
    for header, value in answer.headers.items():
        handler.send_header(header, value)
    handler.end_headers()
    if handler.command == "HEAD" or answer.status == 304:
        return
    for piece, pause in _pieces(answer.body, fault):
        handler.wfile.write(piece)
        if pause:
            handler.wfile.flush()
            time.sleep(pause)
    if name in ("huge_body", "truncated"):
        handler.close_connection = True


def _pieces(body: bytes, fault: Fault | None) -> Iterator[tuple[bytes, float]]:
    """The body in pieces, each with the seconds to wait after it."""
    if fault and fault.name == "huge_body":
        for _ in range(HUGE // len(CHUNK)):
            yield CHUNK, 0
    elif fault and fault.name == "slow_drip":
        size = max(1, len(body) // DRIPS)
        for begin in range(0, len(body), size):
            yield body[begin : begin + size], fault.seconds / DRIPS
    else:
        yield body, 0
