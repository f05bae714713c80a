"""Rows that may change until they are sealed, and never after.

The model refuses what goes through it, and so does its query set;
``startups.money.statements.models.immutability`` makes the database refuse the rest.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import models
from django.db.models import Q

from .append_only import Immutable


class LockedQuerySet(models.QuerySet[Any]):
    """Refuses to change or delete many rows when one of them is sealed."""

    def update(self, **kwargs: Any) -> int:
        self._refuse_sealed()
        return super().update(**kwargs)

    def delete(self) -> tuple[int, dict[str, int]]:
        self._refuse_sealed()
        return super().delete()

    def bulk_update(self, objs: Iterable[Any], *args: Any, **kwargs: Any) -> int:
        rows = list(objs)
        self.filter(pk__in=[row.pk for row in rows])._refuse_sealed()
        return super().bulk_update(rows, *args, **kwargs)

    def bulk_create(self, objs: Iterable[Any], *args: Any, **kwargs: Any) -> list[Any]:
        rows = list(objs)
        self.model.refuse_additions(rows)
        return super().bulk_create(rows, *args, **kwargs)

    def _refuse_sealed(self) -> None:
        if self.filter(self.model.SEALED).exists():
            raise Immutable(f"{self.model._meta.verbose_name}: never changed once it is validated.")


class LockedModel(models.Model):
    """``SEALED`` says which rows are. Mix in before ``DomainModel``."""

    SEALED: Q

    objects = LockedQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.refuse_change()
        self.refuse_additions([self])
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        self.refuse_change()
        return super().delete(*args, **kwargs)

    def refuse_change(self) -> None:
        """Raises Frozen when the row, as the database has it, is sealed."""
        if self.pk is None:
            return
        if type(self)._base_manager.filter(self.SEALED, pk=self.pk).exists():
            raise Immutable(f"{self._meta.verbose_name}: never changed once it is validated.")

    @classmethod
    def refuse_additions(cls, rows: Sequence[Any]) -> None:
        """Raises Immutable when one of ``rows`` would be added to what is sealed; one query."""
