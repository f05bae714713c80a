"""What is tied to a record, and keeps it from being deleted."""

from typing import Any

from django.db.models import Model
from simple_history.models import HistoricalChanges


def uses_of(instance: Model) -> list[tuple[Any, int]]:
    """The models with rows tied to ``instance``, and how many; one query a model.

    History does not count: it keeps what was.
    """
    uses = []
    relations: list[Any] = instance._meta.get_fields(include_hidden=True)
    for relation in relations:
        if not (relation.one_to_many and relation.auto_created):
            continue
        model = relation.related_model
        if issubclass(model, HistoricalChanges):
            continue
        count = model._default_manager.filter(**{relation.field.name: instance}).count()
        if count:
            uses.append((model, count))
    return uses
