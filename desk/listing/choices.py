"""What the filters of the list offer: the values that stand on somebody's list, with how many rows each has.

Does not belong here: what a filter does (query.py).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Any

from desk.listing.query import PLACES, ListQuery
from desk.listing.work import WorkItem
from pipelines.database import Row
from pipelines.plain_text import plain

_RULE = "rule"


@dataclass(frozen=True)
class Choice:
    """One value of a filter. rows: how many of the work it would leave; 0 for a value of an old link."""

    value: str
    title: str
    rows: int


class Offered:
    """What the filters offer while every flag is work: how many flags have each value, and the values as
    people read them, in the order in which they are shown."""

    def __init__(self, flags: Iterable[Row], triggers: Iterable[Row]) -> None:
        """flags: those that somebody covers. triggers: rows of sql/desk/rule_title.sql."""
        listed = list(flags)
        self.rows = {name: Counter(_values(name, listed)) for name in (*PLACES, _RULE)}
        self.titles = {
            name: dict(_sorted((value, plain(value)) for value in self.rows[name] if value))
            for name in PLACES
        }
        trusts = {
            flag["trust_uid"]: flag["trust"] or flag["trust_uid"] for flag in listed if flag["trust_uid"]
        }
        self.titles["trust"] = dict(_sorted((uid, plain(title)) for uid, title in trusts.items()))
        # In the order of urgency, in which the rules come.
        self.titles[_RULE] = {row["rule_id"]: rule_in_words(row["rule_id"]) for row in triggers}


def choices(offered: Offered, items: Iterable[WorkItem], query: ListQuery) -> Mapping[str, list[Choice]]:
    """By the name of each filter, the values that the work of a person has. items: all rows that they
    cover."""
    listed = list(items)
    no_work = [item.flag for item in listed if not item.is_work]
    found = {}
    for name, titles in offered.titles.items():
        rows = offered.rows[name] - Counter(_values(name, no_work))
        found[name] = [Choice(value, title, rows[value]) for value, title in titles.items() if rows[value]]
    had = [item.case for item in listed if item.case.assigned_to is not None and item.is_work]
    names = {str(case.assigned_to): plain(case.assigned_name or str(case.assigned_to)) for case in had}
    whose = Counter(str(case.assigned_to) for case in had)
    found["officer"] = [Choice(value, title, whose[value]) for value, title in _sorted(names.items())]
    for name, shown in found.items():
        asked = getattr(query, name)
        if asked and asked not in {choice.value for choice in shown}:
            title = (
                rule_in_words(asked)
                if name == _RULE
                else offered.titles.get(name, {}).get(asked) or plain(asked)
            )
            shown.append(Choice(asked, title, 0))
    return found


def rule_in_words(rule_id: str) -> str:
    """The name of a rule as people read it: ``Special measures``."""
    return plain(rule_id.replace("-", " ").capitalize())


def _values(name: str, flags: Iterable[Row]) -> Iterable[Any]:
    if name == _RULE:
        return chain.from_iterable(flag["rule_list"] for flag in flags)
    return [flag[PLACES[name]] for flag in flags]


def _sorted(titles: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    return sorted(titles, key=lambda each: each[1].casefold())
