"""When two people edit at once: what each typed, and what is to be typed again.

A form opened on an older version is never written. What its user left alone becomes what the
other one wrote; where both wrote, the user's own text stays, the other's beside it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _


def tell_stale(request: HttpRequest) -> None:
    """Has the page that follows say that somebody else was quicker."""
    messages.error(
        request,
        _("Somebody else changed this meanwhile: nothing was written. Here is how it is now."),
    )


@dataclass(frozen=True)
class Merged:
    """``data`` to show instead of what was sent; ``conflicts``: fields where both wrote, with
    the other's words; ``taken``: fields that now say what the other wrote."""

    data: QueryDict
    conflicts: dict[str, str]
    taken: list[str]

    def context(self, form: Any, writers: list[str]) -> dict[str, Any]:
        """What the page of a conflict says: ``form`` is the one again, with ``data``."""
        form.conflicts = self.conflicts
        form.is_valid()
        return {
            "is_conflict": True,
            "writers": writers,
            "conflicts": [form[name] for name in self.conflicts],
            "taken": [form[name] for name in self.taken],
        }


def put_together(form: Any, before: Mapping[str, Any], said: Callable[[str], str]) -> Merged:
    """What was sent in ``form``, and what was written since the values were ``before``.

    Without them, everything that differs is taken for the user's own. ``said`` reads a field.
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
