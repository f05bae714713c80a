"""An order moves along its chain, by days in their order."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from startups.core.enums import ActKind
from startups.money.enums import OrderStep
from startups.money.services.order_workflow import advance_commitment, drop_quote, next_steps
from startups.registry.models import JournalEntry
from tests.factories import make_startup

from .making import make_contract, make_correction, make_order

pytestmark = pytest.mark.django_db
ON = date(2026, 8, 20)
QUOTE = {"ordered_on": None, "quoted_on": date(2026, 3, 1)}


def advance(order, step, day, **options):
    return advance_commitment(
        commitment=order, step=step, day=date.fromisoformat(day), on=ON, actor=None, **options
    )


def refusal(order, step, day, **options):
    with pytest.raises(ValidationError) as caught:
        advance(order, step, day, **options)
    return caught.value


def test_a_quote_becomes_an_order_a_delivery_and_an_invoice():
    quote = make_order(make_startup(), **QUOTE)
    assert next_steps(quote) == [OrderStep.ORDERED]

    order = advance(quote, "ordered", "2026-03-10")
    assert next_steps(order) == [OrderStep.DELIVERED, OrderStep.INVOICED]
    order = advance(order, "delivered", "2026-04-30")
    order = advance(order, "invoiced", "2026-04-30")

    assert (order.ordered_on, order.delivered_on, order.invoiced_on) == (
        date(2026, 3, 10),
        date(2026, 4, 30),
        date(2026, 4, 30),
    )
    assert next_steps(order) == []
    acts = JournalEntry.objects.filter(startup=order.startup)
    assert [act.kind for act in acts] == [ActKind.COMMITMENT_MOVED] * 3
    assert order.history.count() == 4


@pytest.mark.parametrize(
    ("step", "day"),
    [
        ("ordered", "2026-02-28"),
        ("ordered", "2026-08-21"),
        ("delivered", "2026-03-10"),
        ("invoiced", "2026-03-10"),
        ("paid", "2026-03-10"),
        ("quote", "2026-03-10"),
        ("nonsense", "2026-03-10"),
    ],
)
def test_steps_of_a_quote_out_of_order_are_refused(step, day):
    quote = make_order(make_startup(), **QUOTE)

    refusal(quote, step, day)

    quote.refresh_from_db()
    assert (quote.ordered_on, quote.delivered_on, quote.invoiced_on) == (None, None, None)


def test_days_stay_in_their_order_whichever_is_said_first():
    order = make_order(make_startup())
    order = advance(order, "invoiced", "2026-04-30")

    refusal(order, "delivered", "2026-05-01")

    assert advance(order, "delivered", "2026-04-30").delivered_on == date(2026, 4, 30)


def test_ordering_a_quote_checks_the_contract_as_it_is_then():
    startup = make_startup()
    contract = make_contract(users=[startup], ceiling=1_000, months=6)
    quote = make_order(startup, 1_000, contract=contract, **QUOTE)
    make_order(startup, 900, contract=contract)

    assert "300,00" in str(refusal(quote, "ordered", "2026-04-01"))
    assert "15/07/2026" in str(refusal(quote, "ordered", "2026-07-16"))

    contract.uses.get().delete()
    assert "2026" not in str(refusal(quote, "ordered", "2026-04-01"))


def test_a_mistaken_day_is_said_again_with_a_reason_but_never_that_of_the_order():
    order = advance(make_order(make_startup()), "delivered", "2026-04-30")

    assert "reason" in refusal(order, "delivered", "2026-04-29").error_dict
    refusal(order, "ordered", "2026-03-03", reason="Erreur")
    changed = advance(order, "delivered", "2026-04-29", reason="Erreur de saisie")

    assert changed.delivered_on == date(2026, 4, 29)
    assert changed.history.first().history_change_reason == "Erreur de saisie"


def test_a_quote_is_dropped_with_a_reason_and_an_order_is_not():
    quote, order = make_order(make_startup(), **QUOTE), make_order(make_startup())

    with pytest.raises(ValidationError):
        drop_quote(commitment=quote, on=ON, actor=None, reason=" ")
    with pytest.raises(ValidationError):
        drop_quote(commitment=order, on=ON, actor=None, reason="Trop cher")
    dropped = drop_quote(commitment=quote, on=ON, actor=None, reason="Trop cher")

    assert dropped.cancelled_on == ON
    assert next_steps(dropped) == []
    refusal(dropped, "ordered", "2026-04-01")
    with pytest.raises(ValidationError):
        drop_quote(commitment=dropped, on=ON, actor=None, reason="Encore")


def test_a_correction_has_no_chain_of_its_own():
    row = make_correction(make_order(make_startup()), -100)

    refusal(row, "delivered", "2026-05-01")
