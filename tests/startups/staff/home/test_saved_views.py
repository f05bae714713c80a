"""Views of the table: saved, opened, renamed, deleted."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from startups.portfolio.models import SavedView
from startups.portfolio.services.saved_views import AT_MOST, rename_view, save_view
from tests.access.cast import Cast
from tests.factories import make_account

from .conftest import read, texts

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager(cast: Cast, sign_in: Callable[[Any], Client]) -> Client:
    return sign_in(cast.users["manager"])


def kept() -> list[tuple[str, str]]:
    return list(SavedView.objects.values_list("name", "query"))


def test_filters_in_force_are_saved_and_opened_again(manager: Client, cast: Cast) -> None:
    query = f"late=on&phase=active&unknown=1&page=3&incubator={cast.our_incubator.pk}"
    page = read(manager, f"{reverse('staff:table')}?{query}")
    sent = {"name": "  Mes   retards ", "query": page.select_one("[name=query]")["value"]}
    response = manager.post(reverse("staff:view_save"), sent)
    understood = f"phase=active&incubator={cast.our_incubator.pk}&late=on"
    assert kept() == [("Mes retards", understood)]
    assert response["Location"] == f"{reverse('staff:table')}?{understood}"
    opened = read(manager, response["Location"])
    assert texts(opened, ".staff-views [aria-current]") == ["Mes retards"]


def test_nobody_sees_the_views_of_others(
    manager: Client, cast: Cast, sign_in: Callable[[Any], Client]
) -> None:
    manager.post(reverse("staff:view_save"), {"name": "Secret", "query": "late=on"})
    for name in ("administrator", "committee", "other_manager"):
        client = sign_in(cast.users[name])
        assert "Secret" not in client.get(reverse("staff:table")).text
        assert "Secret" not in client.get(reverse("staff:views")).text


def test_what_is_forged_in_a_query_is_not_kept(manager: Client, cast: Cast) -> None:
    theirs = cast.their_incubator.pk
    forged = f"incubator={theirs}&phase=%3Cscript%3E&late=on&next=https://evil.example"
    manager.post(reverse("staff:view_save"), {"name": "Forgée", "query": forged})
    assert kept() == [("Forgée", "late=on")]


def test_without_a_name_nothing_is_saved_and_the_filters_are_not_lost(manager: Client) -> None:
    response = manager.post(reverse("staff:view_save"), {"name": " ", "query": "late=on"})
    assert (response.status_code, kept()) == (422, [])
    assert 'value="late=on"' in response.text


def test_same_name_replaces() -> None:
    user = make_account()
    for query in ("late=on", "mine=on"):
        save_view(user=user, name="Vue", query=query)
    save_view(user=make_account(), name="Vue", query="")
    assert sorted(kept()) == [("Vue", ""), ("Vue", "mine=on")]


def test_fifty_views_and_no_more() -> None:
    user = make_account()
    for number in range(AT_MOST):
        save_view(user=user, name=f"Vue {number}", query="")
    with pytest.raises(ValidationError):
        save_view(user=user, name="Une de trop", query="")
    save_view(user=user, name="Vue 3", query="late=on")
    assert SavedView.objects.count() == AT_MOST


def test_question_too_long_to_be_kept_is_refused() -> None:
    with pytest.raises(ValidationError):
        save_view(user=make_account(), name="Longue", query="q=" + "a" * 1000)
    assert kept() == []


def test_renamed_then_deleted(manager: Client, cast: Cast) -> None:
    view = save_view(user=cast.users["manager"], name="Avant", query="late=on")
    page = reverse("staff:view_rename", args=(view.pk,))
    manager.post(page, {"name": "Après"})
    assert kept() == [("Après", "late=on")]
    save_view(user=cast.users["manager"], name="Autre", query="")
    refused = manager.post(page, {"name": "Autre"})
    assert (refused.status_code, len(kept())) == (422, 2)
    assert manager.get(reverse("staff:view_delete", args=(view.pk,))).status_code == 200
    assert len(kept()) == 2
    manager.post(reverse("staff:view_delete", args=(view.pk,)))
    assert kept() == [("Autre", "")]


def test_a_name_of_others_is_free() -> None:
    mine = save_view(user=make_account(), name="Mienne", query="")
    save_view(user=make_account(), name="Leur", query="")
    assert rename_view(view=mine, name="Leur").name == "Leur"
