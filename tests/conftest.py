"""Fixtures that every test may use."""

import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.utils import translation

from tests.second_factor import force_login

ROOT = Path(__file__).resolve().parent.parent
CONTENT_TREE = ROOT.parent / "shared" / "data" / "portfolio" / "content"
SERIALIZED = "django_db_serialized_rollback"


def pytest_itemcollected(item: pytest.Item) -> None:
    """Give each test that empties the database what the migrations wrote in it.

    Else Wagtail's root page is gone after the first. Ask for ``transactional_db`` or
    ``live_server``: the mark ``django_db(transaction=True)`` alone is not seen here.
    """
    names = getattr(item, "fixturenames", [])
    if {"live_server", "transactional_db"} & {*names} and SERIALIZED not in names:
        names.append(SERIALIZED)


@pytest.fixture(autouse=True)
def _second_factor_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    """``client.force_login(user)`` goes wherever ``user`` may, as in production.

    The second factor is asked for in every test; whoever must have one has shown it.
    """
    monkeypatch.setattr(Client, "force_login", force_login)


@pytest.fixture(autouse=True)
def _own_language() -> Iterator[None]:
    """Each test starts in French: a request below ``/en/`` leaves its language in the thread."""
    yield
    translation.deactivate()


@pytest.fixture(autouse=True)
def _only_on_postgresql(request: pytest.FixtureRequest) -> None:
    """Skip the tests marked ``postgres`` on another database."""
    if request.node.get_closest_marker("postgres") and connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL: run make postgres-test")


@pytest.fixture
def on() -> datetime.date:
    """The day that tests ask about: the state of the test portfolio."""
    return datetime.date(2026, 8, 20)


@pytest.fixture(scope="session")
def content_tree() -> Path:
    """The real content tree that the import and the compatible API are measured on."""
    if not CONTENT_TREE.is_dir():
        pytest.skip(f"needs the test portfolio, expected beside the repository: {CONTENT_TREE}")
    return CONTENT_TREE
