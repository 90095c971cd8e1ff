"""How ``welfare-monitor explain`` says why a school is not on the list.

Belongs here: how that part of the answer looks. Does not belong here: gathering it
(pipelines/warehouse/why_not.py).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pipelines.cli.common import event_in_words, show, show_pairs
from pipelines.plain_text import plain
from pipelines.texts import in_words, say

if TYPE_CHECKING:
    from rich.console import Console

    from pipelines.warehouse.published import Row
    from pipelines.warehouse.why_not import RuleDistance, WhyNot

# Of a publication on which no rule fired, as many of the nearest as a reader takes in at once; JSON has all.
_NEAREST = 5


def print_why_not(out: Console, found: Sequence[WhyNot], urn: int, awaiting: Sequence[Row] = ()) -> None:
    """Each publication without an open flag: why its flag has ended, or which rules came nearest."""
    for publication in found:
        _print_publication(out, publication, urn)
    for report in awaiting:
        show(out, say("why_not.awaiting_reading", plain(report["url"])), indent=2)
        show(out, plain(report["reasons"]), indent=4)


def _print_publication(out: Console, found: WhyNot, urn: int) -> None:
    event = found.event
    heading = event_in_words(event["event_kind"], event["inspection_kind"], event["publication_date"])
    show(out, f"{heading}.", indent=2)
    fired = [rule for rule in found.rules if rule.outcome == "fired"]
    if event["flag_id"] and event["flag_urn"] != urn:
        show(out, say("why_not.elsewhere", event["flag_id"], event["flag_urn"]), indent=4)
    elif event["flag_id"]:
        show(out, say("why_not.not_open", event["flag_id"], plain(event["status_reason"])), indent=4)
    else:
        show(out, say("why_not.no_rule"), indent=4)
    shown = fired or _told(found.rules)
    lines = [(f"{rule.rule_id}, tier {rule.tier}", _said(rule)) for rule in shown]
    if not fired:
        lines += _not_applying(found.rules)
    show_pairs(out, lines, indent=4)
    show(out, "")


def _told(rules: Sequence[RuleDistance]) -> list[RuleDistance]:
    """The nearest, and all of which something is not known: unknown is not the same as no."""
    near = [rule for rule in rules if rule.outcome == "near"]
    return near[:_NEAREST] + [rule for rule in rules if rule.outcome in ("not_known", "rule_gone")]


def _not_applying(rules: Sequence[RuleDistance]) -> list[tuple[str, str]]:
    """The rules that could not fire on such a publication, together where the reason is the same."""
    by_reason: dict[str, list[str]] = {}
    for rule in rules:
        if rule.outcome == "does_not_apply":
            by_reason.setdefault(rule.said, []).append(rule.rule_id)
    return [
        (say("why_not.does_not_apply"), f"{', '.join(rule_ids)}: {plain(reason)}")
        for reason, rule_ids in by_reason.items()
    ]


def _said(rule: RuleDistance) -> str:
    if rule.outcome == "fired":
        return say("why_not.fired", in_words(rule.last_day)) if rule.last_day else plain(rule.said)
    return say("why_not.not_known", plain(rule.said)) if rule.outcome == "not_known" else plain(rule.said)
