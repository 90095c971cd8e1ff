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
#: What only the register of schools decides and is unknown without it: that it holds, or that it does not.
WITH_SITE, WITHOUT_SITE = "site", "files"
OUTLOOK = re.compile(r"(\w+) ([1-4])(?:>([1-4]))? (\w+)")
FIRED = re.compile(r"([a-z-]+)(?:\(([a-z-]+)\))?")


def read_expectations(text: str, nights: Iterable[str]) -> tuple[Expectation, Expectation]:
    """``NIGHT TIER STATUS, ... [site NIGHT ...] because RULE ... with MODIFIER ... unknown RULE ...``

    Of a night that reads management information alone, and of one that reads the reports site and the
    register too; raises ValueError.
    """
    told, _, reasons = text.partition(" because ")
    outlooks, site, with_site = f" {told} ".partition(" site ")
    known, _, unknown_text = reasons.partition(" unknown ")
    rules_text, _, modifiers_text = known.partition(" with ")
    if not rules_text:
        raise ValueError("say because of which rules")
    rules = _fired(rules_text, TRIGGERS)
    modifiers = _fired(modifiers_text, MODIFIERS)
    unknown = _fired(unknown_text, TRIGGERS + MODIFIERS)
    lacking = frozenset(name for name, detail in modifiers.items() if detail == WITH_SITE)
    decided = frozenset(name for name, detail in unknown.items() if detail == WITHOUT_SITE)
    by_files = _all_outlooks(outlooks, tuple(nights), may_be_none=bool(site))
    return (
        Expectation(
            by_files,
            rules,
            {name: detail for name, detail in modifiers.items() if name not in lacking},
            frozenset(lacking | unknown.keys()),
        ),
        Expectation(
            _all_outlooks(with_site, tuple(nights)) if site else by_files,
            rules,
            {name: "" if name in lacking else detail for name, detail in modifiers.items()},
            frozenset(unknown.keys() - decided),
        ),
    )


def _all_outlooks(text: str, nights: tuple[str, ...], *, may_be_none: bool = False) -> tuple[Outlook, ...]:
    if may_be_none and not text.strip():
        return ()
    return tuple(outlook for part in text.split(",") for outlook in _outlooks(part.strip(), nights))


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
