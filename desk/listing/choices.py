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
from pipelines.plain_text import plain
from pipelines.warehouse.database import Row


@dataclass(frozen=True)
class Choice:
    """One value of a filter. rows: how many of the work it would leave; 0 for a value of an old link."""

    value: str
    title: str
    rows: int


def choices(
    items: Iterable[WorkItem], triggers: Iterable[Row], query: ListQuery
) -> Mapping[str, list[Choice]]:
    """By the name of each filter, the values that the work of a person has."""
    work = [item for item in items if item.is_work]
    found = {}
    for name, column in PLACES.items():
        rows = Counter([item.flag[column] for item in work])
        found[name] = _counted(rows, _titles(name, work), getattr(query, name))
    fired = Counter(chain.from_iterable(item.flag["rule_list"] for item in work))
    titles = {row["rule_id"]: rule_in_words(row["rule_id"]) for row in triggers}
    # In the order of urgency, in which the rules come.
    found["rule"] = [Choice(rule, title, fired[rule]) for rule, title in titles.items() if fired[rule]]
    if query.rule and query.rule not in {choice.value for choice in found["rule"]}:
        found["rule"].append(Choice(query.rule, rule_in_words(query.rule), 0))
    had = [item.case for item in work if item.case.assigned_to is not None]
    names = {str(case.assigned_to): case.assigned_name or "" for case in had}
    whose = Counter([str(case.assigned_to) for case in had])
    found["officer"] = _counted(whose, names, query.officer)
    return found


def rule_in_words(rule_id: str) -> str:
    """The name of a rule as people read it: ``Special measures``."""
    return plain(rule_id.replace("-", " ").capitalize())


def _titles(name: str, work: list[WorkItem]) -> dict[str, str]:
    if name != "trust":
        return {}
    return {item.flag["trust_uid"]: item.flag["trust"] or item.flag["trust_uid"] for item in work}


def _counted(rows: Mapping[Any, int], titles: Mapping[str, str], asked: str) -> list[Choice]:
    counted = {value: count for value, count in rows.items() if value}
    if asked and asked not in counted:
        counted[asked] = 0
    found = [Choice(value, plain(titles.get(value) or value), count) for value, count in counted.items()]
    return sorted(found, key=lambda choice: choice.title.casefold())
