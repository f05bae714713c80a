"""Orders and internal costs: what is recorded, and what is refused with its reason."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from startups.core.enums import ActKind
from startups.money.models import Commitment
from startups.money.services.commitments import (
    RefusedLines,
    examine_commitments,
    record_commitment,
    record_commitments,
)
from startups.registry.models import JournalEntry
from tests.factories import make_account, make_incubator, make_startup

from .making import (
    OTHER_FIRM,
    euros,
    make_contract,
    make_correction,
    make_funding,
    make_modification,
    make_order,
    order_values,
    use,
)

pytestmark = pytest.mark.django_db
ON = date(2026, 8, 20)


def record(startup: Any, **values: Any) -> Commitment:
    values = order_values() | values
    values["amount"] = Decimal(values["amount"])
    return record_commitment(startup=startup, values=values, on=ON, actor=None)


def refusal(startup: Any, **values: Any) -> dict[str, list[str]]:
    """Why an order is refused, by field; nothing was written."""
    before = Commitment.objects.count()
    with pytest.raises(ValidationError) as caught:
        record(startup, **values)
    assert Commitment.objects.count() == before
    return caught.value.message_dict


def test_an_internal_cost_is_recorded_with_its_history_and_its_act():
    startup, actor = make_startup(), make_account()
    values = order_values("1234.56", reference="  COUT  1 ", supplier_siret=OTHER_FIRM)

    cost = record_commitment(startup=startup, values=values, on=ON, actor=actor)

    assert (cost.reference, cost.amount) == ("COUT 1", Decimal("1234.56"))
    assert cost.history.get().history_user == actor
    act = JournalEntry.objects.get(startup=startup)
    assert (act.kind, act.actor, act.on) == (ActKind.COMMITTED, actor, ON)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"reference": " "}, "reference"),
        ({"reference": "x" * 101}, "reference"),
        ({"supplier": ""}, "supplier"),
        ({"supplier_siret": "12345678901234"}, "supplier_siret"),
        ({"amount": Decimal(0)}, "amount"),
        ({"amount": Decimal("-5")}, "amount"),
        ({"amount": Decimal("1.234")}, "amount"),
        ({"amount": Decimal(10) ** 10}, "amount"),
        ({"covers_until": date(2026, 2, 28)}, "covers_until"),
        ({"ordered_on": None}, "ordered_on"),
        ({"ordered_on": date(2026, 8, 21)}, "ordered_on"),
        ({"quoted_on": date(2026, 3, 3)}, "ordered_on"),
        ({"delivered_on": date(2026, 3, 1)}, "delivered_on"),
        ({"delivered_on": date(2026, 5, 1), "invoiced_on": date(2026, 4, 30)}, "invoiced_on"),
        (
            {"ordered_on": None, "quoted_on": date(2026, 3, 1), "invoiced_on": date(2026, 4, 1)},
            "ordered_on",
        ),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(values, field):
    assert list(refusal(make_startup(), **values)) == [field]


def test_a_reference_is_a_startups_own():
    startup, other = make_startup(), make_startup()
    make_order(startup, reference="BC-A")

    assert "reference" in refusal(startup, reference="BC-A")
    assert record(other, reference="BC-A").reference == "BC-A"


def test_a_funding_of_another_startup_pays_for_nothing_here():
    startup = make_startup()
    own, others = make_funding(startup), make_funding(make_startup())
    taken_back = make_funding(startup, -5, corrects=own, reason="Erreur")

    assert "funding" in refusal(startup, funding=others)
    assert "funding" in refusal(startup, funding=taken_back)
    assert record(startup, funding=own).funding == own


def test_only_who_uses_a_contract_orders_under_it():
    incubator = make_incubator()
    inside, outside = make_startup(incubators=[incubator]), make_startup()
    contract = make_contract()

    assert "contract" in refusal(inside, contract=contract)
    use(contract, incubator)
    assert record(inside, contract=contract).contract == contract
    assert "contract" in refusal(outside, contract=contract)
    use(contract, outside)
    assert record(outside, contract=contract).contract == contract


@pytest.mark.parametrize(
    ("day", "passes"),
    [
        ("2026-01-14", False),
        ("2026-01-15", True),
        ("2026-07-15", True),
        ("2026-07-16", False),
    ],
)
def test_an_order_is_within_the_dates_of_its_contract(day, passes):
    startup = make_startup()
    contract = make_contract(users=[startup], months=6)
    values = {"contract": contract, "ordered_on": date.fromisoformat(day)}

    if passes:
        assert record(startup, **values).contract == contract
    else:
        (reason,) = refusal(startup, **values)["contract"]
        assert "15/01/2026" in reason
        assert "15/07/2026" in reason


def test_a_contract_that_is_made_longer_takes_orders_from_the_day_it_is():
    startup = make_startup()
    contract = make_contract(users=[startup], months=3)
    make_modification(contract, "2026-05-10", months=12)

    assert "contract" in refusal(startup, contract=contract, ordered_on=date(2026, 5, 9))
    assert record(startup, contract=contract, ordered_on=date(2026, 5, 10))


def test_an_order_over_the_ceiling_is_refused_with_what_is_left():
    startup, other = make_startup(), make_startup()
    contract = make_contract(users=[startup, other], ceiling=10_000)  # 12,000 with tax
    order = make_order(other, 9_000, contract=contract)
    make_correction(order, -500)

    (said,) = refusal(startup, amount=Decimal("3500.01"), contract=contract)["contract"]
    reason = said.replace("\u202f", " ").replace("\xa0", " ")
    # The credit note is of April: in March it gives no room.
    assert "3 000,00 €" in reason
    assert "500,01 €" in reason
    assert record(startup, amount=3_000, contract=contract)
    assert record(startup, amount=500, contract=contract, ordered_on=date(2026, 4, 1))
    assert "contract" in refusal(
        startup, amount=Decimal("0.01"), contract=contract, ordered_on=date(2026, 4, 1)
    )


def test_a_ceiling_counts_as_of_the_day_of_the_order():
    startup = make_startup()
    contract = make_contract(users=[startup], ceiling=1_000)
    make_modification(contract, "2026-06-01", ceiling=euros(2_000))
    make_order(startup, 1_200, contract=contract)

    assert "contract" in refusal(startup, amount=1, contract=contract, ordered_on=date(2026, 5, 31))
    assert record(startup, amount=1_200, contract=contract, ordered_on=date(2026, 6, 1))
    assert "contract" in refusal(startup, amount=1, contract=contract, ordered_on=date(2026, 6, 2))


def test_orders_count_against_the_framework_agreement_above_too():
    startup = make_startup()
    top = make_contract(ceiling=5_000, reference="AC")
    middle = make_contract(framework=top, ceiling=50_000)
    contract = make_contract(framework=middle, ceiling=50_000, users=[startup])
    sister = make_contract(framework=top, ceiling=50_000)
    make_order(make_startup(), 4_000, contract=sister)

    (reason,) = refusal(startup, amount=2_001, contract=contract)["contract"]

    assert "AC" in reason
    assert record(startup, amount=2_000, contract=contract)


def test_a_quote_does_not_count_and_is_not_checked_against_the_ceiling():
    startup = make_startup()
    contract = make_contract(users=[startup], ceiling=1_000)

    quote = record(
        startup,
        amount=5_000,
        contract=contract,
        ordered_on=None,
        quoted_on=date(2026, 3, 1),
    )

    assert quote.ordered_on is None
    assert record(startup, amount=1_200, contract=contract)


def test_a_table_is_recorded_whole_with_one_act(django_assert_num_queries):
    startup = make_startup()
    contract = make_contract(users=[startup])
    lines = [order_values(100, contract=contract) for _number in range(30)]

    with django_assert_num_queries(13):
        rows = record_commitments(startup=startup, lines=lines, on=ON, actor=None)

    assert len(rows) == Commitment.objects.count() == Commitment.history.count() == 30
    act = JournalEntry.objects.get(startup=startup)
    assert "30" in act.detail


def test_lines_of_a_table_pass_no_ceiling_together_and_none_is_written():
    startup = make_startup()
    contract = make_contract(users=[startup], ceiling=1_000)
    lines = [order_values(500, contract=contract, reference=f"L{n}") for n in range(3)]
    lines.append(order_values(1, reference="L0"))

    with pytest.raises(RefusedLines) as caught:
        record_commitments(startup=startup, lines=lines, on=ON, actor=None)

    assert {rank: list(errors) for rank, errors in caught.value.errors.items()} == {
        2: ["contract"],
        3: ["reference"],
    }
    assert caught.value.errors == examine_commitments(startup=startup, lines=lines, on=ON)
    assert not Commitment.objects.exists()
    assert not JournalEntry.objects.filter(startup=startup).exists()
