"""The space is read in English below ``/en/``, and mails about consent follow their reader."""

import pytest
from bs4 import BeautifulSoup
from django.core import mail
from django.utils import translation

from incubator.accounts.services.language import choose_language
from startups.people.services.consent import ask_consent
from tests.access.cast import person

pytestmark = pytest.mark.django_db


def pages(slug: str) -> list[str]:
    """Written out: what ``reverse`` gives follows the language of the last answer."""
    one = [f"/espace/{slug}/{rest}" for rest in ("", "faits/", "equipe/", "equipe/ajouter/")]
    return ["/espace/?tout=1", "/espace/mes-donnees/", *one, f"/espace/{slug}/chiffres/"]


def test_each_page_has_its_english_one(cast, sign_in) -> None:
    client = sign_in("intrapreneur")

    for address in pages(cast.ours.slug):
        page = BeautifulSoup(client.get(f"/en{address}").content, "html.parser")
        words = page.find(class_="team-bar").get_text(" ", strip=True)
        inner = {a["href"] for a in page.main.find_all("a", href=lambda to: to and "/espace" in to)}

        assert page.html["lang"] == "en"
        assert words == "My startups My data My account Sign out"
        assert inner
        assert all(to.startswith("/en/") for to in inner), address


def test_the_switch_leads_to_the_same_page_in_the_other_language(cast, sign_in) -> None:
    client = sign_in("intrapreneur")
    address = f"/espace/{cast.ours.slug}/faits/"

    french = BeautifulSoup(client.get(address).content, "html.parser")
    english = BeautifulSoup(client.get(f"/en{address}").content, "html.parser")

    assert french.header.find("a", hreflang="en")["href"] == f"/en{address}"
    assert english.header.find("a", hreflang="fr")["href"] == address


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_the_present_page_is_told_in_both(cast, sign_in, prefix) -> None:
    client = sign_in("intrapreneur")
    address = f"{prefix}/espace/{cast.ours.slug}/equipe/"

    page = BeautifulSoup(client.get(f"{address}ajouter/").content, "html.parser")

    tabs = page.find(class_="team-tabs").find_all("a", attrs={"aria-current": True})
    assert [(tab["href"], tab["aria-current"]) for tab in tabs] == [(address, "true")]


def test_a_stranger_is_refused_in_english_too(cast, sign_in) -> None:
    stranger = sign_in("other_intrapreneur")

    for address in pages(cast.ours.slug)[2:]:
        assert stranger.get(f"/en{address}").status_code == 403


@pytest.mark.parametrize(
    ("language", "start", "words"),
    [("en", "/en/consentement/", "do you agree"), ("fr", "/consentement/", "acceptez-vous")],
)
def test_consent_is_asked_in_the_readers_language(
    cast, client, today, language, start, words, django_capture_on_commit_callbacks
) -> None:
    reader = cast.users["member"]
    choose_language(reader, language)

    with django_capture_on_commit_callbacks(execute=True), translation.override("fr"):
        ask_consent(person=person(reader), startup=cast.ours, on=today, actor=None)

    sent = mail.outbox[-1]
    address = sent.body.split("http://testserver")[1].split()[0]
    assert words in sent.subject
    assert address.startswith(start)
    answer = client.get(address)
    assert answer.status_code == 200
    assert f'<html lang="{language}"' in answer.text
