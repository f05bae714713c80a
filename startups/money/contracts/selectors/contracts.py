"""Contracts on a day: their end, their ceiling, what is ordered under them and what is left.

Orders under a contract also count against the framework agreement that it comes under, and
against that one's own, if any. Three queries, whatever the number of contracts.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import cast

from django.db.models import Q, QuerySet

from startups.money.contracts.ceilings import CeilingAccount, CeilingChange, CeilingTerms
from startups.money.contracts.models import (
    Contract,
    ContractIncubator,
    ContractModification,
    ContractUse,
)
from startups.money.models import Commitment
from startups.registry.models import Startup

# Of each contract, the one that it comes under.
type Tree = Mapping[int, int | None]


@dataclass(frozen=True)
class ContractPosition:
    """A contract on a day. Amounts in euros including tax; ``ends_on`` is its last day.

    ``left`` is the least of what its own ceiling leaves and of what the ceilings above it do;
    negative where one is passed. ``limited_by`` is the contract above that says so, if it does.
    """

    starts_on: date
    ends_on: date
    months: int
    ceiling: Decimal
    ordered: Decimal
    left: Decimal
    runs: bool
    limited_by: int | None = None

    @property
    def percent(self) -> int:
        """How much of its own ceiling is ordered, in whole percent, rounded down."""
        return int(100 * self.ordered / self.ceiling) if self.ceiling else 100


def positions(keys: Iterable[int], *, on: date) -> dict[int, ContractPosition]:
    """How each of these contracts stands on the day ``on``."""
    wanted = set(keys)
    accounts, tree = accounts_above(wanted)
    return {key: _position(key, accounts, tree, on) for key in wanted if key in accounts}


def _position(
    key: int, accounts: Mapping[int, CeilingAccount], tree: Tree, on: date
) -> ContractPosition:
    account = accounts[key]
    lowest = min(chain(key, tree), key=lambda above: accounts[above].left_on(on))
    return ContractPosition(
        starts_on=account.terms.notified_on,
        ends_on=account.terms.ends_on(on),
        months=account.terms.months_on(on),
        ceiling=account.terms.ceiling_on(on),
        ordered=account.ordered_by(on),
        left=accounts[lowest].left_on(on),
        runs=account.terms.runs_on(on),
        limited_by=lowest if lowest != key else None,
    )


def accounts_above(keys: Iterable[int]) -> tuple[dict[int, CeilingAccount], Tree]:
    """The accounts of these contracts and of those above them, and who comes under whom.

    What is ordered under a contract counts in its own account and in all those above.
    """
    rows = {
        key: (framework, CeilingTerms(notified, months, ceiling, rate))
        for key, framework, notified, months, ceiling, rate in Contract.objects.order_by(
            "pk"
        ).values_list("pk", "framework", "notified_on", "months", "ceiling", "tax_rate")
    }
    tree = {key: framework for key, (framework, _terms) in rows.items()}
    wanted = {above for key in keys if key in tree for above in chain(key, tree)}
    changes = _changes(wanted)
    accounts = {
        key: CeilingAccount(replace(rows[key][1], changes=changes.get(key, ()))) for key in wanted
    }
    for contract, day, amount in _orders(wanted, tree):
        for above in chain(contract, tree):
            if above in accounts:
                accounts[above].orders.append((day, amount))
    return accounts, tree


def chain(key: int, tree: Tree) -> Iterator[int]:
    """A contract, then those above it, the nearest first; each once."""
    seen: set[int] = set()
    current: int | None = key
    while current is not None and current not in seen:
        seen.add(current)
        yield current
        current = tree.get(current)


def _changes(keys: Iterable[int]) -> dict[int, list[CeilingChange]]:
    changes: dict[int, list[CeilingChange]] = {}
    rows = ContractModification.objects.filter(contract__in=keys)
    rows = rows.order_by("contract", "notified_on", "number")
    for contract, day, ceiling, months in rows.values_list(
        "contract", "notified_on", "ceiling", "months"
    ):
        changes.setdefault(contract, []).append(CeilingChange(day, ceiling, months))
    return changes


def _orders(keys: Iterable[int], tree: Tree) -> list[tuple[int, date, Decimal]]:
    """What is ordered under these contracts and those below them; quotes do not count."""
    wanted = set(keys)
    below = [key for key in tree if wanted & set(chain(key, tree))]
    rows = Commitment.objects.filter(contract__in=below, ordered_on__isnull=False)
    orders = rows.order_by().values_list("contract", "ordered_on", "amount")
    return cast("list[tuple[int, date, Decimal]]", list(orders))


def contracts_of(startup: Startup) -> QuerySet[Contract]:
    """The contracts that a startup may order under: its own, and those of its incubators."""
    own = ContractUse.objects.filter(startup=startup).values("contract")
    through = ContractIncubator.objects.filter(
        incubator__in=startup.incubators.values("pk")
    ).values("contract")
    return Contract.objects.filter(Q(pk__in=own) | Q(pk__in=through))


@dataclass(frozen=True)
class Holder:
    """A firm that holds a contract. ``kind`` says what ``identifier`` is."""

    kind: str
    identifier: str
    name: str = ""


def holders_on(contract: Contract, *, on: date) -> list[Holder]:
    """Who holds a contract on the day ``on``, whoever leads first; two queries.

    A modification that names holders names all of them.
    """
    return last_holders(
        [Holder(h.kind, h.identifier, h.name) for h in contract.holders.all()],
        [change.holders for change in contract.modifications.all() if change.notified_on <= on],
    )


def last_holders(
    first: Sequence[Holder], changes: Iterable[Iterable[Mapping[str, str]]]
) -> list[Holder]:
    """The holders once these changes took effect, in their order; no query."""
    names = {(h.kind, h.identifier): h.name for h in first}
    current = list(first)
    for holders in changes:
        current = [
            Holder(h["kind"], h["identifier"], names.get((h["kind"], h["identifier"]), ""))
            for h in holders
        ] or current
    return current
