"""A person's own account: who they are to the desk, what they cover, the digest, where they are signed in."""

from __future__ import annotations

from sqlalchemy import select
from starlette.responses import Response

from desk.casework import audit
from desk.casework.codes import Action
from desk.pages.area_fields import area_titles
from desk.security import accounts, sessions
from desk.security.roles import Role
from desk.store.models import Officer, SignedIn
from desk.web.page import page
from desk.web.serving import session_limits
from desk.web.visit import Visit

_DONE = ("password", "digest", "sessions")


@page("/account", needs=Role.OFFICER)
def account(visit: Visit) -> Response:
    """What the desk knows of whoever is signed in."""
    officer_id, now = visit.visitor.officer_id, visit.desk.clock.now()
    with visit.desk.store.read() as session:
        officer = session.get_one(Officer, officer_id)
        areas = accounts.areas_of(session, officer_id)
        signed_in = session.scalars(
            select(SignedIn)
            .where(SignedIn.officer_id == officer_id, SignedIn.ends_at > now)
            .where(SignedIn.last_seen_at > now - session_limits(visit.desk.settings).idle)
            .order_by(SignedIn.last_seen_at.desc())
        ).all()
    done = visit.query.get("done", "")
    return visit.render(
        "account.html.j2",
        officer=officer,
        areas=area_titles(visit, areas),
        signed_in=signed_in,
        this_one=sessions.hashed(visit.token),
        done=done if done in _DONE else "",
    )


@page("/account/digest", needs=Role.OFFICER, methods=("POST",))
def digest(visit: Visit) -> Response:
    """Send the morning digest, or no longer."""
    with visit.desk.store.write() as session:
        officer = session.get_one(Officer, visit.visitor.officer_id)
        officer.wants_digest = visit.form.get("digest") == "yes"
    return visit.go("/account?done=digest")


@page("/account/sessions", needs=Role.OFFICER, methods=("POST",))
def end_other_sessions(visit: Visit) -> Response:
    """Sign this person out wherever else they are signed in."""
    now, officer_id = visit.desk.clock.now(), visit.visitor.officer_id
    with visit.desk.store.write() as session:
        sessions.end_all(session, officer_id, but=visit.token)
        audit.record(session, Action.SESSIONS_ENDED, at=now, officer_id=officer_id)
    return visit.go("/account?done=sessions")
