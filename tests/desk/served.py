"""A desk that really listens on loopback, and browsers' sessions with it.

Belongs here: starting and stopping it, accounts for tests, and sending forms as a browser would. Does not
belong here: any test.
"""

from __future__ import annotations

import re
import socket
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import requests

from desk.application import open_desk
from desk.security import one_time, passwords, sessions
from desk.server import server_of
from desk.settings import DeskSettings
from desk.store.models import Officer, OfficerArea
from desk.web.serving import session_limits
from desk.web.visit import Desk
from pipelines.clock import Clock

MORNING = datetime(2026, 6, 11, 7, 0, tzinfo=UTC)
_TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


@dataclass
class Now:
    """A clock that a test sets."""

    moment: datetime = MORNING

    def clock(self) -> Clock:
        return Clock(lambda: self.moment)


@dataclass(frozen=True)
class Served:
    """A desk that listens. address: without a slash at its end. now: what it takes for the present."""

    desk: Desk
    address: str
    now: Now

    def add_officer(
        self, name: str, role: str = "officer", areas: tuple[tuple[str, str], ...] = ()
    ) -> Officer:
        """An account without a password, whose sign-in name is the name at example.org."""
        with self.desk.store.write() as session:
            officer = Officer(
                sign_in_name=f"{name.lower().replace(' ', '.')}@example.org",
                display_name=name,
                role=role,
                created_at=self.now.moment,
            )
            session.add(officer)
            session.flush()
            for kind, value in areas:
                session.add(OfficerArea(officer_id=officer.officer_id, kind=kind, value=value))
        return officer

    def one_time_token(self, officer: Officer) -> str:
        """The token of a new one-time sign-in for an officer."""
        with self.desk.store.write() as session:
            known = session.get_one(Officer, officer.officer_id)
            return one_time.make(session, known, self.now.moment, timedelta(hours=1))

    def set_password(self, officer: Officer, password: str) -> None:
        """Give an officer a password of their own, as if they had chosen it."""
        kept = passwords.hashed(password)
        with self.desk.store.write() as session:
            session.get_one(Officer, officer.officer_id).password_hash = kept

    def known(self, officer: Officer) -> Officer:
        """The account as it stands now."""
        with self.desk.store.read() as session:
            return session.get_one(Officer, officer.officer_id)

    def browser(self, officer: Officer | None = None) -> Browser:
        """A browser, signed in as an officer where one is named."""
        browser = Browser(self.address, requests.Session())
        if officer is not None:
            with self.desk.store.write() as session:
                limits = session_limits(self.desk.settings)
                known = session.get_one(Officer, officer.officer_id)
                token = sessions.begin(session, known, self.now.moment, limits)
            browser.session.cookies.set("desk", token, domain="127.0.0.1", path="/")
        return browser

    def browser_of(
        self, name: str, role: str = "officer", areas: tuple[tuple[str, str], ...] = ()
    ) -> Browser:
        """A browser that a new account is signed in with."""
        return self.browser(self.add_officer(name, role, areas))


@dataclass(frozen=True)
class Browser:
    """Asks for pages and sends forms as a browser does."""

    address: str
    session: requests.Session

    def get(self, path: str, **headers: str) -> requests.Response:
        return self.session.get(self.address + path, headers=headers, timeout=30)

    def post(self, path: str, form: Mapping[str, object], **headers: str) -> requests.Response:
        """Send a form as it is given, without a token and without following where the answer leads."""
        return self.session.post(
            self.address + path, data=form, headers=headers, timeout=30, allow_redirects=False
        )

    def sign_in(self, name: str, password: str, **more: object) -> requests.Response:
        """Send the sign-in form; the answer is not followed."""
        return self.post("/sign-in", {"name": name, "password": password, **more})

    def send(self, path: str, form: Mapping[str, object], *, on: str | None = None) -> requests.Response:
        """Send a form that stands on a page (``on``, else the path itself), its token with it; redirects are
        followed."""
        found = _TOKEN.search(self.get(on or path).text)
        assert found, f"the page {on or path} holds no form"
        return self.session.post(self.address + path, data={"csrf_token": found[1], **form}, timeout=30)


@contextmanager
def serve_desk(data: Path, now: Now, **settings: object) -> Iterator[Served]:
    """A desk over a data folder that a night has published in, on a port of its own.

    settings: what the organisation says otherwise, as ``sign_in={"idle_minutes": 5}``; ``database`` and
    ``address`` as in DeskSettings.
    """
    told = DeskSettings.read(data, environment={})
    own = {name: settings.pop(name) for name in ("database", "address") if name in settings}
    organisation = dict(told.organisation)
    for table, values in settings.items():
        assert isinstance(values, dict)
        organisation[table] = {**organisation[table], **values}
    told = replace(told, organisation=organisation, **own)  # type: ignore[arg-type]
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        port = listening.getsockname()[1]
        if "address" not in own:
            told = replace(told, address=f"http://127.0.0.1:{port}")
        desk = open_desk(told, now.clock())
        server = server_of(desk)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        try:
            while not server.started:
                assert thread.is_alive(), "the desk did not start"
                thread.join(0.01)
            yield Served(desk, f"http://127.0.0.1:{port}", now)
        finally:
            server.should_exit = True
            thread.join(10)


SAMPLE_DAY = date(2026, 6, 10)
