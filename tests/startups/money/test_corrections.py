"""Corrections and credit notes are new rows; what is ordered is never below what is paid."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from startups.core.enums import ActKind
from startups.money.models import Commitment
from startups.money.services.corrections import correct_commitment, credit_note
from startups.registry.models import JournalEntry
from tests.factories import make_startup

from .making import make_contract, make_order, make_payment

pytestmark = pytest.mark.django_db
ON = date(2026, 8, 20)
WHY = {"on": ON, "actor": None, "reason": "Erreur de saisie"}


def amounts(order):
    """What is recorded of an order, in the order of the days."""
    rows = Commitment.objects.filter(startup=order.startup).order_by("ordered_on", "pk")
    return [(row.ordered_on.isoformat(), row.amount) for row in rows]


def refusal(act, **options):
    before = Commitment.objects.count()
    with pytest.raises(ValidationError) as caught:
        act(**WHY | options)
    assert Commitment.objects.count() == before
    return caught.value.message_dict


def test_a_correction_is_the_difference_and_the_order_stays():
    order = make_order(make_startup(), 1_000)

    row = correct_commitment(commitment=order, amount=Decimal("1200.50"), **WHY)

    assert amounts(order) == [("2026-03-02", 1_000), ("2026-08-20", Decimal("200.50"))]
    assert (row.corrects, row.reason) == (order, "Erreur de saisie")
    assert row.reference == f"{order.reference} /1"
    assert order.history.count() == 1
    act = JournalEntry.objects.get(startup=order.startup)
    assert (act.kind, act.reason) == (ActKind.COMMITMENT_CORRECTED, "Erreur de saisie")


def test_corrections_add_up_and_a_same_amount_is_none():
    order = make_order(make_startup(), 1_000)
    correct_commitment(commitment=order, amount=Decimal(700), **WHY)

    assert correct_commitment(commitment=order, amount=Decimal(700), **WHY) is None
    second = correct_commitment(commitment=order, amount=Decimal(0), **WHY)

    assert second.amount == -700
    assert second.reference.endswith(" /2")


def test_a_credit_note_has_its_own_day_and_reference():
    order = make_order(make_startup(), 1_000)

    row = credit_note(
        commitment=order, amount=Decimal(300), day=date(2026, 5, 1), reference=" AV  9 ", **WHY
    )

    assert (row.reference, row.ordered_on, row.amount) == ("AV 9", date(2026, 5, 1), -300)


@pytest.mark.parametrize(
    ("act", "values", "field"),
    [
        (correct_commitment, {"amount": Decimal(-1)}, "amount"),
        (correct_commitment, {"amount": Decimal("1.234")}, "amount"),
        (correct_commitment, {"amount": Decimal(5), "reason": " "}, "reason"),
        (correct_commitment, {"amount": Decimal(5), "day": date(2026, 3, 1)}, "day"),
        (correct_commitment, {"amount": Decimal(5), "day": date(2026, 8, 21)}, "day"),
        (credit_note, {"amount": Decimal(0)}, "amount"),
        (credit_note, {"amount": Decimal(-5)}, "amount"),
        (credit_note, {"amount": Decimal(1_001)}, "amount"),
        (credit_note, {"amount": Decimal(5), "reference": "BC-ONE"}, "reference"),
        (credit_note, {"amount": Decimal(5), "reference": "x" * 101}, "reference"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(act, values, field):
    order = make_order(make_startup(), 1_000, reference="BC-ONE")

    assert list(refusal(act, commitment=order, **values)) == [field]


def test_what_is_paid_stays_ordered():
    order = make_order(make_startup(), 1_000)
    make_payment(order, 600)

    (reason,) = refusal(correct_commitment, commitment=order, amount=Decimal("599.99"))["amount"]
    assert "400,00" in reason
    refusal(credit_note, commitment=order, amount=Decimal("400.01"))

    assert correct_commitment(commitment=order, amount=Decimal(600), **WHY).amount == -400


def test_what_is_paid_later_stays_ordered_on_that_day_too():
    order = make_order(make_startup(), 1_000)
    make_payment(order, 1_000, "2026-06-01")
    make_payment(order, -500, "2026-07-01", reason="Trop-perçu")
    note = {"commitment": order, "amount": Decimal(500)}

    refusal(credit_note, day=date(2026, 5, 1), **note)
    refusal(credit_note, day=date(2026, 6, 30), **note)

    assert credit_note(day=date(2026, 7, 1), **WHY | note).amount == -500


def test_more_is_an_order_of_that_day_for_its_contract():
    startup = make_startup()
    contract = make_contract(users=[startup], ceiling=1_000, months=6)
    order = make_order(startup, 1_000, contract=contract)
    more = {"commitment": order, "day": date(2026, 7, 15)}

    assert "200,00" in str(refusal(correct_commitment, amount=Decimal("1200.01"), **more))
    refusal(correct_commitment, commitment=order, amount=Decimal(1_100), day=date(2026, 7, 16))
    assert correct_commitment(amount=Decimal(1_200), **WHY | more).contract == contract


def test_less_is_recorded_after_the_end_of_the_contract_too():
    startup = make_startup()
    contract = make_contract(users=[startup], months=3)
    order = make_order(startup, 1_000, contract=contract)

    assert credit_note(commitment=order, amount=Decimal(100), **WHY).ordered_on == ON


def test_a_quote_and_a_correction_are_not_corrected():
    startup = make_startup()
    quote = make_order(startup, ordered_on=None, quoted_on=date(2026, 3, 1))
    row = credit_note(commitment=make_order(startup), amount=Decimal(1), **WHY)

    for wrong in (quote, row):
        with pytest.raises(ValidationError):
            correct_commitment(commitment=wrong, amount=Decimal(5), **WHY)
