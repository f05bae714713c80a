"""Envelopes that end within 45 days, orders that are stuck, contracts near their end or ceiling."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from startups.money.contracts.models import Contract, ContractIncubator, ContractUse
from startups.money.contracts.selectors.contract_lists import (
    NEAR,
    ContractRow,
    contract_rows,
    in_state,
)
from startups.money.enums import EnvelopeBand
from startups.money.selectors.watch.envelopes import envelopes_ending
from startups.money.selectors.watch.orders import orders_stuck
from startups.portfolio.enums import NeedKind
from startups.registry.models import Incubator, Startup
from startups.reviews.due_dates import days_late

from .kinds import Need

PRESSING = frozenset({EnvelopeBand.OVER_COMMITTED, EnvelopeBand.OVER, EnvelopeBand.DAYS_45})
DAYS = timedelta(days=45)


def money_needs(
    *, startups: QuerySet[Startup], incubators: QuerySet[Incubator], on: date
) -> Iterator[Need]:
    """What of the money presses; fifteen queries at most, whatever the number of lines."""
    yield from _envelopes(startups, on)
    yield from _orders(startups, on)
    contracts = contract_rows(_contracts(startups, incubators), on=on)
    yield from (_contract(row, on) for row in in_state(contracts, NEAR))


def _envelopes(startups: QuerySet[Startup], on: date) -> Iterator[Need]:
    for row in envelopes_ending(startups=startups, on=on):
        if row.band in PRESSING:
            ends_on = row.ends_on or on
            yield Need(
                kind=NeedKind.ENVELOPE,
                subject=row.name,
                since=min(ends_on - DAYS, on),
                route="team_money:index",
                args=(row.slug,),
                detail=str(row.band.label),
                due=ends_on,
                late=days_late(ends_on, on),
            )


def _orders(startups: QuerySet[Startup], on: date) -> Iterator[Need]:
    for stuck in orders_stuck(startups=startups, on=on):
        order = stuck.order
        yield Need(
            kind=NeedKind.ORDER,
            subject=order.startup.name,
            since=stuck.due + timedelta(days=1),
            route="team_money:order",
            args=(order.startup.slug, order.pk),
            detail=_("%(reference)s, %(supplier)s: %(step)s")
            % {
                "reference": order.reference,
                "supplier": order.supplier,
                "step": stuck.step.label,
            },
            due=stuck.due,
            late=stuck.late,
        )


def _contracts(startups: QuerySet[Startup], incubators: QuerySet[Incubator]) -> QuerySet[Contract]:
    """Those that these startups, or these incubators, order under."""
    own = ContractUse.objects.filter(startup__in=startups.order_by().values("pk"))
    through = ContractIncubator.objects.filter(incubator__in=incubators.order_by().values("pk"))
    chosen = Q(pk__in=own.values("contract")) | Q(pk__in=through.values("contract"))
    return Contract.objects.filter(chosen)


def _contract(row: ContractRow, on: date) -> Need:
    """Near its ceiling, it wants somebody since it began; near its end, since that came near."""
    ends_on = row.position.ends_on
    near = ends_on - timedelta(days=settings.BUDGET_CONTRACT_DAYS)
    percent = _("%(percent)s %% of the ceiling") % {"percent": row.position.percent}
    return Need(
        kind=NeedKind.CONTRACT,
        subject=row.contract.reference,
        since=row.position.starts_on if row.near_ceiling else near,
        route="contracts:page",
        args=(row.contract.pk,),
        detail=f"{percent} · {row.contract.purpose}",
        due=ends_on,
        late=days_late(ends_on, on),
    )
