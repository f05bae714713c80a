"""The one form of facts: what it takes, what it refuses, what it tells of others."""

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from startups.core.enums import ActKind
from startups.core.versions import Stale
from startups.registry.enums import OpennessState
from startups.registry.models import JournalEntry, Startup, Theme
from startups.registry.services.editing import edit_startup
from startups.registry.services.team_facts import change_facts
from tests.factories import make_incubator, make_term

from .conftest import everything
from .sending import fill_in, queries, sent

pytestmark = pytest.mark.django_db


@pytest.fixture
def path(cast) -> str:
    return reverse("team:facts", args=(cast.ours.slug,))


def change(startup: Startup, today, **values) -> None:
    """Somebody else writes meanwhile."""
    edit_startup(startup=startup, values=values, ties={}, on=today, actor=None, reason="")


def test_facts_are_recorded_with_their_author_and_reason(cast, sign_in, path, today) -> None:
    theme = make_term(Theme, "logement")
    Theme.objects.update(official=True)

    response = fill_in(
        sign_in("editor"),
        path,
        mission="Simplifier.",
        website_url=" https://produit.example ",
        statistics_state=OpennessState.PARTLY,
        themes=[theme.pk],
        reason="demande du comité",
    )

    startup = Startup.objects.get(pk=cast.ours.pk)
    assert response["Location"] == reverse("team:dashboard", args=(startup.slug,))
    assert (startup.mission, startup.website_url) == ("Simplifier.", "https://produit.example")
    assert startup.statistics_state == OpennessState.PARTLY
    assert list(startup.themes.all()) == [theme]
    written = startup.history.first()
    assert written.history_user == cast.users["editor"]
    assert written.history_change_reason == "demande du comité"
    entry = JournalEntry.objects.get(startup=startup, kind=ActKind.FACTS_CHANGED)
    assert (entry.actor, entry.on) == (cast.users["editor"], today)
    assert startup.published_text.changed_on == today


def test_the_message_names_what_changed_and_the_public_page_shows_it(
    cast, sign_in, client, path
) -> None:
    response = fill_in(sign_in("intrapreneur"), path, mission="Une mission neuve.")

    message = str(next(iter(get_messages(response.wsgi_request))))
    assert "Mission" in message
    assert "Une mission neuve." in client.get(f"/startups/{cast.ours.slug}/").text


def test_what_does_not_differ_is_not_written(sign_in, path) -> None:
    before = everything()

    response = fill_in(sign_in("intrapreneur"), path, reason="pour rien")

    assert response.status_code == 302
    assert everything() == before


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("website_url", "http://produit.example"),
        ("website_url", "produit"),
        ("website_url", "https://pro duit.example"),
        ("statistics_url", "javascript:alert(1)"),
        ("contact", "pas une adresse"),
        ("name", "  "),
        ("statistics_state", "inventé"),
    ],
)
def test_what_is_wrong_is_refused_and_kept_as_typed(sign_in, path, field, typed) -> None:
    before = everything()

    response = fill_in(sign_in("intrapreneur"), path, **{field: typed}, problem="À garder.")

    form = response.context["form"]
    assert response.status_code == 422
    assert list(form.errors) == [field]
    assert (form[field].value(), form["problem"].value()) == (typed, "À garder.")
    assert f'href="#id_{field}"' in response.text
    assert everything() == before


def test_a_link_loses_its_spaces_and_entities(cast, sign_in, path) -> None:
    fill_in(sign_in("intrapreneur"), path, website_url="\thttps://produit.example/?a=1&amp;b=2 ")

    cast.ours.refresh_from_db()
    assert cast.ours.website_url == "https://produit.example/?a=1&b=2"


def test_a_wrong_value_that_was_recorded_does_not_block_the_rest(cast, sign_in, path) -> None:
    Startup.objects.filter(pk=cast.ours.pk).update(
        website_url="http://ancien.example", contact="formulaire de contact", budget_url="?"
    )

    response = fill_in(sign_in("intrapreneur"), path, mission="Autre.")

    cast.ours.refresh_from_db()
    assert response.status_code == 302
    assert (cast.ours.mission, cast.ours.website_url) == ("Autre.", "http://ancien.example")
    assert (cast.ours.contact, cast.ours.budget_url) == ("formulaire de contact", "?")


