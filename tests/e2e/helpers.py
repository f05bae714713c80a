"""What the journeys ask of a page: accessible, valid, signed in, quiet."""

import http.client
import json
import socket
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Self
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from playwright.sync_api import Page

LOOPBACK = "127.0.0.1"
OWN_HOSTS = {"localhost", LOOPBACK}
CHECKER_HEADERS = {"Content-Type": "text/html; charset=utf-8", "User-Agent": "tests"}
# Every rule of the checker, its good practices as well as WCAG.
AXE_OPTIONS = {"resultTypes": ["violations"]}
TARGETS_SHOWN = 3


def assert_accessible(page: Page) -> None:
    """Fail, listing what is wrong and where, unless axe finds nothing to say about ``page``."""
    violations = Axe().run(page, options=AXE_OPTIONS).response["violations"]
    if violations:
        report = "\n".join(_describe_violation(violation) for violation in violations)
        pytest.fail(f"{page.url} is not accessible:\n{report}", pytrace=False)


def _describe_violation(violation: dict[str, Any]) -> str:
    nodes = violation["nodes"]
    lines = [
        f"- {violation['id']} ({violation['impact']}): {violation['help']}, {len(nodes)} time(s)"
    ]
    lines += [
        f"    {node['target'][0]}: {node['html'][:200]}".replace("\n", " ")
        for node in nodes[:TARGETS_SHOWN]
    ]
    return "\n".join(lines)


class HtmlValidator:
    """The Nu HTML checker as a server: one JVM for all pages, some milliseconds for each."""

    START_SECONDS = 60

    def __init__(self, jar: Path) -> None:
        self.jar = jar
        self.port = _free_port()

    def __enter__(self) -> Self:
        self.process = subprocess.Popen(
            [
                "java",
                f"-Dnu.validator.servlet.bind-address={LOOPBACK}",
                "-cp",
                str(self.jar),
                "nu.validator.servlet.Main",
                str(self.port),
            ],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self._wait_until_it_answers()
        return self

    def __exit__(self, *exception: object) -> None:
        self.process.terminate()
        self.process.wait()

    def assert_valid(self, html: str | bytes) -> None:
        """Fail, listing the errors with their lines, unless ``html`` is a valid page.

        Give it what the server sent (``response.text()``, ``response.content``): what a
        browser makes of it (``page.content()``) is already repaired.
        """
        errors = [message for message in self._messages(html) if "error" in message["type"]]
        if errors:
            report = "\n".join(_describe_message(error) for error in errors)
            pytest.fail(f"The HTML is not valid:\n{report}", pytrace=False)

    def _messages(self, html: str | bytes) -> list[dict[str, Any]]:
        body = html.encode() if isinstance(html, str) else html
        connection = http.client.HTTPConnection(LOOPBACK, self.port, timeout=30)
        try:
            connection.request("POST", "/?out=json", body, CHECKER_HEADERS)
            return json.load(connection.getresponse())["messages"]
        finally:
            connection.close()

    def _wait_until_it_answers(self) -> None:
        deadline = time.monotonic() + self.START_SECONDS
        while self.process.poll() is None and time.monotonic() < deadline:
            try:
                socket.create_connection((LOOPBACK, self.port), timeout=1).close()
            except OSError:
                time.sleep(0.1)
            else:
                return
        self.process.kill()
        self.process.wait()
        pytest.fail("The HTML checker did not start", pytrace=False)


def _describe_message(message: dict[str, Any]) -> str:
    line = message.get("lastLine", "?")
    extract = " ".join(message.get("extract", "").split())
    return f"- line {line}: {message['message']}\n    {extract}"


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind((LOOPBACK, 0))
        return listener.getsockname()[1]


def sign_in(page: Page, user: object, address: str) -> None:
    """Give ``page`` the session of ``user`` on the site at ``address``, without the login form."""
    client = Client()
    client.force_login(user)
    name = settings.SESSION_COOKIE_NAME
    page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": address}])


def watch(page: Page, report: Callable[[str], None]) -> None:
    """Report each script error, breach of the content policy and call to another host."""
    page.on("pageerror", lambda error: report(f"{page.url}: script error: {error}"))
    page.on(
        "console",
        lambda message: (
            report(f"{page.url}: {message.text}")
            if "Content Security Policy" in message.text
            else None
        ),
    )
    page.on(
        "request",
        lambda request: (
            report(f"{page.url}: request to another host: {request.url}")
            if is_elsewhere(request.url)
            else None
        ),
    )


def is_elsewhere(url: str) -> bool:
    """Whether ``url`` asks another host than the site's own."""
    parts = urlsplit(url)
    return parts.scheme in {"http", "https", "ws", "wss"} and parts.hostname not in OWN_HOSTS
