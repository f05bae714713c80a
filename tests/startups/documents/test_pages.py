"""The page of documents, its forms, and the documents on the record of the back office."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from cms.demonstration.documents import FILE, load_documents
from cms.demonstration.loader import demonstration_tree
from startups.documents.models import PrivateDocument
from startups.personal_data.services.anonymisation import anonymise_person
from tests import clock
from tests.access.cast import Cast, CastAsOf, person
from tests.factories import make_startup
from tests.startups.team.sending import queries

from .making import ON, PDF, SECRET, everything, make_document, stored, upload

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(cast_as_of: CastAsOf) -> Cast:
    return cast_as_of(today=clock.today())


@pytest.fixture
def team(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast.users["intrapreneur"])
    return client


def at(name: str, cast: Cast, *keys: Any) -> str:
    return reverse(f"team:{name}", args=(cast.ours.slug, *keys))


def add(client: Client, cast: Cast, **typed: Any) -> Any:
    form = {"title": "Convention", "file": upload(), "note": ""}
    return client.post(at("document_add", cast), form | typed, follow=True)


def test_a_document_is_added_shown_and_withdrawn(cast, team) -> None:
    today = clock.today()

    page = add(team, cast, note="Signée hier").text

    document = cast.ours.documents.get()
    assert (document.uploaded_by, document.added_on) == (cast.users["intrapreneur"], today)
    for shown in ("Convention", "convention.pdf", "Signée hier", "Intrapreneur"):
        assert shown in page
    assert at("document", cast, document.pk) in page

    address = at("document_withdraw", cast, document.pk)
    assert "Convention" in team.get(address).text
    assert not PrivateDocument.objects.get().is_withdrawn
    page = team.post(address, {"reason": "Mauvaise version"}, follow=True).text

    assert PrivateDocument.objects.get().withdrawn_on == today
    assert "Mauvaise version" in page
    assert at("document", cast, document.pk) not in page


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"title": ""}, "title"),
        ({"file": ""}, "file"),
        ({"file": upload("page.html", b"<html>")}, "file"),
        ({"file": upload("page.pdf", b"<html>")}, "file"),
        ({"file": upload("empty.pdf", b"")}, "file"),
    ],
)
def test_a_refusal_is_said_beside_its_field_and_keeps_what_was_typed(
    cast, team, typed, field
) -> None:
    before = everything()

    response = add(team, cast, note="À garder", **typed)

    assert response.status_code == 422
    assert set(response.context["form"].errors) == {field}
    assert "À garder" in response.text
    assert everything() == before


def test_a_file_too_big_is_refused_with_the_limit(cast, team, settings) -> None:
    settings.PRIVATE_DOCUMENT_MAX_SIZE = 1024
    response = add(team, cast, file=upload(content=PDF + b" " * 1024))

    assert response.status_code == 422
    assert "1,0" in response.context["form"].errors["file"][0]
    assert not PrivateDocument.objects.exists()


def test_a_title_is_shown_as_text(cast, team) -> None:
    page = add(team, cast, title="<script>alert(1)</script>").text

    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_the_committee_reads_and_is_offered_nothing_else(cast) -> None:
    document = make_document(cast.ours)
    client = Client()
    client.force_login(cast.users["committee"])

    page = client.get(at("documents", cast)).text

    assert at("document", cast, document.pk) in page
    assert at("document_add", cast) not in page
    assert at("document_withdraw", cast, document.pk) not in page


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_takes_the_same_number_of_queries(cast, team, number) -> None:
    for _ in range(number):
        make_document(cast.ours, actor=cast.users["editor"])

    assert queries(team, at("documents", cast)) == 7


# ---- Elsewhere ----


@pytest.mark.parametrize(
    ("role", "reads"),
    [("administrator", True), ("manager", True), ("committee", True), ("other_manager", False)],
)
def test_the_record_of_the_office_has_the_documents(cast, role, reads) -> None:
    document = make_document(cast.ours)
    client = Client()
    client.force_login(cast.users[role])

    page = client.get(
        reverse("backoffice_startups:inspect", args=(cast.ours.pk,)), follow=True
    ).text

    assert (SECRET in page) is reads
    assert (at("document", cast, document.pk) in page) is reads


def test_the_public_page_and_the_feed_say_nothing_of_them(cast, client) -> None:
    make_document(cast.ours)

    for address in (f"/startups/{cast.ours.slug}/", f"/startups/{cast.ours.slug}/evenements.atom"):
        response = client.get(address)
        assert response.status_code == 200
        assert SECRET not in response.text


def test_who_added_it_is_anonymised_and_it_can_still_be_read(cast) -> None:
    user = cast.users["intrapreneur"]
    document = make_document(cast.ours, actor=user, note=f"Voir {user.email}")

    anonymise_person(person=person(user), on=ON, actor=None, reason="demandé")

    document.refresh_from_db()
    assert user.email not in document.note
    assert document.uploaded_by == user
    with document.file.open() as file:
        assert file.read() == PDF


def test_the_demonstration_has_documents_once() -> None:
    known = {item.ghid for item in demonstration_tree(on=ON)}
    ghids = ["quai-partage", "signal-ravine"]
    assert set(ghids) <= known
    startups = [make_startup(ghid=ghid) for ghid in ghids]
    before = len(stored())

    assert load_documents(on=ON) == len(startups)
    assert load_documents(on=ON) == 0

    assert FILE.is_file()
    assert len(stored()) == before + 2
    for startup in startups:
        document = startup.documents.get()
        assert document.added_on < ON
        with document.file.open() as file:
            assert file.read().startswith(b"%PDF-")
