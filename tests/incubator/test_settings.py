"""Settings: production names what it lacks; nothing is served without its headers."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
COMPLETE = {
    "SECRET_KEY": "a-key-for-this-test-only-" + "0123456789" * 4,
    "ALLOWED_HOSTS": "portefeuille.example",
    "SITE_URL": "https://portefeuille.example",
    "DATABASE_URL": "sqlite:////tmp/unused.sqlite3",
    "MEDIA_ROOT": "/tmp/media",  # noqa: S108 (nothing is written there)
    "EMAIL_URL": "submission://user:secret@mail.example:587",
    "DEFAULT_FROM_EMAIL": "portefeuille@portefeuille.example",
}


def manage(*command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Runs a management command in production settings with just that environment."""
    return subprocess.run(
        [sys.executable, "-W", "error", "manage.py", *command],
        cwd=ROOT,
        env={
            "PATH": os.environ["PATH"],
            "DJANGO_SETTINGS_MODULE": "incubator.settings.production",
            **environment,
        },
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


@pytest.mark.parametrize("name", sorted(COMPLETE))
def test_production_names_the_variable_that_is_missing(name: str) -> None:
    environment = {key: value for key, value in COMPLETE.items() if key != name}
    result = manage("check", **environment)
    assert result.returncode != 0
    assert name in result.stderr.splitlines()[-1]


def test_production_passes_the_deployment_check() -> None:
    result = manage("check", "--deploy", "--fail-level", "WARNING", **COMPLETE)
    assert result.returncode == 0, result.stderr
    assert "no issues (0 silenced)" in result.stdout + result.stderr


def test_an_unreadable_mail_address_says_which_variable() -> None:
    result = manage("check", **COMPLETE | {"EMAIL_URL": "gopher://mail"})
    assert result.returncode != 0
    assert "EMAIL_URL" in result.stderr.splitlines()[-1]


def test_every_variable_that_is_read_is_explained_in_the_example() -> None:
    import re

    read = set()
    for path in (ROOT / "incubator").rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        read |= set(re.findall(r'env\.\w+\(\s*"([A-Z_]+)"', text))
        read |= set(re.findall(r'required(?:_list)?\("([A-Z_]+)"', text))
    explained = set(re.findall(r"^#?([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE))
    assert read - explained == set()
    assert explained - read == {"DJANGO_SETTINGS_MODULE"}


@pytest.mark.django_db
def test_sqlite_is_tuned_for_a_server() -> None:
    from django.db import connection

    if connection.vendor != "sqlite":
        pytest.skip("another database")
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA foreign_keys")
        assert cursor.fetchone() == (1,)
    assert connection.settings_dict["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert "journal_mode = WAL" in connection.settings_dict["OPTIONS"]["init_command"]
