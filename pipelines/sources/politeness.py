"""The manners kept toward public servers: which hosts, how often, what their robots.txt asks, when to stop.

Belongs here: rules about behaving, none of which sends a request itself. Sending belongs to client.py.
"""

from __future__ import annotations

import ipaddress
import math
import os
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

from protego import Protego

from pipelines.reference import read_toml
from pipelines.settings import BadUsage

AGENT_NAME = "ofsted-welfare-monitor"
CONTACT_VARIABLE = "WELFARE_MONITOR_CONTACT"
INTERVAL_VARIABLE = "WELFARE_MONITOR_SECONDS_BETWEEN_REQUESTS"
SHORTEST_INTERVAL = 1.0
"""Seconds between two requests to one host; settings may lengthen it, never shorten it."""

Sleep = Callable[[float], None]


def contact_from_environment() -> str:
    """The deploying organisation's contact; raises BadUsage when none that can be reached is set."""
    contact = os.environ.get(CONTACT_VARIABLE, "").strip()
    is_reachable = "@" in contact or contact.startswith(("https://", "http://"))
    if not (is_reachable and contact.isascii() and contact.isprintable()):
        raise BadUsage(
            f"A live run tells the publishers whom to write to: set {CONTACT_VARIABLE} to an e-mail address "
            "or a web address of your organisation, for example "
            f"{CONTACT_VARIABLE}=data.team@council.example."
        )
    return contact


def interval_from_environment(usual: float) -> float:
    """Seconds between two requests to one host: ``usual``, or longer where the operator wants that.

    Raises BadUsage for anything that is no number of seconds of at least SHORTEST_INTERVAL.
    """
    text = os.environ.get(INTERVAL_VARIABLE, "").strip()
    if not text:
        return usual
    try:
        seconds = float(text)
    except ValueError:
        seconds = math.nan
    if not SHORTEST_INTERVAL <= seconds < math.inf:
        raise BadUsage(
            f"{INTERVAL_VARIABLE}={text!r} is not accepted: write the seconds between two requests to one "
            f"host, {SHORTEST_INTERVAL:.0f} or more, for example {INTERVAL_VARIABLE}=3, or leave it out."
        )
    return max(usual, seconds)


@dataclass(frozen=True)
class Limits:
    """How the sources are asked; see reference/sources.toml, table ``client``, for what each number means."""

    allowed_hosts: frozenset[str]
    seconds_between_requests: float
    timeout_seconds: float
    total_seconds: float
    tries: int
    first_pause_seconds: float
    longest_pause_seconds: float
    redirects: int
    refusals_before_stopping: int
    unanswered_before_stopping: int
    largest_bytes: Mapping[str, int]

    def __post_init__(self) -> None:
        if self.seconds_between_requests < SHORTEST_INTERVAL:
            raise BadUsage(
                f"{self.seconds_between_requests} seconds between requests is too fast: "
                f"{SHORTEST_INTERVAL} is the least, more is welcome."
            )

    @classmethod
    def from_reference(cls) -> Limits:
        """The limits of reference/sources.toml."""
        table = read_toml("sources.toml")["client"]
        return cls(**{**table, "allowed_hosts": frozenset(table["allowed_hosts"])})


def host_of(address: str) -> str:
    """The host name of an address, in small letters; empty when there is none."""
    return urlsplit(address).hostname or ""


def origin_of(address: str) -> str:
    """Scheme, host and port: what one robots.txt speaks for."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"


def is_loopback(host: str) -> bool:
    """Whether the host is this machine, which needs no sparing."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def why_not_allowed(address: str, limits: Limits) -> str | None:
    """Why an address is not asked at all, or None when it may be; https only, this machine apart."""
    scheme, host = urlsplit(address).scheme, host_of(address)
    if host not in limits.allowed_hosts:
        return f"the host {host or '(none)'} is not among the allowed hosts of reference/sources.toml"
    if scheme != "https" and not (scheme == "http" and is_loopback(host)):
        return f"only https is asked, not {scheme or 'an address without a scheme'}"
    return None


