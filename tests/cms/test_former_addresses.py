"""Addresses of the former site lead permanently to the pages of this one."""

from pathlib import Path

import pytest
from django.test import Client

from tests.trees import INCUBATOR, SMALL_TREE, STARTUP, import_files

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def portfolio(tmp_path: Path) -> None:
    moved = STARTUP.replace(
        "link: ''", "redirect_from:\n  - /startups/ancien\n  - /startup/vieux.chemin\nlink: ''"
    )
    hidden = INCUBATOR.replace("logo: logo.png", "hidden: true").replace("  - guichet\n", "")
    files = {
        "_startups/guichet.md": moved,
        "_startups/mes.aides_À.md": STARTUP.replace("title: Guichet", "title: Mes aides"),
        "_incubators/cache.md": hidden,
        "_incubators/atelier.md": INCUBATOR.replace(
            "logo: logo.png", "redirect_from:\n  - /incubateurs/ancien_nom"
        ),
    }
    import_files(tmp_path, SMALL_TREE | files)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("/startups/guichet.html", "/startups/guichet/"),
        ("/startups/mes.aides_À.html", "/startups/mes-aides-a/"),
        ("/startups/mes.aides_A%CC%80.html", "/startups/mes-aides-a/"),  # the other Unicode form
        ("/startups/mes.aides_À", "/startups/mes-aides-a/"),
        ("/startups/ancien", "/startups/guichet/"),
        ("/startups/ancien/", "/startups/guichet/"),
        ("/startups/ancien.html", "/startups/guichet/"),
        ("/startup/vieux.chemin", "/startups/guichet/"),
        ("/incubateurs/atelier.html", "/incubateurs/atelier/"),
        ("/incubateurs/ancien_nom", "/incubateurs/atelier/"),
    ],
)
def test_a_former_address_leads_to_the_page(client: Client, old: str, new: str) -> None:
    response = client.get(old)
    assert (response.status_code, response["Location"].removeprefix("http://testserver")) == (
        301,
        new,
    )


@pytest.mark.parametrize(
    "path",
    ["/startups/jamais.html", "/startups/ja.mais", "/incubateurs/cache.html", "/startups/.html"],
)
def test_what_never_was_is_not_found(client: Client, path: str) -> None:
    assert client.get(path).status_code == 404


def test_an_address_claimed_twice_goes_to_the_later_file(client: Client, tmp_path: Path) -> None:
    claim = "redirect_from: [/startups/disputee]\nlink: ''"
    files = {
        "_startups/a.md": STARTUP.replace("link: ''", claim),
        "_startups/b.md": STARTUP.replace("link: ''", claim),
    }
    import_files(tmp_path, files)
    assert client.get("/startups/disputee")["Location"].endswith("/startups/b/")


def test_a_former_address_that_is_no_longer_claimed_still_leads(
    client: Client, tmp_path: Path
) -> None:
    import_files(tmp_path, {"_startups/guichet.md": STARTUP})
    assert client.get("/startups/ancien").status_code == 301
