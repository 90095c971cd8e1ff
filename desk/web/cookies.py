"""The one cookie of the desk: which it is, and what a browser is told about it."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from desk.settings import DeskSettings


def token_in(request: Request, settings: DeskSettings) -> str:
    """What the session's cookie holds; empty for none."""
    return request.cookies.get(_name(settings), "")


def keep_token(response: Response, token: str, settings: DeskSettings) -> None:
    """Let the browser hold a session until it is closed: no script may read it, no other site may send it
    with a form, and over TLS alone where the desk has an https address."""
    response.set_cookie(
        _name(settings), token, path="/", httponly=True, samesite="lax", secure=settings.is_secure
    )


def drop_token(response: Response, settings: DeskSettings) -> None:
    response.delete_cookie(
        _name(settings), path="/", httponly=True, samesite="lax", secure=settings.is_secure
    )


def _name(settings: DeskSettings) -> str:
    # A browser takes a cookie of this name over TLS alone, and from this very host.
    return "__Host-desk" if settings.is_secure else "desk"
