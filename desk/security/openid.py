"""The organisation's own sign-in, by OpenID Connect: the code flow with state, nonce and PKCE.

Belongs here: what is asked of the provider, and what its answer must prove. Does not belong here: whose
account it is (openid_accounts.py).

Nothing of the provider is remembered from one sign-in to the next, so that keys which it changes count at
once; a desk has few sign-ins a day. No transaction is open while it is asked.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

import requests
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.requests_client import OAuth2Session
from joserfc import jwt
from joserfc.errors import ClaimError, JoseError
from joserfc.jwk import KeySet

from desk.settings import DeskSettings
from pipelines.settings import BadUsage

#: Where the provider sends people back to, below the desk's address.
BACK = "/sign-in/organisation/back"
_SECONDS_TO_WAIT = 10
#: Signatures that need a key which the provider alone has; a token signed with our own secret is none.
_ALGORITHMS = ("RS256", "PS256", "ES256", "RS384", "PS384", "ES384", "RS512", "PS512", "ES512", "EdDSA")
#: Seconds by which two clocks may differ.
_LEEWAY = 60
_LONGEST_BACK = 500


class NotSignedIn(Exception):
    """The provider's answer proves nobody; the message is for the log and holds no secret."""


@dataclass(frozen=True)
class Attempt:
    """What one browser takes along and brings back. secret: 256 random bits, which no address ever holds; all
    else follows from it. back: the page that was wanted."""

    secret: str
    back: str

    @classmethod
    def begin(cls, back: str) -> Attempt:
        return cls(secrets.token_urlsafe(32), back if len(back) <= _LONGEST_BACK else "/")

    @classmethod
    def from_cookie(cls, value: str) -> Attempt | None:
        """None for what is no such cookie."""
        secret, _, back = value.partition(".")
        try:
            return cls(secret, base64.urlsafe_b64decode(back).decode()) if secret and back else None
        except ValueError:
            return None

    @property
    def cookie(self) -> str:
        return f"{self.secret}.{base64.urlsafe_b64encode(self.back.encode()).decode()}"

    def derived(self, what: str) -> str:
        """``state``, ``nonce`` or ``verifier``: each tells nothing of the others."""
        digest = hmac.digest(self.secret.encode(), what.encode(), hashlib.sha256)
        return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def is_configured(settings: DeskSettings) -> bool:
    """Whether the organisation has a sign-in of its own."""
    return bool(_said(settings)["issuer"])


def require_complete(settings: DeskSettings) -> None:
    """Raises BadUsage where it is configured in part, or would be asked without TLS."""
    said = _said(settings)
    if not said["issuer"]:
        return
    if not _is_safe(said["issuer"]):
        raise BadUsage(f"sign_in.openid.issuer = {said['issuer']!r} has to begin with https://.")
    if not said["client_id"]:
        raise BadUsage("sign_in.openid has an issuer and no client_id: the provider gives one.")
    if not _secret(settings):
        raise BadUsage(
            f"sign_in.openid has an issuer, and {said['secret_variable']} is not set in the environment: "
            "the provider gives the client's secret."
        )


def address_to_go_to(settings: DeskSettings, attempt: Attempt) -> str:
    """Where the browser is sent. Raises NotSignedIn where the provider cannot be asked."""
    provider = _provider(settings)
    with _client(settings, provider) as client:
        address, _ = client.create_authorization_url(
            provider["authorization_endpoint"],
            state=attempt.derived("state"),
            nonce=attempt.derived("nonce"),
            code_verifier=attempt.derived("verifier"),
        )
    return str(address)


