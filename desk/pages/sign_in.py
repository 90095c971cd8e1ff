"""Signing in with a password or with a one-time sign-in, and signing out.

Belongs here: what these pages take and say. Does not belong here: whether somebody may sign in
(desk/security), and the organisation's own sign-in (organisation_sign_in.py).
"""

from __future__ import annotations

from sqlalchemy.orm import Session
from starlette.responses import Response

from desk.casework import audit
from desk.casework.codes import Action
from desk.security import one_time, openid, places, sessions
from desk.security.roles import Role
from desk.security.sign_in import Locking, check_password, officer_named, record_refusal
from desk.store.models import Officer
from desk.web.cookies import drop_token, keep_token
from desk.web.page import page
from desk.web.serving import CHANGE_PASSWORD, SIGN_IN, session_limits
from desk.web.visit import Visit
from pipelines.texts import say


@page(SIGN_IN, needs=None, methods=("GET", "POST"))
def sign_in(visit: Visit) -> Response:
    """Name and password. Whoever is signed in already goes on to what they wanted."""
    back = visit.form.get("next") or visit.query.get("next", "/")
    if visit.request.method == "GET":
        return visit.go(back) if visit.visitor_or_none else _form(visit, back)
    desk, now = visit.desk, visit.desk.clock.now()
    name, password = visit.form.get("name", ""), visit.form.get("password", "")
    locking = Locking.of(desk.settings.organisation)
    if not check_password(desk.store, name, password, now, locking, visit.place):
        return _form(visit, back, name=name, status=403)
    with desk.store.write() as session:
        officer = officer_named(session, name)
        assert officer is not None, "an account whose password was right"
        return signed_in(visit, session, officer, back, "password")


@page(one_time.PATH, needs=None, methods=("GET", "POST"))
def sign_in_once(visit: Visit) -> Response:
    """A one-time sign-in. Opening the link does not use it up: programs that look at links before people do
    would."""
    if visit.request.method == "GET":
        return visit.render("sign_in_once.html.j2", token=visit.query.get("token", ""), is_good=True)
    now = visit.desk.clock.now()
    with visit.desk.store.write() as session:
        officer = one_time.take(session, visit.form.get("token", ""), now)
        if officer is not None:
            places.note_signed_in(session, officer.officer_id, visit.place, now)
            return signed_in(visit, session, officer, CHANGE_PASSWORD, "one_time")
        record_refusal(session, None, now, through="one_time")
    return visit.render("sign_in_once.html.j2", status=403, token="", is_good=False)


@page("/sign-out", needs=Role.OFFICER, methods=("POST",))
def sign_out(visit: Visit) -> Response:
    """End this session, and no other of the same person."""
    with visit.desk.store.write() as session:
        sessions.end(session, visit.token)
        now = visit.desk.clock.now()
        audit.record(session, Action.SIGNED_OUT, at=now, officer_id=visit.visitor.officer_id)
    answer = visit.go(SIGN_IN)
    drop_token(answer, visit.desk.settings)
    # Nothing that was shown stays behind in the browser.
    answer.headers["Clear-Site-Data"] = '"cache", "storage"'
    return answer


def signed_in(visit: Visit, session: Session, officer: Officer, back: str, through: str) -> Response:
    """Begin a session for somebody who may, under a token that nobody knew before, and go on. through: how
    they signed in, for the audit."""
    now = visit.desk.clock.now()
    if visit.token:
        sessions.end(session, visit.token)
    token = sessions.begin(session, officer, now, session_limits(visit.desk.settings))
    audit.record(session, Action.SIGNED_IN, at=now, officer_id=officer.officer_id, through=through)
    answer = visit.go(back)
    keep_token(answer, token, visit.desk.settings)
    return answer


def _form(visit: Visit, back: str, *, name: str = "", status: int = 200) -> Response:
    problems = [("name", say("desk.sign_in.refused"))] if status != 200 else []
    settings = visit.desk.settings
    organisation = ""
    if openid.is_configured(settings):
        organisation = settings.organisation["organisation"]["name"] or say("desk.sign_in.your_organisation")
    return visit.render(
        "sign_in.html.j2",
        status=status,
        back=back,
        name=name,
        problems=problems,
        organisation=organisation,
    )
