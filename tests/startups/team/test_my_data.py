"""What somebody reads of what is held about them, and does about it."""

import json

import pytest
from django.urls import reverse

from startups.core.enums import ActKind
from startups.people.models import Person
from startups.people.services.consent import ask_consent
from startups.registry.models import JournalEntry
from startups.registry.services.journal import record_act
from tests.access.cast import person

pytestmark = pytest.mark.django_db
PAGE = reverse("team:my_data")
FILE = reverse("team:my_data_download")


def test_everything_about_me_and_nothing_about_others(cast, sign_in, today) -> None:
    me = cast.users["editor"]
    ask_consent(person=person(me), startup=cast.ours, on=today, actor=None)
    record_act(startup=cast.ours, kind=ActKind.MEASURED, on=today, actor=me, reason="mensuel")
    record_act(startup=cast.ours, kind=ActKind.MEASURED, on=today, actor=None, reason="autrui")

    response = sign_in("editor").get(FILE)

    data = json.loads(response.content)
    assert response["Content-Disposition"].startswith("attachment")
    assert data["account"]["email"] == me.email
    assert data["person"]["identifier"] == "editor"
    assert [mission["startup"] for mission in data["missions"]] == [cast.ours.name]
    assert data["missions"][0]["team_editor"] is True
    assert [request["asked_on"] for request in data["requests"]] == [today.isoformat()]
    assert [act["reason"] for act in data["acts"]] == ["mensuel"]
    others = [user.email for name, user in cast.users.items() if name != "editor"]
    assert not [email for email in others if f'"{email}"' in response.text]


def test_consent_is_given_and_taken_back_in_ones_own_space(cast, sign_in, today) -> None:
    client = sign_in("intrapreneur")

    client.post(reverse("team:my_consent"), {"answer": "yes"})
    assert person(cast.users["intrapreneur"]).consent_given_on == today

    client.post(reverse("team:my_consent"), {"answer": "no"})
    assert person(cast.users["intrapreneur"]).consent_given_on is None
    kinds = list(JournalEntry.objects.order_by("pk").values_list("kind", flat=True))
    assert kinds == [ActKind.CONSENT_GIVEN, ActKind.CONSENT_WITHDRAWN]

    history = json.loads(client.get(FILE).content)["consent"]
    assert [step["agreed"] for step in history] == [True, False]


def test_what_is_no_answer_changes_nothing(cast, sign_in) -> None:
    response = sign_in("intrapreneur").post(reverse("team:my_consent"), {"answer": "peut-être"})

    assert response.status_code == 404
    assert person(cast.users["intrapreneur"]).consent_given_on is None


def test_an_account_without_a_person_reads_its_own(cast, sign_in) -> None:
    Person.objects.filter(user=cast.users["nobody"]).delete()
    client = sign_in("nobody")

    assert client.get(PAGE).status_code == 200
    assert "person" not in json.loads(client.get(FILE).content)
    assert client.post(reverse("team:my_consent"), {"answer": "yes"}).status_code == 404


def test_the_page_says_whom_to_ask(cast, sign_in) -> None:
    cast.our_incubator.contact = "contact@incubateur.example"
    cast.our_incubator.save()

    assert "contact@incubateur.example" in sign_in("member").get(PAGE).text
