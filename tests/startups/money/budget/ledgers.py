"""A portfolio with two years of money in which every figure differs from the others."""

import random
from datetime import date, timedelta
from decimal import Decimal

from startups.money.enums import FundingKind
from startups.money.models import Activity, Commitment, Funding, Payment, Resource
from startups.registry.models import Organisation, Startup
from tests.startups.money.making import FIRM, OTHER_FIRM

START = date(2025, 1, 1)
DAYS = 590  # until August 2026
SUPPLIERS = (
    {"supplier": "Atelier du code", "supplier_siret": FIRM},
    {"supplier": "Fabrique SAS", "supplier_siret": OTHER_FIRM},
    {"supplier": "none", "supplier_siret": ""},
)


def some_amount(chance: random.Random) -> Decimal:
    return Decimal(chance.randrange(100, 5_000_000)) / 100


def some_day(chance: random.Random) -> date:
    return START + timedelta(days=chance.randrange(DAYS))


def add_money(
    startups: list[Startup], *, lines: int, payer: Organisation | None, seed: int = 1
) -> None:
    """To each startup as many fundings, orders, corrections and payments; in six queries."""
    chance = random.Random(seed)  # noqa: S311  # not for secrets
    fundings = Funding.objects.bulk_create(
        _funding(chance, startup, payer) for startup in startups for _number in range(lines)
    )
    activities, resources = list(Activity.objects.all()), list(Resource.objects.all())
    orders = Commitment.objects.bulk_create(
        Commitment(
            startup=funding.startup,
            funding=chance.choice((funding, None)),
            reference=f"BC-{number}",
            amount=some_amount(chance),
            activity=chance.choice(activities),
            resource=chance.choice(resources),
            covers_from=funding.granted_on,
            covers_until=funding.granted_on + timedelta(days=90),
            ordered_on=some_day(chance),
            **chance.choice(SUPPLIERS),
        )
        for number, funding in enumerate(fundings)
    )
    Commitment.objects.bulk_create(_correction(order) for order in orders[::3])
    Payment.objects.bulk_create(
        Payment(commitment=order, paid_on=some_day(chance), amount=some_amount(chance))
        for order in orders
    )


def _funding(chance: random.Random, startup: Startup, payer: Organisation | None) -> Funding:
    day = some_day(chance)
    own = payer is None or chance.random() < 0.5
    return Funding(
        startup=startup,
        kind=FundingKind.OWN_BUDGET if own else FundingKind.FAST,
        source=None if own else payer,
        amount=some_amount(chance),
        granted_on=day,
        start=day,
        end=day + timedelta(days=365),
    )


def _correction(order: Commitment) -> Commitment:
    kept = ("startup", "funding", "supplier", "supplier_siret", "activity", "resource")
    return Commitment(
        **{name: getattr(order, name) for name in (*kept, "covers_from", "covers_until")},
        reference=f"AV-{order.reference}",
        amount=-Decimal("0.37"),
        ordered_on=order.ordered_on,
        corrects=order,
        reason="avoir",
    )
