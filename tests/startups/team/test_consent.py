"""Being named: asked of the person, answered by that person alone, taken back at any time."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.urls import reverse

from startups.core.enums import ActKind
from startups.people.models import ConsentRequest, Person
from startups.people.services.consent import (
    QUIET,
    VALID_FOR,
    answer_consent,
    ask_consent,
    consent_token,
    read_token,
)
from startups.registry.models import JournalEntry
from tests.access.cast import person

from .conftest import everything

pytestmark = pytest.mark.django_db
LINK = re.compile(r"http://testserver(/consentement/\S+)")


@pytest.fixture
def ask(cast, sign_in, colleague, django_capture_on_commit_callbacks):
    """An editor asks our colleague; returns the path of the link that they receive."""

    def asked() -> str:
        path = reverse("team:consent_ask", args=(cast.ours.slug, colleague.pk))
        with django_capture_on_commit_callbacks(execute=True):
            assert sign_in("editor").post(path).status_code == 302
        return LINK.search(mail.outbox[-1].body).group(1)

    return asked


def named(cast, client) -> bool:
    return "Sacha Colibri" in client.get(f"/startups/{cast.ours.slug}/").text


def test_the_person_is_asked_by_mail_and_says_yes(cast, client, ask, colleague, today) -> None:
    link = ask()
    assert mail.outbox[0].to == ["sacha@people.example"]
    assert not named(cast, client)
    assert client.get(link).status_code == 200

    client.post(link, {"answer": "yes"})

    colleague.person.refresh_from_db()
    assert colleague.person.consent_given_on == today
    assert named(cast, client)
    request = ConsentRequest.objects.get()
    assert (request.agreed, request.answered_on) == (True, today)
    assert request.asked_by == cast.users["editor"]
    kinds = list(JournalEntry.objects.order_by("pk").values_list("kind", flat=True))
    assert kinds == [ActKind.CONSENT_ASKED, ActKind.CONSENT_GIVEN]
    assert not JournalEntry.objects.filter(detail__contains="Sacha").exists()


def test_reading_the_link_answers_nothing(client, ask) -> None:
    link = ask()
    before = everything()

    client.get(link)
    client.head(link)
    client.post(link)
    client.post(link, {"answer": "maybe"})

    assert everything() == before


def test_no_is_noted(cast, client, ask, colleague) -> None:
    client.post(ask(), {"answer": "no"})

    assert ConsentRequest.objects.get().agreed is False
    assert JournalEntry.objects.filter(kind=ActKind.CONSENT_REFUSED).count() == 1
    assert not named(cast, client)


def test_a_yes_is_confirmed_and_taken_back_by_the_same_link(
    cast, client, ask, django_capture_on_commit_callbacks
) -> None:
    link = ask()
    with django_capture_on_commit_callbacks(execute=True):
        client.post(link, {"answer": "yes"})
    confirmed = LINK.search(mail.outbox[-1].body).group(1)

    client.post(confirmed, {"answer": "no"})

    assert len(mail.outbox) == 2
    assert not named(cast, client)
    assert JournalEntry.objects.filter(kind=ActKind.CONSENT_WITHDRAWN).count() == 1


def test_an_old_link_takes_back_but_gives_no_more(cast, client, colleague, today) -> None:
    old = today - VALID_FOR - timedelta(days=1)
    request = ask_consent(person=colleague.person, startup=cast.ours, on=old, actor=None)
    link = reverse("consent", args=(consent_token(request),))

    client.post(link, {"answer": "yes"})
    assert Person.objects.get(pk=colleague.person_id).consent_given_on is None

    answer_consent(person=colleague.person, agreed=True, on=today, actor=None, reason="")
    client.post(link, {"answer": "no"})
    assert Person.objects.get(pk=colleague.person_id).consent_given_on is None


def test_a_forged_link_is_refused(cast, client, ask) -> None:
    link = ask()
    before = everything()

    for forged in (link[:-2] + "x/", "/consentement/abc/", link.replace(":", "-")):
        assert client.get(forged).status_code == 404
        assert client.post(forged, {"answer": "yes"}).status_code == 404

    assert everything() == before


def test_a_link_dies_with_the_address_that_it_was_sent_to(client, ask, colleague) -> None:
    link = ask()
    Person.objects.filter(pk=colleague.person_id).update(email="autre@people.example")

    assert client.post(link, {"answer": "yes"}).status_code == 404


def test_the_token_is_bound_to_the_person(cast, colleague, today) -> None:
    request = ask_consent(person=colleague.person, startup=cast.ours, on=today, actor=None)

    link = read_token(consent_token(request), on=today)

    assert link.person == colleague.person
    assert link.expired is False


def test_the_link_is_kept_by_nobody(client, ask) -> None:
    response = client.get(ask())

    assert response["Referrer-Policy"] == "same-origin"
    assert response["X-Robots-Tag"] == "noindex"
    assert "no-store" in response["Cache-Control"]


def test_nobody_is_asked_again_at_once_nor_in_vain(cast, colleague, today) -> None:
    def again(on):
        return ask_consent(person=colleague.person, startup=cast.ours, on=on, actor=None)

    again(today)
    with pytest.raises(ValidationError):
        again(today + QUIET - timedelta(days=1))
    assert again(today + QUIET)

    answer_consent(person=colleague.person, agreed=True, on=today + QUIET, actor=None, reason="")
    with pytest.raises(ValidationError):
        again(today + 10 * QUIET)


def test_who_has_no_address_cannot_be_asked(cast, colleague, today) -> None:
    Person.objects.filter(pk=colleague.person_id).update(email="")

    with pytest.raises(ValidationError):
        ask_consent(person=colleague.person, startup=cast.ours, on=today, actor=None)


@pytest.mark.parametrize("role", ["administrator", "manager", "intrapreneur", "editor"])
def test_nobody_agrees_in_the_place_of_another(cast, sign_in, colleague, role) -> None:
    client, pk = sign_in(role), colleague.pk

    for name in ("member", "member_end", "consent_ask"):
        client.post(
            reverse(f"team:{name}", args=(cast.ours.slug, pk)),
            {"answer": "yes", "consent_given_on": "2026-01-01", "agreed": "on"},
        )
    client.post(reverse("team:my_consent"), {"answer": "yes", "person": colleague.person_id})

    assert Person.objects.get(pk=colleague.person_id).consent_given_on is None
    assert person(cast.users[role]).consent_given_on is not None
