"""The cookies of the desk: which there are, and what a browser is told about them.

One holds a session. Another holds, for ten minutes, what somebody takes along to the organisation's sign-in,
so that whoever comes back is known to be whoever went.
"""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from desk.settings import DeskSettings

_ATTEMPT = "desk-sign-in"
_LONGEST_ATTEMPT = 600


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


def attempt_in(request: Request, settings: DeskSettings) -> str:
    """What somebody took along to the organisation's sign-in; empty for nothing."""
    return request.cookies.get(_name(settings, _ATTEMPT), "")


def keep_attempt(response: Response, value: str, settings: DeskSettings) -> None:
    """Let the browser hold it until it comes back, at most ten minutes."""
    response.set_cookie(
        _name(settings, _ATTEMPT),
        value,
        max_age=_LONGEST_ATTEMPT,
        path="/",
        httponly=True,
        samesite="lax",
        secure=settings.is_secure,
    )


def drop_attempt(response: Response, settings: DeskSettings) -> None:
    response.delete_cookie(
        _name(settings, _ATTEMPT), path="/", httponly=True, samesite="lax", secure=settings.is_secure
    )


def _name(settings: DeskSettings, name: str = "desk") -> str:
    # A browser takes a cookie of this name over TLS alone, and from this very host.
    return f"__Host-{name}" if settings.is_secure else name
