"""Rows that never change once they are written: a change is a new row that says why.

The model refuses what goes through it, and so does its query set; ``startups.freezing`` makes
the database refuse the rest.
"""

from typing import Any, NoReturn

from django.db import models


class Frozen(TypeError):
    """Somebody tried to change what is signed."""


class FrozenQuerySet(models.QuerySet[Any]):
    """Refuses every bulk way to change or delete."""

    def update(self, **kwargs: Any) -> NoReturn:
        raise Frozen(f"{self.model._meta.verbose_name}: never changed once it is signed.")

    def delete(self) -> NoReturn:
        raise Frozen(f"{self.model._meta.verbose_name}: never deleted.")

    def bulk_update(self, *args: Any, **kwargs: Any) -> NoReturn:
        self.update()


class FrozenModel(models.Model):
    """Written once. Mix in before ``DomainModel``."""

    objects = FrozenQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise Frozen(f"{self._meta.verbose_name}: never changed once it is signed.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise Frozen(f"{self._meta.verbose_name}: never deleted.")
