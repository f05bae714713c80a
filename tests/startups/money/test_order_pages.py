"""The pages of a startup's orders: listed, entered, moved, corrected, paid."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse

from startups.money.models import Commitment, Payment
from tests.factories import make_startup

from .making import (
    OTHER_FIRM,
    activity,
    make_contract,
    make_correction,
    make_funding,
    make_order,
    make_payment,
    resource,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def team(sign_in: Any) -> Any:
    return sign_in("intrapreneur")


def path(name: str, startup: Any, *keys: int) -> str:
    return reverse(f"team_money:{name}", args=(startup.slug, *keys))


def plain(text: str) -> str:
    """With ordinary spaces: amounts have others."""
    return text.replace("\u202f", " ").replace("\xa0", " ")


def typed(**fields: Any) -> dict[str, Any]:
    """What somebody types for an order."""
    return {
        "reference": "BC-2026-1",
        "supplier": "Atelier du code",
        "amount": "1 234,50 €",
        "activity": activity().pk,
        "resource": resource().pk,
        "covers_from": "03/2026",
        "covers_until": "mai 2026",
        "ordered_on": "2026-03-02",
    } | fields


def test_nothing_yet_says_so(cast, team) -> None:
    page = team.get(path("index", cast.ours))

    assert "Rien n’est encore commandé" in page.text or "Nothing is ordered yet" in page.text
    assert path("order_add", cast.ours) in page.text


def test_an_order_is_entered_as_people_write(cast, contract, funding, team) -> None:
    values = typed(contract=contract.pk, funding=funding.pk, supplier_siret="732 829 320 00074")

    answer = team.post(path("order_add", cast.ours), values)

    order = Commitment.objects.get()
    assert answer.status_code == 302
    assert answer["Location"] == path("order", cast.ours, order.pk)
    assert (order.amount, order.contract, order.funding) == (Decimal("1234.50"), contract, funding)
    assert (order.covers_from, order.covers_until) == (date(2026, 3, 1), date(2026, 5, 31))
    assert order.supplier_siret == "73282932000074"
    assert order.history.get().history_user == cast.users["intrapreneur"]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("amount", "beaucoup"),
        ("amount", "12 %"),
        ("amount", "1,234"),
        ("amount", "1,5555"),
        ("covers_from", "printemps"),
        ("ordered_on", "hier"),
        ("ordered_on", "2027-01-01"),
        ("reference", ""),
        ("supplier_siret", "123"),
        ("activity", ""),
        ("activity", "999999"),
        ("contract", "999999"),
        ("funding", "999999"),
    ],
)
def test_what_is_refused_is_said_beside_its_field_and_kept(cast, team, field, value) -> None:
    answer = team.post(path("order_add", cast.ours), typed(**{field: value}))

    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert "Atelier du code" in answer.text
    assert not Commitment.objects.exists()


def test_contracts_and_fundings_of_others_are_no_choice(cast, team) -> None:
    theirs = make_contract(users=[cast.their_incubator])
    funding = make_funding(cast.theirs)

    for values in ({"contract": theirs.pk}, {"funding": funding.pk}):
        assert team.post(path("order_add", cast.ours), typed(**values)).status_code == 422
    assert not Commitment.objects.exists()


def test_the_form_says_what_a_contract_leaves_and_a_refusal_too(cast, team) -> None:
    contract = make_contract(users=[cast.ours], ceiling=1_000)
    make_order(cast.theirs, 200, contract=contract)

    form = team.get(path("order_add", cast.ours))
    answer = team.post(path("order_add", cast.ours), typed(contract=contract.pk))

    assert "1 000,00 €" in plain(form.text)
    assert answer.status_code == 422
    assert "1 000,00 €" in plain(str(answer.context["form"].errors["contract"]))


def test_an_order_after_the_last_day_is_said_to_be_late_and_recorded(cast, team, settings) -> None:
    settings.BUDGET_LAST_ORDER = "03-01"

    answer = team.post(path("order_add", cast.ours), typed(), follow=True)

    levels = [message.level_tag for message in answer.context["messages"]]
    assert levels == ["success", "warning"]
    assert Commitment.objects.count() == 1


def test_the_list_shows_states_amounts_and_totals(cast, order, team) -> None:
    make_order(cast.ours, 50, reference="Q-1", ordered_on=None, quoted_on=date(2026, 4, 1))
    make_order(cast.theirs, 777, reference="AUTRE")
    make_funding(cast.ours, 5_000)

    page = team.get(path("index", cast.ours))

    rows = {row.order.reference: row for row in page.context["sheet"]}
    assert {name: str(row.step) for name, row in rows.items()} == {
        order.reference: "ordered",
        "Q-1": "quote",
    }
    assert (rows[order.reference].net, rows[order.reference].paid) == (900, 300)
    assert (page.context["totals"].net, page.context["totals"].unpaid) == (900, 600)
    assert page.context["position"].available == 4_100
    assert "AUTRE" not in page.text


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, {"A", "B", "C"}),
        ({"q": "atelier"}, {"A"}),
        ({"q": "b"}, {"B"}),
        ({"step": "paid"}, {"B"}),
        ({"step": "quote"}, {"C"}),
        ({"year": "2025"}, {"C"}),
        ({"year": "nonsense", "step": "nonsense"}, {"A", "B", "C"}),
        ({"q": "rien"}, set()),
    ],
)
def test_orders_are_found(cast, team, asked, found) -> None:
    make_order(cast.ours, 10, reference="A", supplier="L’Atelier")
    paid = make_order(cast.ours, 10, reference="B", supplier="Nuage")
    make_payment(paid, 10)
    make_order(
        cast.ours, 10, reference="C", supplier="Nuage", ordered_on=None, quoted_on=date(2025, 12, 1)
    )

    page = team.get(path("index", cast.ours), asked)

    assert {row.order.reference for row in page.context["sheet"]} == found


@pytest.mark.parametrize("number", [1, 3, 30])
def test_the_list_takes_the_same_queries_whatever_its_length(
    cast, team, contract, django_assert_num_queries, number
) -> None:
    for rank in range(number):
        order = make_order(cast.ours, contract=contract, reference=f"R{rank}")
        make_correction(order, -1)
        make_payment(order, 10)
    team.get(path("index", cast.ours))

    with django_assert_num_queries(16):
        team.get(path("index", cast.ours))


def test_a_quote_goes_through_its_chain(cast, team) -> None:
    quote = make_order(cast.ours, 100, ordered_on=None, quoted_on=date(2026, 3, 1))

    for step, day in (("ordered", "02"), ("delivered", "03"), ("invoiced", "04")):
        page = team.get(path("order_step", cast.ours, quote.pk))
        assert page.context["form"].initial["step"] == step
        answer = team.post(
            path("order_step", cast.ours, quote.pk), {"step": step, "day": f"2026-03-{day}"}
        )
        assert answer.status_code == 302
    answer = team.post(
        path("order_pay", cast.ours, quote.pk), {"amount": "100", "paid_on": "2026-03-30"}
    )

    page = team.get(path("order", cast.ours, quote.pk))
    assert page.context["row"].step == "paid"
    assert page.context["next_steps"] == []


def test_a_step_out_of_order_is_refused_with_its_reason(cast, team) -> None:
    order = make_order(cast.ours)

    answer = team.post(
        path("order_step", cast.ours, order.pk), {"step": "delivered", "day": "2026-03-01"}
    )

    assert answer.status_code == 422
    assert "02/03/2026" in str(answer.context["form"].errors["day"])


def test_a_quote_is_dropped_and_counts_for_nothing(cast, team) -> None:
    quote = make_order(cast.ours, 100, ordered_on=None, quoted_on=date(2026, 3, 1))

    answer = team.post(path("order_drop", cast.ours, quote.pk), {"reason": "Trop cher"})

    assert answer.status_code == 302
    assert team.get(path("order", cast.ours, quote.pk)).context["row"].step == "cancelled"


def test_an_order_is_corrected_and_credited(cast, team) -> None:
    order = make_order(cast.ours, 1_000)

    team.post(
        path("order_correct", cast.ours, order.pk),
        {"amount": "1 100,00", "day": "2026-03-02", "reason": "Erreur de saisie"},
    )
    team.post(
        path("order_credit", cast.ours, order.pk),
        {"amount": "50", "day": "2026-04-01", "reason": "Remise", "reference": "AV-1"},
    )

    page = team.get(path("order", cast.ours, order.pk))
    assert page.context["row"].net == 1_050
    assert [one.amount for one in page.context["corrections"]] == [100, -50]
    assert "AV-1" in page.text
    assert "Erreur de saisie" in page.text


def test_correcting_to_the_same_says_so(cast, team) -> None:
    order = make_order(cast.ours, 1_000)
    form = team.get(path("order_correct", cast.ours, order.pk)).context["form"]
    assert form["amount"].value() == "1000,00"

    values = {"amount": "1000,00", "day": "2026-03-02", "reason": "Rien"}
    answer = team.post(path("order_correct", cast.ours, order.pk), values, follow=True)

    assert answer.status_code == 200
    assert Commitment.objects.count() == 1


def test_payments_and_refunds_keep_their_bounds(cast, team) -> None:
    order = make_order(cast.ours, 1_000)
    pay, refund = path("order_pay", cast.ours, order.pk), path("order_refund", cast.ours, order.pk)
    day = {"paid_on": "2026-05-01"}

    assert team.post(pay, day | {"amount": "1000,01"}).status_code == 422
    assert team.post(pay, day | {"amount": "-5"}).status_code == 422
    assert team.post(pay, day | {"amount": "600"}).status_code == 302
    assert team.post(refund, day | {"amount": "100"}).status_code == 422  # without a reason
    assert team.post(refund, day | {"amount": "600,01", "reason": "Erreur"}).status_code == 422
    assert team.post(refund, day | {"amount": "100", "reason": "Erreur"}).status_code == 302

    assert [payment.amount for payment in Payment.objects.order_by("pk")] == [600, -100]
    assert "Erreur" in team.get(path("order", cast.ours, order.pk)).text


def test_a_committee_member_reads_and_is_offered_nothing(order, sign_in) -> None:
    page = sign_in("committee").get(path("order", order.startup, order.pk))

    assert order.reference in page.text
    assert path("order_pay", order.startup, order.pk) not in page.text
    index = sign_in("committee").get(path("index", order.startup))
    assert path("order_add", order.startup) not in index.text


def test_what_people_typed_is_shown_as_text(cast, team) -> None:
    order = make_order(cast.ours, reference="<script>1</script>", note="<b>gras</b>")
    make_correction(order, -1, reason="<i>non</i>")

    for name, keys in (("index", ()), ("order", (order.pk,))):
        page = team.get(path(name, cast.ours, *keys))
        assert "<script>1" not in page.text
        assert "<b>gras" not in page.text
        assert "<i>non" not in page.text


# Fundings.


def test_staff_record_correct_and_cancel_a_funding(cast, sign_in) -> None:
    manager = sign_in("manager")
    values = {
        "kind": "own_budget",
        "amount": "50 000",
        "start": "2026-01-01",
        "end": "2026-12-31",
        "granted_on": "2026-01-10",
    }

    assert manager.post(path("funding_add", cast.ours), values).status_code == 302
    funding = cast.ours.fundings.get()
    correct = path("funding_correct", cast.ours, funding.pk)
    assert manager.post(correct, {"amount": "40000", "reason": ""}).status_code == 422
    assert manager.post(correct, {"amount": "40000", "reason": "Réduite"}).status_code == 302
    page = manager.get(path("fundings", cast.ours))
    assert page.context["total"] == 40_000
    assert "Réduite" in page.text
    cancel = path("funding_cancel", cast.ours, funding.pk)
    assert manager.post(cancel, {"reason": "Abandon"}).status_code == 302

    assert manager.get(path("fundings", cast.ours)).context["total"] == 0
    assert cast.ours.fundings.count() == 3


def test_a_sponsor_is_asked_for_where_there_must_be_one(cast, sign_in) -> None:
    values = {
        "kind": "sponsor",
        "amount": "50000",
        "start": "2026-01-01",
        "end": "2025-12-31",
        "granted_on": "2026-01-10",
    }

    answer = sign_in("manager").post(path("funding_add", cast.ours), values)

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["end"]
    answer = sign_in("manager").post(path("funding_add", cast.ours), values | {"end": "2026-12-31"})
    assert list(answer.context["form"].errors) == ["source"]


@pytest.mark.parametrize("number", [1, 4])
def test_fundings_take_the_same_queries_whatever_their_number(
    cast, team, django_assert_num_queries, number
) -> None:
    for _rank in range(number):
        funding = make_funding(cast.ours)
        make_funding(cast.ours, -5, corrects=funding, reason="Erreur")
    team.get(path("fundings", cast.ours))

    with django_assert_num_queries(9):
        team.get(path("fundings", cast.ours))


def test_another_firm_is_not_shown_to_strangers(cast, sign_in) -> None:
    make_order(cast.ours, supplier_siret=OTHER_FIRM)
    make_startup()

    answer = sign_in("other_intrapreneur").get(path("index", cast.ours))

    assert answer.status_code == 403
    assert OTHER_FIRM not in answer.text
