"""Fixtures that every test may use."""

import datetime
from pathlib import Path

import pytest
from django.db import connection

ROOT = Path(__file__).resolve().parent.parent
CONTENT_TREE = ROOT.parent / "shared" / "data" / "portfolio" / "content"


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


@pytest.fixture
def transactional_db(django_db_serialized_rollback, transactional_db):
    """A database that is emptied after the test, with what the migrations wrote in it.

    Emptying it takes away Wagtail's root page too: each such test gets it back. Ask for this
    fixture rather than for ``django_db(transaction=True)``, which does not.
    """
    return transactional_db


@pytest.fixture
def live_server(django_db_serialized_rollback, live_server):
    """The site, served on the loopback, with what the migrations wrote in its database."""
    return live_server
