"""The database from ``DATABASE_URL``: SQLite tuned for a server, or PostgreSQL."""

from typing import Any

import dj_database_url

from .env import BASE_DIR, env

DEFAULT_URL = f"sqlite:///{BASE_DIR / 'var' / 'portfolio.sqlite3'}"

# Readers do not wait for the writer (WAL), a writer waits for its turn instead of failing
# (busy timeout, and the write lock taken when the transaction begins).
SQLITE_OPTIONS: dict[str, Any] = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": (
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON; "
        "PRAGMA cache_size = -64000; PRAGMA mmap_size = 134217728; PRAGMA temp_store = MEMORY"
    ),
}


def database() -> dict[str, Any]:
    """Django's ``DATABASES["default"]``."""
    config: dict[str, Any] = dict(
        dj_database_url.parse(env.str("DATABASE_URL", "") or DEFAULT_URL, conn_health_checks=True)
    )
    if config["ENGINE"].endswith("sqlite3"):
        config["OPTIONS"] = {**config.get("OPTIONS", {}), **SQLITE_OPTIONS}
    else:
        config["CONN_MAX_AGE"] = 60
    return config


def is_postgresql(config: dict[str, Any]) -> bool:
    """Whether the configured engine is PostgreSQL."""
    return "postgresql" in config["ENGINE"]
