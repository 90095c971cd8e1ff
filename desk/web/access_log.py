"""A line in the log for each answer: what was asked, how it ended, how long it took.

Belongs here: what stands in that line. Never in it: what follows a ``?`` (names of schools that somebody
looked for, sign-ins that are good once), cookies, forms, and who asked, which the audit knows.
"""

from __future__ import annotations

import logging
import time

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pipelines.plain_text import plain

LOG = logging.getLogger("desk.access")


class AccessLog:
    """Writes it, for pages and static files alike."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began = time.perf_counter()
        status = 0

        async def send_and_note(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, send_and_note)
        finally:
            milliseconds = (time.perf_counter() - began) * 1000
            LOG.info("%s %s %s %.0f ms", scope["method"], plain(scope["path"]), status, milliseconds)
