"""What the organisation wants officers to have at hand: first steps, people whom it lands on, signposts.

Belongs here: reading it from the settings, and saying where it has not been checked for long. Does not belong
here: any advice (reference/desk.toml, and the organisation's own file).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from desk.facts import Facts


@dataclass(frozen=True)
class Signpost:
    """Somebody to turn to. checked_on: when the organisation last made sure of it; None: not yet."""

    name: str
    number: str
    for_whom: str
    checked_on: date | None
    is_check_due: bool


@dataclass(frozen=True)
class Advice:
    """first_steps: in the order in which they are taken. crisis: the organisation's own procedure; empty
    where it has not said."""

    first_steps: list[str]
    crisis: str
    signposts: list[Signpost]


def advice(organisation: Mapping[str, Any], today: date) -> Advice:
    """What the settings say, as on a day."""
    told, after = organisation["advice"], organisation["signposts"]["check_after_days"]
    return Advice(
        first_steps=list(told["first_steps"]),
        crisis=told["crisis_procedure"],
        signposts=[_signpost(each, today, after) for each in organisation["signposts"]["list"]],
    )


def _signpost(said: Mapping[str, str], today: date, after: int) -> Signpost:
    checked_on = date.fromisoformat(said["checked_on"]) if said["checked_on"] else None
    return Signpost(
        name=said["name"],
        number=said["number"],
        for_whom=said["for_whom"],
        checked_on=checked_on,
        is_check_due=checked_on is None or (today - checked_on).days > after,
    )


def also_touched(organisation: Mapping[str, Any], areas: Iterable[str]) -> list[str]:
    """Roles, beside the head, whom judgements on these areas land on: each once, in the order of the
    settings."""
    judged = set(areas)
    return [role["name"] for role in organisation["touched"]["roles"] if judged & set(role["areas"])]


def areas_behind(facts: Facts, flag_ids: list[str]) -> list[str]:
    """The areas below what is expected that stand behind some flags."""
    return [row["area"] for row in facts.rows("desk/flag_area", flag_ids=flag_ids)]
