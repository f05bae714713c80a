"""A process of its own that orders when it is told to: ``python -m … buyer``.

``tests.processes`` says how it is spoken to.

``order STARTUP CONTRACT AMOUNT`` orders; ``pay ORDER AMOUNT`` pays; ``count CONTRACT`` says what
is ordered under it and under those that come under it.
"""

from collections.abc import Callable
from typing import Any

import django

django.setup()

from datetime import date  # models are there once Django is set up  # noqa: E402
from decimal import Decimal  # noqa: E402

from django.core.exceptions import ValidationError  # noqa: E402
from django.db.models import Q  # noqa: E402

from startups.money.contracts.models import Contract  # noqa: E402
from startups.money.models import Activity, Commitment, Payment, Resource  # noqa: E402
from startups.money.services.commitments import record_commitment  # noqa: E402
from startups.money.services.payments import record_payment  # noqa: E402
from startups.registry.models import JournalEntry, Startup  # noqa: E402
from tests.processes import serve  # noqa: E402

ON = date(2026, 8, 20)


def order(startup: str, contract: str, amount: str) -> dict[str, Any]:
    values = {
        "reference": f"BC-{startup}-{contract}",
        "supplier": "Atelier du code",
        "amount": Decimal(amount),
        "activity": Activity.objects.first(),
        "resource": Resource.objects.first(),
        "covers_from": date(2026, 8, 1),
        "covers_until": date(2026, 8, 31),
        "ordered_on": ON,
        "contract": Contract.objects.get(pk=contract),
    }
    buyer = Startup.objects.get(pk=startup)
    try:
        record_commitment(startup=buyer, values=values, on=ON, actor=None)
    except ValidationError as error:
        return {"refused": error.messages}
    return {"ordered": amount}


def pay(commitment: str, amount: str) -> dict[str, Any]:
    found = Commitment.objects.get(pk=commitment)
    try:
        record_payment(commitment=found, amount=Decimal(amount), paid_on=ON, on=ON, actor=None)
    except ValidationError as error:
        return {"refused": error.messages}
    return {"paid": amount}


def count(contract: str) -> dict[str, Any]:
    under = Q(contract=contract) | Q(contract__framework=contract)
    orders = Commitment.objects.filter(under)
    return {
        "total": str(sum(orders.values_list("amount", flat=True), start=Decimal(0))),
        "orders": orders.count(),
        "acts": JournalEntry.objects.filter(startup__in=orders.values("startup")).count(),
    }


def paid(commitment: str) -> dict[str, Any]:
    rows = Payment.objects.filter(commitment=commitment)
    return {"total": str(sum(rows.values_list("amount", flat=True), start=Decimal(0)))}


COMMANDS: dict[str, Callable[..., dict[str, Any]]] = {
    "order": order,
    "pay": pay,
    "count": count,
    "paid": paid,
}


if __name__ == "__main__":
    serve(COMMANDS)
