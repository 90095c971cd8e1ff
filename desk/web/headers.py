"""What every answer carries so that a browser helps to keep it safe. No page may say otherwise."""

from __future__ import annotations

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
_ALWAYS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # Lets the sites that officers go to from here learn nothing of the school they were reading about.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


class SafeHeaders:
    """Adds them. is_secure: the desk is reached over TLS, and a browser is told to keep to that."""

    def __init__(self, app: ASGIApp, *, is_secure: bool) -> None:
        self._app = app
        self._headers = _ALWAYS | (
            {"Strict-Transport-Security": "max-age=31536000; includeSubDomains"} if is_secure else {}
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(self._headers)
                is_static = scope["path"].startswith("/static/") and message["status"] == 200
                # What officers read is kept nowhere on the way, and gone from the machine with the page.
                headers["Cache-Control"] = (
                    "public, max-age=31536000, immutable" if is_static else "no-store, private"
                )
            await send(message)

        await self._app(scope, receive, send_with_headers)
