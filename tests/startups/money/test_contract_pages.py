"""The contracts at the desk: listed, recorded, corrected, modified, given to who uses them."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse

from startups.money.contracts.models import Contract, ContractIncubator, ContractUse
from startups.money.contracts.selectors.contracts import Holder
from startups.web.forms.money import HoldersField, written_holders

from .making import (
    BUYER,
    FIRM,
    OTHER_FIRM,
    euros,
    make_contract,
    make_modification,
    make_order,
    use,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager(sign_in: Any) -> Any:
    return sign_in("manager")


def path(name: str, *keys: int) -> str:
    return reverse(f"contracts:{name}", args=keys)


def typed(**fields: Any) -> dict[str, Any]:
    return {
        "buyer_siret": "130 025 265 00013",
        "buyer_name": "Direction du numérique",
        "reference": "2026-042",
        "purpose": "Développement",
        "nature": "Marché",
        "procedure": "Procédure adaptée",
        "technique": "Sans objet",
        "cpv": "72000000",
        "ceiling": "90 000",
        "tax_rate": "20",
        "notified_on": "2026-01-15",
        "months": "24",
        "holders": f"{FIRM} Atelier du code\nTVA BE0123456789 Nuage SA",
    } | fields


def test_nothing_yet_says_so(manager) -> None:
    page = manager.get(path("list"))

    assert path("add") in page.text
    assert not page.context["sheet"].object_list


def test_a_contract_is_recorded_as_people_write(cast, manager) -> None:
    answer = manager.post(path("add"), typed())

    contract = Contract.objects.get()
    assert answer["Location"] == path("users", contract.pk)
    assert (contract.buyer_siret, contract.ceiling) == (BUYER, Decimal(90_000))
    assert [(h.kind, h.identifier, h.name) for h in contract.holders.all()] == [
        ("SIRET", FIRM, "Atelier du code"),
        ("TVA", "BE0123456789", "Nuage SA"),
    ]
    assert contract.history.get().history_user == cast.users["manager"]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("buyer_siret", "13002526500014"),
        ("cpv", "72"),
        ("ceiling", "beaucoup"),
        ("months", "0"),
        ("months", "2000"),
        ("notified_on", "hier"),
        ("tax_rate", "abc"),
        ("holders", ""),
        ("holders", "Atelier du code"),
        ("holders", "73282932000075 Atelier"),
        ("notice_url", "http://x.example"),
        ("notice_url", "javascript:alert(1)"),
        ("nature", "Accord-cadre"),
    ],
)
def test_what_is_refused_is_said_beside_its_field_and_kept(manager, field, value) -> None:
    answer = manager.post(path("add"), typed(**{field: value}))

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert "Direction du numérique" in answer.text
    assert not Contract.objects.exists()


def test_a_contract_is_given_to_ones_own_and_others_stay(cast, contract, sign_in) -> None:
    use(contract, cast.their_incubator)
    make_contract()
    manager = sign_in("manager")

    form = manager.get(path("users", contract.pk))
    assert str(cast.their_incubator) in form.context["others"]
    values = {"incubators": [], "startups": [cast.ours.pk]}
    assert manager.post(path("users", contract.pk), values).status_code == 302

    assert set(ContractUse.objects.values_list("startup", flat=True)) == {cast.ours.pk}
    assert set(ContractIncubator.objects.values_list("incubator", flat=True)) == {
        cast.their_incubator.pk
    }


def test_a_contract_is_not_given_to_others(cast, contract, manager) -> None:
    for values in (
        {"incubators": [cast.their_incubator.pk]},
        {"startups": [cast.theirs.pk]},
    ):
        assert manager.post(path("users", contract.pk), values).status_code == 422
    assert not ContractUse.objects.exists()


def test_a_contract_with_orders_is_not_taken_away(cast, contract, manager) -> None:
    make_order(cast.ours, contract=contract)

    answer = manager.post(path("users", contract.pk), {})

    assert answer.status_code == 422
    assert ContractIncubator.objects.count() == 1


def test_a_modification_and_a_correction_are_shown(cast, manager) -> None:
    contract = make_contract(users=[cast.our_incubator], ceiling=10_000)
    make_order(cast.ours, 11_000, contract=contract)
    values = {"notified_on": "2026-06-01", "ceiling": "20 000", "holders": OTHER_FIRM}

    assert (
        manager.post(path("modify", contract.pk), {"notified_on": "2026-06-01"}).status_code == 422
    )
    assert manager.post(path("modify", contract.pk), values).status_code == 302
    form = manager.get(path("correct", contract.pk)).context["form"]
    again = {name: form[name].value() for name in form.fields} | {"reason": "Faute"}
    again = {name: value for name, value in again.items() if value is not None}
    again["tax_rate"] = "20"
    again["notified_on"] = "2026-01-15"
    again["purpose"] = "Autre objet"
    assert manager.post(path("correct", contract.pk), again).status_code == 302

    page = manager.get(path("page", contract.pk))
    position = page.context["row"].position
    assert (position.ceiling, position.left) == (24_000, 13_000)
    assert "Autre objet" in page.text
    assert OTHER_FIRM in page.text
    contract.refresh_from_db()
    assert contract.ceiling == 10_000


def test_the_list_says_what_is_near(cast, manager) -> None:
    users = [cast.our_incubator]
    near_end = make_contract(users=users, notified_on=date(2025, 9, 1), months=12)
    near_ceiling = make_contract(users=users, ceiling=1_000)
    make_order(cast.ours, 1_000, contract=near_ceiling)
    ended = make_contract(users=users, notified_on=date(2024, 1, 1), months=12)
    far = make_contract(users=users)
    wanted = {"near": {near_end, near_ceiling}, "ended": {ended}, "running": {near_end, far}}
    wanted["running"] |= {near_ceiling}

    for state, expected in wanted.items():
        page = manager.get(path("list"), {"state": state})
        assert {row.contract for row in page.context["sheet"]} == expected, state
    page = manager.get(path("list"), {"q": far.reference})
    assert [row.contract for row in page.context["sheet"]] == [far]


def test_a_framework_agreement_shows_those_that_come_under_it(cast, manager) -> None:
    top = make_contract(users=[cast.our_incubator], ceiling=1_000, technique="Accord-cadre")
    below = make_contract(users=[cast.ours], framework=top)
    make_contract(users=[cast.theirs], framework=top, purpose="Le leur")
    make_order(cast.ours, 900, contract=below)

    page = manager.get(path("page", top.pk))

    assert [row.contract for row in page.context["below"]] == [below]
    assert page.context["row"].position.ordered == 900
    assert page.context["below"][0].position.left == 300
    assert "Le leur" not in page.text


@pytest.mark.parametrize("number", [1, 5])
def test_the_list_takes_the_same_queries_whatever_its_length(
    cast, manager, django_assert_num_queries, number
) -> None:
    for _rank in range(number):
        contract = make_contract(users=[cast.our_incubator, cast.ours])
        make_modification(contract, "2026-05-01", ceiling=euros(200_000))
        make_order(cast.ours, contract=contract)
    manager.get(path("list"))

    with django_assert_num_queries(13):
        manager.get(path("list"))


@pytest.mark.parametrize("number", [1, 4])
def test_a_contract_takes_the_same_queries_whatever_is_under_it(
    cast, contract, manager, django_assert_num_queries, number
) -> None:
    for _rank in range(number):
        make_order(cast.ours, contract=contract)
        make_contract(users=[cast.ours], framework=contract)
    manager.get(path("page", contract.pk))

    with django_assert_num_queries(28):
        manager.get(path("page", contract.pk))


def test_what_people_typed_is_shown_as_text(cast, manager) -> None:
    contract = make_contract(users=[cast.our_incubator], purpose="<script>1</script>")

    for address in (path("list"), path("page", contract.pk), path("users", contract.pk)):
        assert "<script>1" not in manager.get(address).text


def test_the_framework_agreement_of_others_is_kept_by_a_correction(cast, manager) -> None:
    theirs = make_contract(users=[cast.their_incubator], technique="Accord-cadre", reference="AC")
    own = make_contract(users=[cast.our_incubator], technique="Accord-cadre", reference="AO")
    contract = make_contract(users=[cast.ours], framework=theirs)

    field = manager.get(path("correct", contract.pk)).context["form"].fields["framework"]
    new = manager.get(path("add")).context["form"].fields["framework"]

    assert set(field.queryset) == {theirs, own}
    assert set(new.queryset) == {own}


# How holders are written.


@pytest.mark.parametrize(
    ("line", "holder"),
    [
        (f"{FIRM} Atelier", Holder("SIRET", FIRM, "Atelier")),
        ("732 829 320 00074 – Atelier", Holder("SIRET", FIRM, "Atelier")),
        (f"SIRET {FIRM}", Holder("SIRET", FIRM)),
        ("TVA BE0123456789 Nuage SA", Holder("TVA", "BE0123456789", "Nuage SA")),
        ("HORS-UE ACME", Holder("HORS-UE", "ACME")),
    ],
)
def test_holders_are_read(line, holder) -> None:
    assert HoldersField().clean(f"\n{line}\n") == [holder]
    assert HoldersField().clean(written_holders([holder])) == [holder]
