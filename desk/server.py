"""The server that runs the desk's application: how it listens, and how it stops.

Belongs here: uvicorn's settings, for the command and for tests alike. Does not belong here: where it listens
(desk/commands/desk.py).
"""

from __future__ import annotations

import uvicorn

from desk.application import create_application
from desk.web.visit import Desk

_SECONDS_TO_FINISH = 10


def server_of(desk: Desk) -> uvicorn.Server:
    """A server that is ready to run on a socket. When it is told to stop, what is being answered still is."""
    return uvicorn.Server(
        uvicorn.Config(
            create_application(desk),
            log_config=None,
            access_log=False,  # desk/web/access_log.py writes one without queries
            server_header=False,
            proxy_headers=False,  # nothing of the desk follows from who a proxy says is asking
            ws="none",
            timeout_graceful_shutdown=_SECONDS_TO_FINISH,
        )
    )
