"""Who reads a private document: those who read the record of its startup, and nobody else."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from startups.documents.models import PrivateDocument
from startups.documents.services.documents import withdraw_document
from startups.people.models import Membership
from tests import clock
from tests.access.cast import ROLES, Cast, CastAsOf, person

from .making import PDF, SECRET, everything, make_document, upload

pytestmark = pytest.mark.django_db
WRITERS = {"administrator", "manager", "intrapreneur", "editor"}
READERS = WRITERS | {"committee"}
LOGIN = "/connexion/"
STRANGERS = sorted(set(ROLES) - READERS - {"anonymous"})


@pytest.fixture
def cast(cast_as_of: CastAsOf) -> Cast:
    made = cast_as_of(today=clock.today())
    for startup in (made.ours, made.theirs):
        make_document(startup)
    return made


@pytest.fixture
def ours(cast: Cast) -> PrivateDocument:
    return cast.ours.documents.get()


@pytest.fixture
def theirs(cast: Cast) -> PrivateDocument:
    return cast.theirs.documents.get()


def enter(cast: Cast, role: str) -> Client:
    client = Client()
    if role != "anonymous":
        client.force_login(cast.users[role])
    return client


def at(name: str, slug: str, *keys: Any) -> str:
    return reverse(f"team:{name}", args=(slug, *keys))


def file_of(document: PrivateDocument) -> str:
    return at("document", document.startup.slug, document.pk)


@pytest.mark.parametrize("role", ROLES)
def test_only_readers_of_the_record_read_it(cast, ours, role) -> None:
    response = enter(cast, role).get(file_of(ours))

    if role in READERS:
        assert response.status_code == 200
        assert b"".join(response) == PDF
    elif role == "anonymous":
        assert response.status_code == 302
        assert response["Location"].startswith(LOGIN)
    else:
        assert response.status_code == 404
        assert SECRET not in response.text


@pytest.mark.parametrize("role", STRANGERS)
def test_a_stranger_cannot_tell_a_document_from_none(cast, ours, role) -> None:
    client = enter(cast, role)
    there, absent = file_of(ours), at("document", cast.ours.slug, 999_999)

    assert client.get(there).text.replace(there, absent) == client.get(absent).text


@pytest.mark.parametrize("role", sorted(READERS))
def test_the_document_of_another_startup_is_not_reached_through_ones_own(
    cast, theirs, role
) -> None:
    client = enter(cast, role)
    before = everything()

    for name, data in (("document", {}), ("document_withdraw", {"reason": "forged"})):
        address = at(name, cast.ours.slug, theirs.pk)
        assert client.get(address).status_code in {403, 404}
        assert client.post(address, data).status_code in {403, 404, 405}

    assert everything() == before


@pytest.mark.parametrize("role", ROLES)
def test_only_the_team_and_the_staff_add_and_withdraw(cast, ours, role) -> None:
    client = enter(cast, role)
    before = everything()
    adding = {"title": "Autre", "file": upload()}

    answers = [
        client.post(at("document_add", cast.ours.slug), adding),
        client.post(at("document_withdraw", cast.ours.slug, ours.pk), {"reason": "Erreur"}),
    ]

    assert [answer.status_code for answer in answers] == [
        302 if role in WRITERS | {"anonymous"} else 403
    ] * 2
    assert (everything() != before) is (role in WRITERS)
    if role in WRITERS:
        assert {(row.title, row.is_withdrawn) for row in cast.ours.documents.all()} == {
            ("Autre", False),
            (SECRET, True),
        }


@pytest.mark.parametrize("verb", ["post", "put", "delete"])
def test_a_file_is_only_read(cast, ours, verb) -> None:
    before = everything()

    assert getattr(enter(cast, "administrator"), verb)(file_of(ours)).status_code == 405

    assert everything() == before


def test_a_withdrawn_document_is_handed_to_nobody(
    cast, ours, django_capture_on_commit_callbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        withdraw_document(document=ours, actor=None, reason="Erreur", on=clock.today())

    for role in READERS:
        client = enter(cast, role)
        assert client.get(file_of(ours)).status_code == 404
    again = client.post(at("document_withdraw", cast.ours.slug, ours.pk), {"reason": "Encore"})
    assert again.status_code in {403, 404}


def test_a_file_that_is_lost_is_not_found(cast, ours) -> None:
    ours.file.storage.delete(ours.file.name)

    assert enter(cast, "manager").get(file_of(ours)).status_code == 404


def test_the_right_ends_with_the_mission_in_an_open_session(cast, ours) -> None:
    client = enter(cast, "intrapreneur")
    assert b"".join(client.get(file_of(ours))) == PDF

    yesterday = clock.today() - timedelta(days=1)
    mission = Membership.objects.filter(person=person(cast.users["intrapreneur"]))
    mission.update(end=yesterday)

    assert client.get(file_of(ours)).status_code == 404


@pytest.mark.parametrize("role", ["anonymous", "other_intrapreneur", "administrator"])
def test_no_other_address_leads_to_the_file(cast, ours, role) -> None:
    client = enter(cast, role)
    key = ours.file.name

    for guess in (
        f"/media/{key}",
        f"/media/../{key}",
        f"/media/images/{key}",
        f"/media-private/{key}",
        f"/documents/{ours.pk}/{ours.name}",
        f"/espace/{cast.ours.slug}/documents/{key}",
        f"/espace/{cast.ours.slug}/documents/{ours.name}",
        f"/espace/{cast.ours.slug}/documents/-1/",
        f"/espace/{cast.ours.slug}/documents/../../{key}/",
        f"/espace/{cast.theirs.slug}/documents/{ours.pk}/",
        f"/espace/inconnue/documents/{ours.pk}/",
    ):
        response = client.get(guess, follow=True)
        # Signing in comes before the question whether something is there.
        asked_who = response.redirect_chain and response.redirect_chain[-1][0].startswith(LOGIN)
        assert response.status_code == 404 or (role == "anonymous" and asked_who), guess


# ---- How it is handed out ----


def test_a_browser_saves_it_and_runs_nothing_of_it(cast) -> None:
    document = make_document(cast.ours, file=upload('été "2026".pdf'))

    response = enter(cast, "committee").get(file_of(document))

    assert b"".join(response) == PDF
    assert response["Content-Disposition"].startswith("attachment;")
    assert "%C3%A9t%C3%A9" in response["Content-Disposition"]
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Length"] == str(len(PDF))
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["X-Robots-Tag"] == "noindex"
    assert {"private", "no-store"} <= set(response["Cache-Control"].split(", "))
    policy = response["Content-Security-Policy"].split("; ")
    assert sorted(policy) == ["default-src 'none'", "frame-ancestors 'none'", "sandbox"]


def test_it_is_told_without_being_sent(cast, ours) -> None:
    response = enter(cast, "committee").head(file_of(ours))
    response.close()

    assert response.status_code == 200
    assert response["Content-Length"] == str(len(PDF))
    assert b"".join(response) == b""


@pytest.mark.parametrize(
    "name", ["../../../etc/passwd.pdf", "..\\..\\boot.pdf", "a\r\nX-Forged: yes.pdf"]
)
def test_a_name_that_would_lead_elsewhere_leads_nowhere(cast, name) -> None:
    document = make_document(cast.ours, file=raw_named(name))

    response = enter(cast, "manager").get(file_of(document))

    assert b"".join(response) == PDF
    assert "X-Forged" not in response.headers
    for sign in ("/", "\\", "\r", "\n"):
        assert sign not in response["Content-Disposition"]


def raw_named(name: str) -> Any:
    """An upload whose name no framework has cleaned."""
    file = upload()
    file._name = name
    return file
