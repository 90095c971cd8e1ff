"""Which rows of the list somebody asks for: every state of the page is its address.

Belongs here: reading an address, writing one, and choosing rows by it. Does not belong here: how filters
look, and what a row holds (work.py).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields, replace
from datetime import date
from functools import partial
from operator import attrgetter
from typing import Any
from urllib.parse import urlencode

from starlette.datastructures import QueryParams

from desk.casework.codes import State
from desk.listing.work import WorkItem
from desk.web.errors import BadRequest

#: Every state, also of cases that are no work now.
EVERY_STATE = "all"
STATES = (*State, EVERY_STATE)
#: The officers' order is the first: tier, deadline, URN.
SORTS = ("work", "deadline", "published", "school", "local_authority")
#: Each is on or off.
MARKS = ("mine", "unassigned", "overdue", "new", "changed")
#: Each is a value of a flag's column.
PLACES = {"local_authority": "local_authority", "region": "region", "trust": "trust_uid", "phase": "phase"}
_LONGEST_VALUE = 200


@dataclass(frozen=True)
class ListQuery:
    """state: empty for whatever is work now. rule: id of a rule that fired. officer: whose cases, as text.
    page: from 1."""

    tier: tuple[int, ...] = ()
    state: str = ""
    local_authority: str = ""
    region: str = ""
    trust: str = ""
    phase: str = ""
    rule: str = ""
    officer: str = ""
    mine: bool = False
    unassigned: bool = False
    overdue: bool = False
    new: bool = False
    changed: bool = False
    sort: str = "work"
    page: int = 1

    @classmethod
    def read(cls, query: QueryParams) -> ListQuery:
        """The query of an address; what is empty counts as not asked for. Raises BadRequest for a value that
        nothing on the page writes."""
        given: dict[str, Any] = {}
        for name, value in query.multi_items():
            if name not in _NAMES or not value:
                continue
            if name == "tier":
                given["tier"] = (*given.get("tier", ()), _one_of(value, ("1", "2", "3", "4"), int))
            elif name in MARKS:
                given[name] = _one_of(value, ("1",), bool)
            elif name == "page":
                given[name] = _page(value)
            elif name in ("state", "sort"):
                given[name] = _one_of(value, STATES if name == "state" else SORTS, str)
            else:
                given[name] = value[:_LONGEST_VALUE]
        if "tier" in given:
            given["tier"] = tuple(sorted(set(given["tier"])))
        return cls(**given)

    def address(self, path: str = "/", /, **changes: Any) -> str:
        """The address of this query, or of one that differs from it; always the same for the same."""
        asked = replace(self, **changes)
        pairs: list[tuple[str, str]] = []
        for name in _NAMES:
            value = getattr(asked, name)
            if name == "tier":
                pairs += [("tier", str(tier)) for tier in value]
            elif value != getattr(_NOTHING_ASKED, name):
                pairs.append((name, "1" if value is True else str(value)))
        return f"{path}?{urlencode(pairs)}" if pairs else path

    @property
    def is_filtered(self) -> bool:
        """Whether anything is asked for beyond an order and a page."""
        return replace(self, sort="work", page=1) != _NOTHING_ASKED

    def choose(self, items: Iterable[WorkItem]) -> list[WorkItem]:
        """The rows that are asked for, of all pages, in the order that is asked for; the rows come in the
        officers' order."""
        chosen = list(items)
        for test in self._tests():
            chosen = [item for item in chosen if test(item)]
        if self.sort != "work":
            chosen.sort(key=_ORDERS[self.sort])
        return chosen

    def _tests(self) -> Iterator[Callable[[WorkItem], bool]]:
        """What a row has to pass; nothing is tested for that was not asked."""
        if self.state == "":
            yield attrgetter("is_work")
        elif self.state != EVERY_STATE:
            yield lambda item: item.case.state == self.state
        if self.tier:
            yield lambda item: item.flag["tier"] in self.tier
        yield from (attrgetter(f"is_{mark}") for mark in MARKS if getattr(self, mark))
        for name, column in PLACES.items():
            if value := getattr(self, name):
                yield partial(_has, column, value)
        if self.rule:
            yield lambda item: self.rule in item.flag["rule_list"]
        if self.officer:
            yield lambda item: str(item.case.assigned_to) == self.officer


_NAMES = tuple(field.name for field in fields(ListQuery))
_NOTHING_ASKED = ListQuery()
_ORDERS: dict[str, Callable[[WorkItem], Any]] = {
    # Without a deadline: last.
    "deadline": lambda item: item.flag["respond_by"] or date.max,
    "published": lambda item: -item.flag["publication_date"].toordinal(),
    "school": lambda item: (item.flag["school"] is None, (item.flag["school"] or "").casefold()),
    "local_authority": lambda item: (
        item.flag["local_authority"] is None,
        (item.flag["local_authority"] or "").casefold(),
    ),
}


def _has(column: str, value: str, item: WorkItem) -> bool:
    return bool(item.flag[column] == value)


def _one_of(value: str, known: Iterable[str], kind: type) -> Any:
    if value not in known:
        raise BadRequest
    return kind(value)


def _page(value: str) -> int:
    if not (value.isascii() and value.isdigit() and len(value) < 7 and int(value) > 0):
        raise BadRequest
    return int(value)
