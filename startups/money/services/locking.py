"""Holds what an act about money depends on, so that two at once never pass together.

Always in this order: the startup, then its contracts by key. Two acts can wait for each other,
never both.
"""

from collections.abc import Iterable
from decimal import Decimal
from typing import cast

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from startups.money.contracts.ceilings import CeilingAccount, Step
from startups.money.contracts.models import Contract
from startups.money.contracts.selectors.contracts import Tree, accounts_above, chain
from startups.money.models import Commitment


def locked_accounts(keys: Iterable[int]) -> tuple[dict[int, CeilingAccount], Tree]:
    """The accounts of these contracts and of those above them, their rows locked.

    Raises ValidationError when one came under another meanwhile. To be called in a transaction.
    """
    wanted = set(keys)
    if not wanted:
        return {}, {}
    tree = dict(Contract.objects.order_by("pk").values_list("pk", "framework"))
    held = {above for key in wanted if key in tree for above in chain(key, tree)}
    list(Contract.objects.select_for_update().filter(pk__in=held).order_by("pk"))
    accounts, tree_now = accounts_above(wanted)
    if set(accounts) - held:
        raise ValidationError(_("The contract was changed at the same moment: try again."))
    return accounts, tree_now


def own_order(commitment: Commitment) -> Commitment:
    """The row as it is now. Raises ValidationError for one that corrects another.

    To be called once the startup is locked.
    """
    row = Commitment.objects.select_related("startup", "contract").get(pk=commitment.pk)
    if row.corrects_id:
        raise ValidationError(_("This line corrects an order: act on the order itself."))
    return row


def ordered_steps(order: Commitment) -> list[Step]:
    """What is ordered, day by day: the order, then its corrections and credit notes."""
    rows = Commitment.objects.filter(corrects=order).values_list("ordered_on", "amount")
    first = [(order.ordered_on, order.amount)] if order.ordered_on else []
    return cast("list[Step]", [*first, *rows.order_by("ordered_on", "pk")])


def paid_steps(order: Commitment) -> list[Step]:
    """What is paid of an order, day by day; what came back is negative."""
    return list(order.payments.order_by("paid_on", "pk").values_list("paid_on", "amount"))


def total(steps: Iterable[Step]) -> Decimal:
    return sum((amount for _day, amount in steps), start=Decimal(0))
