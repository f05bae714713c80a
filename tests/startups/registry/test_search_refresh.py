"""What is searched follows the facts."""

from datetime import date
from typing import Any

import pytest

from startups.core.services.facts import update_facts
from startups.registry.models import PublishedText
from startups.registry.services.search import refresh_search_text
from tests.factories import make_organisation, make_startup

pytestmark = pytest.mark.django_db
DAY = date(2026, 8, 20)


def test_what_is_searched_in_two_lines() -> None:
    startup = make_startup(
        "Le Guichet",
        mission="Aider « tous »",
        problem="Trop de <b>papier</b>",
        sponsors=[make_organisation("Direction d’État", acronym="DDE")],
        technologies=["Django"],
    )
    PublishedText.objects.create(startup=startup, body="## Été\n\nVoir [ici](https://example.org).")

    assert refresh_search_text(startups=None, on=None) == 1

    text = PublishedText.objects.get(startup=startup)
    assert text.search_name == "le guichet"
    assert text.search_text.split("\n") == [
        'le guichet ; aider " tous " ; direction d\'etat ; dde',
        "trop de papier ; django ; ete voir ici .",
    ]


def test_only_what_differs_is_written() -> None:
    first, second = make_startup("First"), make_startup("Second")
    assert refresh_search_text(startups=None, on=DAY) == 2
    assert refresh_search_text(startups=None, on=date(2026, 9, 1)) == 0

    update_facts(instance=first, values={"mission": "Neuve"}, actor=None, reason="test")

    assert refresh_search_text(startups=[second.pk], on=date(2026, 9, 2)) == 0
    assert refresh_search_text(startups=[first.pk], on=date(2026, 9, 2)) == 1
    assert PublishedText.objects.get(startup=first).changed_on == date(2026, 9, 2)
    assert PublishedText.objects.get(startup=second).changed_on == DAY


def test_without_a_day_the_date_of_the_last_change_stays() -> None:
    startup = make_startup("Name")
    PublishedText.objects.create(startup=startup, body="Text", changed_on=DAY)

    assert refresh_search_text(startups=[startup.pk], on=None) == 1

    text = PublishedText.objects.get(startup=startup)
    assert (text.changed_on, text.body) == (DAY, "Text")


def test_a_search_text_keeps_no_history_of_the_startup() -> None:
    startup = make_startup("Name")
    before = startup.history.count()

    refresh_search_text(startups=None, on=None)

    assert startup.history.count() == before


@pytest.mark.parametrize("number", [1, 3, 30])
def test_queries_are_the_same_whatever_the_number(
    number: int, django_assert_num_queries: Any
) -> None:
    for _index in range(number):
        make_startup(sponsors=[make_organisation()], technologies=["django", "vue"])

    with django_assert_num_queries(7):  # five, within a savepoint
        assert refresh_search_text(startups=None, on=None) == number
