"""Values of facts as a person reads them, in the language of the interface."""

from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _


def readable(field: Any, row: Any) -> str:
    """What ``row`` says in ``field``: labels for codes, names for ties, dates in words."""
    if field.is_relation:
        return _target(field, row)
    value = getattr(row, field.attname)
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, date):
        return date_format(value, "DATE_FORMAT")
    return "" if value is None else str(value)


def _target(field: Any, row: Any) -> str:
    key = getattr(row, field.attname)
    if key is None:
        return ""
    target = getattr(row, field.name, None)
    return str(target) if target is not None else _("deleted (number %(key)s)") % {"key": key}


def reason_label(reason: str) -> str:
    """A reason as it is shown: those that programs give are kept in English."""
    known = {
        "import": _("import"),
        "back office": _("back office"),
        "demonstration": _("demonstration"),
    }
    return known.get(reason, reason)


def day(value: date | None) -> str:
    """A date in words; nothing when there is none."""
    return date_format(value, "DATE_FORMAT") if value else ""
