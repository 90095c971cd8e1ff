"""Choosing a password: after a one-time sign-in, or another one instead of the present.

Belongs here: the form and what it leads to. Does not belong here: what a password must be
(desk/security/passwords.py).
"""

from __future__ import annotations

from starlette.responses import Response

from desk.casework import audit
from desk.casework.codes import Action
from desk.security import passwords, sessions
from desk.security.roles import Role
from desk.security.sign_in import Locking, check_password
from desk.store.models import Officer
from desk.web.cookies import keep_token
from desk.web.errors import NotFound
from desk.web.page import page
from desk.web.serving import CHANGE_PASSWORD, session_limits
from desk.web.visit import Visit
from pipelines.texts import say


@page(CHANGE_PASSWORD, needs=Role.OFFICER, methods=("GET", "POST"))
def password(visit: Visit) -> Response:
    """The present password, unless a one-time sign-in stands for it, and the new one twice."""
    officer = _officer(visit)
    if visit.request.method == "GET":
        return _form(visit, officer, [])
    new = visit.form.get("new", "")
    problems = []
    if refused := passwords.objection(new, officer.sign_in_name, officer.display_name):
        fewest, most = passwords.FEWEST_CHARACTERS, passwords.MOST_CHARACTERS
        problems.append(("new", say(f"desk.password.refused.{refused}", fewest, most)))
    elif new != visit.form.get("again", ""):
        problems.append(("again", say("desk.password.refused.differs")))
    if not problems and not officer.must_change_password:
        locking = Locking.of(visit.desk.settings.organisation)
        present, now = visit.form.get("present", ""), visit.desk.clock.now()
        if not check_password(visit.desk.store, officer.sign_in_name, present, now, locking, visit.place):
            problems.append(("present", say("desk.password.refused.present")))
    return _form(visit, officer, problems) if problems else _keep(visit, passwords.hashed(new))


def _keep(visit: Visit, kept: str) -> Response:
    """Keep a new password. Every session of the account ends, and this one goes on under another token: who
    knew the old password is out."""
    now = visit.desk.clock.now()
    with visit.desk.store.write() as session:
        officer = session.get_one(Officer, visit.visitor.officer_id)
        if officer.disabled_at is not None:
            raise NotFound
        officer.password_hash, officer.must_change_password = kept, False
        officer.one_time_token_hash = officer.one_time_token_until = None
        sessions.end_all(session, officer.officer_id)
        token = sessions.begin(session, officer, now, session_limits(visit.desk.settings))
        audit.record(session, Action.PASSWORD_CHANGED, at=now, officer_id=officer.officer_id)
    answer = visit.go("/" if visit.visitor.must_change_password else "/account?done=password")
    keep_token(answer, token, visit.desk.settings)
    return answer


def _officer(visit: Visit) -> Officer:
    """Raises NotFound for somebody whom the organisation signs in: there is no password to change."""
    with visit.desk.store.read() as session:
        officer = session.get_one(Officer, visit.visitor.officer_id)
    if officer.password_hash is None and not officer.must_change_password:
        raise NotFound
    return officer


def _form(visit: Visit, officer: Officer, problems: list[tuple[str, str]]) -> Response:
    return visit.render(
        "password.html.j2",
        status=400 if problems else 200,
        problems=problems,
        problem_of=dict(problems),
        fewest=passwords.FEWEST_CHARACTERS,
        sign_in_name=officer.sign_in_name,
        is_first=visit.visitor.must_change_password,
    )
