"""The suite itself: its database comes back, its cast is there when asked for, chance repeats."""

from datetime import date, timedelta

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import TransactionTestCase
from wagtail.models import Page

from startups.endings.models import HandoverItem
from startups.people.models import Membership
from startups.permissions import rights_of
from startups.registry.models import Organisation, Startup
from tests import clock, effort
from tests.access.cast import Cast, CastAsOf
from tests.access.stage import Stage
from tests.factories import make_organisation


@pytest.mark.usefixtures("transactional_db")
def test_what_is_committed_is_gone_with_the_test() -> None:
    pages, words = Page.objects.count(), HandoverItem.objects.count()
    make_organisation()
    HandoverItem.objects.all().delete()

    TransactionTestCase._fixture_teardown(None)

    assert not Organisation.objects.exists()
    assert (Page.objects.count(), HandoverItem.objects.count()) == (pages, words)
    assert min(pages, words) > 0


@pytest.mark.django_db
def test_nobody_is_there_unasked() -> None:
    assert not Startup.objects.exists()
    assert not get_user_model().objects.exists()


def at_work(cast: Cast, on: date) -> set[str]:
    """Who is something to somebody on a day."""
    return {name for name, user in cast.users.items() if rights_of(user, on=on).roles}


@pytest.mark.parametrize("days", [-400, 0, 1, 400])
def test_rights_are_as_of_the_day_that_is_asked_for(cast_as_of: CastAsOf, days: int) -> None:
    today = clock.today() + timedelta(days=days)
    cast = cast_as_of(today=today)

    day = timedelta(days=1)
    before, now, after = (at_work(cast, on) for on in (today - day, today, today + day))
    assert before - now == {"former_manager", "former_intrapreneur"}
    assert (now - before, now - after, after - now) == (set(), set(), {"future_manager"})


@pytest.mark.parametrize("round_", range(2))
def test_what_a_test_does_to_the_cast_stays_with_it(cast_as_of: CastAsOf, round_: int) -> None:
    cast = cast_as_of(today=clock.today())

    assert (cast.ours.name, cast.users["nobody"].first_name) == ("Nôtre produit", "Nobody")
    assert Membership.objects.filter(startup=cast.ours).count() == 4
    cast.ours.name = cast.users["nobody"].first_name = "Autre"
    cast.ours.save()
    Membership.objects.filter(startup=cast.ours).delete()


@pytest.mark.usefixtures("transactional_db")
def test_the_cast_is_there_again_after_a_test_that_closed_the_connection() -> None:
    """Who ends a request by hand does: ``close_old_connections`` finds it in a transaction."""
    stage = Stage()
    stage.set_up()
    connection.close()

    stage.set_up()

    assert Startup.objects.filter(pk=stage.cast(today=clock.today()).ours.pk).exists()
    stage.strike()
    assert not Startup.objects.exists()


def test_chance_repeats() -> None:
    assert effort.chance().random() == effort.chance().random()
    assert [*effort.seeds(3, 3)] == [0, 1, 2]


@pytest.mark.parametrize(("share", "tried"), [(0.0, 20), (0.1, 28), (1.0, 100)])
def test_a_thorough_run_may_go_a_part_of_the_way(monkeypatch, share: float, tried: int) -> None:
    monkeypatch.setattr(effort, "_share", share)

    assert effort.times(20, 100) == len(effort.seeds(20, 100)) == tried
    assert len({*effort.some(range(100), 20)}) == tried
    assert effort.some("ab", 20) in (["a", "b"], ["b", "a"])
