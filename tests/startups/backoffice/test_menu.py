"""What each role finds in the menu of the back office, in French; every entry opens."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import RequestFactory
from django.urls import reverse
from django.utils import translation
from wagtail.admin.menu import admin_menu

from tests.access.cast import Cast

from .conftest import browser_of

pytestmark = pytest.mark.django_db
REPORTS = (
    "Rapports > Workflows",
    "Rapports > Tâches de workflow",
    "Rapports > Pages vieillissantes",
)
WRITING = {"Images", "Pages", *REPORTS}
READING = {"Rapports > Qualité des données", "Portefeuille > Startups"}
STAFF = {
    "Bureau",
    "Portefeuille > Incubateurs",
    "Portefeuille > Organisations",
    "Portefeuille > Personnes",
    "Portefeuille > Équipes transverses",
    "Portefeuille > Responsables et comités",
}
NETWORK = {
    "Documents",
    "Paramètres > Règles de Redirection",
    "Paramètres > Sites",
    "Paramètres > Collections",
    "Paramètres > Workflows",
    "Paramètres > Tâches de workflow",
    "Paramètres > Utilisateurs",
    "Paramètres > Groupes",
    "Rapports > Pages verrouillées",
    "Rapports > Historique du Site",
    "Rapports > Utilisation des types de page",
    "Portefeuille > Vocabulaires > Thèmes",
    "Portefeuille > Vocabulaires > Publics visés",
    "Portefeuille > Vocabulaires > Technologies",
    "Portefeuille > Vocabulaires > Domaines ministériels",
    "Portefeuille > Vocabulaires > Natures d’organisation",
    "Portefeuille > Vocabulaires > Rôles",
    "Portefeuille > Vocabulaires > Points de transfert",
    "Portefeuille > Vocabulaires > Activités",
    "Portefeuille > Vocabulaires > Types de ressource",
}
MENUS = {
    "administrator": READING | WRITING | STAFF | NETWORK,
    "manager": READING | WRITING | STAFF,
    "other_manager": READING | WRITING | STAFF,
    "committee": READING | {"Bureau", "Portefeuille > Incubateurs"},
    "intrapreneur": READING | WRITING,
    "editor": READING | WRITING,
}


def entries(items: Any, request: Any, above: str = "") -> Iterator[tuple[str, str]]:
    """The labels of what can be followed on this site, below those above it, with the addresses."""
    for item in items:
        label = f"{above}{item.label}"
        if hasattr(item, "menu"):
            inner = item.menu.menu_items_for_request(request)
            yield from entries(inner, request, f"{label} > ")
        elif str(item.url).startswith("/"):
            yield label, str(item.url)


def menu_of(user: Any) -> dict[str, str]:
    reverse("wagtailadmin_home")  # reading the addresses registers what is in the menu
    request = RequestFactory().get("/admin/")
    request.user = user
    with translation.override("fr"):
        return dict(entries(admin_menu.menu_items_for_request(request), request))


@pytest.mark.parametrize("role", list(MENUS))
def test_each_role_finds_its_own_menu(cast: Cast, role: str) -> None:
    assert set(menu_of(cast.users[role])) == MENUS[role]


@pytest.mark.parametrize("role", list(MENUS))
def test_every_entry_opens(cast: Cast, role: str) -> None:
    client = browser_of(cast.users[role], language="fr")

    answers = {
        label: client.get(address, follow=True)
        for label, address in menu_of(cast.users[role]).items()
    }

    assert len(answers) > 3
    assert {label: answer.status_code for label, answer in answers.items()} == dict.fromkeys(
        answers, 200
    )
    # A refusal leads to the home of the admin; the tree of pages, to the part that one edits.
    home = reverse("wagtailadmin_home")
    assert [k for k, answer in answers.items() if answer.request["PATH_INFO"] == home] == []


@pytest.mark.parametrize("role", ["nobody", "member", "former_manager", "future_manager"])
def test_whoever_has_nothing_to_do_there_has_no_menu(cast: Cast, role: str) -> None:
    response = browser_of(cast.users[role]).get(reverse("wagtailadmin_home"))

    assert response.status_code == 302
