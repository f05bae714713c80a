"""Facts are written when they differ, with their history; never otherwise."""

from typing import Any

import pytest

from startups.core.services.facts import update_facts
from startups.registry.models import Startup
from tests.factories import make_startup

pytestmark = pytest.mark.django_db
SIGNATURE: dict[str, Any] = {"actor": None, "reason": "essai"}


def test_what_differs_is_saved_once_with_its_reason() -> None:
    startup = make_startup("Le Guichet")
    before = startup.history.count()

    values = {"name": "La Fenêtre", "mission": startup.mission}
    assert update_facts(instance=startup, values=values, **SIGNATURE) == ["name"]

    assert Startup.objects.get(pk=startup.pk).name == "La Fenêtre"
    assert startup.history.count() == before + 1
    assert startup.history.first().history_change_reason == "essai"


def test_what_is_so_already_asks_nothing_of_the_database(django_assert_num_queries: Any) -> None:
    startup = make_startup("Le Guichet")

    with django_assert_num_queries(0):
        assert update_facts(instance=startup, values={"name": "Le Guichet"}, **SIGNATURE) == []


def test_each_model_has_its_own_history_whose_manager_is_made_once() -> None:
    first, second = make_startup("Premier"), make_startup("Second")

    assert type(first.history) is type(second.history)
    assert [row.name for row in first.history.all()] == ["Premier"]
    assert [row.name for row in second.history.all()] == ["Second"]
