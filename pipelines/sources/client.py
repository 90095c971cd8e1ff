"""The one way in which this program asks a source for something over HTTP.

Belongs here: sending a request, following redirects, trying again, receiving a body into the archive.
Does not belong here: manners (politeness.py), what a body may be (content.py), which addresses (govuk.py).
"""

from __future__ import annotations

import logging
import random
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import replace
from http import HTTPStatus
from importlib import metadata
from typing import Self
from urllib.parse import urldefrag, urljoin

import requests
import urllib3
from requests.adapters import BaseAdapter, HTTPAdapter

from pipelines.archive.archive import Archive
from pipelines.archive.blobs import IncomingBlob
from pipelines.archive.errors import TooManyBytes
from pipelines.archive.ledger import REFUSED_RESPONSE, ROBOTS, FetchRecord, Purpose
from pipelines.clock import Clock
from pipelines.sources import content
from pipelines.sources.errors import (
    AnsweredWith,
    ContentSurprise,
    HostStopped,
    NotAllowed,
    NotThere,
    SourceUnavailable,
)
from pipelines.sources.politeness import (
    AGENT_NAME,
    HostStanding,
    Limits,
    Pace,
    RobotRules,
    Sleep,
    contact_from_environment,
    host_of,
    origin_of,
    retry_after_seconds,
    why_not_allowed,
)

log = logging.getLogger(__name__)

KEPT_HEADERS = ("content-type", "content-length", "content-encoding", "etag", "last-modified")
_REDIRECTS = (301, 302, 303, 307, 308)
_CHUNK_BYTES = 1 << 18


