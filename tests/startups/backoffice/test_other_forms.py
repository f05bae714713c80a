"""Incubators, organisations, people, teams and words: created, edited, maybe deleted."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import ModelLogEntry

from startups.core.enums import ActKind
from startups.people.models import Membership, Person, Team
from startups.registry.models import (
    Incubator,
    JournalEntry,
    Organisation,
    PublishedText,
    Role,
    Technology,
    Theme,
)
from startups.registry.services.search import refresh_search_text
from tests.factories import (
    make_incubator,
    make_membership,
    make_organisation,
    make_person,
    make_role,
    make_startup,
    make_term,
)

from .browser import filled

type Edit = Callable[..., Any]


def add(admin: Client, viewset: str, **fields: Any) -> Any:
    url = reverse(f"backoffice_{viewset}:add")
    return admin.post(url, filled(admin.get(url).text, **fields))


@pytest.mark.parametrize(
    ("viewset", "model"),
    [
        ("incubators", Incubator),
        ("organisations", Organisation),
        ("people", Person),
        ("teams", Team),
    ],
)
def test_record_is_created_with_who_and_why(
    viewset: str, model: Any, admin: Client, administrator: Any
) -> None:
    response = add(admin, viewset, name="Neuf", ghid="tout.neuf", reason="Arrivée")

    row = model.objects.get(ghid="tout.neuf")
    assert response["Location"] == reverse(f"backoffice_{viewset}:inspect", args=[row.pk])
    assert getattr(row, "slug", "tout-neuf") == "tout-neuf"
    history = row.history.get()
    assert (history.history_user, history.history_change_reason) == (administrator, "Arrivée")
    assert ModelLogEntry.objects.get(action="startups.create").label == "Neuf"


@pytest.mark.parametrize("viewset", ["incubators", "organisations", "people", "teams"])
def test_identifier_is_given_once(viewset: str, admin: Client) -> None:
    add(admin, viewset, name="Premier", ghid="pris")

    refused = add(admin, viewset, name="Second", ghid="PRIS")

    assert list(refused.context["form"].errors) == ["ghid"]
    assert "Second" in refused.text


def test_identifier_is_not_in_the_form_afterwards(admin: Client) -> None:
    row = make_organisation()

    form = admin.get(reverse("backoffice_organisations:edit", args=[row.pk])).context["form"]

    assert "ghid" not in form.fields


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({"siren": "123456789"}, ["siren"]),
        ({"siret": "12345678901234"}, ["siret"]),
        ({"siren": "130025265", "siret": "35600000009075"}, ["__all__"]),
        ({"directory_url": "annuaire"}, ["directory_url"]),
    ],
)
def test_wrong_numbers_are_refused(changes: dict[str, str], fields: list[str], edit: Edit) -> None:
    row = make_organisation()

    response = edit("organisations", row, **changes)

    assert list(response.context["form"].errors) == fields


def test_constraint_counts_what_was_not_touched(edit: Edit) -> None:
    row = make_organisation(siret="35600000009075")

    response = edit("organisations", row, siren="130025265")

    assert "The SIRET must begin with the SIREN." in response.text


def test_renamed_sponsor_is_found_by_its_new_name(edit: Edit) -> None:
    sponsor = make_organisation("Avant")
    startup = make_startup(sponsors=[sponsor])
    refresh_search_text(startups=None, on=None)

    edit("organisations", sponsor, name="Préfecture")

    assert "prefecture" in PublishedText.objects.get(startup=startup).search_text


def test_renamed_technology_is_found_by_its_new_name(edit: Edit) -> None:
    startup = make_startup(technologies=["jango"])
    refresh_search_text(startups=None, on=None)

    edit("technologies", Technology.objects.get(code="jango"), name="Django", word="Django")

    assert "django" in PublishedText.objects.get(startup=startup).search_text


def test_incubator_is_hidden(edit: Edit) -> None:
    row = make_incubator()

    edit("incubators", row, hidden="on", reason="Fermeture")

    row.refresh_from_db()
    assert row.hidden is True
    assert row.history.latest().history_change_reason == "Fermeture"


def test_body_is_kept_byte_for_byte(edit: Edit) -> None:
    body = "\n# Titre \n\ntexte  \n"
    row = make_incubator(body=body)

    edit("incubators", row, name="Renommé")

    row.refresh_from_db()
    assert (row.name, row.body) == ("Renommé", body)


def test_consent_is_dated(edit: Edit) -> None:
    person = make_person()

    edit("people", person, consent_given_on="2026-08-20", reason="Accord par courriel")

    person.refresh_from_db()
    assert person.consent_given_on == date(2026, 8, 20)
    assert person.history.latest().history_change_reason == "Accord par courriel"


def test_missions_are_added_ended_and_removed(edit: Edit, administrator: Any) -> None:
    person, startup, other = make_person(), make_startup(), make_startup()
    role = make_role()
    make_membership(startup, person, start="2020-01-01")
    wrong = make_membership(startup, person, start="2020-02-01")

    edit(
        "people",
        person,
        **{
            "memberships-0-end": "2021-01-01",
            "memberships-1-DELETE": "on",
            "memberships-2-startup": other.pk,
            "memberships-2-role": role.pk,
            "memberships-2-start": "2022-01-01",
            "memberships-2-employment": "admin",
            "reason": "Mise à jour",
        },
    )

    told = person.memberships.order_by("start").values_list("startup", "start", "end")
    assert list(told) == [
        (startup.pk, date(2020, 1, 1), date(2021, 1, 1)),
        (other.pk, date(2022, 1, 1), None),
    ]
    history = Membership.history.filter(history_change_reason="Mise à jour")
    assert sorted(row.history_type for row in history) == ["+", "-", "~"]
    assert history.get(history_type="-").id == wrong.pk
    acts = JournalEntry.objects.order_by("pk").values_list("kind", "startup")
    assert list(acts) == [
        (ActKind.MEMBER_LEFT, startup.pk),
        (ActKind.MEMBER_CHANGED, startup.pk),
        (ActKind.MEMBER_JOINED, other.pk),
    ]
    assert person.name not in " ".join(JournalEntry.objects.values_list("detail", flat=True))


def test_mission_cannot_end_before_it_starts(edit: Edit) -> None:
    person = make_person()
    make_membership(make_startup(), person, start="2020-01-01")

    response = edit("people", person, **{"memberships-0-end": "2019-01-01"})

    assert "A membership cannot end before it starts." in response.text


def test_word_is_added_with_its_code_in_lower_case(admin: Client) -> None:
    add(admin, "themes", name="Logement", code="LOGEMENT-TEST", position="5", official="on")

    word = Theme.objects.get(code="logement-test")
    assert (word.name, word.word, word.official) == ("Logement", "logement-test", True)


def test_code_that_exists_is_refused(admin: Client) -> None:
    make_term(Theme, "logement-test")

    response = add(admin, "themes", name="Autre", code="Logement-Test", position="5")

    assert list(response.context["form"].errors) == ["code"]


def test_unused_word_is_deleted(admin: Client, administrator: Any) -> None:
    word = make_term(Theme, "inutile")

    response = admin.post(reverse("backoffice_themes:delete", args=[word.pk]))

    assert response["Location"] == reverse("backoffice_themes:index")
    assert not Theme.objects.filter(code="inutile").exists()
    row = Theme.history.filter(id=word.pk).latest()
    assert (row.history_type, row.history_user) == ("-", administrator)


@pytest.mark.parametrize("verb", ["get", "post"])
def test_word_in_use_is_kept_and_says_by_what(verb: str, admin: Client) -> None:
    make_startup(themes=["utile"])
    word = Theme.objects.get(code="utile")

    response = getattr(admin, verb)(
        reverse("backoffice_themes:delete", args=[word.pk]), follow=True
    )

    assert "It is in use, so it cannot be deleted." in response.text
    assert Theme.objects.filter(pk=word.pk).exists()


def test_role_in_use_is_kept(admin: Client) -> None:
    make_membership(make_startup(), role="coaching-test")
    role = Role.objects.get(code="coaching-test")

    admin.post(reverse("backoffice_roles:delete", args=[role.pk]))

    assert Role.objects.filter(pk=role.pk).exists()
    assert not ModelLogEntry.objects.filter(action="startups.delete").exists()
