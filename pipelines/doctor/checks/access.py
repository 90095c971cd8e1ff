"""Whether each host answers us at all, and what its robots.txt asks.

Does not belong here: what stands in an answer.
"""

from __future__ import annotations

from collections import Counter
from functools import partial

from protego import Protego

from pipelines.doctor.assumptions import Host, hosts
from pipelines.doctor.looks import CannotTell, Look, Looks
from pipelines.doctor.verdicts import CHECKS, Seen, judged
from pipelines.sources.politeness import AGENT_NAME, host_of

REFUSALS = (403, 429)


def accepted(host: Host, looks: Looks) -> Seen:
    """No answer of a host is a refusal."""
    answers = [look for look in looks if look.status is not None and look.host == host.host]
    asked = [look for look in looks if host_of(look.address) == host.host]
    refused = [f"“{look.name}”: status {look.status}" for look in answers if look.status in REFUSALS]
    refused += [f"“{look.name}”: {look.problem}" for look in asked if look.failure == "stopped"]
    led_on = any(look.redirected_to for look in asked)
    if not refused and not answers and not led_on:
        raise CannotTell(next((look.problem for look in asked if look.problem), "nothing was asked of it"))
    return judged(f"status {_statuses(answers)}" if answers else "leads on", refused)


def robots(host: Host, looks: Looks) -> Seen:
    """Nothing that is asked of a host is forbidden."""
    asked = [look for look in looks if host_of(look.address) == host.host]
    forbidden = [look for look in asked if look.failure == "not_allowed"]
    read = looks.get(f"robots {host.host}")
    if read is None:
        raise CannotTell(forbidden[0].problem or "" if forbidden else "robots.txt was not read")
    return judged(_in_words(read), (f"“{look.name}”: {look.problem}" for look in forbidden))


def _in_words(read: Look) -> str:
    if read.body is None:
        return f"there is none (status {read.status}): everything is allowed"
    text = read.body.decode("utf-8", "replace")
    rules = sum(line.strip().lower().startswith("disallow") for line in text.splitlines())
    delay = Protego.parse(text).crawl_delay(AGENT_NAME)
    pause = f", Crawl-delay {delay:g} s" if delay else ""
    return f"lines of Disallow: {rules}{pause}; all that was asked is allowed"


def _statuses(answers: list[Look]) -> str:
    """``200 (5 times), 404 (once)``"""
    counted = Counter(look.status for look in answers if look.status is not None)
    return ", ".join(
        f"{status} ({'once' if times == 1 else f'{times} times'})"
        for status, times in sorted(counted.items())
    )


def unreached(looks: Looks) -> list[Host]:
    """Hosts that were asked and gave no answer of any kind."""
    asked = {host_of(look.address) for look in looks}
    answered = {look.host for look in looks if look.status is not None}
    answered |= {host_of(look.address) for look in looks if look.status is not None}
    # A host that was left alone, or whose redirect led astray, has answered.
    answered |= {
        host_of(look.address) for look in looks if look.failure in ("another_kind", "not_redacted", "status")
    }
    return [host for host in hosts() if host.host in asked - answered]


for _host in hosts():
    CHECKS[f"accepted-{_host.name}"] = partial(accepted, _host)
    CHECKS[f"robots-{_host.name}"] = partial(robots, _host)
