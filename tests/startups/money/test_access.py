"""Who may open what of the money: every page, every role, reading and writing."""

from typing import Any

import pytest
from django.urls import reverse

from startups.money.contracts.models import (
    Contract,
    ContractIncubator,
    ContractModification,
    ContractUse,
)
from startups.money.models import Commitment, Funding, Payment
from startups.registry.models import JournalEntry
from startups.staff.contracts import urls as contract_urls
from startups.team.money import urls
from tests.access.cast import ROLES

from .conftest import SECRET
from .making import FIRM, make_contract, make_order, use

pytestmark = pytest.mark.django_db

STAFF = {"administrator", "manager"}
TEAM = {"intrapreneur", "editor"}
READERS = STAFF | TEAM | {"committee"}
WRITERS = STAFF | TEAM
# Name of the address: who may open it for our startup.
PAGES: dict[str, set[str]] = {
    "index": READERS,
    "order": READERS,
    "fundings": READERS,
    "order_add": WRITERS,
    "import": WRITERS,
    "order_step": WRITERS,
    "order_drop": WRITERS,
    "order_correct": WRITERS,
    "order_credit": WRITERS,
    "order_pay": WRITERS,
    "order_refund": WRITERS,
    "funding_add": STAFF,
    "funding_correct": STAFF,
    "funding_cancel": STAFF,
}
READ_ONLY = {"index", "order", "fundings"}
BUYERS = STAFF | {"committee"}
CONTRACT_PAGES: dict[str, set[str]] = {
    "page": BUYERS,
    "correct": STAFF,
    "modify": STAFF,
    "users": STAFF,
}
KEPT = (
    Commitment,
    Contract,
    ContractIncubator,
    ContractModification,
    ContractUse,
    Funding,
    JournalEntry,
    Payment,
)
# Whatever a form might take, all at once.
FORGED = {
    "amount": "1",
    "day": "2026-08-01",
    "paid_on": "2026-08-01",
    "notified_on": "2026-08-01",
    "reference": "Forgée",
    "reason": "Forgée",
    "step": "delivered",
    "supplier": "Forgé",
    "months": "99",
    "holders": FIRM,
    "kind": "own_budget",
    "start": "2026-08-01",
    "end": "2026-09-01",
    "granted_on": "2026-08-01",
    "text": "Référence\tMontant\tPayé le\nX\t1\t01/08/2026",
    "digest": "x",
}


def everything() -> list[Any]:
    return [list(model.objects.order_by("pk").values()) for model in KEPT]


def address(name: str, order: Commitment, funding: Funding) -> str:
    keys: dict[str, Any] = {"slug": order.startup.slug}
    if (name.startswith("order_") and name != "order_add") or name == "order":
        keys["order"] = order.pk
    if name.startswith("funding_") and name != "funding_add":
        keys["funding"] = funding.pk
    return reverse(f"team_money:{name}", kwargs=keys)


def test_every_address_is_in_this_test() -> None:
    assert {pattern.name for pattern in urls.urlpatterns} == set(PAGES)
    own = {pattern.name for pattern in contract_urls.urlpatterns}
    assert own == set(CONTRACT_PAGES) | {"list", "add"}


@pytest.mark.parametrize("name", PAGES)
def test_reading_is_for_those_of_the_table(order, funding, sign_in, name) -> None:
    before = everything()

    answers = {role: sign_in(role).get(address(name, order, funding)) for role in ROLES}

    assert {role: answer.status_code for role, answer in answers.items()} == {
        role: 200 if role in PAGES[name] else 302 if role == "anonymous" else 403 for role in ROLES
    }
    refused = [answer for role, answer in answers.items() if role not in PAGES[name]]
    assert not [answer for answer in refused if SECRET in answer.text]
    assert everything() == before
    for answer in answers.values():
        assert "no-store" in answer["Cache-Control"]
        assert answer["X-Robots-Tag"] == "noindex"


@pytest.mark.parametrize("name", PAGES)
def test_nobody_else_writes(order, funding, sign_in, name) -> None:
    before = everything()
    strangers = set(ROLES) - (set() if name in READ_ONLY else PAGES[name])

    answers = {
        role: sign_in(role).post(address(name, order, funding), FORGED) for role in strangers
    }

    for role, answer in answers.items():
        reads = name in READ_ONLY and role in PAGES[name]
        expected = 302 if role == "anonymous" else 405 if reads else 403
        assert answer.status_code == expected, role
    assert everything() == before