@dataclass
class Pace:
    """Keeps requests to one host apart."""

    seconds: float
    sleep: Sleep = time.sleep
    monotonic: Callable[[], float] = time.monotonic
    _last: dict[str, float] = field(default_factory=dict)

    def wait_turn(self, host: str, at_least: float = 0.0) -> None:
        """Return when ``host`` may be asked again: after the interval, or ``at_least`` if that is longer."""
        if is_loopback(host):
            return
        last = self._last.get(host)
        if last is not None:
            remaining = last + max(self.seconds, at_least) - self.monotonic()
            if remaining > 0:
                self.sleep(remaining)
        self._last[host] = self.monotonic()


@dataclass
class HostStanding:
    """Which hosts are left alone for the rest of a run: those that refuse, and those that do not answer.

    An answer counts once it has come whole: a host that begins every answer and ends none would otherwise
    hold a night for days.
    """

    refusals_before_stopping: int
    unanswered_before_stopping: int
    _refusals: dict[str, int] = field(default_factory=dict)
    _unanswered: dict[str, int] = field(default_factory=dict)

    def answered(self, host: str, status: int) -> None:
        """Take the status of an answer into account: 403 and 429 refuse."""
        self._refusals[host] = self._refusals.get(host, 0) + 1 if status in (403, 429) else 0

    def came_whole(self, host: str) -> None:
        """Take into account that the host gave an answer to its end: it works."""
        self._unanswered[host] = 0

    def gave_up(self, host: str) -> None:
        """Take into account that every try for one address of the host came to nothing."""
        self._unanswered[host] = self._unanswered.get(host, 0) + 1

    def why_stopped(self, host: str) -> str | None:
        """Why the host is left alone for the rest of the run, or None."""
        refusals, unanswered = self._refusals.get(host, 0), self._unanswered.get(host, 0)
        if refusals >= self.refusals_before_stopping:
            return (
                f"{host} refused {refusals} times in a row (status 403 or 429), so nothing more is asked of "
                f"it in this run; if that happens on further nights, check {CONTACT_VARIABLE} and write to "
                "the publisher"
            )
        if unanswered >= self.unanswered_before_stopping:
            return (
                f"{host} did not answer for {unanswered} addresses in a row, so it is left alone in this run"
            )
        return None


@dataclass
class RobotRules:
    """What each origin's robots.txt asks of us, once it has been read."""

    _rules: dict[str, Protego] = field(default_factory=dict)
    _unreadable: dict[str, str] = field(default_factory=dict)

    def knows(self, address: str) -> bool:
        """Whether the robots.txt of this address's origin was asked for already."""
        return origin_of(address) in self._rules or origin_of(address) in self._unreadable

    def learn(self, address: str, text: str) -> None:
        """Take in the robots.txt of this address's origin; an empty text allows everything."""
        self._rules[origin_of(address)] = Protego.parse(text)

    def learn_unreadable(self, address: str, reason: str) -> None:
        """Take in that the robots.txt of this address's origin cannot be read: nothing there is asked."""
        self._unreadable[origin_of(address)] = reason

    def why_not(self, address: str) -> str | None:
        """Why the address is not to be fetched, or None when it may be."""
        origin = origin_of(address)
        if origin in self._unreadable:
            return f"robots.txt of {host_of(address)} cannot be read ({self._unreadable[origin]})"
        if not self._rules[origin].can_fetch(address, AGENT_NAME):
            return f"robots.txt of {host_of(address)} asks not to fetch it"
        return None

    def delay(self, address: str) -> float:
        """Seconds that the origin wants between two requests (Crawl-delay); 0 when it does not say."""
        rules = self._rules.get(origin_of(address))
        return float(rules.crawl_delay(AGENT_NAME) or 0.0) if rules else 0.0


def retry_after_seconds(header: str | None, now: datetime) -> float | None:
    """The pause that a Retry-After header asks for (seconds or an HTTP date), None when it asks for none."""
    if header is None:
        return None
    text = header.strip()
    if text.isdigit():
        return float(text)
    try:
        until = parsedate_to_datetime(text)
        return max(0.0, (until - now).total_seconds())
    except (ValueError, TypeError):
        return None
