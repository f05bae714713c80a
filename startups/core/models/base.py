"""What every domain model shares: a history of each change, with who, when and why."""

from functools import cache
from typing import Any

from django.db import models
from simple_history.manager import HistoryManager as LibraryManager
from simple_history.models import HistoricalRecords


class HistoryManager(LibraryManager):
    """The library's manager of histories; its class is made once, not at each row written."""

    @classmethod
    @cache
    def from_queryset(cls, queryset_class: Any, class_name: str | None = None) -> Any:
        return super().from_queryset(queryset_class, class_name)


class DomainModel(models.Model):
    """A fact with its history. Written by services only; never bulk-updated, never cascaded."""

    history = HistoricalRecords(inherit=True, history_manager=HistoryManager)

    class Meta:
        abstract = True


def choice_constraint(
    field: str, choices: type[models.TextChoices], name: str, message: Any
) -> models.CheckConstraint:
    """A constraint that keeps ``field`` within ``choices``."""
    return models.CheckConstraint(
        condition=models.Q(**{f"{field}__in": choices.values}),
        name=name,
        violation_error_message=message,
    )


def filled_constraint(field: str, name: str, message: Any) -> models.CheckConstraint:
    """A constraint that refuses an empty ``field``."""
    return models.CheckConstraint(
        condition=~models.Q(**{field: ""}), name=name, violation_error_message=message
    )
