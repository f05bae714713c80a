"""Every mail can be seen before it is sent, by those who steer, with something of theirs."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from startups.core.models import Notice
from startups.registry.models import Startup
from startups.staff.mails.kinds import KINDS
from tests.access.cast import ROLES, Cast
from tests.factories import make_handover_dossier
from tests.repository.tree import ROOT

from .conftest import read
from .making import make_administrator, make_manager, make_portfolio

pytestmark = pytest.mark.django_db
# What other mails include.
PARTS = {"difference", "rhythm", "session_meeting"}
STEERS = {"administrator", "manager", "other_manager"}


def test_every_mail_can_be_seen() -> None:
    templates = {path.stem for path in (ROOT / "templates" / "mail").glob("*.txt")}
    assert set(KINDS) == templates - PARTS


@pytest.mark.parametrize("code", ["", "week/", "invitation/"])
def test_those_who_steer_see_them_and_nobody_else(
    code: str, cast: Cast, sign_in: Callable[[Any], Client]
) -> None:
    path = f"{reverse('mails:list')}{code}"
    codes = {role: sign_in(cast.users.get(role)).get(path).status_code for role in ROLES}
    assert codes == {role: 200 if role in STEERS else 403 for role in ROLES} | {"anonymous": 302}


@pytest.mark.parametrize("code", sorted(KINDS))
def test_each_reads_in_both_languages_with_an_example_of_one_s_own(
    code: str, sign_in: Callable[[Any], Client]
) -> None:
    incubator = make_portfolio(2)
    make_handover_dossier(Startup.objects.order_by("name")[0])
    client = sign_in(make_manager(incubator))
    page = read(client, reverse("mails:mail", args=(code,)))
    french, english = page.select(".staff-preview > div")
    assert (french["lang"], english["lang"]) == ("fr", "en")
    for preview in (french, english):
        assert preview.select_one(".staff-preview__subject").get_text().strip()
        assert "{" not in preview.get_text()
        assert not re.search(r"None|Http404|\(\)", preview.get_text())
    assert "/en/" in english.get_text() or "/en/" not in french.get_text()


@pytest.mark.parametrize("code", sorted(KINDS))
def test_without_anything_of_one_s_own_there_is_no_example_and_no_failure(
    code: str, cast: Cast, sign_in: Callable[[Any], Client]
) -> None:
    """What is of the others is no example."""
    make_portfolio(2)
    page = read(sign_in(cast.users["other_manager"]), reverse("mails:mail", args=(code,)))
    assert "Produit" not in page.get_text()
    assert "Nôtre produit" not in page.get_text()


def test_an_unknown_mail_is_not_found(sign_in: Callable[[Any], Client]) -> None:
    client = sign_in(make_administrator())
    assert client.get(reverse("mails:mail", args=("nothing",))).status_code == 404


def test_looking_sends_and_writes_nothing(sign_in: Callable[[Any], Client]) -> None:
    incubator = make_portfolio(2)
    client = sign_in(make_manager(incubator))
    for code in KINDS:
        client.get(reverse("mails:mail", args=(code,)))
    assert (len(mail.outbox), Notice.objects.count()) == (0, 0)


def test_no_link_of_an_example_opens_anything(sign_in: Callable[[Any], Client]) -> None:
    client = sign_in(make_manager(make_portfolio(1)))
    for code in ("invitation", "consent_request", "account_link"):
        page = read(client, reverse("mails:mail", args=(code,)))
        addresses = [link["href"] for link in page.select(".staff-preview a")]
        secret = [path for path in addresses if "/example/" in path]
        assert secret, code
        for path in secret:
            answer = Client().get(path.removeprefix("http://testserver"))
            assert "Nôtre" not in answer.text
