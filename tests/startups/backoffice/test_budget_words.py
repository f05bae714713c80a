"""The activities and the kinds of resource that budgets are told in: an administrator's lists."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from startups.money.models import Activity, Resource
from startups.money.statements.models import Statement
from tests.factories import make_startup
from tests.startups.money.making import activity, make_order, resource
from tests.startups.money.stating import make_statement

pytestmark = pytest.mark.django_db

LISTS: dict[str, Any] = {"activities": Activity, "resources": Resource}


def used_by_an_order(name: str) -> Any:
    order = make_order(make_startup())
    return order.activity if name == "activities" else order.resource


def used_by_a_statement(name: str) -> Any:
    line = make_statement(make_startup()).lines.get()
    return line.activity if name == "activities" else line.resource


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("use", [used_by_an_order, used_by_a_statement])
def test_a_word_in_use_is_kept(admin: Client, name: str, use: Any) -> None:
    word = use(name)

    response = admin.post(reverse(f"backoffice_{name}:delete", args=[word.pk]), follow=True)

    assert "It is in use, so it cannot be deleted." in response.text
    assert LISTS[name].objects.filter(pk=word.pk).exists()


@pytest.mark.parametrize("name", LISTS)
def test_a_word_is_added_and_an_unused_one_is_deleted(admin: Client, name: str) -> None:
    values = {"name": "Traduction", "name_en": "Translation", "code": "traduction", "position": 3}
    admin.post(reverse(f"backoffice_{name}:add"), values)
    word = LISTS[name].objects.get(code="traduction")

    admin.post(reverse(f"backoffice_{name}:delete", args=[word.pk]))

    assert (word.name_en, word.position) == ("Translation", 3)
    assert not LISTS[name].objects.filter(code="traduction").exists()


@pytest.mark.parametrize(("name", "word"), [("activities", activity), ("resources", resource)])
def test_a_word_is_renamed_and_moved_and_its_lines_stay(
    admin: Client, name: str, word: Any
) -> None:
    statement = make_statement(make_startup())
    values = {"name": "Autrement dit", "name_en": "In other words", "word": "x", "position": "1"}

    admin.post(reverse(f"backoffice_{name}:edit", args=[word().pk]), values)

    renamed = LISTS[name].objects.get(pk=word().pk)
    assert (renamed.name, renamed.name_en, renamed.position) == (
        "Autrement dit",
        "In other words",
        1,
    )
    assert Statement.objects.get().lines.get() == statement.lines.get()
