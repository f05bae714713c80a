"""Says which startups and incubators may order under a contract."""

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from startups.core.enums import ActKind
from startups.core.services.facts import Actor, create_facts, delete_facts
from startups.money.contracts.models import Contract, ContractIncubator, ContractUse
from startups.money.models import Commitment
from startups.registry.models import Incubator, Startup
from startups.registry.services.journal import record_act


@transaction.atomic
def choose_users(
    *,
    contract: Contract,
    startups: Iterable[Startup],
    incubators: Iterable[Incubator],
    on: date,
    actor: Actor,
    reason: str = "",
) -> bool:
    """Makes these the startups and the incubators that may order under ``contract``.

    A startup that has orders under it keeps it, by itself or through an incubator. Returns
    whether anything changed. Raises ValidationError. Side effects: history; journal of each
    startup that is named or no longer named.
    """
    locked = Contract.objects.select_for_update().get(pk=contract.pk)
    named = {startup.pk: startup for startup in startups}
    through = {incubator.pk for incubator in incubators}
    uses = {use.startup_id: use for use in locked.uses.select_related("startup")}
    places = {use.incubator_id: use for use in locked.incubator_uses.all()}
    _check_orders(locked, set(named), through)
    gone = [use for key, use in uses.items() if key not in named]
    left = [use for key, use in places.items() if key not in through]
    added = [
        ContractUse(contract=locked, startup=startup)
        for key, startup in named.items()
        if key not in uses
    ]
    new_places = sorted(through - set(places))
    opened = [ContractIncubator(contract=locked, incubator_id=key) for key in new_places]
    for use in (*added, *gone):
        mark = "+" if use._state.adding else "−"
        detail = f"{mark} {locked.reference}"
        kind = ActKind.CONTRACT_RECORDED
        record_act(startup=use.startup, kind=kind, on=on, actor=actor, reason=reason, detail=detail)
    delete_facts(rows=[*gone, *left], actor=actor, reason=reason)
    create_facts(model=ContractUse, rows=added, actor=actor, reason=reason)
    create_facts(model=ContractIncubator, rows=opened, actor=actor, reason=reason)
    return bool(gone or left or added or opened)


def _check_orders(contract: Contract, startups: set[int], incubators: set[int]) -> None:
    """Raises ValidationError when a startup that has orders would lose the contract."""
    rows = Commitment.objects.filter(contract=contract).exclude(startup__in=startups)
    rows = rows.exclude(startup__incubators__in=incubators)
    first = rows.select_related("startup").order_by("startup__name").first()
    if first:
        message = _("%(startup)s has orders under this contract.")
        raise ValidationError({"startups": message % {"startup": first.startup}})
