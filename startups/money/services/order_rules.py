"""What may be ordered: the rules that every new order of a startup passes, one or many at once."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from functools import cached_property
from itertools import pairwise

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from startups.core.formats import euros, short_day
from startups.core.validators import validate_siret
from startups.money.contracts.models import Contract
from startups.money.contracts.selectors.contracts import chain, contracts_of
from startups.money.models import Commitment
from startups.money.words import check_amount
from startups.registry.models import Startup

from .locking import locked_accounts

CHAIN = ("quoted_on", "ordered_on", "delivered_on", "invoiced_on")

type Errors = dict[str, list[str]]


def contracts_in(orders: Iterable[Commitment]) -> set[int]:
    """The keys of the contracts that these orders are under."""
    return {order.contract_id for order in orders if order.contract_id}


class OrderBook:
    """The orders of a startup, and room for more; the contracts they are under are locked.

    Orders that pass are entered one after the other, so that together they pass no ceiling
    either. To be made in a transaction that holds the startup.
    """

    def __init__(self, startup: Startup, contracts: Iterable[int], *, on: date) -> None:
        self.startup, self.on = startup, on
        wanted = set(contracts)
        self.accounts, self.tree = locked_accounts(wanted)
        usable = contracts_of(startup).filter(pk__in=wanted)
        self.usable = set(usable.values_list("pk", flat=True))
        references = Commitment.objects.filter(startup=startup)
        self.references = set(references.values_list("reference", flat=True))

    @cached_property
    def contract_references(self) -> dict[int, str]:
        """For the words of a refusal, which are rare."""
        rows = Contract.objects.filter(pk__in=self.accounts)
        return dict(rows.values_list("pk", "reference"))

    def errors(self, order: Commitment) -> Errors:
        """Why ``order`` may not be recorded, by field; empty when it may."""
        errors: Errors = {}
        for check in (self._texts, self._amount, self._months, self._days, self._funding):
            for field, reason in check(order).items():
                errors.setdefault(field, []).append(reason)
        if not errors and order.contract_id:
            errors = self._contract(order)
        return errors

    def enter(self, order: Commitment) -> None:
        """Counts an order that passed among those recorded."""
        self.references.add(order.reference)
        if order.contract_id and order.ordered_on:
            for key in chain(order.contract_id, self.tree):
                self.accounts[key].orders.append((order.ordered_on, order.amount))

    def refusal(self, contract: int, day: date, amount: Decimal) -> str:
        """Why ``amount`` may not be ordered under ``contract`` on ``day``; empty when it may."""
        terms = self.accounts[contract].terms
        if not terms.runs_on(day):
            message = _("The contract runs from %(start)s to %(end)s: not on %(day)s.")
            start, end = short_day(terms.notified_on), short_day(terms.ends_on(day))
            return message % {"start": start, "end": end, "day": short_day(day)}
        for key in chain(contract, self.tree):
            room = self.accounts[key].room_on(day)
            if amount > room:
                return self._over(key, room, amount)
        return ""

    def _over(self, key: int, room: Decimal, amount: Decimal) -> str:
        message = _(
            "The ceiling of contract %(contract)s leaves %(left)s including tax: "
            "this passes it by %(over)s."
        )
        left = max(room, Decimal(0))
        words = {"contract": self.contract_references[key], "left": euros(left)}
        return message % {**words, "over": euros(amount - left)}

    def _texts(self, order: Commitment) -> dict[str, str]:
        errors = {}
        if not order.reference:
            errors["reference"] = _("Give a reference.")
        elif len(order.reference) > 100:
            errors["reference"] = _("At most %(number)s characters.") % {"number": 100}
        elif order.reference in self.references:
            errors["reference"] = _("This startup has an order of that reference already.")
        if not order.supplier:
            errors["supplier"] = _("Say who supplies.")
        elif len(order.supplier) > 300:
            errors["supplier"] = _("At most %(number)s characters.") % {"number": 300}
        if order.supplier_siret:
            try:
                validate_siret(order.supplier_siret)
            except ValidationError as error:
                errors["supplier_siret"] = error.messages[0]
        return errors

    def _amount(self, order: Commitment) -> dict[str, str]:
        if order.amount <= 0:
            return {"amount": _("An order is more than nothing; a correction says why.")}
        try:
            check_amount(order.amount)
        except ValidationError as error:
            return {"amount": error.messages[0]}
        return {}

    def _months(self, order: Commitment) -> dict[str, str]:
        if order.covers_until < order.covers_from:
            return {"covers_until": _("The months covered end before they start.")}
        return {}

    def _days(self, order: Commitment) -> dict[str, str]:
        known = [(name, day) for name in CHAIN if (day := getattr(order, name))]
        if not order.quoted_on and not order.ordered_on:
            return {"ordered_on": _("Give the day of the quote or of the order.")}
        if not order.ordered_on and len(known) > 1:
            return {"ordered_on": _("Nothing is delivered or invoiced before the order.")}
        for (_before, earlier), (name, day) in pairwise(known):
            if day < earlier:
                return {name: _("It comes before the step that it follows.")}
        for name, day in known:
            if day > self.on:
                message = _("This day is still to come: %(day)s.")
                return {name: message % {"day": short_day(day)}}
        return {}

    def _funding(self, order: Commitment) -> dict[str, str]:
        funding = order.funding
        if funding and (funding.startup_id != self.startup.pk or funding.corrects_id):
            return {"funding": _("This funding is not one of the startup's.")}
        return {}

    def _contract(self, order: Commitment) -> Errors:
        if order.contract_id not in self.usable:
            return {"contract": [_("Neither this startup nor its incubators use this contract.")]}
        if not order.ordered_on:
            return {}
        refused = self.refusal(order.contract_id, order.ordered_on, order.amount)
        return {"contract": [refused]} if refused else {}
