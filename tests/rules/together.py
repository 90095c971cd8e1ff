"""Tests of a module that share a build: making one takes a hundred times as long as asking it.

Belongs here: how cases are put together and told apart. Does not belong here: any case.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Generator, Mapping
from datetime import date
from functools import cache, wraps
from typing import Any, ParamSpec

from tests.rules.facts import Facts, Flags, Told

#: A test that yields its facts and the day, and is handed the flags of that day.
Case = Generator[tuple[Facts, date], Told, None]
_P = ParamSpec("_P")
_Rows = list[dict[str, Any]]

_URNS = {"urn", "linked_urn", "urn_at_inspection", "lineage_id"}
_NAMES = {
    "inspection_id",
    "previous_inspection_id",
    "inspection_number",
    "alias",
    "entered_by",
    "left_by",
    "trust_uid",
}
# Between the URNs of two cases.
_APART = 10_000


def together(case: Callable[_P, Case]) -> Callable[_P, None]:
    """A test whose build is that of all cases of its module about the same day. It may be parametrised, asks
    for no fixture, and has its own names for schools and inspections, whatever others call theirs."""

    @wraps(case)
    def test(*_: _P.args, **given: _P.kwargs) -> None:
        begun = given["begun"]
        assert isinstance(begun, Begun)
        begun.finish()

    begun = inspect.Parameter("begun", inspect.Parameter.KEYWORD_ONLY)
    asked = [*inspect.signature(case).parameters.values(), begun]
    test.__signature__ = inspect.Signature(asked)  # type: ignore[attr-defined]
    return test


class Begun:
    """A case that has said its facts, or could not."""

    def __init__(self, case: Case, cases: Cases, number: int) -> None:
        self._case, self._cases, self._number = case, cases, number
        self.told: tuple[Facts, date] | None = None
        self._failed: Exception | None = None
        try:
            self.told = next(case)
        except Exception as error:  # noqa: BLE001 (raised again by the test that it is of)
            self._failed = error

    def finish(self) -> None:
        """Hand the case its flags, as often as it asks; raises what the case raises."""
        if self._failed:
            raise self._failed
        asked = self.told
        while asked:
            facts, day = asked
            shared = asked is self.told
            flags = OwnFlags(self._cases.build(day), self._number) if shared else facts.flags(day)
            try:
                asked = self._case.send(flags)
            except StopIteration:
                return


class Cases:
    """The cases of a module, by the name of their test."""

    def __init__(self, cases: Mapping[str, Case]) -> None:
        self.begun = {name: Begun(case, self, number) for number, (name, case) in enumerate(cases.items(), 1)}
        self.build = cache(self._build)

    def _build(self, day: date) -> _Build:
        """The build of all cases about one day."""
        all_facts = Facts()
        for number, begun in enumerate(self.begun.values(), 1):
            if begun.told and begun.told[1] == day:
                for table, rows in begun.told[0].rows.items():
                    for row in rows:
                        all_facts.add(table, **_apart(row, number))
        return _Build(all_facts.flags(day))


class _Build:
    """What a build says, asked once."""

    def __init__(self, flags: Flags) -> None:
        self.flags = flags
        self.all = cache(flags.all)
        self.all_said = cache(flags.all_said)


class OwnFlags(Told):
    """The flags of one case in a build of many, under the names that the case gave."""

    def __init__(self, build: _Build, number: int) -> None:
        self._build, self._number = build, number

    def all(self) -> _Rows:
        return self._own(self._build.all())

    def all_said(self, rule_id: str) -> _Rows:
        return self._own(self._build.all_said(rule_id))

    def reasons(self, inspection_id: str) -> dict[str, str]:
        return self._build.flags.reasons(_label(self._number) + inspection_id)

    def _own(self, rows: _Rows) -> _Rows:
        label = _label(self._number)
        return [
            {name: _undone(name, value, label, self._number) for name, value in row.items()}
            for row in rows
            if row["inspection_id"].startswith(label)
        ]


def _label(number: int) -> str:
    return f"{number}/"


def _apart(row: Mapping[str, Any], number: int) -> dict[str, Any]:
    """A row under names that no other case has."""
    return {name: _named(name, value, number) for name, value in row.items()}


def _named(name: str, value: Any, number: int) -> Any:
    if value is not None and name in _URNS:
        return value + number * _APART
    return _label(number) + value if value is not None and name in _NAMES else value


def _undone(name: str, value: Any, label: str, number: int) -> Any:
    if name in ("inspection_id", "event_id"):
        return value.removeprefix(label)
    return value - number * _APART if name == "urn" else value
