"""When two people edit at once: what each typed, and what is to be typed again.

A form opened on an older version is never written. What its user left alone becomes what the
other one wrote; where both wrote, the user's own text stays, the other's beside it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _


def tell_stale(request: HttpRequest, message: str = "") -> None:
    """Has the page that follows say that somebody else was quicker."""
    default = _("Somebody else changed this meanwhile: nothing was written. Here is how it is now.")
    messages.error(request, message or default)


def conflict_context(
    writers: Sequence[str],
    changed_by: str,
    *,
    conflicts: Sequence[Any] = (),
    taken: Sequence[Any] = (),
    advice: str = "",
) -> dict[str, Any]:
    """What ``team/parts/conflict.html`` says above a form that is shown again.

    ``changed_by`` says with ``%(names)s`` what the writers changed; ``advice`` what to do now.
    """
    names = ", ".join(filter(None, writers))
    return {
        "is_conflict": True,
        "writers": writers,
        "changed_by": changed_by % {"names": names} if names else "",
        "conflicts": conflicts,
        "taken": taken,
        "advice": advice or _("Record again when it is right."),
    }


def merged_again(
    form: Any,
    before: Mapping[str, Any],
    remake: Callable[[QueryDict], Any],
    *,
    writers: Sequence[str],
    changed_by: str,
) -> dict[str, Any]:
    """The context of the page on which ``form`` is shown again, merged, as ``remake`` makes it.

    ``form`` and ``before`` are as in ``put_together``, the rest as in ``conflict_context``.
    """
    merged = put_together(form, before)
    again = remake(merged.data)
    again.conflicts = merged.conflicts
    again.is_valid()
    context = conflict_context(
        writers,
        changed_by,
        conflicts=[again[name] for name in merged.conflicts],
        taken=[again[name] for name in merged.taken],
    )
    return {"form": again, **context}


@dataclass(frozen=True)
class Merged:
    """``data`` to show instead of what was sent; ``conflicts``: fields where both wrote, with
    the other's words; ``taken``: fields that now say what the other wrote."""

    data: QueryDict
    conflicts: dict[str, str]
    taken: list[str]


def put_together(form: Any, before: Mapping[str, Any]) -> Merged:
    """What was sent in ``form``, and what was written since the values were ``before``.

    Without them, everything that differs is taken for the user's own. ``form`` has a
    ``current_version``, what is recorded now as its initial values, and reads them out to a
    person by ``recorded(name)``.
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
            conflicts[name] = form.recorded(name)
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
