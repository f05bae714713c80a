"""The views of the table that somebody keeps: saved, renamed, deleted by themselves alone."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from startups.portfolio.models import SavedView

AT_MOST = 50


def save_view(*, user: Any, name: str, query: str) -> SavedView:
    """Keeps ``query``, the query string of the table, under ``name`` for ``user``.

    A view of that name is replaced by it. Raises ValidationError without a name, for a question
    that is too long to be kept, and beyond fifty views.
    """
    name = _named(name)
    if len(query) > (SavedView._meta.get_field("query").max_length or 0):
        raise ValidationError({"name": _("There are too many filters to keep them.")})
    others = SavedView.objects.filter(user=user).exclude(name=name)
    if others.count() >= AT_MOST:
        message = _("You have %(count)d views already: delete one first.")
        raise ValidationError({"name": message % {"count": AT_MOST}})
    view, _made = SavedView.objects.update_or_create(
        user=user, name=name, defaults={"query": query}
    )
    return view


def rename_view(*, view: SavedView, name: str) -> SavedView:
    """Gives ``view`` another name. Raises ValidationError where its owner has one of that name."""
    view.name = _named(name)
    try:
        with transaction.atomic():
            view.save(update_fields=["name"])
    except IntegrityError as error:
        message = _("You have a view of that name already.")
        raise ValidationError({"name": message}) from error
    return view


def delete_view(*, view: SavedView) -> None:
    """Forgets ``view``; what it showed stays."""
    view.delete()


def _named(name: str) -> str:
    cleaned = " ".join(name.split())
    if not cleaned:
        raise ValidationError({"name": _("Give the view a name.")})
    return cleaned