class _TryAgain(Exception):
    """This try came to nothing; another may fare better (after ``pause`` seconds, if the source said)."""

    def __init__(self, reason: str, pause: float | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.pause = pause


class PoliteClient:
    """Asks for addresses one at a time and archives every final answer.

    contact: how the publisher can reach whoever runs this; part of the User-Agent.
    recording: an adapter that answers instead of the network; manners toward servers are then skipped.
    stand_in: an adapter that asks a server on this machine instead; manners are kept, but for pauses.
    sleep, monotonic, chance: time and chance (0 to 1), replaced in tests.
    """

    def __init__(
        self,
        archive: Archive,
        clock: Clock,
        contact: str,
        *,
        limits: Limits | None = None,
        recording: BaseAdapter | None = None,
        stand_in: BaseAdapter | None = None,
        sleep: Sleep = time.sleep,
        monotonic: Callable[[], float] = time.monotonic,
        chance: Callable[[], float] = random.random,
    ) -> None:
        self._archive = archive
        self._clock = clock
        self._limits = limits or Limits.from_reference()
        self._is_recording = recording is not None
        self.requests_sent: Counter[str] = Counter()
        self._sleep = sleep if recording is None else _no_sleep
        self._monotonic = monotonic
        self._chance = chance
        # A server on this machine needs no pauses between requests.
        pause_between = _no_sleep if stand_in is not None else self._sleep
        self._pace = Pace(self._limits.seconds_between_requests, pause_between, monotonic)
        self._standing = HostStanding(
            self._limits.refusals_before_stopping, self._limits.unanswered_before_stopping
        )
        self._robots = RobotRules()
        self._session = requests.Session()
        self._session.headers["User-Agent"] = f"{AGENT_NAME}/{_version()} (+{contact})"
        for scheme in ("https://", "http://"):
            self._session.mount(scheme, recording or stand_in or HTTPAdapter(pool_maxsize=1, pool_block=True))

    def get(self, address: str, purpose: Purpose) -> FetchRecord:
        """Ask for an address and archive the answer.

        Returns the ledger's line: a new body, or (``from_cache``) the earlier one when nothing changed since.
        Raises NotThere for 404 and 410, ContentSurprise when the body is not what the purpose accepts,
        NotAllowed for addresses we do not ask, HostStopped after a run of refusals, SourceUnavailable for
        everything else that a source can do; ArchiveFull when the disk is full.
        """
        address = urldefrag(address).url
        deadline = self._monotonic() + self._limits.total_seconds
        reason = ""
        for number in range(1, self._limits.tries + 1):
            try:
                return self._try_once(address, purpose, deadline)
            except _TryAgain as setback:
                reason = setback.reason
                self._pause(address, setback, number, deadline)
        self._standing.gave_up(host_of(address))
        raise SourceUnavailable(address, f"{reason} (tried {self._limits.tries} times)")

    def close(self) -> None:
        """Let go of the connections."""
        self._session.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _pause(self, address: str, setback: _TryAgain, number: int, deadline: float) -> None:
        """Wait before the next try, or give up where waiting makes no sense."""
        if stopped := self._standing.why_stopped(host_of(address)):
            raise HostStopped(address, stopped)
        if number == self._limits.tries:
            return
        pause = setback.pause
        if pause is None:
            pause = self._limits.first_pause_seconds * 2 ** (number - 1) * (1 + self._chance() / 2)
            pause = min(pause, self._limits.longest_pause_seconds)
        if pause > self._limits.longest_pause_seconds:
            raise SourceUnavailable(
                address,
                f"{setback.reason}, and asks to be left alone for {pause:.0f} seconds: try a later night",
            )
        if self._monotonic() + pause > deadline:
            raise SourceUnavailable(
                address, f"{setback.reason}; no answer in {self._limits.total_seconds:.0f} seconds"
            )
        log.info("%s: %s; asking again in %.0f seconds", address, setback.reason, pause)
        self._sleep(pause)

    def _try_once(self, address: str, purpose: Purpose, deadline: float) -> FetchRecord:
        earlier = self._archive.latest(address)
        response, last_address = self._follow(address, purpose, _conditions(earlier))
        with closing(response):
            status = response.status_code
            self._standing.answered(host_of(last_address), status)
            redirected_to = last_address if last_address != address else None
            if status == 304 and earlier:
                return self._archive.store_unchanged(
                    earlier, fetched_at=self._clock.now(), headers=_kept(response), purpose=purpose
                )
            if status == 200:
                return self._receive(response, address, purpose, redirected_to, deadline)
            if status >= 500 or status == 429:
                pause = retry_after_seconds(response.headers.get("Retry-After"), self._clock.now())
                raise _TryAgain(f"{host_of(last_address)} answered with status {status}", pause)
            record = self._archive.store(
                address=address,
                fetched_at=self._clock.now(),
                status=status,
                headers=_kept(response),
                purpose=purpose,
                body=None,
                redirected_to=redirected_to,
            )
        if status in (404, 410):
            raise NotThere(record)
        if stopped := self._standing.why_stopped(host_of(last_address)):
            raise HostStopped(address, stopped)
        raise AnsweredWith(record)

    def _follow(
        self, address: str, purpose: Purpose, conditions: Mapping[str, str]
    ) -> tuple[requests.Response, str]:
        """The first answer that is no redirect, and the address that gave it; every hop is checked."""
        seen: list[str] = []
        here = address
        while True:
            if here in seen:
                raise SourceUnavailable(address, f"redirects in a circle, back to {here}")
            if len(seen) > self._limits.redirects:
                raise SourceUnavailable(address, f"more than {self._limits.redirects} redirects")
            seen.append(here)
            self._check_manners(address, here, purpose)
            response = self._send(here, conditions)
            target = response.headers.get("Location")
            if response.status_code not in _REDIRECTS or not target:
                return response, here
            response.close()
            here = urldefrag(urljoin(here, target)).url

    def _check_manners(self, address: str, here: str, purpose: Purpose) -> None:
        """Raise when ``here``, a stop on the way from ``address``, may not be asked; then wait its turn."""
        on_the_way = "" if here == address else f"redirects to {here}, where "
        if reason := why_not_allowed(here, self._limits):
            raise NotAllowed(address, on_the_way + reason)
        if self._is_recording:
            return
        if stopped := self._standing.why_stopped(host_of(here)):
            raise HostStopped(address, on_the_way + stopped)
        if purpose.kind != ROBOTS:
            self._check_robots(address, here, on_the_way)
        self._pace.wait_turn(host_of(here), at_least=self._robots.delay(here))

    def _check_robots(self, address: str, here: str, on_the_way: str) -> None:
        if not self._robots.knows(here):
            self._read_robots(here)
        if reason := self._robots.why_not(here):
            raise NotAllowed(address, on_the_way + reason)

    def _read_robots(self, address: str) -> None:
        """Read the robots.txt that governs an address, once a run.

        A status of 400 to 499 means that there is none for us, and everything is allowed (RFC 9309, 2.3.1.3);
        a host whose robots.txt cannot be had for another reason is not asked (2.3.1.4).
        """
        try:
            record = self.get(origin_of(address) + "/robots.txt", Purpose(kind=ROBOTS))
        except AnsweredWith as error:
            if HTTPStatus.BAD_REQUEST <= error.record.status < HTTPStatus.INTERNAL_SERVER_ERROR:
                self._robots.learn(address, "")
            else:
                self._robots.learn_unreadable(address, error.reason)
        except SourceUnavailable as error:
            self._robots.learn_unreadable(address, error.reason)
        else:
            self._robots.learn(address, self._archive.body(record).decode("utf-8", "replace"))

    def _send(self, address: str, conditions: Mapping[str, str]) -> requests.Response:
        self.requests_sent[host_of(address)] += 1
        try:
            return self._session.get(
                address,
                headers=dict(conditions),
                stream=True,
                allow_redirects=False,
                timeout=self._limits.timeout_seconds,
            )
        except requests.Timeout as error:
            raise _TryAgain(
                f"{host_of(address)} did not answer in {self._limits.timeout_seconds:.0f} seconds"
            ) from error
        except requests.exceptions.SSLError as error:
            raise _TryAgain(
                f"the certificate of {host_of(address)} was not accepted; where a network inspects encrypted "
                "traffic, REQUESTS_CA_BUNDLE has to name its certificates"
            ) from error
        except requests.ConnectionError as error:
            raise _TryAgain(f"no connection to {host_of(address)}") from error
        except requests.RequestException as error:
            raise SourceUnavailable(address, f"cannot be asked ({error})") from error

    def _receive(
        self,
        response: requests.Response,
        address: str,
        purpose: Purpose,
        redirected_to: str | None,
        deadline: float,
    ) -> FetchRecord:
        """Take in a body, look at it, and archive it: as what was asked for, or as refused."""
        limit = self._limits.largest_bytes[purpose.kind]
        with self._archive.receive(limit) as body:
            try:
                for chunk in _chunks(response):
                    body.write(chunk)
                    if self._monotonic() > deadline:
                        raise SourceUnavailable(
                            address,
                            f"only {body.size:,} bytes came in {self._limits.total_seconds:.0f} seconds, "
                            "which is the longest that is waited for one file",
                        )
            except TooManyBytes as error:
                raise SourceUnavailable(address, str(error)) from error
            kind = content.kind_of(body.path)
            believed = kind in content.ACCEPTED[purpose.kind]
            record = self._store_body(response, address, purpose, redirected_to, body, believed)
        if not believed:
            wanted = " or ".join(
                sorted(content.DESCRIPTIONS[kind] for kind in content.ACCEPTED[purpose.kind])
            )
            raise ContentSurprise(record, f"{wanted} was asked for, {content.DESCRIPTIONS[kind]} came")
        return record

    def _store_body(
        self,
        response: requests.Response,
        address: str,
        purpose: Purpose,
        redirected_to: str | None,
        body: IncomingBlob,
        believed: bool,
    ) -> FetchRecord:
        return self._archive.store(
            address=address,
            fetched_at=self._clock.now(),
            status=response.status_code,
            headers=_kept(response),
            purpose=purpose if believed else replace(purpose, kind=REFUSED_RESPONSE),
            body=body,
            redirected_to=redirected_to,
        )


def live_client(archive: Archive, clock: Clock) -> PoliteClient:
    """The client of a live run; raises BadUsage when no contact is set."""
    return PoliteClient(archive, clock, contact_from_environment())


def _chunks(response: requests.Response) -> Iterator[bytes]:
    """The decoded body as it arrives, piece by piece; raises _TryAgain when it ends before it should.

    ``read1`` returns what is there instead of waiting for a whole chunk, so a body that drips is noticed.
    """
    raw = response.raw
    try:
        while chunk := raw.read1(_CHUNK_BYTES, decode_content=True):
            yield chunk
    except urllib3.exceptions.ReadTimeoutError as error:
        raise _TryAgain("the body stopped arriving") from error
    except (urllib3.exceptions.HTTPError, OSError) as error:
        raise _TryAgain(f"the body was cut short after {raw.tell():,} bytes") from error


def _conditions(earlier: FetchRecord | None) -> dict[str, str]:
    """Headers that ask for the body only if it changed since ``earlier``."""
    if earlier is None:
        return {}
    pairs = (("If-None-Match", "etag"), ("If-Modified-Since", "last-modified"))
    return {header: earlier.headers[kept] for header, kept in pairs if kept in earlier.headers}


def _kept(response: requests.Response) -> dict[str, str]:
    return {name: response.headers[name] for name in KEPT_HEADERS if name in response.headers}


def _version() -> str:
    try:
        return metadata.version(AGENT_NAME)
    except metadata.PackageNotFoundError:
        return "0"


def _no_sleep(seconds: float) -> None:
    """A recording needs no pauses."""
