"""What was sent in the form of facts, put together with what was written meanwhile."""

from typing import Any

from django.forms.models import model_to_dict

from startups.registry.models import Startup
from startups.registry.selectors.record_values import readable
from startups.registry.selectors.versions import facts_at, is_version, ties_at
from startups.web.conflicts import Merged, put_together
from startups.web.forms.relations import tie_initial


def merge(form: Any, seen: str) -> Merged:
    """Puts together what was sent in ``form`` and what was written since version ``seen``.

    Without a known version, everything that differs is taken for the user's own.
    """
    return put_together(form, _recorded_at(form, seen), lambda name: _readable(form, name))


def _recorded_at(form: Any, seen: str) -> dict[str, Any]:
    startup: Startup = form.instance
    facts = facts_at(startup, seen) if is_version(seen) else None
    if facts is None:
        return {}
    return model_to_dict(facts, form._meta.fields) | tie_initial(ties_at(startup, seen))


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
