"""Security headers: strict in public, relaxed for the admin only."""

import pytest
from django.test import Client

from cms.services import ensure_site

pytestmark = pytest.mark.django_db


def policy(response: object) -> dict[str, list[str]]:
    """The content security policy of a response, by directive."""
    header = response["Content-Security-Policy"]  # type: ignore[index]
    return {name: values for name, *values in (part.split() for part in header.split(";"))}


@pytest.mark.parametrize("path", ["/", "/startups/", "/nowhere/", "/healthz"])
def test_public_answers_allow_no_inline_script_or_style(client: Client, path: str) -> None:
    ensure_site()
    response = client.get(path)
    found = policy(response)
    assert found["default-src"] == ["'none'"]
    assert found["script-src"] == ["'self'"]
    assert found["style-src"] == ["'self'"]
    assert found["object-src"] == ["'none'"]
    assert found["base-uri"] == ["'none'"]
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert response["X-Frame-Options"] == "DENY"
    assert found["frame-ancestors"] == ["'none'"]


def test_only_the_admin_may_run_inline_scripts(admin_client: Client) -> None:
    found = policy(admin_client.get("/admin/"))
    assert found["script-src"] == ["'self'", "'unsafe-inline'"]
    assert found["object-src"] == ["'none'"]


def test_a_preview_in_the_admin_keeps_the_public_policy(admin_client: Client) -> None:
    home = ensure_site()
    response = admin_client.get(f"/admin/pages/{home.pk}/view_draft/")
    assert policy(response)["script-src"] == ["'self'"]
    assert policy(response)["frame-ancestors"] == ["'self'"]
    assert response["X-Frame-Options"] == "SAMEORIGIN"


def test_a_path_that_only_looks_like_the_admin_is_public(client: Client) -> None:
    assert policy(client.get("/administration/"))["script-src"] == ["'self'"]