def test_a_team_cannot_touch_what_ties_it(cast, sign_in, path) -> None:
    theirs = cast.their_incubator
    client = sign_in("intrapreneur")
    data = sent(client, path, mission="Oui.", lead_incubator=theirs.pk, noindex="on")

    response = client.post(path, data)

    cast.ours.refresh_from_db()
    assert response.status_code == 302
    assert cast.ours.mission == "Oui."
    assert cast.ours.noindex is False
    assert list(cast.ours.incubators.all()) == [cast.our_incubator]


def test_staff_change_the_ties(cast, sign_in, path) -> None:
    second = make_incubator("Second")

    fill_in(sign_in("manager"), path, other_incubators=[second.pk])

    assert list(cast.ours.incubators.order_by("startup_links__position")) == [
        cast.our_incubator,
        second,
    ]


def test_two_who_edit_at_once_are_told_and_nothing_is_lost(cast, sign_in, path, today) -> None:
    client = sign_in("intrapreneur")
    data = sent(client, path, mission="La mienne.", problem="Mon problème.")
    change(cast.ours, today, mission="La leur.", contact="leur@contact.example")
    before = everything()

    response = client.post(path, data)

    form = response.context["form"]
    assert response.status_code == 409
    assert everything() == before
    # Both wrote: mine is kept, theirs is beside it.
    assert form["mission"].value() == "La mienne."
    assert form["mission"].theirs == "La leur."
    assert "La leur." in response.text
    # Only they wrote, or only I did.
    assert form["contact"].value() == "leur@contact.example"
    assert form["problem"].value() == "Mon problème."
    assert [field.name for field in response.context["taken"]] == ["contact"]


def test_what_is_sent_again_after_a_conflict_is_recorded(cast, sign_in, path, today) -> None:
    client = sign_in("intrapreneur")
    data = sent(client, path, mission="La mienne.")
    change(cast.ours, today, mission="La leur.", contact="leur@contact.example")
    form = client.post(path, data).context["form"]

    again = {name: form[name].value() for name in form.fields if form[name].value()}
    response = client.post(path, again)

    cast.ours.refresh_from_db()
    assert response.status_code == 302
    assert (cast.ours.mission, cast.ours.contact) == ("La mienne.", "leur@contact.example")


def test_ties_that_somebody_else_changed_are_a_conflict_too(cast, sign_in, path, today) -> None:
    theirs, mine = make_term(Theme, "leur-theme"), make_term(Theme, "mon-theme")
    Theme.objects.update(official=True)
    client = sign_in("intrapreneur")
    data = sent(client, path, themes=[mine.pk])
    edit_startup(
        startup=cast.ours, values={}, ties={"themes": [theirs]}, on=today, actor=None, reason=""
    )

    response = client.post(path, data)

    assert response.status_code == 409
    assert response.context["form"]["themes"].value() == [str(mine.pk)]
    assert response.context["form"]["themes"].theirs == str(theirs)
    assert list(cast.ours.themes.all()) == [theirs]


@pytest.mark.parametrize("version", ["", "forged", "1-2", "9999-0-0-0-0-0"])
def test_a_form_without_its_version_is_never_written(cast, sign_in, path, version) -> None:
    client = sign_in("intrapreneur")
    data = sent(client, path, mission="La mienne.", version=version)
    before = everything()

    response = client.post(path, data)

    assert response.status_code == 409
    assert response.context["form"]["mission"].value() == "La mienne."
    assert everything() == before


def test_the_service_itself_refuses_a_stale_version(cast, today) -> None:
    with pytest.raises(Stale):
        change_facts(
            startup=cast.ours,
            values={"mission": "?"},
            ties={},
            seen="0-0-0-0-0-0",
            on=today,
            actor=None,
            reason="",
        )

    cast.ours.refresh_from_db()
    assert cast.ours.mission == ""


@pytest.mark.parametrize("themes", [1, 3])
def test_the_form_takes_the_same_number_of_queries(cast, sign_in, path, themes) -> None:
    for _number in range(themes):
        make_term(Theme)
    Theme.objects.update(official=True)
    client = sign_in("intrapreneur")

    assert queries(client, path) == 20
