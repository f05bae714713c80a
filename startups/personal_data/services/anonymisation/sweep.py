"""Goes through every text of the database, histories and logs included, once.

This is the one place that rewrites history: a name that must go is gone everywhere, and the
facts of the past say the rest of what they said. It is slow, thorough and rare: each row is
read, since no database finds a name whatever its accents, its order and its escaping.
"""

import json
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.contrib.sessions.models import Session
from django.core.files.storage import Storage
from django.db import IntegrityError, connection, models, transaction
from django.db.models.functions import Cast
from modelsearch import index

from .traces import Traces

ROWS_AT_ONCE = 500
# Sessions hold no text that a database reads: apart, below.
LEFT_ALONE: frozenset[type[models.Model]] = frozenset({Session})
type Spared = dict[type[models.Model], models.Q]


def sweep(traces: Traces, *, spared: Spared) -> int:
    """Cleans every text column of every table; returns how many rows it rewrote.

    ``spared`` says which rows of a model are somebody else's. Side effects: files named after
    the person are renamed, and what is searched is indexed again.
    """
    count = _sweep_sessions(traces) + sum(
        _sweep_model(model, traces, spared.get(model))
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy and model not in LEFT_ALONE
    )
    _write_indexes_anew()
    return count


def _write_indexes_anew() -> None:
    """SQLite's indexes of words keep what they no longer find until they are written anew."""
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE sql LIKE 'CREATE VIRTUAL%USING fts5%'")
        for (table,) in cursor.fetchall():
            name = connection.ops.quote_name(table)
            cursor.execute(f"INSERT INTO {name}({name}) VALUES('optimize')")


def _sweep_model(model: Any, traces: Traces, spared: models.Q | None) -> int:
    texts, data, files = _columns(model)
    if not (texts or data or files):
        return 0
    rows = model._base_manager.all() if spared is None else model._base_manager.exclude(spared)
    changed = list(_rewritten(rows, texts, data, files, traces))
    for key, values in changed:
        _write(model, key, values)
    if changed and issubclass(model, index.Indexed):
        for instance in model._base_manager.filter(pk__in=[key for key, _values in changed]):
            index.insert_or_update_object(instance)
    return len(changed)


def _write(model: Any, key: Any, values: dict[str, Any]) -> None:
    """Two rows that may not say the same said the name in two ways: the later gets its number."""
    row = model._base_manager.filter(pk=key)
    try:
        with transaction.atomic():
            row.update(**values)
    except IntegrityError:
        row.update(**{name: _numbered(model, name, values[name], key) for name in values})


def _numbered(model: Any, name: str, value: Any, key: Any) -> Any:
    if not isinstance(value, str):
        return value
    room = getattr(model._meta.get_field(name), "max_length", None) or len(value) + 30
    return f"{value[: room - len(f'-{key}')]}-{key}"


def _sweep_sessions(traces: Traces) -> int:
    """What other people's browsers left on the server: previews, messages. Theirs are ended."""
    ended = 0
    for session in Session.objects.iterator(chunk_size=ROWS_AT_ONCE):
        content = session.get_decoded()
        cleaned = traces.clean_data(content)
        if cleaned != content:
            session.session_data = Session.objects.encode(cleaned)
            session.save(update_fields=["session_data"])
            ended += 1
    return ended


def _columns(model: Any) -> tuple[list[Any], list[Any], list[Any]]:
    """The columns of the model's own table: texts, JSON, names of files."""
    fields = [f for f in model._meta.local_concrete_fields if not (f.primary_key or f.choices)]
    files = [f for f in fields if isinstance(f, models.FileField)]
    data = [f for f in fields if f.get_internal_type() == "JSONField"]
    texts = [
        f
        for f in fields
        if isinstance(f, models.CharField | models.TextField) and f not in files + data
    ]
    return texts, data, files


def _rewritten(
    rows: Any, texts: list[Any], data: list[Any], files: list[Any], traces: Traces
) -> Iterator[tuple[Any, dict[str, Any]]]:
    """The rows that hold a trace, with what they should say instead."""
    as_text = {f"{f.name}_as_text": Cast(f.name, models.TextField()) for f in data}
    names = ["pk", *(f.attname for f in [*texts, *files]), *as_text]
    for key, *values in rows.annotate(**as_text).values_list(*names).iterator(ROWS_AT_ONCE):
        plain = values[: len(texts)]
        new = {f.attname: v for f, v in zip(texts, plain, strict=True) if v}
        new = {f.attname: _fit(f, new[f.attname], traces) for f in texts if f.attname in new}
        changed = {
            f.attname: new[f.attname]
            for f, v in zip(texts, plain, strict=True)
            if v and new[f.attname] != v
        }
        paths = values[len(texts) : len(texts) + len(files)]
        changed |= dict(_moved(files, paths, traces))
        changed |= dict(_cleaned_data(data, values[len(texts) + len(files) :], traces))
        if changed:
            yield key, changed


def _fit(field: Any, value: str, traces: Traces) -> str:
    """The text without traces; an address that was all there was goes away."""
    cleaned = traces.clean(value)
    if cleaned == traces.address and field.blank:
        return ""
    return cleaned[: field.max_length] if field.max_length else cleaned


def _cleaned_data(
    fields: list[Any], values: list[Any], traces: Traces
) -> Iterator[tuple[str, Any]]:
    for field, text in zip(fields, values, strict=True):
        value = json.loads(text) if text else None
        cleaned = traces.clean_data(value)
        if cleaned != value:
            yield field.attname, models.Value(cleaned, output_field=models.JSONField())


def _moved(fields: list[Any], paths: list[Any], traces: Traces) -> Iterator[tuple[str, str]]:
    for field, path in zip(fields, paths, strict=True):
        wanted = traces.clean(path) if path else path
        if wanted != path:
            yield field.attname, _move(field.storage, path, wanted)


def _move(storage: Storage, path: str, wanted: str) -> str:
    """Renames a file of the media folder; the old one goes once all is committed."""
    if not storage.exists(path):
        return wanted
    with storage.open(path) as content:
        name = storage.save(wanted, content)
    transaction.on_commit(lambda: storage.delete(path))
    return name