def who_came_back(
    settings: DeskSettings, attempt: Attempt, answer: Mapping[str, str], now: datetime
) -> Mapping[str, Any]:
    """The claims of the ID token, each check passed. answer: what the address held. Raises NotSignedIn."""
    if not secrets.compare_digest(answer.get("state", "").encode(), attempt.derived("state").encode()):
        raise NotSignedIn("the state is not the one that was sent")
    if "iss" in answer and answer["iss"] != _said(settings)["issuer"]:
        raise NotSignedIn("the answer comes from another issuer")
    if not answer.get("code"):
        # Its own word for it, such as access_denied, and nothing that somebody could have put there.
        error = answer.get("error", "")
        raise NotSignedIn(f"no code was given ({error if error.isidentifier() else 'no reason'})")
    provider = _provider(settings)
    try:
        with _client(settings, provider) as client:
            given = client.fetch_token(
                provider["token_endpoint"],
                grant_type="authorization_code",
                code=answer["code"],
                code_verifier=attempt.derived("verifier"),
                allow_redirects=False,
                timeout=_SECONDS_TO_WAIT,
            )
        return _claims(settings, attempt, str(given["id_token"]), _ask(provider["jwks_uri"]), now)
    except ClaimError as error:
        raise NotSignedIn(f"the token's {error.claim} is not what it has to be") from error
    except (AuthlibBaseError, JoseError, requests.RequestException, KeyError, TypeError, ValueError) as error:
        raise NotSignedIn(f"{type(error).__name__} while the code was redeemed") from error


def _claims(
    settings: DeskSettings, attempt: Attempt, token: str, keys: Any, now: datetime
) -> Mapping[str, Any]:
    said = _said(settings)
    claims = jwt.decode(token, KeySet.import_key_set(keys), algorithms=_ALGORITHMS).claims
    jwt.JWTClaimsRegistry(
        now=int(now.timestamp()),
        leeway=_LEEWAY,
        iss={"essential": True, "value": said["issuer"]},
        aud={"essential": True, "value": said["client_id"]},
        sub={"essential": True},
        exp={"essential": True},
        iat={"essential": True},
        nonce={"essential": True, "value": attempt.derived("nonce")},
    ).validate(claims)
    audience = claims["aud"]
    is_shared = isinstance(audience, list) and len(audience) > 1
    if claims.get("azp", said["client_id"]) != said["client_id"] or (is_shared and "azp" not in claims):
        raise NotSignedIn("the token was made for another client")
    if not claims["sub"]:
        raise NotSignedIn("the token says of nobody who they are")
    return claims


def _provider(settings: DeskSettings) -> Mapping[str, Any]:
    """What the provider says of itself. Raises NotSignedIn."""
    issuer = _said(settings)["issuer"]
    try:
        found = _ask(f"{issuer.rstrip('/')}/.well-known/openid-configuration")
        if found["issuer"] != issuer:
            raise NotSignedIn("the provider calls itself by another name than sign_in.openid.issuer")
        for name in ("authorization_endpoint", "token_endpoint", "jwks_uri"):
            if not _is_safe(found[name]):
                raise NotSignedIn(f"the provider's {name} is not reached over TLS")
    except (requests.RequestException, KeyError, TypeError, ValueError) as error:
        raise NotSignedIn(f"{type(error).__name__} while the provider was asked about itself") from error
    assert isinstance(found, dict)
    return found


def _ask(address: str) -> Any:
    answer = requests.get(address, timeout=_SECONDS_TO_WAIT, allow_redirects=False)
    answer.raise_for_status()
    return answer.json()


def _client(settings: DeskSettings, provider: Mapping[str, Any]) -> OAuth2Session:
    said = _said(settings)
    methods = provider.get("token_endpoint_auth_methods_supported", ["client_secret_basic"])
    basic = "client_secret_basic"
    return OAuth2Session(
        client_id=said["client_id"],
        client_secret=_secret(settings),
        scope=" ".join(["openid", *said["scopes"]]),
        redirect_uri=f"{settings.address}{BACK}",
        code_challenge_method="S256",
        token_endpoint_auth_method=basic if basic in methods else "client_secret_post",
    )


def _said(settings: DeskSettings) -> Mapping[str, Any]:
    said = settings.organisation["sign_in"]["openid"]
    assert isinstance(said, Mapping)
    return said


def _secret(settings: DeskSettings) -> str:
    return os.environ.get(_said(settings)["secret_variable"], "")


def _is_safe(address: str) -> bool:
    parts = urlsplit(address)
    is_here = parts.hostname in ("127.0.0.1", "::1", "localhost")
    return parts.scheme == "https" or (parts.scheme == "http" and is_here)
