"""What is saved within ``indexed_at_the_end`` is indexed once, at its end, as it is then."""

from typing import Any

import pytest
from modelsearch.models import IndexEntry
from wagtail.models import ReferenceIndex

from cms.models import HomeHighlight, HomePage
from cms.services import ensure_site
from incubator.indexing import indexed_at_the_end
from tests.factories import make_startup

pytestmark = pytest.mark.django_db


@pytest.fixture
def home() -> HomePage:
    return ensure_site()


def is_found(word: str) -> bool:
    """Whether the index of words has ``word`` in the title of the home page."""
    found: Any = HomePage.objects.search(word)
    return len(found) == 1


def referred(page: HomePage) -> list[str]:
    rows = ReferenceIndex.objects.filter(object_id=str(page.pk), model_path__startswith="highl")
    return list(rows.values_list("to_object_id", flat=True))


def rename(page: HomePage, title: str) -> None:
    page.title = title
    page.save()


def test_what_is_saved_twice_is_indexed_once_as_it_is_at_the_end(home: HomePage) -> None:
    startup = make_startup()
    with indexed_at_the_end():
        rename(home, "Premier titre")
        home.highlights = [HomeHighlight(startup=startup, sort_order=0)]
        rename(home, "Second titre")
        assert not is_found("second")
        assert referred(home) == []

    assert (is_found("premier"), is_found("second")) == (False, True)
    assert referred(home) == [str(startup.pk)]


def test_inside_another_the_end_is_that_of_the_outer_one(home: HomePage) -> None:
    with indexed_at_the_end():
        with indexed_at_the_end():
            rename(home, "Titre du dedans")
        assert not is_found("dedans")

    assert is_found("dedans")


def test_what_is_deleted_meanwhile_is_not_indexed(home: HomePage) -> None:
    with indexed_at_the_end():
        page = home.get_children().last().specific
        page.save()
        page.delete()

    assert not IndexEntry.objects.filter(object_id=str(page.pk)).exists()


def test_after_a_failure_nothing_waits_and_saving_indexes_at_once(home: HomePage) -> None:
    with pytest.raises(ZeroDivisionError):
        rename_and_fail(home)
    assert not is_found("perdu")

    rename(home, "Titre suivant")
    assert is_found("suivant")


def rename_and_fail(page: HomePage) -> None:
    with indexed_at_the_end():
        rename(page, "Titre perdu")
        _ = 1 / 0