def test_the_money_of_another_startup_is_not_reached_through_ones_own(
    cast, order, funding, sign_in
) -> None:
    for name in PAGES:
        path = address(name, order, funding).replace(cast.ours.slug, cast.theirs.slug)
        if str(order.pk) in path.split("/") or str(funding.pk) in path.split("/"):
            for role in ("other_intrapreneur", "other_manager", "administrator"):
                before = everything()
                client = sign_in(role)
                answers = [client.get(path), client.post(path, FORGED)]
                assert {answer.status_code for answer in answers} <= {403, 404, 405}
                assert not [answer for answer in answers if SECRET in answer.text]
                assert everything() == before


def test_a_correction_has_no_page_of_its_own(order, funding, sign_in) -> None:
    row = order.corrections.get()
    client = sign_in("manager")

    for name in PAGES:
        if name.startswith("order") and name != "order_add":
            assert client.get(address(name, row, funding)).status_code == 404


@pytest.mark.parametrize("name", CONTRACT_PAGES)
def test_a_contract_is_there_for_its_buyers_only(order, contract, sign_in, name) -> None:
    path = reverse(f"contracts:{name}", args=(contract.pk,))
    allowed = CONTRACT_PAGES[name]
    before = everything()

    answers = {role: sign_in(role).get(path) for role in ROLES}
    assert {role: answer.status_code for role, answer in answers.items()} == {
        role: 200 if role in allowed else 302 if role == "anonymous" else 404 for role in ROLES
    }
    refused = [answer for role, answer in answers.items() if role not in allowed]
    assert not [answer for answer in refused if SECRET in answer.text]

    for role in set(ROLES) - (set() if name == "page" else allowed):
        answer = sign_in(role).post(path, FORGED)
        expected = 302 if role == "anonymous" else 405 if role in allowed else 404
        assert answer.status_code == expected, role
    assert everything() == before


def test_a_contract_is_not_there_for_the_team_that_orders_under_it(
    order, contract, sign_in
) -> None:
    """The staff's desk is not theirs; what is left is said on their order form."""
    assert sign_in("intrapreneur").get(reverse("contracts:list")).status_code == 403
    form = sign_in("intrapreneur").get(reverse("team_money:order_add", args=(order.startup.slug,)))
    assert contract.reference in form.text


def test_the_list_shows_each_their_own_contracts(cast, order, contract, sign_in) -> None:
    theirs = make_contract(users=[cast.their_incubator], purpose="Le leur")
    unused = make_contract(purpose="De personne encore")
    shown = {
        role: {
            row.pk
            for row in (contract, theirs, unused)
            if row.purpose in sign_in(role).get(reverse("contracts:list")).text
        }
        for role in ROLES
    }

    assert shown == {role: set() for role in ROLES} | {
        "administrator": {contract.pk, theirs.pk, unused.pk},
        "manager": {contract.pk, unused.pk},
        "committee": {contract.pk},
        "other_manager": {theirs.pk, unused.pk},
        "other_committee": {theirs.pk},
    }


def test_recording_a_contract_is_for_who_manages_some_incubator(cast, sign_in) -> None:
    path = reverse("contracts:add")
    allowed = STAFF | {"other_manager"}
    before = everything()

    for role in ROLES:
        expected = 200 if role in allowed else 302 if role == "anonymous" else 403
        assert sign_in(role).get(path).status_code == expected, role
        if role not in allowed:
            assert sign_in(role).post(path, FORGED).status_code == (
                302 if role == "anonymous" else 403
            )
    assert everything() == before


def test_orders_of_other_incubators_are_one_line_without_names(cast, contract, sign_in) -> None:
    use(contract, cast.their_incubator)
    make_order(cast.ours, 100, contract=contract)
    make_order(cast.theirs, 2_500, contract=contract, reference=SECRET)

    ours = sign_in("manager").get(reverse("contracts:page", args=(contract.pk,)))
    admin = sign_in("administrator").get(reverse("contracts:page", args=(contract.pk,)))

    assert str(cast.ours) in ours.text
    assert str(cast.theirs) not in ours.text
    assert SECRET not in ours.text.replace(contract.purpose, "")
    assert str(cast.theirs) in admin.text
