"""A provider that says whatever a test wants, on the loopback: forged, stale, for others."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

from tests import clock

CLIENT_ID = "portfolio"
KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
STRANGERS_KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)


class HostileProvider:
    """What it answers is in its attributes; by default it is as honest as can be."""

    def __init__(self, issuer: str) -> None:
        self.issuer = issuer
        self.announced_issuer = issuer
        self.nonce = ""
        self.key: Any = KEY
        self.algorithm = "RS256"
        self.id_token_changes: dict[str, Any] = {}
        self.userinfo_changes: dict[str, Any] = {}
        self.userinfo_signed = True
        self.up = True

    def claims(self, **more: Any) -> dict[str, Any]:
        now = int(clock.now().timestamp())
        return {
            "iss": self.issuer,
            "aud": CLIENT_ID,
            "sub": "one",
            "iat": now,
            "exp": now + 60,
            **more,
        }

    def signed(self, claims: dict[str, Any]) -> str:
        present = {name: value for name, value in claims.items() if value is not None}
        return jwt.encode(present, self.key, self.algorithm, headers={"kid": "one"})

    def answer(self, path: str) -> tuple[str, str]:
        """The type and the body of what is answered at ``path``."""
        if path == "/token":
            token = self.signed({**self.claims(nonce=self.nonce), **self.id_token_changes})
            return "application/json", json.dumps({"id_token": token, "access_token": "a"})
        if path == "/userinfo":
            person = {"email": "ada@example.org", "email_verified": True}
            claims = {**self.claims(**person), **self.userinfo_changes}
            if self.userinfo_signed:
                return "application/jwt", self.signed(claims)
            return "application/json", json.dumps(claims)
        if path == "/jwks":
            key = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(KEY.public_key()))
            known = {**key, "kid": "one", "alg": "RS256", "use": "sig"}
            return "application/json", json.dumps({"keys": [known]})
        return "application/json", json.dumps(
            {
                "issuer": self.announced_issuer,
                "authorization_endpoint": f"{self.issuer}/auth",
                "token_endpoint": f"{self.issuer}/token",
                "userinfo_endpoint": f"{self.issuer}/userinfo",
                "jwks_uri": f"{self.issuer}/jwks",
                "end_session_endpoint": f"{self.issuer}/end",
            }
        )


@contextmanager
def hostile_provider() -> Iterator[HostileProvider]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200 if provider.up else 503)
            kind, body = provider.answer(self.path)
            self.send_header("Content-Type", kind)
            self.end_headers()
            self.wfile.write(body.encode())

        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            self.do_GET()

        def log_message(self, *_: object) -> None:
            """Nothing: the test says what went wrong."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        provider = HostileProvider(f"http://127.0.0.1:{server.server_port}")
        thread = threading.Thread(target=lambda: server.serve_forever(0.01), daemon=True)
        thread.start()
        yield provider
        server.shutdown()
        thread.join()
