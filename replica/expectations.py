"""Reads what a line of the scenario expects of a flag.

Belongs here: the grammar after ``=>``, and the names of rules and statuses that it may use.
Does not belong here: the rules themselves, which the program has to get right on its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from replica.schools import Expectation, Outlook

TRIGGERS = (
    "special-measures",
    "significant-improvement",
    "safeguarding",
    "urgent-improvement",
    "steep-fall",
    "regraded-down",
    "leadership-needs-attention",
    "many-needs-attention",
    "fall-to-requires-improvement",
    "again-below-expected",
    "needs-attention",
    "ungraded-concerns",
    "focused-monitoring",
    "previously-outstanding",
)
#: Modifiers and what is shown beside a flag; before-holiday follows from the night and is never written.
MODIFIERS = ("was-outstanding", "long-gap", "small-standalone-school", "slow-publication")
SUPPRESSORS = ("old-news", "inherited", "superseded")
STATUSES = ("open", "expired", "superseded", "retracted", "history", "standing")

EVERY_NIGHT = "both"
OUTLOOK = re.compile(r"(\w+) ([1-4])(?:>([1-4]))? (\w+)")
FIRED = re.compile(r"([a-z-]+)(?:\(([a-z-]+)\))?")


def read_expectation(text: str, nights: Iterable[str]) -> Expectation:
    """``NIGHT TIER STATUS, ... because RULE ... with MODIFIER ... unknown RULE ...``; raises ValueError."""
    outlooks, _, reasons = text.partition(" because ")
    known, _, unknown = reasons.partition(" unknown ")
    rules, _, modifiers = known.partition(" with ")
    if not rules:
        raise ValueError("say because of which rules")
    return Expectation(
        tuple(outlook for part in outlooks.split(",") for outlook in _outlooks(part.strip(), tuple(nights))),
        _fired(rules, TRIGGERS),
        _fired(modifiers, MODIFIERS),
        frozenset(_fired(unknown, TRIGGERS + MODIFIERS)),
    )


def _outlooks(text: str, nights: tuple[str, ...]) -> list[Outlook]:
    match = OUTLOOK.fullmatch(text)
    if not match:
        raise ValueError(f"{text!r} is not 'NIGHT TIER STATUS' or 'NIGHT BASE>TIER STATUS'")
    night, base, lifted, status = match.groups()
    if night not in (*nights, EVERY_NIGHT):
        raise ValueError(f"{night!r} is no night ({', '.join((*nights, EVERY_NIGHT))})")
    if status not in STATUSES:
        raise ValueError(f"{status!r} is no status ({', '.join(STATUSES)})")
    named = nights if night == EVERY_NIGHT else (night,)
    return [Outlook(name, int(base), int(lifted or base), status) for name in named]


def _fired(text: str, accepted: tuple[str, ...]) -> dict[str, str]:
    fired = {}
    for word in text.split():
        match = FIRED.fullmatch(word)
        if not match or match[1] not in accepted:
            raise ValueError(f"{word!r} is not one of {', '.join(accepted)}")
        fired[match[1]] = match[2] or ""
    return fired
