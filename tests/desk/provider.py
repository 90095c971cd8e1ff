"""A small OpenID provider that really listens on loopback, with real keys: whoever comes is let in at once.

Belongs here: the provider, and what a test may have it say wrongly. Does not belong here: any test. It checks
what a provider checks (client, address to come back to, PKCE, a code that is good once), so that a desk which
forgets one of them is refused.
"""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import KeySet, OctKey, RSAKey

from tests.desk.served import MORNING

CLIENT, SECRET = "welfare-desk", "a secret of the tests"


@dataclass
class Provider:
    """What it says. person: claims of whoever signs in. instead: claims of the token that a test wants
    otherwise, None for absent. signed_with: another key than the published one. state: another state."""

    key: RSAKey
    address: str = ""
    person: dict[str, Any] = field(default_factory=dict)
    instead: dict[str, Any] = field(default_factory=dict)
    signed_with: RSAKey | OctKey | None = None
    algorithm: str = "RS256"
    state: str | None = None
    refusal: str | None = None
    asked: dict[str, dict[str, str]] = field(default_factory=dict)

    def restore(self) -> None:
        """Forget what a test wanted."""
        self.person = {
            "sub": "248289",
            "email": "robin.vale@example.org",
            "email_verified": True,
            "name": "Robin Vale",
        }
        self.instead, self.signed_with, self.algorithm = {}, None, "RS256"
        self.state = self.refusal = None

    def authorise(self, asked: dict[str, str]) -> str:
        """Where the browser is sent back to."""
        assert asked["client_id"] == CLIENT
        assert asked["response_type"] == "code"
        assert asked["code_challenge_method"] == "S256"
        assert "openid" in asked["scope"].split()
        answer = {"state": self.state or asked["state"]}
        if self.refusal:
            answer["error"] = self.refusal
        else:
            answer["code"] = secrets.token_urlsafe(16)
            self.asked[answer["code"]] = asked
        return f"{asked['redirect_uri']}?{urlencode(answer)}"

    def redeem(self, sent: dict[str, str], authorisation: str) -> dict[str, str] | None:
        """The tokens for a code; None where the client does not prove that it may have them."""
        asked = self.asked.pop(sent.get("code", ""), None)
        client = "Basic " + base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        if asked is None or authorisation != client or sent["redirect_uri"] != asked["redirect_uri"]:
            return None
        digest = hashlib.sha256(sent["code_verifier"].encode()).digest()
        if base64.urlsafe_b64encode(digest).rstrip(b"=").decode() != asked["code_challenge"]:
            return None
        now = int(MORNING.timestamp())
        claims = {"iss": self.address, "aud": CLIENT, "iat": now, "exp": now + 300, "nonce": asked["nonce"]}
        claims |= self.person | self.instead
        told = {name: value for name, value in claims.items() if value is not None}
        header = {"alg": self.algorithm, "kid": self.key.kid}
        token = jwt.encode(header, told, self.signed_with or self.key, algorithms=[self.algorithm])
        return {"access_token": "unused", "token_type": "Bearer", "id_token": token}

    def description(self) -> dict[str, Any]:
        return {
            "issuer": self.address,
            "authorization_endpoint": f"{self.address}/authorise",
            "token_endpoint": f"{self.address}/token",
            "jwks_uri": f"{self.address}/keys",
        }


@contextmanager
def listening_provider() -> Iterator[Provider]:
    """A provider on a port of its own."""
    provider = Provider(RSAKey.generate_key(2048, auto_kid=True))
    provider.restore()

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            if parts.path == "/authorise":
                asked = {name: values[-1] for name, values in parse_qs(parts.query).items()}
                self.send_response(302)
                self.send_header("Location", provider.authorise(asked))
                self.send_header("Content-Length", "0")
                self.end_headers()
            elif parts.path == "/keys":
                self._say(KeySet([provider.key]).as_dict(private=False))
            else:
                assert parts.path == "/.well-known/openid-configuration"
                self._say(provider.description())

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            sent = {name: values[-1] for name, values in parse_qs(body).items()}
            given = provider.redeem(sent, self.headers.get("Authorization", ""))
            self._say(given or {"error": "invalid_grant"}, 200 if given else 400)

        def _say(self, value: object, status: int = 200) -> None:
            content = json.dumps(value).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *args: object) -> None:
            """Nothing: a test says what matters."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    provider.address = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        thread.join(10)
        server.server_close()
