"""What is shown of a flag night after night, given what the facts say of each night on which anything can
change.

Belongs here: the part of sql/flags/flag_state.sql that depends on what was shown the night before, as a
fold over nights. Does not belong here: what the facts say (sql/replay/flag_night.sql). tests/replay holds
the two against each other, night by night.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from pipelines.database import Row


@dataclass(frozen=True, slots=True)
class FlagNight:
    """What the facts say of one flag from a night on: a row of sql/replay/flag_night.sql."""

    flag_id: str
    night: date
    base_tier: int
    tier: int
    is_live: bool
    expires_on: date
    in_category: bool
    is_superseded: bool
    is_withdrawn: bool


@dataclass(frozen=True)
class Told:
    """What one state of the facts tells of its nights.

    nights: of each flag, those before ``first_night`` too. flags: a row of sql/replay/flag.sql by flag_id.
    """

    first_night: date
    last_night: date
    nights: list[FlagNight]
    flags: dict[str, Row]
    working_days: list[date]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Nights, both included, on which one flag was shown alike."""

    first_night: date
    last_night: date
    status: str
    tier: int
    base_tier: int
    expires_on: date


def lives(told: list[Told]) -> dict[str, list[Stretch]]:
    """The stretches of every flag over consecutive states of the facts, oldest first.

    What the first state tells of the nights before it counts as shown: the monitor is taken to have run by
    then.
    """
    first_night, last_night = told[0].first_night, told[-1].last_night
    found = {}
    for flag_id, nights in _by_flag(told).items():
        shown = list(_shown(nights))
        ends = [*(after.first_night - timedelta(days=1) for after in shown[1:]), last_night]
        stretches = (
            replace(stretch, first_night=max(stretch.first_night, first_night), last_night=end)
            for stretch, end in zip(shown, ends, strict=True)
            if end >= first_night
        )
        found[flag_id] = list(_joined(stretches))
    return found


def _by_flag(told: list[Told]) -> dict[str, list[FlagNight | date]]:
    """The nights of each flag through all states in order; a day alone: from then on no state gives the
    flag."""
    by_flag: defaultdict[str, list[FlagNight | date]] = defaultdict(list)
    for number, state in enumerate(told):
        for flag_id in by_flag.keys() - state.flags.keys():
            by_flag[flag_id].append(state.first_night)
        for night in state.nights:
            # Before its own first night a later state knows better than anybody did.
            if number == 0 or night.night >= state.first_night:
                by_flag[night.flag_id].append(night)
    return by_flag


def _shown(nights: Iterable[FlagNight | date]) -> Iterator[Stretch]:
    """What is shown from each night on, each after the one before."""
    before: Stretch | None = None
    detected_on: date | None = None
    for night in nights:
        if isinstance(night, date):
            assert before is not None, "a flag that no state gives was given by one before"
            before = replace(before, first_night=night, last_night=night, status="retracted")
        else:
            detected_on = detected_on or night.night
            before = _next(night, before, is_old_news=detected_on > night.expires_on)
        yield before


def _next(night: FlagNight, before: Stretch | None, *, is_old_news: bool) -> Stretch:
    """What is shown from a night on, after what was shown before: as sql/flags/flag_state.sql decides."""
    status = _status(night, before, is_old_news=is_old_news)
    # A flag keeps the tier that it was shown with unless it rises or opens again.
    shown_as: FlagNight | Stretch = night
    if before is not None and not (
        status == "open" and (before.status != "open" or night.tier < before.tier)
    ):
        shown_as = before
    return Stretch(night.night, night.night, status, shown_as.tier, shown_as.base_tier, night.expires_on)


def _status(night: FlagNight, before: Stretch | None, *, is_old_news: bool) -> str:
    if night.is_withdrawn:
        return "retracted"
    if is_old_news:
        if night.in_category and not night.is_superseded:
            return "standing"
        # Whoever was shown it on a list is told the good news, too.
        was_listed = before is not None and before.status in ("standing", "open", "superseded")
        return "superseded" if night.is_superseded and was_listed else "history"
    if night.is_superseded:
        return "superseded"
    if night.is_live:
        return "open"
    return "standing" if night.in_category else "expired"


def _joined(stretches: Iterable[Stretch]) -> Iterator[Stretch]:
    """Neighbours that were shown alike as one; its last day on the list is the one told last."""
    current: Stretch | None = None
    for stretch in stretches:
        if current is None:
            current = stretch
        elif (stretch.status, stretch.tier, stretch.base_tier) == (
            current.status,
            current.tier,
            current.base_tier,
        ):
            current = replace(current, last_night=stretch.last_night, expires_on=stretch.expires_on)
        else:
            yield current
            current = stretch
    if current is not None:
        yield current
