"""One request as a page sees it: who asks, what they sent, and what there is to answer with.

Belongs here: what a page is given, and the ways to answer. Does not belong here: how a visit is put together
(serving.py), and any page.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from desk.casework.keeping_up import KeepingUp
from desk.casework.rules import CaseworkRules
from desk.facts import Facts, PublishedFacts
from desk.security.roles import Visitor
from desk.settings import DeskSettings
from desk.store.database import Store
from desk.web.addresses import own_address, report_link
from desk.web.errors import NotFound
from desk.web.navigation import navigation
from desk.web.places import place_of
from desk.web.templates import render
from pipelines.clock import Clock
from pipelines.database import Row


@dataclass(frozen=True)
class Desk:
    """One running desk: what all its pages share. rules: what the organisation says of casework."""

    settings: DeskSettings
    store: Store
    facts: PublishedFacts
    clock: Clock
    rules: CaseworkRules
    keeping_up: KeepingUp


@dataclass
class Visit:
    """One request. visitor: None where nobody is signed in, which only pages that need no role ever see.
    form: what was sent, each name with its last value; lists in ``form_lists``. token: what the session's
    cookie holds."""

    desk: Desk
    request: Request
    visitor_or_none: Visitor | None
    form: Mapping[str, str] = field(default_factory=dict)
    form_lists: Mapping[str, list[str]] = field(default_factory=dict)
    token: str = ""

    @property
    def visitor(self) -> Visitor:
        assert self.visitor_or_none is not None, "a page without a role asked who is signed in"
        return self.visitor_or_none

    @property
    def query(self) -> QueryParams:
        return self.request.query_params

    @property
    def path(self) -> Mapping[str, Any]:
        return self.request.path_params

    @cached_property
    def facts(self) -> Facts:
        """The build that this page reads from its first line to its last, with the cases kept up with it. Ask
        first outside a transaction that writes."""
        facts = self.desk.facts.current()
        self.desk.keeping_up.up_to(facts, self.desk.clock.now(), self.today)
        return facts

    @property
    def place(self) -> str:
        """Where in the network this request comes from."""
        return place_of(self.request, self.desk.settings.organisation["sign_in"]["address_header"])

    @property
    def today(self) -> date:
        return self.desk.clock.today()

    @property
    def is_partial(self) -> bool:
        """Whether only a part of the page is wanted, to be put into the one that is open."""
        headers = self.request.headers
        # Going back asks for the whole page, because none is kept in the browser.
        is_whole = "HX-Boosted" in headers or headers.get("HX-History-Restore-Request") == "true"
        return headers.get("HX-Request") == "true" and not is_whole

    def render(self, template: str, *, status: int = 200, **given: Any) -> Response:
        """A page from a template, which also sees ``visit``."""
        return HTMLResponse(render(template, visit=self, navigation=navigation, **given), status_code=status)

    def go(self, address: str) -> Response:
        """Send the browser on, after a form was taken, to an address of this desk and no other."""
        return RedirectResponse(own_address(address), status_code=303)

    def report_link(self, address: str | None) -> str | None:
        """An address of a report that may be a link: on a host that the organisation trusts."""
        return report_link(address, self.desk.settings.organisation["links"]["report_hosts"])

    def covers(self, urn: int) -> bool:
        """Whether a school is known, and one of those that this person covers."""
        try:
            self.school(urn)
        except NotFound:
            return False
        return True

    def school(self, urn: int) -> Row:
        """What is known of a school that this person covers, as sql/explain/school.sql tells it.

        Raises NotFound for one that is not known and, in the same words, for one that they do not cover.
        """
        if not 100_000 <= urn <= 999_999:
            raise NotFound
        (school,) = self.facts.rows("explain/school", urn=urn)
        if school["name"] is None or not self.visitor.coverage.covers(school):
            raise NotFound
        return school

    def flag(self, flag_id: str) -> Row:
        """A flag of any status, as sql/explain/flag.sql tells it, of a school that this person covers.

        Raises NotFound as ``school`` does.
        """
        for row in self.facts.rows("explain/flag", flag_id=flag_id):
            self.school(row["urn"])
            return row
        raise NotFound

    @property
    def covered_flags(self) -> tuple[Row, ...]:
        """The open flags of the schools that this person covers, in the order in which officers work."""
        return self.facts.covered_by(self.visitor.coverage)
