"""``/healthz`` says when the database or a migration is wrong."""

import pytest
from django.db import OperationalError
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client

pytestmark = pytest.mark.django_db


def test_all_is_well(client: Client) -> None:
    response = client.get("/healthz")
    assert (response.status_code, response.json()) == (
        200,
        {"database": "ok", "migrations": "applied"},
    )
    assert "no-store" in response["Cache-Control"]


def test_a_migration_that_is_not_applied_is_told(client: Client) -> None:
    applied = MigrationRecorder.Migration.objects.filter(app="startups")
    applied.order_by("name").reverse()[0].delete()
    response = client.get("/healthz")
    assert (response.status_code, response.json()["migrations"]) == (503, "pending")


def test_a_database_that_does_not_answer_is_told(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> bool:
        raise OperationalError("gone")

    monkeypatch.setattr("incubator.health.pending_migrations", fail)
    response = client.get("/healthz")
    assert (response.status_code, response.json()["database"]) == (503, "unreachable")
    assert b"gone" not in response.content


def test_only_reading_is_allowed(client: Client) -> None:
    assert client.post("/healthz").status_code == 405
