"""Rows that never change once they are written: a change is a new row that says why.

The model refuses what goes through it, and so does its query set;
``startups.core.models.immutability`` makes the database refuse the rest.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, NoReturn

from django.db import connection, models

# What the triggers ask: this setting on PostgreSQL, ``is_thawed`` on SQLite.
SETTING = "startups.thawed"
_thawed: ContextVar[bool] = ContextVar("thawed", default=False)


class Immutable(TypeError):
    """Somebody tried to change what is signed."""


class AppendOnlyQuerySet(models.QuerySet[Any]):
    """Refuses every bulk way to change or delete."""

    def update(self, **kwargs: Any) -> NoReturn:
        raise Immutable(f"{self.model._meta.verbose_name}: never changed once it is signed.")

    def delete(self) -> NoReturn:
        raise Immutable(f"{self.model._meta.verbose_name}: never deleted.")

    def bulk_update(self, *args: Any, **kwargs: Any) -> NoReturn:
        self.update()


class AppendOnlyModel(models.Model):
    """Written once. Mix in before ``DomainModel``."""

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise Immutable(f"{self._meta.verbose_name}: never changed once it is signed.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise Immutable(f"{self._meta.verbose_name}: never deleted.")


def is_thawed() -> bool:
    """Whether the one act that may write on frozen rows is under way in this thread."""
    return _thawed.get()


@contextmanager
def thawed() -> Iterator[None]:
    """Lets the database take changes to frozen rows; inside a transaction.

    For the anonymisation of a person alone: a name that must go is gone from texts that were
    signed, too. Nothing of the decision itself may be changed under it.
    """
    token = _thawed.set(True)
    _set_on_postgres("on")
    try:
        yield
    finally:
        _thawed.reset(token)
        _set_on_postgres("off")


def _set_on_postgres(value: str) -> None:
    """For the rest of the transaction at most: an error ends it anyway."""
    if connection.vendor != "postgresql" or connection.needs_rollback:
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config(%s, %s, true)", [SETTING, value])
