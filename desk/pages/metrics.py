"""Figures for a monitoring system, in Prometheus' text form, for whoever has the token.

Belongs here: who may read them. Does not belong here: the figures (pipelines/watch). There is no such page
while the environment names no token: an address that does not exist tells nobody anything.
"""

from __future__ import annotations

import hmac
import os

from starlette.responses import Response

from desk.web.errors import NotFound
from desk.web.page import page
from desk.web.visit import Visit
from pipelines.watch.metrics import in_prometheus_text
from pipelines.watch.settings import WatchSettings
from pipelines.watch.standing import look

TOKEN_VARIABLE = "WELFARE_MONITOR_METRICS_TOKEN"  # noqa: S105 (the name of a variable)
_PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8"


@page("/metrics", needs=None)
def metrics(visit: Visit) -> Response:
    """Numbers about nights, sources and the disk; of no school and no person."""
    token = os.environ.get(TOKEN_VARIABLE, "")
    given = visit.request.headers.get("Authorization", "")
    if not token or not hmac.compare_digest(given.encode(), f"Bearer {token}".encode()):
        raise NotFound
    standing = look(visit.desk.settings.data, WatchSettings.read(), visit.desk.clock)
    return Response(in_prometheus_text(standing), media_type=_PROMETHEUS)
