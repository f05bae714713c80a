"""Payments: never more than what is ordered, never less than nothing, on any day."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from startups.core.enums import ActKind
from startups.core.models.append_only import Immutable
from startups.money.models import Payment
from startups.money.services.commitments import RefusedLines
from startups.money.services.payments import examine_payments, record_payment, record_payments
from startups.registry.models import JournalEntry
from tests.factories import make_account, make_startup

from .making import make_correction, make_order, make_payment

pytestmark = pytest.mark.django_db
ON = date(2026, 8, 20)


def pay(order, amount, day="2026-05-01", **options):
    values = {"actor": None} | options
    return record_payment(
        commitment=order,
        amount=Decimal(amount),
        paid_on=date.fromisoformat(day),
        on=ON,
        **values,
    )


def refusal(order, amount, day="2026-05-01", **options):
    before = Payment.objects.count()
    with pytest.raises(ValidationError) as caught:
        pay(order, amount, day, **options)
    assert Payment.objects.count() == before
    return caught.value


def test_an_order_is_paid_in_parts():
    order, actor = make_order(make_startup(), 1_000), make_account()

    first = pay(order, "400.10", actor=actor, reference=" F-1 ")
    pay(order, "599.90")

    assert (first.reference, first.history.get().history_user) == ("F-1", actor)
    assert "0,00" in str(refusal(order, "0.01"))
    acts = JournalEntry.objects.filter(startup=order.startup, kind=ActKind.PAID)
    assert acts.count() == 2


@pytest.mark.parametrize(
    ("amount", "day", "field"),
    [
        ("0", "2026-05-01", "amount"),
        ("1.234", "2026-05-01", "amount"),
        ("1000.01", "2026-05-01", "amount"),
        ("10", "2026-03-01", "paid_on"),
        ("10", "2026-08-21", "paid_on"),
        ("-10", "2026-05-01", "reason"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(amount, day, field):
    order = make_order(make_startup(), 1_000)

    assert list(refusal(order, amount, day).error_dict) == [field]


def test_what_was_taken_back_is_not_paid():
    order = make_order(make_startup(), 1_000)
    make_correction(order, -300, "2026-06-01")

    refusal(order, "700.01", "2026-05-01")  # else it would be too much in June
    assert pay(order, 700, "2026-05-01")


def test_what_is_ordered_later_is_not_paid_before():
    order = make_order(make_startup(), 1_000)
    make_correction(order, 500, "2026-06-01")

    refusal(order, 1_500, "2026-05-31")
    assert pay(order, 1_500, "2026-06-01")


def test_what_comes_back_says_why_and_is_no_more_than_what_is_paid():
    order = make_order(make_startup(), 1_000)
    pay(order, 400, "2026-05-01")
    why = {"reason": "Payé deux fois"}

    assert "400,00" in str(refusal(order, "-400.01", **why))
    assert "0,00" in str(refusal(order, -1, "2026-04-30", **why))
    back = pay(order, -400, **why)

    assert (back.amount, back.reason) == (-400, "Payé deux fois")
    assert pay(order, 1_000)


def test_a_payment_is_never_changed():
    payment = make_payment(make_order(make_startup()), 100)

    payment.amount = Decimal(50)
    with pytest.raises(Immutable):
        payment.save()
    with pytest.raises(Immutable):
        Payment.objects.update(amount=50)


def test_neither_a_quote_nor_a_correction_is_paid():
    startup = make_startup()
    quote = make_order(startup, ordered_on=None, quoted_on=date(2026, 3, 1))

    refusal(quote, 1)
    refusal(make_correction(make_order(startup), 500), 1)


def line(order, amount, day="2026-05-01"):
    return {
        "commitment": order,
        "amount": Decimal(amount),
        "paid_on": date.fromisoformat(day),
    }


def test_a_table_of_payments_is_recorded_whole_with_one_act(django_assert_num_queries):
    startup = make_startup()
    orders = [make_order(startup, 100) for _number in range(20)]
    lines = [line(order, 50) for order in orders] + [line(order, 50) for order in orders]

    with django_assert_num_queries(8):
        record_payments(startup=startup, lines=lines, on=ON, actor=None)

    assert Payment.objects.count() == Payment.history.count() == 40
    assert JournalEntry.objects.filter(startup=startup).count() == 1


def test_lines_of_a_table_pay_no_more_together_and_none_is_written():
    startup, stranger = make_startup(), make_startup()
    order, theirs = make_order(startup, 100), make_order(stranger, 100)
    lines = [line(order, 60), line(order, 60), line(theirs, 10), line(order, 40)]

    with pytest.raises(RefusedLines) as caught:
        record_payments(startup=startup, lines=lines, on=ON, actor=None)

    assert {rank: list(errors) for rank, errors in caught.value.errors.items()} == {
        1: ["amount"],
        2: ["commitment"],
    }
    assert examine_payments(startup=startup, lines=lines, on=ON) == caught.value.errors
    assert not Payment.objects.exists()
