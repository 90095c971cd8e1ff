"""What the organisation says of casework: load, closing, putting off, prompts, routes of contact.

Belongs here: reading [casework] and [contact] of reference/desk.toml, and what follows from a setting alone.
Does not belong here: the steps (actions.py).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from desk.casework.codes import Outcome
from pipelines.settings import BadUsage


@dataclass(frozen=True, slots=True)
class Route:
    """A way to reach a school. code: as an attempt keeps it. title: what officers read."""

    code: str
    title: str


@dataclass(frozen=True, slots=True)
class CaseworkRules:
    """What one organisation says; docs of each setting: reference/desk.toml. routes: in their order."""

    most_cases_per_officer: int
    second_person_for_tiers: tuple[int, ...]
    follow_up_days: tuple[int, ...]
    routes: tuple[Route, ...]

    @classmethod
    def of(cls, organisation: Mapping[str, Any]) -> CaseworkRules:
        """Raises BadUsage."""
        said = organisation["casework"]
        days = _numbers(said["follow_up_days"], "casework.follow_up_days")
        if any(day <= 0 for day in days) or len(set(days)) != len(days):
            raise BadUsage("casework.follow_up_days should be different whole numbers above 0.")
        most = said["most_cases_per_officer"]
        if most < 1:
            raise BadUsage("casework.most_cases_per_officer should be at least 1.")
        return cls(
            most_cases_per_officer=most,
            second_person_for_tiers=_numbers(
                said["second_person_for_tiers"], "casework.second_person_for_tiers"
            ),
            follow_up_days=tuple(sorted(days)),
            routes=_routes(organisation["contact"]["routes"]),
        )

    def route_title(self, code: str) -> str:
        """What officers read; the code itself of a route that the organisation no longer has."""
        return next((route.title for route in self.routes if route.code == code), code)

    def next_route(self, attempts: Sequence[tuple[str, str]]) -> Route:
        """The route to try next, after attempts (route and outcome, oldest first): the one after the last
        where that was not answered, else the last once more."""
        if not attempts:
            return self.routes[0]
        codes = [route.code for route in self.routes]
        last, outcome = attempts[-1]
        if last not in codes:
            return self.routes[0]
        further = 1 if outcome == Outcome.UNANSWERED else 0
        return self.routes[min(codes.index(last) + further, len(codes) - 1)]


def _numbers(values: Any, place: str) -> tuple[int, ...]:
    if not all(type(value) is int for value in values):
        raise BadUsage(f"{place} should be a list of whole numbers, not {values!r}.")
    return tuple(values)


def _routes(values: Any) -> tuple[Route, ...]:
    told = BadUsage(
        "contact.routes should be a list with at least one { code = …, title = … }, each code once."
    )
    try:
        routes = tuple(Route(**value) for value in values)
    except TypeError as error:
        raise told from error
    codes = [route.code for route in routes]
    texts = [text for route in routes for text in (route.code, route.title)]
    if (
        not routes
        or len(set(codes)) != len(codes)
        or not all(isinstance(text, str) and text for text in texts)
    ):
        raise told
    return routes
