"""The library of documents is the public site's: who keeps it, what it hands out, what it says."""

import runpy
import sys
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import Resolver404, URLResolver, reverse
from django.urls.resolvers import RegexPattern
from django.utils.html import escape
from django.views.static import serve
from wagtail.documents.forms import get_document_form
from wagtail.documents.models import Document
from wagtail.models import Collection, CollectionViewRestriction, GroupCollectionPermission

from tests import clock
from tests.access.cast import Cast, CastAsOf

pytestmark = pytest.mark.django_db
CONTENT = b"Ce que la bibliotheque garde"


@pytest.fixture
def cast(cast_as_of: CastAsOf) -> Cast:
    return cast_as_of(today=clock.today())


def enter(cast: Cast, role: str) -> Client:
    client = Client()
    if role != "anonymous":
        client.force_login(cast.users[role])
    return client


def make_library_document(collection: Collection | None = None) -> Document:
    return Document.objects.create(
        title="Rapport",
        file=ContentFile(CONTENT, name="rapport.txt"),
        collection=collection or Collection.get_first_root_node(),
    )


def restrict(collection: Collection, kind: str, *groups: Group) -> None:
    restriction = CollectionViewRestriction.objects.create(
        collection=collection, restriction_type=kind, password="sesame"
    )
    restriction.groups.set(groups)


def reads(client: Client, document: Document) -> bool:
    """Whether its content is in what somebody gets, wherever they are sent."""
    response = client.get(document.url, follow=True)
    return CONTENT in b"".join(response)


def test_a_document_of_the_library_is_public_and_inert(cast) -> None:
    response = enter(cast, "anonymous").get(make_library_document().url)

    assert b"".join(response) == CONTENT
    assert response["Content-Disposition"].startswith("attachment;")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'"


@pytest.mark.parametrize(
    ("kind", "strangers"),
    [
        (CollectionViewRestriction.PASSWORD, {"anonymous", "nobody", "other_intrapreneur"}),
        (CollectionViewRestriction.LOGIN, {"anonymous"}),
        (CollectionViewRestriction.GROUPS, {"anonymous", "nobody", "other_intrapreneur"}),
    ],
)
@pytest.mark.parametrize("depth", [0, 1])
def test_one_of_a_restricted_collection_is_refused(cast, kind, strangers, depth) -> None:
    """As restricted as the collections above it."""
    collection = Collection.get_first_root_node().add_child(name="Réservé")
    restrict(collection, kind, Group.objects.create(name="Membres"))
    for number in range(depth):
        collection = collection.add_child(name=f"Dessous {number}")
    document = make_library_document(collection)

    found = {role for role in strangers if reads(enter(cast, role), document)}

    assert found == set()


def test_the_name_of_a_document_must_be_known(cast) -> None:
    document = make_library_document()
    address = reverse("wagtaildocs_serve", args=(document.pk, "autre.txt"))

    assert enter(cast, "administrator").get(address).status_code == 404


@pytest.mark.parametrize(
    "name", ["wagtaildocs:index", "wagtaildocs:add", "wagtaildocs:add_multiple"]
)
def test_the_library_is_for_administrators_and_those_whom_its_policy_names(cast, name) -> None:
    named = Group.objects.create(name="Bibliothécaires")
    for permission in Permission.objects.filter(content_type__app_label="wagtaildocs"):
        GroupCollectionPermission.objects.create(
            group=named, collection=Collection.get_first_root_node(), permission=permission
        )
    cast.users["manager"].groups.add(named)
    roles = ("administrator", "manager", "other_manager", "committee", "intrapreneur", "nobody")

    found = {role for role in roles if enter(cast, role).get(reverse(name)).status_code == 200}

    assert found == {"administrator", "manager"}


@pytest.mark.parametrize("name", ["wagtaildocs:add", "wagtaildocs:add_multiple"])
def test_the_form_says_that_the_library_is_public(cast, name) -> None:
    warning = str(get_document_form(Document)().fields["file"].help_text)
    assert "publi" in warning

    page = enter(cast, "administrator").get(reverse(name)).text

    assert escape(warning) in page


# ---- In development ----


@pytest.fixture
def development(settings: Any, monkeypatch: pytest.MonkeyPatch) -> URLResolver:
    """The addresses as a development server has them."""
    settings.DEBUG = True
    monkeypatch.delitem(sys.modules, "incubator.urls", raising=False)
    return URLResolver(RegexPattern(r"^/"), runpy.run_module("incubator.urls")["urlpatterns"])


@pytest.mark.parametrize(
    ("path", "served"),
    [
        ("/media/images/picture.max-165x165.png", True),
        ("/media/documents/rapport.txt", False),
        ("/media/original_images/picture.png", False),
        ("/media/rapport.txt", False),
        ("/media/", False),
    ],
)
def test_only_pictures_are_served_straight_from_the_folder(development, path, served) -> None:
    try:
        found = development.resolve(path).func
    except Resolver404:
        found = None

    assert (found is serve) is served
