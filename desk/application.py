"""Puts a desk together: its pages, its files, and what is around every answer.

Belongs here: the list of rooms that hold pages. Does not belong here: any page.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from types import ModuleType

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp

from desk.casework.keeping_up import KeepingUp
from desk.casework.rules import CaseworkRules
from desk.facts import PublishedFacts
from desk.listing.exports import export_role
from desk.pages import PAGE_MODULES
from desk.security import openid
from desk.settings import DeskSettings
from desk.store.database import open_store
from desk.web.access_log import AccessLog
from desk.web.errors import BadRequest, MethodNotAllowed, NotFound, VisitError
from desk.web.headers import SafeHeaders
from desk.web.page import Page
from desk.web.serving import endpoint, error_page
from desk.web.templates import STATIC
from desk.web.visit import Desk
from pipelines.casework_port import open_case_counts
from pipelines.clock import Clock

LOG = logging.getLogger("desk")

_SAID_OF_STATUS: dict[int, type[VisitError]] = {404: NotFound, 405: MethodNotAllowed}


def open_desk(settings: DeskSettings, clock: Clock) -> Desk:
    """A desk with its database brought up to date. Raises BadUsage, StoreUnavailable."""
    openid.require_complete(settings)
    export_role(settings.organisation)  # a mistake in it is told now, and not on somebody's morning
    rules = CaseworkRules.of(settings.organisation)
    store = open_store(settings.database)
    keeping_up = KeepingUp(store, rules, open_case_counts(settings.data))
    return Desk(settings, store, PublishedFacts(settings.data), clock, rules, keeping_up)


def create_application(desk: Desk) -> ASGIApp:
    """The web application of a desk."""

    async def refuse(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        told = _SAID_OF_STATUS.get(error.status_code, BadRequest)()
        answer = await run_in_threadpool(error_page, desk, request, told)
        answer.headers.update(error.headers or {})
        return answer

    async def explain(request: Request, error: Exception) -> Response:
        LOG.error("A page could not be made: %s %s", request.method, request.url.path, exc_info=error)
        return await run_in_threadpool(error_page, desk, request, VisitError())

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        threading.Thread(target=desk.facts.read_ahead, name="first build", daemon=True).start()
        yield
        desk.store.close()
        desk.facts.close()

    application = Starlette(
        routes=[
            *(
                Route(page.path, endpoint(desk, page), methods=list(page.methods), name=page.name)
                for page in every_page()
            ),
            Mount("/static", StaticFiles(directory=STATIC), name="static"),
        ],
        exception_handlers={HTTPException: refuse, Exception: explain},
        lifespan=lifespan,
    )
    # An address is written in one way; nothing is built from the Host that a client names.
    application.router.redirect_slashes = False
    # Around everything, also around what answers when a page raises.
    return AccessLog(SafeHeaders(application, is_secure=desk.settings.is_secure))


def every_page() -> list[Page]:
    """Every page of the desk."""
    return [page for module in PAGE_MODULES for page in pages_of(module)]


def pages_of(module: ModuleType) -> list[Page]:
    """The pages that a module declares, in the order in which they stand there."""
    return [value for value in vars(module).values() if isinstance(value, Page)]
