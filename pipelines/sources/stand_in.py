"""A server on this machine that stands in for the public sites: the replica, for the sample and for tests.

Belongs here: sending requests for real addresses to that server. Addresses in the archive stay the real
ones, and every manner is kept (robots.txt, redirects, tries), but for pauses: this machine needs no
sparing. Does not belong here: the replica itself, which the program does not know.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import requests
from requests.adapters import HTTPAdapter

from pipelines.archive.archive import Archive
from pipelines.clock import Clock
from pipelines.settings import BadUsage
from pipelines.sources.client import PoliteClient
from pipelines.sources.politeness import Limits, host_of, is_loopback

CONTACT = "the sample of invented schools"
LONGEST_PAUSE = 2.0


class StandInAdapter(HTTPAdapter):
    """Sends what is meant for any host to one server, with the host's name in the request."""

    def __init__(self, base: str) -> None:
        super().__init__(pool_maxsize=1, pool_block=True)
        self._base = urlsplit(base)

    def send(
        self,
        request: requests.PreparedRequest,
        stream: bool = False,
        timeout: Any = None,
        verify: bool | str = True,
        cert: Any = None,
        proxies: Mapping[str, str] | None = None,
    ) -> requests.Response:
        meant = str(request.url)
        parts = urlsplit(meant)
        there = request.copy()
        there.headers["Host"] = parts.netloc
        there.url = urlunsplit((self._base.scheme, self._base.netloc, parts.path, parts.query, ""))
        response = super().send(there, stream=stream, timeout=timeout, verify=verify, cert=cert, proxies={})
        response.url = meant
        response.request = request
        return response


def stand_in_client(archive: Archive, clock: Clock, base: str, limits: Limits | None = None) -> PoliteClient:
    """A client that asks the server at ``base``; raises BadUsage where that is not this machine."""
    if not is_loopback(host_of(base)):
        raise BadUsage(
            f"{base} is not on this machine: only a server on 127.0.0.1 can stand in for the sites."
        )
    usual = limits or Limits.from_reference()
    brief = replace(
        usual,
        first_pause_seconds=min(usual.first_pause_seconds, 0.1),
        longest_pause_seconds=min(usual.longest_pause_seconds, LONGEST_PAUSE),
    )
    return PoliteClient(archive, clock, CONTACT, limits=brief, stand_in=StandInAdapter(base))
