"""Reads single values of a front matter; refuses what means nothing, tidies what is odd."""

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from startups.core.texts import normal
from startups.core.validators import clean_link

from .errors import FieldError, FieldPath

type Head = Mapping[str, Any]


def text(
    head: Mapping[Any, Any], key: str | int, *, required: bool = False, under: FieldPath = ()
) -> str:
    """A text without spaces around it; numbers are taken as written."""
    value = head.get(key)
    field = (*under, key)
    if value is None or value == "":
        value = ""
    elif isinstance(value, bool) or not isinstance(value, str | int | float | date):
        raise FieldError(
            field, _("a text is expected (between quotes if it looks like a word of YAML)")
        )
    stripped = str(value).strip()
    if "\x00" in stripped:
        raise FieldError(field, _("a text cannot hold a null character"))
    if required and not stripped:
        raise FieldError(field, _("this is required"))
    return stripped


def short_text(
    head: Head, key: str, limit: int, *, required: bool = False, under: FieldPath = ()
) -> str:
    """A text of at most ``limit`` characters."""
    value = text(head, key, required=required, under=under)
    if len(value) > limit:
        raise FieldError(
            (*under, key),
            _("%(length)d characters; at most %(limit)d are kept")
            % {"length": len(value), "limit": limit},
        )
    return value


def link(head: Head, key: str, *, limit: int = 1000) -> str:
    """An address, as a browser would follow it. A wrong one is kept: it is a finding."""
    return clean_link(short_text(head, key, limit))


def flag(head: Head, key: str) -> bool | None:
    """Yes, no, or not said."""
    value = head.get(key)
    if value is None or value == "":
        return None
    if not isinstance(value, bool):
        raise FieldError((key,), _("true or false is expected"))
    return value


def day(head: Head, key: str, *, under: FieldPath = ()) -> date | None:
    """A civil date, or none; text in the ISO form is taken as one."""
    value = head.get(key)
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if value is None or value == "":
        return None
    try:
        return date.fromisoformat(str(value).strip())
    except ValueError:
        reason = _("%(value)s is not a date (year-month-day)") % {"value": value}
        raise FieldError((*under, key), reason) from None


def required_day(head: Head, key: str, *, under: FieldPath = ()) -> date:
    """A civil date that must be there."""
    value = day(head, key, under=under)
    if value is None:
        raise FieldError((*under, key), _("a date is required"))
    return value


def texts(head: Head, key: str) -> tuple[str, ...]:
    """A list of texts, without empty ones nor repeats; one text alone is a list of one."""
    value = head.get(key)
    if value is None or value == "":
        return ()
    items = value if isinstance(value, list) else [value]
    cleaned = [_item(item, (key, index)) for index, item in enumerate(items)]
    return tuple(dict.fromkeys(item for item in cleaned if item))


def references(head: Head, key: str) -> tuple[str, ...]:
    """Identifiers of other files: ``/organisations/anct`` and ``anct`` are the same."""
    return tuple(dict.fromkeys(reference(item) for item in texts(head, key)))


def _item(item: Any, field: FieldPath) -> str:
    """One text of a list, refused under the name of its place."""
    return text({field[-1]: item}, field[-1], under=field[:-1])


def codes(head: Head, key: str) -> tuple[str, ...]:
    """Vocabulary words as codes: the case and the spaces do not tell two terms apart."""
    return tuple(dict.fromkeys(code(word) for word in texts(head, key)))


def code(word: str) -> str:
    """The code of a vocabulary word."""
    return " ".join(normal(word).casefold().split())


def reference(value: str) -> str:
    """The identifier in one reference."""
    return normal(re.sub(r"\A/[a-z]+/", "", value).strip("/").removesuffix(".md"))


def rows(head: Head, key: str) -> Iterator[tuple[FieldPath, Head]]:
    """The mappings of a list, each with where it stands."""
    value = head.get(key) or []
    if not isinstance(value, list):
        raise FieldError((key,), _("a list is expected"))
    for index, item in enumerate(value):
        if not isinstance(item, dict):
            raise FieldError((key, index), _("keys with values are expected"))
        yield (key, index), item
