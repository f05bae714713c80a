"""Anonymising from the record of a person: administrators, who type the name."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from startups.people.models import Membership, Person
from tests.access.cast import Cast, person

from .conftest import browser_of

pytestmark = pytest.mark.django_db
HOME = reverse("wagtailadmin_home")


def address(cast: Cast, role: str = "member") -> str:
    return reverse("backoffice_people:anonymise", args=[person(cast.users[role]).pk])


@pytest.fixture
def chief(cast: Cast) -> Client:
    return browser_of(cast.users["administrator"])


def name_of(cast: Cast, role: str = "member") -> str:
    return Person.objects.get(ghid=role).name


def test_the_record_leads_there_for_administrators_only(cast: Cast, chief: Client) -> None:
    record = reverse("backoffice_people:inspect", args=[person(cast.users["member"]).pk])

    assert address(cast) in chief.get(record).text
    manager = browser_of(cast.users["manager"]).get(record)
    assert manager.status_code == 200
    assert address(cast) not in manager.text


def test_the_page_says_what_goes_what_stays_and_who_is_still_at_work(
    cast: Cast, chief: Client
) -> None:
    page = chief.get(address(cast)).text

    assert "This cannot be undone." in page
    assert f"Still at work at: {cast.ours.name}" in page
    assert "Missions, acts and dates stay" in page


@pytest.mark.parametrize("typed", ["Membre", ""])
def test_the_wrong_name_anonymises_nobody(cast: Cast, chief: Client, typed: str) -> None:
    response = chief.post(address(cast), {"typed": typed, "reason": "demande"})

    assert "typed" in response.context["form"].errors
    assert name_of(cast) == "Member"


def test_no_reason_no_act(cast: Cast, chief: Client) -> None:
    response = chief.post(address(cast), {"typed": "Member", "reason": " "})

    assert "reason" in response.context["form"].errors
    assert name_of(cast) == "Member"


def test_the_right_name_does_it(cast: Cast, chief: Client) -> None:
    who = person(cast.users["member"])

    response = chief.post(address(cast), {"typed": " member ", "reason": "demande du 3 mai"})

    record = reverse("backoffice_people:inspect", args=[who.pk])
    assert response["Location"] == record
    who.refresh_from_db()
    assert (who.name, who.email, who.user) == ("Personne anonymisée n° 1", "", None)
    assert who.history.first().history_user == cast.users["administrator"]
    assert Membership.objects.filter(person=who).exists()
    page = chief.get(record).text
    assert "demande du 3 mai" in page
    assert reverse("backoffice_people:anonymise", args=[who.pk]) not in page


def test_it_is_not_done_twice_nor_to_oneself(cast: Cast, chief: Client) -> None:
    own = chief.post(address(cast, "administrator"), {"typed": "Administrator", "reason": "x"})
    assert "ask another administrator" in own.text
    url = address(cast)
    chief.post(url, {"typed": "Member", "reason": "demande"})

    again = chief.post(url, {"typed": "Personne anonymisée n° 1", "reason": "encore"})

    assert "anonymised already" in again.text
    assert name_of(cast, "administrator") == "Administrator"


@pytest.mark.parametrize("role", ["manager", "other_manager", "committee", "intrapreneur"])
@pytest.mark.parametrize("verb", ["get", "post"])
def test_a_stranger_is_refused(cast: Cast, role: str, verb: str) -> None:
    stranger: Any = browser_of(cast.users[role])

    response = getattr(stranger, verb)(address(cast), {"typed": "Member", "reason": "vol"})

    assert response["Location"] == HOME
    assert name_of(cast) == "Member"
