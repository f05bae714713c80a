"""Records the money of the demonstration through the services, as its teams would have."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml
from django.contrib.auth import get_user_model

from startups.core.calendar import add_months
from startups.money.contracts.models import Contract
from startups.money.enums import FundingKind
from startups.money.ledger import CENT
from startups.money.models import Activity, Commitment, Resource
from startups.money.services.commitments import record_commitments
from startups.money.services.corrections import correct_commitment, credit_note
from startups.money.services.fundings import record_funding
from startups.money.services.payments import record_payment, record_payments
from startups.registry.models import Organisation, Startup

from ..accounts import MANAGER, TEAM
from ..dates import resolve
from .contracts import Use, load_contracts
from .orders import HISTORY, Days, PlannedOrder, before_closing, planned_orders
from .statements import Statements

STORY = Path(__file__).parent / "money.yaml"
MINISTERIAL = "interministeriel"


def money_story() -> dict[str, Any]:
    story: dict[str, Any] = yaml.safe_load(STORY.read_text(encoding="utf-8"))
    return story


def load_money(*, on: date) -> None:
    """Records contracts, fundings, orders, payments and statements, once: never beside others.

    Before the reviews: their dossiers say where the money stands.
    """
    if Contract.objects.exists():
        return
    story = money_story()
    startups = _startups(story["startups"])
    plans = {
        ghid: planned_orders(ghid, facts, story["lines"], days=_days(startups[ghid], facts, on))
        for ghid, facts in story["startups"].items()
    }
    orders = [(startups[ghid], order) for ghid, plan in plans.items() for order in plan]
    contracts = load_contracts(story, _uses(orders), on=on)
    teller = _MoneyLoader(story, contracts, on)
    users = get_user_model().objects.in_bulk(field_name="email")
    statements = Statements(on=on, team=users[TEAM], manager=users[MANAGER])
    for ghid, facts in story["startups"].items():
        teller.tell(startups[ghid], facts, plans[ghid])
        statements.tell(startups[ghid], facts)


def _startups(ghids: Iterable[str]) -> dict[str, Startup]:
    rows = Startup.objects.filter(ghid__in=list(ghids)).prefetch_related("phases")
    return {row.ghid: row for row in rows.prefetch_related("incubators")}


def _days(startup: Startup, facts: Mapping[str, Any], on: date) -> Days:
    """From its first phase, two years and a little ago at the earliest, until it ends."""
    first = min(period.start for period in startup.phases.all())
    since = resolve(facts["since"], on=on) if "since" in facts else first
    until = resolve(facts["until"], on=on) if "until" in facts else on
    return Days(max(since, add_months(on, -HISTORY)), until, on)


def _uses(orders: Iterable[tuple[Startup, PlannedOrder]]) -> dict[str, Use]:
    """By key of a contract, who orders under it, and for how much."""
    uses: dict[str, Use] = {}
    for startup, order in orders:
        use = uses.setdefault(_contract_key(order, startup), Use())
        use.startups[startup.pk] = startup
        use.ordered += order.amount
    return uses


def _contract_key(order: PlannedOrder, startup: Startup) -> str:
    """Products of the interministerial incubator order under a contract of their own."""
    key: str = order.line.get("contract", "")
    own = key == "dev" and any(row.ghid == MINISTERIAL for row in startup.incubators.all())
    return "dev-ministeriel" if own else key


class _MoneyLoader:
    """Records what each startup was granted, ordered and paid."""

    def __init__(self, story: Mapping[str, Any], contracts: dict[str, Contract], on: date) -> None:
        self.story, self.contracts, self.on = story, contracts, on
        self.activities = {row.code: row for row in Activity.objects.all()}
        self.resources = {row.code: row for row in Resource.objects.all()}
        self.sources = {row.ghid: row for row in Organisation.objects.all()}

    def tell(
        self, startup: Startup, facts: Mapping[str, Any], plan: Sequence[PlannedOrder]
    ) -> None:
        self._fundings(startup, facts, plan)
        lines = [self._values(order, startup) for order in plan]
        orders = record_commitments(startup=startup, lines=lines, on=self.on, actor=None)
        paid = [
            {"commitment": order, "amount": order.amount, "paid_on": planned.paid_on}
            for order, planned in zip(orders, plan, strict=True)
            if planned.paid_on
        ]
        record_payments(startup=startup, lines=paid, on=self.on, actor=None)
        self._second_thoughts(facts, orders)

    # What is granted ----------------------------------------------------------------------

    def _fundings(
        self, startup: Startup, facts: Mapping[str, Any], plan: Sequence[PlannedOrder]
    ) -> None:
        """A year each, up to the last day that is told; each covers what it was to cost."""
        first = min(order.covers_from for order in plan)
        end = resolve(facts["ends"], on=self.on)
        number = 0
        while end > first:
            start = max(add_months(end, -12) + timedelta(days=1), first)
            granted = start + timedelta(days=6)
            if granted <= self.on:
                months = Decimal((end - start).days + 1) * 12 / 365
                amount = round(facts["burn"] * months * Decimal(str(facts["cover"])), -3)
                values = {"amount": amount.quantize(CENT)} | self._source(facts, number)
                values |= {"start": start, "end": end, "granted_on": granted}
                values |= self._agreement(startup, facts, start, end)
                record_funding(startup=startup, values=values, on=granted, actor=None)
            end, number = start - timedelta(days=1), number + 1

    def _source(self, facts: Mapping[str, Any], number: int) -> dict[str, Any]:
        if facts.get("own"):
            return {"kind": FundingKind.OWN_BUDGET}
        if facts.get("fast") and number == 1:
            return {
                "kind": FundingKind.FAST,
                "source": self.sources["dinum"],
                "promotion": facts["fast"],
            }
        sources = facts["sources"]
        return {
            "kind": FundingKind.SPONSOR,
            "source": self.sources[sources[number % len(sources)]],
        }

    def _agreement(
        self, startup: Startup, facts: Mapping[str, Any], start: date, end: date
    ) -> dict[str, Any]:
        if facts.get("own"):
            return {}
        reference = f"CONV-{start:%Y}-{startup.ghid[:12].upper()}"
        return {
            "agreement": reference,
            "agreement_url": f"https://conventions.example/{start:%Y}/{startup.slug}",
            "agreement_signed_on": start,
            "agreement_ends_on": end,
        }

    # What is ordered ----------------------------------------------------------------------

    def _values(self, order: PlannedOrder, startup: Startup) -> dict[str, Any]:
        firm = self.story["firms"].get(order.firm, {})
        return {
            "reference": order.reference,
            "contract": self.contracts.get(_contract_key(order, startup)),
            "supplier": firm.get("name") or order.line["supplier"],
            "supplier_siret": firm.get("siret", ""),
            "amount": order.amount,
            "activity": self.activities[order.line["activity"]],
            "resource": self.resources[order.line["resource"]],
            "covers_from": order.covers_from,
            "covers_until": order.covers_until,
            "quoted_on": order.quoted_on,
            "ordered_on": order.ordered_on,
            "delivered_on": order.delivered_on,
            "invoiced_on": order.invoiced_on,
        }

    def _second_thoughts(self, facts: Mapping[str, Any], orders: Sequence[Commitment]) -> None:
        """A credit note of a supplier, an amount that was mistyped."""
        if facts.get("credit"):
            order = [row for row in orders if row.reference.startswith("DEP")][-1]
            credit_note(
                commitment=order,
                amount=(order.amount / 4).quantize(CENT),
                day=self.on - timedelta(days=1),
                on=self.on,
                actor=None,
                reason="Deux ateliers annulés par la collectivité.",
            )
        if facts.get("corrected"):
            order, day = orders[0], orders[0].covers_until
            signature: dict[str, Any] = {"on": self.on, "actor": None}
            reason = "Montant du devis saisi au lieu de celui du bon de commande."
            correct_commitment(
                commitment=order, amount=order.amount + 1000, day=day, reason=reason, **signature
            )
            record_payment(
                commitment=order,
                amount=Decimal(1000),
                paid_on=before_closing(day + timedelta(days=45)),
                **signature,
            )
