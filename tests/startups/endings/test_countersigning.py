"""The signature of whoever receives: by a link, once, for thirty days, without an account."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.formats import date_format

from incubator.accounts.throttling import LIMITS
from startups.core.enums import ActKind
from startups.core.models import Notice
from startups.endings.models import HandoverDossier
from startups.endings.selectors.endings import missing_of_handover
from startups.endings.services.countersigning import VALID_FOR, LinkClosed, read_link, send_link
from startups.endings.services.handover import write_handover
from startups.registry.models import JournalEntry
from tests import clock
from tests.cms.pages import read, words
from tests.factories import make_membership, make_person

from .conftest import last_link, path_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def dossier(startup, today, cast, handover_values) -> HandoverDossier:
    """Complete but for its signature."""
    write_handover(
        startup=startup, values=handover_values, seen=0, on=today, actor=cast.users["manager"]
    )
    return HandoverDossier.objects.get()


@pytest.fixture
def link(dossier, startup, sign_in, django_capture_on_commit_callbacks):
    """The intrapreneur sends the link; returns its path."""

    def sent() -> str:
        with django_capture_on_commit_callbacks(execute=True):
            sign_in("intrapreneur").post(path_of(startup, "handover_link"))
        return last_link()

    return sent


def signature(version: int = 1) -> dict[str, Any]:
    return {"answer": "sign", "version": version}


def state() -> tuple[Any, ...]:
    dossier = HandoverDossier.objects.get()
    return (
        dossier.countersigned_on,
        dossier.link_digest,
        HandoverDossier.history.count(),
        JournalEntry.objects.count(),
        Notice.objects.count(),
    )


def test_the_owner_reads_and_signs(client, cast, dossier, link, today) -> None:
    path = link()
    assert mail.outbox[-1].to == ["zoe@direction.example"]
    page = client.get(path)
    assert page.status_code == 200
    assert "Cent mille usagers à douze mois." in page.text

    answer = client.post(path, signature())

    assert (answer.status_code, answer["Location"]) == (302, reverse("countersigned"))
    dossier.refresh_from_db()
    assert (dossier.countersigned_on, dossier.link_digest) == (today, "")
    assert missing_of_handover(dossier) == []
    act = JournalEntry.objects.get(kind=ActKind.HANDOVER_COUNTERSIGNED)
    assert (act.actor, act.on) == (None, today)
    told = set(Notice.objects.values_list("recipient__email", flat=True))
    assert told == {cast.users[role].email for role in ("intrapreneur", "editor", "manager")}
    assert client.get(reverse("countersigned")).status_code == 200


def test_only_the_digest_of_the_link_is_kept(link) -> None:
    token = link().split("/")[-2]
    kept = HandoverDossier.objects.get().link_digest

    assert token not in kept
    assert not HandoverDossier.history.filter(link_digest=token).exists()
    assert not JournalEntry.objects.filter(detail__contains=token).exists()


def test_reading_signs_nothing(client, link) -> None:
    path = link()
    before = state()

    client.get(path)
    client.head(path)
    client.post(path)
    client.post(path, {"answer": "no", "version": 1})

    assert state() == before


def test_a_link_works_once(client, link) -> None:
    path = link()
    client.post(path, signature())
    before = state()

    assert client.get(path).status_code == 410
    assert client.post(path, signature()).status_code == 410
    assert state() == before


def test_a_new_link_replaces_the_one_before(client, link) -> None:
    first, second = link(), link()

    assert client.get(first).status_code == 410
    assert client.get(second).status_code == 200


def test_a_link_expires_after_thirty_days(dossier, link, today) -> None:
    token = link().split("/")[-2]

    assert read_link(token, on=today + VALID_FOR) == dossier
    with pytest.raises(LinkClosed):
        read_link(token, on=today + VALID_FOR + timedelta(days=1))


def test_forged_links_all_get_the_same_answer(client, link) -> None:
    path = link()
    token = path.split("/")[-2]
    digest = HandoverDossier.objects.get().link_digest
    before = state()

    answers = [
        client.post(reverse("countersignature", args=(forged,)), signature())
        for forged in (token[:-1], f"{token}x", token.swapcase(), digest, "x")
    ]

    assert {answer.status_code for answer in answers} == {410}
    assert not [answer for answer in answers if "Nôtre produit" in answer.text]
    assert state() == before


def test_too_many_guesses_are_refused(client, db) -> None:
    many, _window = LIMITS["countersignature-address"]
    path = reverse("countersignature", args=("devine",))

    answers = [client.get(path).status_code for _guess in range(many + 1)]

    assert answers == [410] * many + [429]


def test_one_signs_what_one_has_read(client, cast, startup, link, today) -> None:
    path = link()
    write_handover(
        startup=startup, values={"summary": "Tout autre chose"}, seen=1, on=today, actor=None
    )

    answer = client.post(path, signature())

    assert answer.status_code == 409
    assert "Tout autre chose" in answer.text
    assert HandoverDossier.objects.get().countersigned_on is None
    assert client.post(path, signature(2)).status_code == 302


def test_a_change_after_signing_makes_the_signature_void_and_says_so(
    client, startup, sign_in, link, today
) -> None:
    client.post(link(), signature())
    editor = sign_in("editor")
    assert editor.get(path_of(startup, "handover")).context["signature"].stage == "signed"

    write_handover(startup=startup, values={"fallback": "Autre"}, seen=1, on=today, actor=None)

    page = editor.get(path_of(startup, "handover"))
    assert page.context["signature"].void == today
    assert page.context["signature"].stage == "ready"
    assert date_format(today, "j F Y") in words(read(editor, path_of(startup, "handover")).main)
    assert HandoverDossier.objects.get().countersigned_on is None


def test_what_became_incomplete_is_not_signed(client, startup, link, today) -> None:
    path = link()
    write_handover(startup=startup, values={"criteria": ""}, seen=1, on=today, actor=None)

    assert client.post(path, signature(2)).status_code == 409
    assert HandoverDossier.objects.get().countersigned_on is None


def test_who_has_joined_the_team_meanwhile_does_not_sign(client, startup, link) -> None:
    path = link()
    make_membership(startup, make_person("Zoé", email="zoe@direction.example"))

    assert client.post(path, signature()).status_code == 409
    assert HandoverDossier.objects.get().countersigned_on is None


def test_an_incomplete_dossier_is_sent_to_nobody(startup, today, cast) -> None:
    with pytest.raises(ValidationError):
        send_link(startup=startup, on=today, now=clock.now(), actor=None)
    write_handover(
        startup=startup,
        values={"owner_email": "zoe@direction.example"},
        seen=0,
        on=today,
        actor=None,
    )
    with pytest.raises(ValidationError):
        send_link(startup=startup, on=today, now=clock.now(), actor=None)
    assert mail.outbox == []


def test_the_owner_is_not_flooded(dossier, startup, sign_in, link) -> None:
    client = sign_in("manager")
    many, _window = LIMITS["mail-account"]
    for _time in range(many + 2):
        link()

    assert len(mail.outbox) == many
    page = client.post(path_of(startup, "handover_link"), follow=True)
    assert page.status_code == 200
    assert len(mail.outbox) == many


def test_the_link_is_kept_by_nobody_and_leads_nowhere_else(client, cast, startup, link) -> None:
    page = client.get(link())

    assert page["Referrer-Policy"] == "same-origin"
    assert page["X-Robots-Tag"] == "noindex"
    assert "no-store" in page["Cache-Control"]
    assert "/espace/" not in page.text
    assert "/bureau/" not in page.text
    assert not [role for role in ("manager", "editor") if cast.users[role].email in page.text]


@pytest.mark.parametrize(
    "role", ["committee", "member", "other_manager", "former_intrapreneur", "nobody", "anonymous"]
)
def test_nobody_else_sends_the_link(dossier, startup, sign_in, role) -> None:
    before = state()

    answer = sign_in(role).post(path_of(startup, "handover_link"))

    assert answer.status_code == (302 if role == "anonymous" else 403)
    assert mail.outbox == []
    assert state() == before
