"""The one way in which this program asks a source for something over HTTP.

Belongs here: sending a request, following redirects, trying again, bringing a body into the archive.
Does not belong here: manners (politeness.py), what a body may be (content.py), what is taken out of it
(redaction.py), which addresses (govuk.py and its neighbours).
"""

from __future__ import annotations

import logging
import random
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from http import HTTPStatus
from importlib import metadata
from typing import Self
from urllib.parse import urldefrag, urljoin

import requests
from requests.adapters import BaseAdapter, HTTPAdapter

from pipelines.archive.archive import Archive
from pipelines.archive.ledger_entries import GIAS_FORM, ROBOTS, SEARCH_PAGE, FetchRecord, Purpose
from pipelines.clock import Clock
from pipelines.sources.accepting import Answer, Reception, Unpack
from pipelines.sources.clock_check import require_same_day
from pipelines.sources.errors import (
    GONE,
    AnsweredWith,
    ContentSurprise,
    HostStopped,
    NeverWhole,
    NotAllowed,
    NotRedacted,
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
    interval_from_environment,
    origin_of,
    retry_after_seconds,
    why_not_allowed,
)
from pipelines.sources.receiving import (
    REDIRECTS,
    REDIRECTS_TO_GET,
    TryAgain,
    conditions,
    kept_headers,
)
from pipelines.sources.redaction import Redaction

log = logging.getLogger(__name__)

Fields = Sequence[tuple[str, str]]
"""The fields of a form, in order; a name may come more than once."""

NEVER_CONDITIONAL = frozenset({GIAS_FORM, SEARCH_PAGE})
"""Purposes asked for anew each time: the token of a form belongs to one session, and a search that came
damaged must not stand for what has not changed."""


@dataclass(frozen=True, slots=True)
class _Question:
    """One thing that is asked for. fields: a form to send, or None; redaction, unpack: how it is accepted.
    most_bytes: after how many the line is hung up; None: the whole is taken."""

    address: str
    purpose: Purpose
    fields: Fields | None = None
    redaction: Redaction | None = None
    unpack: Unpack | None = None
    most_bytes: int | None = None


