"""Starts a real provider for the time of a test, and signs people in to it as a browser would."""

import json
import os
import re
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import requests

from tests import clock
from tests.conftest import ROOT
from tests.needs import need

HERE = Path(__file__).resolve().parent
MODULES = ROOT / "var/node"
CLIENT_ID, CLIENT_SECRET = "portfolio", "a-secret-of-this-test-" + "x" * 20


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


@contextmanager
def running_provider(site: str, people: dict[str, dict[str, Any]]) -> Iterator[str]:
    """A provider that knows ``site`` and these people (claims by ``sub``); gives its issuer."""
    need(shutil.which("node"), "node (Debian: apt install nodejs)")
    need((MODULES / "node_modules/oidc-provider").is_dir(), "npm oidc-provider (run make e2e)")
    port = free_port()
    client = {
        "client_id": CLIENT_ID,
        "client_secret": CLIENT_SECRET,
        "redirect_uris": [f"{site}/connexion/fournisseur/retour/"],
        "post_logout_redirect_uris": [f"{site}/deconnexion/retour/"],
        "token_endpoint_auth_method": "client_secret_post",
    }
    config = {"port": port, "modules": str(MODULES), "client": client, "people": people}
    process = subprocess.Popen(
        ["node", str(HERE / "provider.mjs"), json.dumps(config)],
        env=os.environ | clock.for_programs(),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        assert process.stdout is not None
        assert any(line.strip() == "ready" for line in process.stdout), "it did not start"
        yield f"http://localhost:{port}"
    finally:
        process.terminate()
        process.wait(timeout=10)
        process.stdout.close()


def sign_in_there(address: str, sub: str, site: str) -> str:
    """Follow the provider's pages as ``sub``; gives the address that it sends back to ``site``."""
    with requests.Session() as browser:
        answer = browser.get(address, allow_redirects=False, timeout=10)
        for _ in range(10):
            if answer.is_redirect:
                location = urljoin(answer.url, answer.headers["location"])
                if location.startswith(site):
                    return location
                answer = browser.get(location, allow_redirects=False, timeout=10)
                continue
            assert answer.ok, answer.text
            action = re.search(r'action="([^"]+)"', answer.text)
            assert action, answer.text
            form = {"prompt": "login", "login": sub, "password": "any"}
            target = urljoin(answer.url, unescape(action[1]))
            answer = browser.post(target, form, allow_redirects=False, timeout=10)
    raise AssertionError("the provider never sent back")
