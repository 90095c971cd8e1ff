"""The organisation's own sign-in, by OpenID Connect."""

from __future__ import annotations

from desk.settings import DeskSettings


def is_configured(settings: DeskSettings) -> bool:
    """Whether the organisation has one."""
    return bool(settings.organisation["sign_in"]["openid"]["issuer"])