class PoliteClient:
    """Asks for addresses one at a time and archives every final answer.

    contact: how the publisher can reach whoever runs this; part of the User-Agent.
    recording: an adapter that answers instead of the network; manners toward servers are then skipped.
    stand_in: an adapter that asks a server on this machine instead; manners are kept, but for pauses.
    checks_clock: whether each answer's clock is held against ours; ClockDisagrees ends the night.
    sleep, monotonic, chance: time and chance (0 to 1), replaced in tests.
    requests_sent: how many, by host; redirects, further tries and robots.txt included.
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
        checks_clock: bool = False,
        sleep: Sleep = time.sleep,
        monotonic: Callable[[], float] = time.monotonic,
        chance: Callable[[], float] = random.random,
    ) -> None:
        self._archive = archive
        self._clock = clock
        self._limits = limits or Limits.from_reference()
        self._reception = Reception(archive, clock, self._limits)
        self._is_recording = recording is not None
        self._checks_clock = checks_clock
        self.requests_sent: Counter[str] = Counter()
        self._sleep = sleep if recording is None else _no_sleep
        self._monotonic = monotonic
        self._chance = chance
        # A server on this machine needs no pauses between requests.
        self._pause_between = _no_sleep if stand_in is not None else self._sleep
        self._pace = Pace(self._limits.seconds_between_requests, self._pause_between, monotonic)
        self._standing = HostStanding(
            self._limits.refusals_before_stopping, self._limits.unanswered_before_stopping
        )
        self._robots = RobotRules()
        self._session = requests.Session()
        self._session.headers["User-Agent"] = f"{AGENT_NAME}/{_version()} (+{contact})"
        for scheme in ("https://", "http://"):
            self._session.mount(scheme, recording or stand_in or HTTPAdapter(pool_maxsize=1, pool_block=True))

    def get(self, address: str, purpose: Purpose, *, redaction: Redaction | None = None) -> FetchRecord:
        """Ask for an address and archive the answer.

        redaction: takes what names people out of the body, in memory, before any byte of it touches the disk.
        Returns the ledger's line: a new body, or (``from_cache``) the earlier one when nothing changed since.
        Raises NotThere for 404 and 410, ContentSurprise when the body is not what the purpose accepts,
        NotRedacted when what names people cannot be found in it, NotAllowed for addresses we do not ask,
        HostStopped after a run of refusals, SourceUnavailable for everything else that a source can do;
        ArchiveFull when the disk is full.
        """
        [record] = self._ask(_Question(urldefrag(address).url, purpose, redaction=redaction))
        return record

    def get_beginning(
        self, address: str, purpose: Purpose, most_bytes: int, *, redaction: Redaction | None = None
    ) -> FetchRecord:
        """Ask as ``get`` asks, take the first bytes and hang up; what is archived of it is never parsed.

        A HEAD would be answered with 403 here, and a Range not by every server. most_bytes: of the body,
        before ``redaction``. A kind that shows only in the whole file (a workbook) is a ContentSurprise.
        """
        [record] = self._ask(
            _Question(urldefrag(address).url, purpose, redaction=redaction, most_bytes=most_bytes)
        )
        return record

    def post_form(self, address: str, fields: Fields, purpose: Purpose) -> FetchRecord:
        """Send a form and archive the answer of the page that it leads to; raises what ``get`` raises."""
        [record] = self._ask(_Question(urldefrag(address).url, purpose, fields))
        return record

    def post_form_for_parts(
        self, address: str, fields: Fields, purpose: Purpose, unpack: Unpack
    ) -> tuple[FetchRecord, ...]:
        """Send a form and archive the files inside the answer, each under ``address/name``.

        The answer as it came is held in memory and never stored; at most so many bytes as its purpose
        allows. Raises what ``get`` raises.
        """
        return self._ask(_Question(urldefrag(address).url, purpose, fields, unpack=unpack))

    def archived(self, record: FetchRecord) -> bytes:
        """The bytes that an answer brought, from the archive."""
        return self._archive.body(record)

    def wait(self, seconds: float) -> None:
        """Give a host time for work that it was asked to do; not where none is needed between requests."""
        self._pause_between(seconds)

    def close(self) -> None:
        """Let go of the connections."""
        self._session.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _ask(self, question: _Question) -> tuple[FetchRecord, ...]:
        try:
            records = self._try_often(question)
        except NeverWhole:
            self._standing.gave_up(host_of(question.address))
            raise
        except (AnsweredWith, ContentSurprise, NotRedacted):
            self._standing.came_whole(host_of(question.address))
            raise
        self._standing.came_whole(host_of(question.address))
        return records

    def _try_often(self, question: _Question) -> tuple[FetchRecord, ...]:
        deadline = self._monotonic() + self._limits.total_seconds
        reason = ""
        for number in range(1, self._limits.tries + 1):
            try:
                return self._try_once(question, deadline)
            except TryAgain as setback:
                reason = setback.reason
                self._pause(question.address, setback, number, deadline)
        raise NeverWhole(question.address, f"{reason} (tried {self._limits.tries} times)")

    def _pause(self, address: str, setback: TryAgain, number: int, deadline: float) -> None:
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
            raise NeverWhole(
                address, f"{setback.reason}; no answer in {self._limits.total_seconds:g} seconds"
            )
        log.info("%s: %s; asking again in %.0f seconds", address, setback.reason, pause)
        self._sleep(pause)

    def _try_once(self, question: _Question, deadline: float) -> tuple[FetchRecord, ...]:
        address, purpose = question.address, question.purpose
        is_conditional = question.fields is None and purpose.kind not in NEVER_CONDITIONAL
        earlier = self._archive.latest(address) if is_conditional else None
        response, last_address = self._follow(question, conditions(earlier))
        with closing(response):
            status = response.status_code
            if self._checks_clock:
                require_same_day(response.headers, host_of(last_address), self._clock.now())
            self._standing.answered(host_of(last_address), status)
            redirected_to = last_address if last_address != address else None
            answer = Answer(
                response,
                address,
                purpose,
                redirected_to,
                lambda: self._monotonic() > deadline,
                question.most_bytes,
            )
            if status == 304 and earlier:
                unchanged = self._archive.store_unchanged(
                    earlier, fetched_at=self._clock.now(), headers=kept_headers(response), purpose=purpose
                )
                return (unchanged,)
            if status == 200:
                return self._accept(answer, question)
            if status >= 500 or status == 429:
                pause = retry_after_seconds(response.headers.get("Retry-After"), self._clock.now())
                raise TryAgain(f"{host_of(last_address)} answered with status {status}", pause)
            record = self._reception.note(answer)
        if status in GONE:
            raise NotThere(record)
        if stopped := self._standing.why_stopped(host_of(last_address)):
            raise HostStopped(address, stopped)
        raise AnsweredWith(record)

    def _accept(self, answer: Answer, question: _Question) -> tuple[FetchRecord, ...]:
        if question.unpack:
            return self._reception.accept_parts(answer, question.unpack)
        if question.redaction:
            return (self._reception.accept_redacted(answer, question.redaction),)
        return (self._reception.accept(answer),)

    def _follow(self, question: _Question, conditions: Mapping[str, str]) -> tuple[requests.Response, str]:
        """The first answer that is no redirect, and the address that gave it; every hop is checked."""
        address, fields = question.address, question.fields
        seen: list[tuple[str, bool]] = []
        here = address
        while True:
            if (here, fields is None) in seen:
                raise SourceUnavailable(address, f"redirects in a circle, back to {here}")
            if len(seen) > self._limits.redirects:
                raise SourceUnavailable(address, f"more than {self._limits.redirects} redirects")
            seen.append((here, fields is None))
            self._check_manners(address, here, question.purpose)
            response = self._send(here, conditions, fields)
            target = response.headers.get("Location")
            if response.status_code not in REDIRECTS or not target:
                return response, here
            response.close()
            here = urldefrag(urljoin(here, target)).url
            if response.status_code in REDIRECTS_TO_GET:
                fields = None

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

    def _send(self, address: str, conditions: Mapping[str, str], fields: Fields | None) -> requests.Response:
        self.requests_sent[host_of(address)] += 1
        try:
            return self._session.request(
                "GET" if fields is None else "POST",
                address,
                data=None if fields is None else list(fields),
                headers=dict(conditions),
                stream=True,
                allow_redirects=False,
                timeout=self._limits.timeout_seconds,
            )
        except requests.Timeout as error:
            raise TryAgain(
                f"{host_of(address)} did not answer in {self._limits.timeout_seconds:g} seconds"
            ) from error
        except requests.exceptions.SSLError as error:
            raise TryAgain(
                f"the certificate of {host_of(address)} was not accepted; where a network inspects encrypted "
                "traffic, REQUESTS_CA_BUNDLE has to name its certificates"
            ) from error
        except requests.ConnectionError as error:
            raise TryAgain(f"no connection to {host_of(address)}") from error
        except requests.RequestException as error:
            raise SourceUnavailable(address, f"cannot be asked ({error})") from error


def live_client(archive: Archive, clock: Clock, limits: Limits | None = None) -> PoliteClient:
    """The client of a live run; raises BadUsage when no contact is set, or an interval that is too short.

    limits: other ones than a night's, for whoever may not take as long.
    """
    limits = limits or Limits.from_reference()
    interval = interval_from_environment(limits.seconds_between_requests)
    return PoliteClient(
        archive,
        clock,
        contact_from_environment(),
        limits=replace(limits, seconds_between_requests=interval),
        checks_clock=True,
    )


def _version() -> str:
    try:
        return metadata.version(AGENT_NAME)
    except metadata.PackageNotFoundError:
        return "0"


def _no_sleep(seconds: float) -> None:
    """A recording needs no pauses."""
