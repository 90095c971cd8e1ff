"""Puts a visit together, lets the page answer it, and turns what goes wrong into a page.

Belongs here: the order of the checks before a page is asked: session, role, form. Does not belong here: any
page.
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Awaitable, Callable
from datetime import timedelta
from urllib.parse import quote, urlsplit

from sqlalchemy.exc import SQLAlchemyError
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from desk.security import sessions
from desk.security.roles import Visitor
from desk.settings import DeskSettings
from desk.web.cookies import token_in
from desk.web.errors import BadRequest, Forbidden, NotFound, NothingPublished, StaleForm, VisitError
from desk.web.forms import read_form
from desk.web.page import Page
from desk.web.visit import Desk, Visit
from pipelines.casework_file import CaseworkUnreadable
from pipelines.warehouse.published import PublishedUnavailable

LOG = logging.getLogger("desk")

SIGN_IN = "/sign-in"
CHANGE_PASSWORD = "/account/password"  # noqa: S105 (an address)
#: Where somebody may go who has not yet chosen a password of their own.
_WITH_A_FIRST_PASSWORD = (CHANGE_PASSWORD, "/sign-out")
_LARGEST_NUMBER = 2**31 - 1


def endpoint(desk: Desk, page: Page) -> Callable[[Request], Awaitable[Response]]:
    """What Starlette calls for one page."""

    async def answer(request: Request) -> Response:
        if request.method == "HEAD":
            # For a page it is a GET, and never a form; the server leaves the body out.
            request = Request({**request.scope, "method": "GET"}, request.receive)
        try:
            _require_plain_address(request)
            form = await read_form(request) if request.method == "POST" else {}
            return await run_in_threadpool(_answer, desk, page, request, form)
        except VisitError as error:
            return await run_in_threadpool(error_page, desk, request, error)

    return answer


def _require_plain_address(request: Request) -> None:
    """Raises BadRequest for a character that no database keeps, NotFound for a number beyond all of ours."""
    if "\0" in request.url.path or any("\0" in value for value in request.query_params.values()):
        raise BadRequest
    if any(isinstance(part, int) and part > _LARGEST_NUMBER for part in request.path_params.values()):
        raise NotFound


def _answer(desk: Desk, page: Page, request: Request, form: dict[str, list[str]]) -> Response:
    token = token_in(request, desk.settings)
    visitor = visitor_with(desk, token)
    if page.needs is not None:
        if visitor is None:
            return _to_sign_in(request)
        if not visitor.may(page.needs):
            raise Forbidden
        if visitor.must_change_password and request.url.path not in _WITH_A_FIRST_PASSWORD:
            return RedirectResponse(CHANGE_PASSWORD, status_code=303)
    if request.method == "POST":
        _require_own_form(request, desk.settings, visitor, form)
    single = {name: values[-1] for name, values in form.items()}
    try:
        return page.handle(Visit(desk, request, visitor, single, form, token))
    except (PublishedUnavailable, CaseworkUnreadable) as error:
        LOG.error("%s", error)
        raise NothingPublished(str(error)) from error


def visitor_with(desk: Desk, token: str) -> Visitor | None:
    """Whom a session's token stands for now."""
    if not token:
        return None
    now = desk.clock.now()
    limits = session_limits(desk.settings)
    with desk.store.read() as session:
        found = sessions.visitor_of(session, token, now, limits)
    if found is None:
        return None
    visitor, is_time_to_note = found
    if is_time_to_note:
        with desk.store.write() as session:
            sessions.note_seen(session, token, now)
    return visitor


def session_limits(settings: DeskSettings) -> sessions.Limits:
    said = settings.organisation["sign_in"]
    return sessions.Limits(
        idle=timedelta(minutes=said["idle_minutes"]), longest=timedelta(hours=said["longest_hours"])
    )


def _to_sign_in(request: Request) -> Response:
    """Ask who it is and come back after; a form is not sent again by itself."""
    if request.headers.get("HX-Request") == "true":
        # The page that is open goes to sign in, not a part of it.
        return Response(status_code=401, headers={"HX-Redirect": SIGN_IN})
    wanted = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    back = f"?next={quote(wanted)}" if request.method == "GET" and wanted != "/" else ""
    return RedirectResponse(f"{SIGN_IN}{back}", status_code=303)


def _require_own_form(
    request: Request, settings: DeskSettings, visitor: Visitor | None, form: dict[str, list[str]]
) -> None:
    """A form counts only if this desk made it for this session. Raises StaleForm."""
    ours = {request.headers.get("host"), urlsplit(settings.address).netloc}
    origin = request.headers.get("origin")
    if origin is not None and origin.partition("://")[2] not in ours - {""}:
        raise StaleForm
    # Browsers say so also where they name no origin, and nobody can leave it out from a page of theirs.
    if request.headers.get("sec-fetch-site") in ("cross-site", "same-site"):
        raise StaleForm
    if visitor is not None:
        sent = (form.get("csrf_token") or [""])[-1]
        if not secrets.compare_digest(sent.encode(), visitor.csrf_token.encode()):
            raise StaleForm


def error_page(desk: Desk, request: Request, error: VisitError) -> Response:
    """What went wrong, what was kept of it, and where to go on."""
    try:
        visitor = visitor_with(desk, token_in(request, desk.settings))
    except SQLAlchemyError:  # the page that says what is broken does not need it
        visitor = None
    visit = Visit(desk, request, visitor)
    return visit.render("error.html.j2", status=error.status, error=error)
