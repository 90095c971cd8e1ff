"""Asks for one thing after the other through the ordinary client, and writes down what came as looks.

Belongs here: turning answers, and the ways in which a source disappoints, into looks. Does not belong here:
what is asked (questions/), manners (pipelines/sources).
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import replace

from pipelines.archive.archive import Archive
from pipelines.archive.ledger_entries import ROBOTS, FetchRecord, Purpose
from pipelines.doctor.looks import Failure, Look, Looks
from pipelines.sources.client import PoliteClient
from pipelines.sources.errors import (
    AnsweredWith,
    ContentSurprise,
    HostStopped,
    NotAllowed,
    NotRedacted,
    SourceUnavailable,
)
from pipelines.sources.politeness import host_of
from pipelines.sources.redaction import Redaction

log = logging.getLogger(__name__)

FAILURES: dict[type[SourceUnavailable], Failure] = {
    HostStopped: "stopped",
    NotAllowed: "not_allowed",
    NotRedacted: "not_redacted",
}


class Asker:
    """Takes looks with one client, whose archive is its own and empty when it begins."""

    def __init__(
        self, client: PoliteClient, archive: Archive, monotonic: Callable[[], float] = time.monotonic
    ) -> None:
        self._client = client
        self._archive = archive
        self._monotonic = monotonic
        self._looks: dict[str, Look] = {}

    def ask(
        self,
        name: str,
        address: str,
        purpose: Purpose,
        *,
        redaction: Redaction | None = None,
        most_bytes: int | None = None,
    ) -> Look:
        """Take a look; under a name that was taken before, the new one counts.

        most_bytes: ask for no more than the beginning. Raises nothing that a source does.
        """
        log.info("Looking at %s", address)
        host = host_of(address)
        sent, robots, began = self._client.requests_sent[host], self._robots_read(), self._monotonic()
        look = self._take(name, address, purpose, redaction, most_bytes)
        # The first request to a host brings its robots.txt besides; a redirect is a step of the same try.
        beside = (host in self._robots_read() - robots) + (
            look.redirected_to is not None and look.host == host
        )
        tries = max(1, self._client.requests_sent[host] - sent - beside)
        look = replace(look, seconds=self._monotonic() - began, tries=tries)
        self._looks[name] = look
        return look

    def failed(self, name: str) -> bool:
        """Whether a look was taken and brought nothing to read."""
        return name in self._looks and self._looks[name].failure is not None

    def rename(self, name: str, new_name: str) -> None:
        """Give a look another name, so that the next one may have its own."""
        self._looks[new_name] = replace(self._looks.pop(name), name=new_name)

    def seen(self) -> Looks:
        """Everything so far, robots.txt of each host included."""
        robots = (
            _look(f"robots {host_of(record.address)}", record, self._body(record))
            for record in self._archive.fetches()
            if record.purpose.kind == ROBOTS
        )
        return Looks([*self._looks.values(), *robots])

    def _take(
        self, name: str, address: str, purpose: Purpose, redaction: Redaction | None, most_bytes: int | None
    ) -> Look:
        try:
            if most_bytes is None:
                record = self._client.get(address, purpose, redaction=redaction)
            else:
                record = self._client.get_beginning(address, purpose, most_bytes, redaction=redaction)
        except AnsweredWith as error:
            return _look(name, error.record, None, "status", error.reason)
        except ContentSurprise as error:
            look = _look(name, error.record, self._body(error.record), "another_kind", error.reason)
            return replace(look, kind=error.kind)
        except SourceUnavailable as error:
            return Look(name, address, failure=FAILURES.get(type(error), "no_answer"), problem=error.reason)
        return _look(name, record, self._body(record))

    def _body(self, record: FetchRecord) -> bytes | None:
        return self._archive.body(record) if record.sha256 else None

    def _robots_read(self) -> set[str]:
        return {host_of(f.address) for f in self._archive.fetches() if f.purpose.kind == ROBOTS}


def _look(
    name: str,
    record: FetchRecord,
    body: bytes | None,
    failure: Failure | None = None,
    problem: str | None = None,
) -> Look:
    return Look(
        name,
        record.address,
        record.status,
        dict(record.headers),
        body,
        record.redirected_to,
        failure,
        problem,
    )
