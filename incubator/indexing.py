"""Keeps Wagtail's two indexes, of words and of references, once for a whole run of writes.

Wagtail indexes each page and picture twice whenever it is saved. Whoever saves hundreds in one
transaction has that done once, all together, at the end.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from itertools import groupby
from typing import Any

from django.apps import apps
from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Model
from django.tasks.backends.immediate import ImmediateBackend

type Waiting = dict[tuple[Any, tuple[str, str, str]], None]
"""Tasks and what they are about (application, model, key), in their order, each once."""

# By their names: Wagtail makes its tasks when this module is loaded already.
WORDS = "modelsearch.tasks.insert_or_update_object_task"
REFERENCES = "wagtail.tasks.update_reference_index_task"
_waiting: ContextVar[Waiting | None] = ContextVar("waiting", default=None)


class IndexingBackend(ImmediateBackend):
    """Runs tasks at once; those that index wait for the end of ``indexed_at_the_end``."""

    def _execute_task(self, task_result: Any) -> None:
        waiting = _waiting.get()
        if waiting is None or task_result.task.module_path not in (WORDS, REFERENCES):
            super()._execute_task(task_result)  # type: ignore[misc]  # the stubs leave it out
        else:
            waiting[task_result.task, tuple(task_result.args)] = None


@contextmanager
def indexed_at_the_end() -> Iterator[None]:
    """Indexes what is saved meanwhile at the end, each object once, as it is then.

    To be called in a transaction, which takes back what is written and indexed together. Inside
    another one, it is that one's end that counts.
    """
    if _waiting.get() is not None:
        yield
        return
    waiting: Waiting = {}
    token = _waiting.set(waiting)
    try:
        yield
    finally:
        _waiting.reset(token)
    _index(waiting)


def _index(waiting: Waiting) -> None:
    keys: dict[type[Model], list[str]] = {}
    for task, (application, name, key) in waiting:
        if task.module_path == WORDS:
            keys.setdefault(apps.get_model(application, name), []).append(key)
        else:
            with suppress(ObjectDoesNotExist):  # deleted since
                task.call(application, name, key)
    for model, wanted in keys.items():
        _index_words(model, wanted)


def _index_words(model: Any, keys: list[str]) -> None:
    from modelsearch.backends import get_search_backends
    from modelsearch.index import get_indexed_instance

    rows = model.get_indexed_objects().filter(pk__in=keys).order_by("pk")
    instances = [row for each in rows if (row := get_indexed_instance(each, check_exists=False))]
    for kind, group in groupby(instances, key=type):
        objects = list(group)
        for backend in get_search_backends(with_auto_update=True):
            backend.add_bulk(kind, objects)
