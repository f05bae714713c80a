"""Contracts: what is recorded, modified, corrected; who uses them; how they stand on a day."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from startups.core.models.append_only import Immutable
from startups.money.contracts.models import Contract, ContractModification
from startups.money.contracts.selectors.contracts import Holder, contracts_of, holders_on, positions
from startups.money.contracts.services.contracts import (
    correct_contract,
    modify_contract,
    record_contract,
)
from startups.money.contracts.services.users import choose_users
from startups.money.enums import ContractNature, IdentifierKind, Procedure
from startups.registry.models import JournalEntry
from tests.factories import make_incubator, make_startup

from .making import (
    BUYER,
    FIRM,
    OTHER_FIRM,
    euros,
    make_contract,
    make_correction,
    make_modification,
    make_order,
)

pytestmark = pytest.mark.django_db
ON = date(2026, 8, 20)
ACT = {"on": ON, "actor": None, "reason": "Saisie"}
LEADER = Holder(IdentifierKind.SIRET, FIRM, "Atelier du code")


def values(**fields):
    return {
        "buyer_siret": BUYER,
        "reference": "2026-042",
        "purpose": "Développement",
        "nature": ContractNature.CONTRACT,
        "procedure": Procedure.OPEN_CALL,
        "cpv": "72000000-5",
        "ceiling": Decimal(90_000),
        "notified_on": date(2026, 1, 15),
        "months": 24,
    } | fields


def test_a_contract_is_recorded_with_its_holders_in_order():
    foreign = Holder(IdentifierKind.EU_VAT, "BE0123456789")

    contract = record_contract(values=values(), holders=[foreign, LEADER], **ACT)

    assert [(h.kind, h.identifier) for h in contract.holders.all()] == [
        ("TVA", "BE0123456789"),
        ("SIRET", FIRM),
    ]
    assert contract.history.get().history_change_reason == "Saisie"


@pytest.mark.parametrize(
    ("fields", "holders", "field"),
    [
        ({"buyer_siret": "12345678901234"}, [LEADER], "buyer_siret"),
        ({"reference": ""}, [LEADER], "reference"),
        ({"reference": "x" * 17}, [LEADER], "reference"),
        ({"purpose": ""}, [LEADER], "purpose"),
        ({"ceiling": Decimal("1.001")}, [LEADER], "ceiling"),
        ({"nature": "Accord"}, [LEADER], "nature"),
        ({}, [], "holders"),
        ({}, [LEADER, LEADER], "holders"),
        ({}, [Holder(IdentifierKind.SIRET, "73282932000075")], "holders"),
        ({}, [Holder(IdentifierKind.NON_EU, " ")], "holders"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(fields, holders, field):
    with pytest.raises(ValidationError) as caught:
        record_contract(values=values(**fields), holders=holders, **ACT)

    assert list(caught.value.error_dict) == [field]
    assert not Contract.objects.exists()


def test_a_buyer_has_a_reference_once():
    record_contract(values=values(), holders=[LEADER], **ACT)

    with pytest.raises(ValidationError):
        record_contract(values=values(), holders=[LEADER], **ACT)


def test_no_contract_comes_under_itself():
    top = make_contract()
    below = make_contract(framework=top)

    with pytest.raises(ValidationError) as caught:
        correct_contract(contract=top, values={"framework": below}, holders=[LEADER], **ACT)

    assert list(caught.value.error_dict) == ["framework"]


def test_a_correction_writes_what_differs_and_keeps_known_names():
    startup = make_startup()
    contract = record_contract(values=values(), holders=[LEADER], **ACT)
    choose_users(contract=contract, startups=[startup], incubators=[], **ACT)
    unnamed = Holder(IdentifierKind.SIRET, FIRM)
    new = Holder(IdentifierKind.SIRET, OTHER_FIRM)

    same = correct_contract(contract=contract, values=values(), holders=[unnamed], **ACT)
    changed = correct_contract(
        contract=contract, values=values(months=36), holders=[new, unnamed], **ACT
    )

    assert (same, changed) == ([], ["months", "holders"])
    contract.refresh_from_db()
    assert contract.months == 36
    assert [(h.identifier, h.name) for h in contract.holders.all()] == [
        (OTHER_FIRM, ""),
        (FIRM, "Atelier du code"),
    ]
    assert contract.history.count() == 2
    assert JournalEntry.objects.filter(startup=startup).count() == 2


def test_a_correction_says_why():
    contract = make_contract()

    with pytest.raises(ValidationError) as caught:
        correct_contract(
            contract=contract,
            values={"months": 5},
            holders=[LEADER],
            **ACT | {"reason": ""},
        )

    assert list(caught.value.error_dict) == ["reason"]


def test_a_modification_is_numbered_dated_and_never_changed():
    contract = make_contract()

    first = modify_contract(
        contract=contract,
        values={"notified_on": date(2026, 5, 1), "ceiling": euros(120_000)},
        **ACT,
    )
    second = modify_contract(
        contract=contract, values={"notified_on": date(2026, 5, 1), "months": 36}, **ACT
    )

    assert (first.number, second.number) == (1, 2)
    with pytest.raises(Immutable):
        first.save()
    with pytest.raises(Immutable):
        ContractModification.objects.filter(pk=first.pk).delete()


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"notified_on": date(2026, 1, 14), "months": 5}, "notified_on"),
        ({"notified_on": date(2026, 4, 30), "months": 5}, "notified_on"),
        ({"notified_on": date(2026, 6, 1), "months": 5, "number": 1}, "number"),
        ({"notified_on": date(2026, 6, 1)}, "__all__"),
        ({"notified_on": date(2026, 6, 1), "ceiling": Decimal("1.001")}, "ceiling"),
        ({"notified_on": date(2026, 6, 1), "holders": [LEADER, LEADER]}, "holders"),
    ],
)
def test_a_modification_that_is_none_is_refused(change, field):
    contract = make_contract()
    make_modification(contract, "2026-05-01", months=30)

    with pytest.raises(ValidationError) as caught:
        modify_contract(contract=contract, values=change, **ACT)

    found = getattr(caught.value, "error_dict", {"__all__": None})
    assert list(found) == [field]
    assert contract.modifications.count() == 1


def test_holders_are_those_of_the_last_modification_that_names_some():
    contract = make_contract(holders=[FIRM])
    new = [{"kind": "SIRET", "identifier": OTHER_FIRM}]
    make_modification(contract, "2026-05-01", holders=new)
    make_modification(contract, "2026-06-01", number=2, months=30)

    def held(on):
        found = Contract.objects.prefetch_related("holders", "modifications").get()
        return [holder.identifier for holder in holders_on(found, on=on)]

    assert held(date(2026, 4, 30)) == [FIRM]
    assert held(date(2026, 6, 2)) == [OTHER_FIRM]


def test_startups_use_contracts_by_themselves_or_through_their_incubators():
    incubator = make_incubator()
    inside, outside = make_startup(incubators=[incubator]), make_startup()
    contract = make_contract()

    assert choose_users(contract=contract, startups=[outside], incubators=[incubator], **ACT)
    assert not choose_users(contract=contract, startups=[outside], incubators=[incubator], **ACT)

    assert [c.pk for c in contracts_of(inside)] == [c.pk for c in contracts_of(outside)]
    assert choose_users(contract=contract, startups=[inside], incubators=[incubator], **ACT)
    assert not contracts_of(outside).exists()
    assert contracts_of(inside).count() == 1


def test_a_startup_with_orders_keeps_its_contract():
    incubator = make_incubator()
    startup = make_startup(incubators=[incubator])
    contract = make_contract(users=[incubator])
    make_order(startup, contract=contract)

    with pytest.raises(ValidationError):
        choose_users(contract=contract, startups=[], incubators=[], **ACT)
    assert choose_users(contract=contract, startups=[startup], incubators=[], **ACT)


def test_a_position_is_that_of_the_day():
    startup = make_startup()
    contract = make_contract(users=[startup], ceiling=10_000)
    make_modification(contract, "2026-05-01", ceiling=euros(20_000), months=36)
    order = make_order(startup, 5_000, contract=contract)
    make_correction(order, -1_000, "2026-06-01")
    make_order(startup, 700, contract=contract, ordered_on=None, quoted_on=date(2026, 3, 1))

    def on(day):
        found = positions([contract.pk], on=date.fromisoformat(day))[contract.pk]
        return (found.ceiling, found.ordered, found.left, found.months, found.runs)

    assert on("2026-01-14") == (12_000, 0, 12_000, 24, False)
    assert on("2026-03-02") == (12_000, 5_000, 7_000, 24, True)
    assert on("2026-05-01") == (24_000, 5_000, 19_000, 36, True)
    assert on("2026-06-01") == (24_000, 4_000, 20_000, 36, True)


def test_what_is_left_is_the_least_of_what_the_ceilings_above_leave():
    top = make_contract(ceiling=5_000)
    contract, sister = make_contract(framework=top), make_contract(framework=top)
    make_order(make_startup(), 4_000, contract=sister)

    found = positions([top.pk, contract.pk], on=ON)

    assert (found[top.pk].ordered, found[top.pk].left) == (4_000, 2_000)
    assert (found[contract.pk].ordered, found[contract.pk].left) == (0, 2_000)
    assert found[contract.pk].limited_by == top.pk
    assert found[top.pk].limited_by is None
    assert found[top.pk].percent == 66


@pytest.mark.parametrize("number", [1, 6])
def test_positions_take_three_queries_whatever_their_number(django_assert_num_queries, number):
    startup = make_startup()
    contracts = [make_contract(framework=make_contract()) for _number in range(number)]
    for contract in contracts:
        make_modification(contract, "2026-05-01", months=36)
        make_order(startup, contract=contract)
        make_order(startup, contract=contract)

    with django_assert_num_queries(3):
        found = positions([contract.pk for contract in contracts], on=ON)

    assert {position.ordered for position in found.values()} == {2_000}
