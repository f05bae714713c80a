"""Fundings that no decision grants; corrections and cancellations are new rows."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from startups.core.enums import ActKind
from startups.core.models.append_only import Immutable
from startups.money.enums import FundingKind
from startups.money.models import Funding
from startups.money.services.fundings import cancel_funding, change_funding, record_funding
from startups.registry.models import JournalEntry
from tests.factories import make_decision, make_organisation, make_review, make_startup

from .making import make_funding

pytestmark = pytest.mark.django_db
ON = date(2026, 8, 20)


def values(**fields):
    return {
        "kind": FundingKind.SPONSOR,
        "source": make_organisation(),
        "amount": Decimal(150_000),
        "start": date(2026, 9, 1),
        "end": date(2027, 8, 31),
        "granted_on": date(2026, 8, 1),
        "agreement": "CONV-2026-12",
    } | fields


def record(startup, **fields):
    return record_funding(startup=startup, values=values(**fields), on=ON, actor=None)


def granted(startup):
    return sum(Funding.objects.filter(startup=startup).values_list("amount", flat=True))


def test_a_funding_is_recorded_with_its_history_and_its_act():
    startup = make_startup()

    funding = record(startup)

    assert funding.history.count() == 1
    act = JournalEntry.objects.get(startup=startup)
    assert (act.kind, act.on) == (ActKind.FUNDING_GRANTED, ON)


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"amount": Decimal(0)}, "amount"),
        ({"amount": Decimal("0.001")}, "amount"),
        ({"end": date(2026, 8, 31)}, "end"),
        ({"granted_on": date(2026, 8, 21)}, "granted_on"),
        ({"source": None}, "source"),
        ({"kind": "nonsense"}, "kind"),
        ({"agreement_url": "javascript:alert(1)"}, "agreement_url"),
        (
            {
                "agreement_signed_on": date(2026, 8, 1),
                "agreement_ends_on": date(2026, 7, 31),
            },
            "agreement_ends_on",
        ),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(fields, field):
    startup = make_startup()

    with pytest.raises(ValidationError) as caught:
        record(startup, **fields)

    assert list(caught.value.error_dict) == [field]
    assert not Funding.objects.exists()


def test_what_a_decision_grants_is_not_recorded_by_hand():
    startup = make_startup()
    decision = make_decision(make_review(startup, state="decided"))

    with pytest.raises(ValidationError):
        record(startup, decision=decision)


def test_a_correction_is_a_new_row_and_the_first_one_stays():
    funding = make_funding(make_startup(), 50_000)
    why = {"on": ON, "actor": None, "reason": "Convention réduite"}

    row = change_funding(funding=funding, amount=Decimal(40_000), **why)

    assert (row.amount, row.granted_on, row.corrects) == (-10_000, ON, funding)
    assert granted(funding.startup) == 40_000
    with pytest.raises(Immutable):
        funding.save()
    with pytest.raises(ValidationError):
        change_funding(funding=row, amount=Decimal(1), **why)


def test_a_cancellation_takes_back_all_of_it_once():
    funding = make_funding(make_startup(), 50_000)
    why = {"on": ON, "actor": None, "reason": "Abandon du fonds"}
    change_funding(funding=funding, amount=Decimal(40_000), **why)

    assert cancel_funding(funding=funding, **why).amount == -40_000
    assert cancel_funding(funding=funding, **why) is None
    assert granted(funding.startup) == 0


@pytest.mark.parametrize(
    "options",
    [
        {"reason": " "},
        {"amount": Decimal(-1)},
        {"amount": Decimal("1.001")},
        {"end": date(2025, 12, 31)},
    ],
)
def test_a_correction_that_is_none_is_refused(options):
    funding = make_funding(make_startup(), 50_000)
    act = {"amount": Decimal(1), "on": ON, "actor": None, "reason": "Erreur"} | options

    with pytest.raises(ValidationError):
        change_funding(funding=funding, **act)

    assert granted(funding.startup) == 50_000
