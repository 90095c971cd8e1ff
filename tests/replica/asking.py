"""Asking the replica's server for something, by the name of a public host.

Does not belong here: what is expected of the answers.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from http.client import HTTPConnection
from typing import Any

from replica.server.app import LOOPBACK, ReplicaServer

REPORTS, FILES = "reports.ofsted.gov.uk", "files.ofsted.gov.uk"
GOVUK = "www.gov.uk"
REGISTER = "ea-edubase-api-prod.azurewebsites.net"
FORM = "get-information-schools.service.gov.uk"


@dataclass(frozen=True)
class Answered:
    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode("utf-8")

    @property
    def content(self) -> Any:
        return json.loads(self.body)


def ask(
    server: ReplicaServer,
    host: str,
    path: str,
    *,
    method: str = "GET",
    body: str = "",
    headers: Mapping[str, str] | None = None,
    seconds: float = 10,
) -> Answered:
    """One request on a connection of its own; raises what http.client raises."""
    with closing(HTTPConnection(LOOPBACK, server.server_port, timeout=seconds)) as connection:
        connection.request(method, path, body.encode(), {"Host": host, **(headers or {})})
        with closing(connection.getresponse()) as response:
            answered = {name.lower(): value for name, value in response.getheaders()}
            return Answered(response.status, answered, response.read())


def control(server: ReplicaServer, path: str, content: object = None, *, method: str = "") -> Answered:
    """A control under /_replica: GET without a content, POST with one."""
    told = "" if content is None else json.dumps(content)
    method = method or ("POST" if told else "GET")
    return ask(server, "localhost", f"/_replica/{path}", method=method, body=told)
