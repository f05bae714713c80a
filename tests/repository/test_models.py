"""Every fact keeps its history, and the migrations say what the models say."""

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import models
from simple_history.models import HistoricalChanges

from .tree import assert_none

# Model: why it needs no history.
WITHOUT_HISTORY = {
    "AnonymisedIdentifier": "a digest, written once; a history would say whom it hides",
    "CalendarFeed": "a secret's digest, replaced whole: its history would be of no use",
    "ContentFile": "the original of an import, replaced whole by the next; its facts have theirs",
    "JournalEntry": "it is a history: append-only",
    "MailPreference": "somebody's own wish about mail, of no interest to anybody else",
    "Notice": "a mail: written once, then sent",
    "PublishedText": "derived from the published page and the facts, rebuilt from them",
    "ReviewMove": "it is a history: append-only",
    "SavedView": "somebody's own shortcut",
}


def domain_models() -> list[type[models.Model]]:
    return [
        model
        for model in apps.get_app_config("startups").get_models()
        if not issubclass(model, HistoricalChanges)
    ]


def test_every_domain_model_keeps_its_history():
    without = {
        model.__name__
        for model in domain_models()
        if not hasattr(model._meta, "simple_history_manager_attribute")
    }

    assert without == set(WITHOUT_HISTORY)


def test_no_domain_model_is_deleted_by_the_database():
    """A database's own cascade deletes rows without a signal, hence without a history."""
    found = [
        f"{model.__name__}.{field.name}"
        for model in domain_models()
        for field in model._meta.get_fields()
        if getattr(getattr(field, "remote_field", None), "on_delete", None)
        in {models.DB_CASCADE, models.DB_SET_NULL, models.DB_SET_DEFAULT}
    ]

    assert_none(found)


@pytest.mark.django_db
def test_no_migration_is_missing():
    try:
        call_command("makemigrations", check=True, dry_run=True, verbosity=1)
    except SystemExit:
        pytest.fail("A model has changed without its migration", pytrace=False)
