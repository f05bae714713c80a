"""Contracts, orders, payments and fundings for tests, as they stand in the database."""

import itertools
from datetime import date
from decimal import Decimal
from typing import Any

from startups.money.contracts.models import (
    Contract,
    ContractHolder,
    ContractIncubator,
    ContractModification,
    ContractUse,
)
from startups.money.enums import ContractNature, FundingKind, IdentifierKind, Procedure
from startups.money.models import Activity, Commitment, Funding, Payment, Resource
from startups.registry.models import Incubator, Startup
from tests.factories import day

# A buyer and two firms: numbers with right keys.
BUYER = "13002526500013"
FIRM = "73282932000074"
OTHER_FIRM = "40483304800022"
_numbers = itertools.count(1)


def euros(amount: str | int | Decimal) -> Decimal:
    return Decimal(amount).quantize(Decimal("0.01"))


def activity(code: str = "developpement") -> Activity:
    return Activity.objects.get(code=code)


def resource(code: str = "prestations") -> Resource:
    return Resource.objects.get(code=code)


def make_contract(
    *,
    users: list[Startup | Incubator] | None = None,
    ceiling: str | int = 100_000,
    holders: list[str] | None = None,
    **fields: Any,
) -> Contract:
    """A contract of 2026 and 2027; ``ceiling`` excludes a tax of 20 %."""
    values = {
        "buyer_siret": BUYER,
        "reference": f"M-{next(_numbers)}",
        "purpose": "Développement de services numériques",
        "nature": ContractNature.CONTRACT,
        "procedure": Procedure.ADAPTED,
        "cpv": "72000000",
        "notified_on": date(2026, 1, 15),
        "months": 24,
        "ceiling": euros(ceiling),
    } | fields
    contract = Contract.objects.create(**values)
    for position, siret in enumerate(holders or [FIRM]):
        ContractHolder.objects.create(
            contract=contract, position=position, kind=IdentifierKind.SIRET, identifier=siret
        )
    for user in users or []:
        use(contract, user)
    return contract


def use(contract: Contract, user: Startup | Incubator) -> None:
    if isinstance(user, Startup):
        ContractUse.objects.create(contract=contract, startup=user)
    else:
        ContractIncubator.objects.create(contract=contract, incubator=user)


def make_modification(
    contract: Contract, notified_on: str, number: int = 1, **fields: Any
) -> ContractModification:
    return ContractModification.objects.create(
        contract=contract, number=number, notified_on=day(notified_on), **fields
    )


def order_values(amount: str | int = 1_000, **fields: Any) -> dict[str, Any]:
    """What is said of an order of 2 March 2026."""
    return {
        "reference": f"BC-{next(_numbers)}",
        "supplier": "Atelier du code",
        "amount": euros(amount),
        "activity": activity(),
        "resource": resource(),
        "covers_from": date(2026, 3, 1),
        "covers_until": date(2026, 4, 30),
        "ordered_on": date(2026, 3, 2),
    } | fields


def make_order(startup: Startup, amount: str | int = 1_000, **fields: Any) -> Commitment:
    return Commitment.objects.create(startup=startup, **order_values(amount, **fields))


def make_correction(
    order: Commitment, amount: str | int, on: str = "2026-04-01", **fields: Any
) -> Commitment:
    kept = {name: getattr(order, name) for name in ("supplier", "activity", "resource", "contract")}
    months = {"covers_from": order.covers_from, "covers_until": order.covers_until}
    values = kept | months | {"corrects": order, "reason": "Erreur", "ordered_on": day(on)}
    return make_order(order.startup, amount, **values | fields)


def make_payment(
    order: Commitment, amount: str | int, on: str = "2026-05-01", **fields: Any
) -> Payment:
    return Payment.objects.create(commitment=order, amount=euros(amount), paid_on=day(on), **fields)


def make_funding(startup: Startup, amount: str | int | Decimal = 50_000, **fields: Any) -> Funding:
    values = {
        "kind": FundingKind.OWN_BUDGET,
        "start": date(2026, 1, 1),
        "end": date(2026, 12, 31),
        "granted_on": date(2026, 1, 10),
    } | fields
    return Funding.objects.create(startup=startup, amount=euros(amount), **values)
