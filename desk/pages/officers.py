"""Accounts, for administrators: who may sign in, as what, and for which areas.

Belongs here: the pages and their forms. Does not belong here: what may be done with an account
(desk/security/accounts.py).
"""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select
from starlette.responses import Response

from desk.pages.area_fields import area_titles, areas_known, areas_sent
from desk.security import accounts, one_time
from desk.security.accounts import AccountRefused, By
from desk.security.areas import KnownAreas
from desk.security.openid import is_configured
from desk.security.roles import AREA_COLUMNS, Role
from desk.store.models import Officer
from desk.web.errors import BadRequest, NotFound
from desk.web.page import page
from desk.web.visit import Visit
from pipelines.settings import BadUsage

_DONE = ("changed", "disabled", "added")


@page("/officers", needs=Role.ADMINISTRATOR)
def officers(visit: Visit) -> Response:
    """Every account."""
    with visit.desk.store.read() as session:
        known = session.scalars(select(Officer).order_by(Officer.disabled_at, Officer.display_name)).all()
        areas = {officer.officer_id: accounts.areas_of(session, officer.officer_id) for officer in known}
    now = visit.desk.clock.now()
    listed = [
        (officer, accounts.state_of(officer, now), area_titles(visit, areas[officer.officer_id]))
        for officer in known
    ]
    return visit.render("officers.html.j2", listed=listed)


@page("/officers/add", needs=Role.ADMINISTRATOR, methods=("GET", "POST"))
def add(visit: Visit) -> Response:
    """A new account, and the link that signs its person in once."""
    known = areas_known(visit)
    if visit.request.method == "GET":
        return _add_form(visit, known, "")
    by_organisation = visit.form.get("way") == "organisation" and is_configured(visit.desk.settings)
    try:
        areas = areas_sent(visit, known, ())
        with visit.desk.store.write() as session:
            officer = accounts.add(
                session,
                sign_in_name=visit.form.get("sign_in_name", ""),
                display_name=visit.form.get("display_name", ""),
                role=_role_sent(visit),
                areas=areas,
                by=_by(visit),
            )
            token = None
            if not by_organisation:
                token = accounts.reset(session, officer, _good_for(visit), by=_by(visit))
    except (AccountRefused, BadUsage) as error:
        return _add_form(visit, known, str(error))
    if token is None:
        return visit.go(f"/officers/{officer.officer_id}?done=added")
    return _show_link(visit, officer, token)


@page("/officers/{officer_id:int}", needs=Role.ADMINISTRATOR, methods=("GET", "POST"))
def officer(visit: Visit) -> Response:
    """One account: its role and areas."""
    known = areas_known(visit)
    asked = _officer(visit)
    if visit.request.method == "GET":
        return _officer_form(visit, asked, known, "")
    try:
        with visit.desk.store.write() as session:
            kept = accounts.areas_of(session, asked.officer_id)
            areas = areas_sent(visit, known, kept)
            changed = session.get_one(Officer, asked.officer_id)
            accounts.change(session, changed, role=_role_sent(visit), areas=areas, by=_by(visit))
    except (AccountRefused, BadUsage) as error:
        return _officer_form(visit, asked, known, str(error))
    return visit.go(f"/officers/{asked.officer_id}?done=changed")


@page("/officers/{officer_id:int}/disable", needs=Role.ADMINISTRATOR, methods=("POST",))
def disable(visit: Visit) -> Response:
    """Nobody signs in with it any more."""
    asked = _officer(visit)
    try:
        with visit.desk.store.write() as session:
            accounts.disable(session, session.get_one(Officer, asked.officer_id), by=_by(visit))
    except AccountRefused as error:
        return _officer_form(visit, asked, areas_known(visit), str(error))
    return visit.go(f"/officers/{asked.officer_id}?done=disabled")


@page("/officers/{officer_id:int}/reset", needs=Role.ADMINISTRATOR, methods=("POST",))
def reset(visit: Visit) -> Response:
    """A new link that signs its person in once; shown now and never again."""
    asked = _officer(visit)
    try:
        with visit.desk.store.write() as session:
            known = session.get_one(Officer, asked.officer_id)
            token = accounts.reset(session, known, _good_for(visit), by=_by(visit))
    except AccountRefused as error:
        return _officer_form(visit, asked, areas_known(visit), str(error))
    return _show_link(visit, asked, token)


def _show_link(visit: Visit, officer: Officer, token: str) -> Response:
    hours = _good_for(visit).total_seconds() / 3600
    link = one_time.link(visit.desk.settings.address, token)
    return visit.render("officer_link.html.j2", officer=officer, link=link, hours=f"{hours:g}")


def _add_form(visit: Visit, known: KnownAreas, problem: str) -> Response:
    return visit.render(
        "officer_add.html.j2",
        status=400 if problem else 200,
        problems=[("sign_in_name", problem)] if problem else [],
        known=known,
        organisation=is_configured(visit.desk.settings),
    )


def _officer_form(visit: Visit, officer: Officer, known: KnownAreas, problem: str) -> Response:
    with visit.desk.store.read() as session:
        areas = accounts.areas_of(session, officer.officer_id)
    done = visit.query.get("done", "")
    return visit.render(
        "officer.html.j2",
        status=400 if problem else 200,
        problems=[("role", problem)] if problem else [],
        officer=officer,
        state=accounts.state_of(officer, visit.desk.clock.now()),
        areas=[(kind, value, known.title(kind, value)) for kind, value in areas],
        known=known,
        kinds=AREA_COLUMNS,
        done=done if done in _DONE else "",
    )


def _officer(visit: Visit) -> Officer:
    with visit.desk.store.read() as session:
        found = session.get(Officer, visit.path["officer_id"])
    if found is None:
        raise NotFound
    return found


def _role_sent(visit: Visit) -> Role:
    try:
        return Role.named(visit.form.get("role", ""))
    except KeyError as error:
        raise BadRequest from error


def _by(visit: Visit) -> By:
    return By(visit.visitor.officer_id, visit.desk.clock.now())


def _good_for(visit: Visit) -> timedelta:
    return timedelta(hours=visit.desk.settings.organisation["sign_in"]["one_time_hours"])
