"""Contracts as their buyers look for them, and one of them with what is ordered under it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.conf import settings
from django.db.models import Q, QuerySet

from startups.money.contracts.models import Contract
from startups.money.models import Commitment
from startups.registry.models import Startup

from .contracts import ContractPosition, Holder, holders_on, positions

NOTHING = Decimal("0.00")


@dataclass(frozen=True)
class ContractRow:
    """A contract on a day, as a list shows it."""

    contract: Contract
    position: ContractPosition
    holders: Sequence[Holder]
    days_left: int

    @property
    def near_ceiling(self) -> bool:
        """Whether what is ordered passes the percentage of the ceiling that the settings say."""
        return self.position.runs and self.position.percent >= settings.BUDGET_CEILING_PERCENT

    @property
    def near_end(self) -> bool:
        return self.position.runs and self.days_left <= settings.BUDGET_CONTRACT_DAYS


@dataclass(frozen=True)
class ContractFilter:
    """What is looked for among contracts; empty means anything."""

    q: str = ""
    state: str = ""


RUNNING, ENDED, NEAR = "running", "ended", "near"


def contract_rows(contracts: QuerySet[Contract], *, on: date) -> list[ContractRow]:
    """The rows of these contracts on the day ``on``, the last to end first; six queries."""
    loaded = list(contracts.distinct().prefetch_related("holders", "modifications"))
    known = positions([contract.pk for contract in loaded], on=on)
    rows = [
        ContractRow(
            contract,
            known[contract.pk],
            holders_on(contract, on=on),
            (known[contract.pk].ends_on - on).days,
        )
        for contract in loaded
    ]
    return sorted(rows, key=lambda row: (row.position.ends_on, row.contract.pk), reverse=True)


def narrowed_contracts(contracts: QuerySet[Contract], q: str) -> QuerySet[Contract]:
    """Those whose reference, purpose, buyer or holders have ``q``."""
    if not q:
        return contracts
    return contracts.filter(
        Q(reference__icontains=q)
        | Q(purpose__icontains=q)
        | Q(buyer_name__icontains=q)
        | Q(buyer_siret__startswith=q)
        | Q(holders__name__icontains=q)
        | Q(holders__identifier__startswith=q)
    )


def in_state(rows: Sequence[ContractRow], state: str) -> list[ContractRow]:
    """Those that run, those that ended, or those near their ceiling or their end."""
    kept = {
        RUNNING: lambda row: row.position.runs,
        ENDED: lambda row: row.days_left < 0,
        NEAR: lambda row: row.near_ceiling or row.near_end,
    }.get(state)
    return [row for row in rows if kept is None or kept(row)]


@dataclass(frozen=True)
class StartupOrders:
    """What one startup orders under a contract; None stands for all those not to be named."""

    startup: Startup | None
    number: int
    amount: Decimal


def orders_under(contract: Contract, *, among: QuerySet[Startup], on: date) -> list[StartupOrders]:
    """What is ordered under a contract on the day ``on``, by startup; two queries.

    Startups that are not ``among`` those that whoever asks may read are one line together.
    """
    rows = Commitment.objects.filter(contract=contract, ordered_on__lte=on)
    named = {startup.pk: startup for startup in among.filter(commitments__in=rows).distinct()}
    sums: dict[int | None, list[Decimal]] = {}
    for key, amount in rows.order_by().values_list("startup", "amount"):
        sums.setdefault(key if key in named else None, []).append(amount)
    startup_orders = [
        StartupOrders(named[key] if key else None, len(amounts), sum(amounts, start=NOTHING))
        for key, amounts in sums.items()
    ]
    return sorted(startup_orders, key=lambda row: (row.startup is None, str(row.startup)))
