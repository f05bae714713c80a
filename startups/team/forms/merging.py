"""When two people edit at once: what each typed, and what is to be typed again.

A form opened on an older version is never written. What its user left alone becomes what the
other one wrote; where both wrote, the user's own text stays, the other's beside it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.models import model_to_dict
from django.http import QueryDict

from startups.registry.models import Startup
from startups.registry.selectors.record_values import readable
from startups.registry.selectors.versions import facts_at, is_version, ties_at
from startups.web.forms.ties import tie_initial


@dataclass(frozen=True)
class Merged:
    """``data`` to show instead of what was sent; ``conflicts``: fields where both wrote, with
    the other's words; ``taken``: fields that now say what the other wrote."""

    data: QueryDict
    conflicts: dict[str, str]
    taken: list[str]


def merge(form: Any, seen: str) -> Merged:
    """Puts together what was sent in ``form`` and what was written since version ``seen``.

    Without a known version, everything that differs is taken for the user's own.
    """
    return put_together(form, _recorded_at(form, seen), lambda name: _readable(form, name))


def put_together(form: Any, before: Mapping[str, Any], said: Callable[[str], str]) -> Merged:
    """The same from the values ``before``, empty where none are known; ``said`` reads a field.

    ``form`` has a ``current_version``, and what is recorded now as its initial values.
    """
    data = form.data.copy()
    data["version"] = form.current_version
    conflicts: dict[str, str] = {}
    taken: list[str] = []
    for name, field in form.fields.items():
        if name not in form.initial or name == "version":
            continue
        now, sent = _plain(field, form.initial.get(name)), _sent(field, name, form.data)
        base = _plain(field, before.get(name)) if before else sent
        if now in (base, sent) and before:
            continue
        if sent == base and before:
            _put(data, name, field, form.initial.get(name))
            taken.append(name)
        elif now != sent:
            conflicts[name] = said(name)
    return Merged(data, conflicts, taken)


def _recorded_at(form: Any, seen: str) -> dict[str, Any]:
    startup: Startup = form.instance
    facts = facts_at(startup, seen) if is_version(seen) else None
    if facts is None:
        return {}
    return model_to_dict(facts, form._meta.fields) | tie_initial(ties_at(startup, seen))


def _plain(field: Any, value: Any) -> Any:
    """A recorded value in a form that can be compared with what is sent."""
    if isinstance(field, forms.ModelMultipleChoiceField):
        return frozenset(map(str, value or ()))
    if isinstance(field, forms.BooleanField):
        return bool(value)
    return _lines("" if value is None else str(value))


def _sent(field: Any, name: str, data: QueryDict) -> Any:
    if isinstance(field, forms.ModelMultipleChoiceField):
        return frozenset(data.getlist(name))
    if isinstance(field, forms.BooleanField):
        return name in data
    return _lines(data.get(name, ""))


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").strip()


def _put(data: QueryDict, name: str, field: Any, value: Any) -> None:
    if isinstance(field, forms.ModelMultipleChoiceField):
        data.setlist(name, [str(key) for key in value or ()])
    elif isinstance(field, forms.BooleanField):
        data.setlist(name, ["on"] if value else [])
    else:
        data[name] = "" if value is None else str(value)


def _readable(form: Any, name: str) -> str:
    """What is recorded now in a field, as a person reads it; a dash for nothing."""
    field: Any = form.fields[name]
    value = form.initial.get(name)
    if hasattr(field, "queryset"):
        keys = value if isinstance(value, list) else [value]
        rows = field.queryset.filter(pk__in=[key for key in keys if key])
        return ", ".join(map(str, rows)) or "–"
    stored = type(form.instance)._default_manager.get(pk=form.instance.pk)
    return readable(type(form.instance)._meta.get_field(name), stored) or "–"
