"""Closes the account of somebody who is anonymised; what it did stays signed by it."""

from functools import partial
from typing import Any

from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from incubator.accounts.models import Invitation
from incubator.accounts.services.sessions import end_every_session
from startups.core.models import Notice

from .traces import Traces

# Comments of the page editor are acts: they stay, unlike all else that goes with an account.
ACTS = frozenset({"wagtailcore.comment", "wagtailcore.commentreply"})


def close_account(user: Any) -> None:
    """Empties and deactivates ``user``: no name, address, password, second factor or session.

    Raises ValidationError for the last administrator. What points to the account without
    belonging to it (history, journal, logs) goes on doing so.
    """
    _refuse_last_administrator(user)
    end_every_session(user)
    for relation in user._meta.related_objects:
        model: Any = relation.related_model
        if relation.on_delete is models.CASCADE and model._meta.label_lower not in ACTS:
            _delete(model, relation.field.name, user)
    _silence(user)
    user.groups.clear()
    user.user_permissions.clear()
    user.email = f"anonymised-{user.pk}@invalid"
    user.first_name = user.last_name = ""
    user.is_active = user.is_staff = user.is_superuser = False
    user.set_unusable_password()
    user.save()


def _silence(user: Any) -> None:
    """What was not written to them yet never is; of the rest, that it was written stays."""
    Notice.objects.filter(recipient=user, sent_at=None).delete()
    Notice.objects.filter(recipient=user).update(subject="", body="")


def take_invitations_back(traces: Traces) -> None:
    """Links that wait at one of their addresses open nothing any more."""
    wanted = Q(pk__in=[])
    for email in traces.emails:
        wanted |= Q(email__iexact=email)
    Invitation.objects.filter(wanted, used_at=None).delete()


def _refuse_last_administrator(user: Any) -> None:
    others = get_user_model().objects.filter(is_superuser=True, is_active=True).exclude(pk=user.pk)
    if user.is_superuser and not others.exists():
        raise ValidationError(_("This is the last administrator: name another one first."))


def _delete(model: Any, field: str, user: Any) -> None:
    """Deletes what belongs to the account, with its files."""
    for row in model._base_manager.filter(**{field: user}):
        for column in row._meta.concrete_fields:
            if isinstance(column, models.FileField) and (file := getattr(row, column.name)):
                transaction.on_commit(partial(file.storage.delete, file.name))
        row.delete()
