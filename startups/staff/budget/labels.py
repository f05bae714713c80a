"""How the pages of the budget call its axes and its figures."""

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from startups.money.selectors.budget import LABEL

AXIS_LABELS: Mapping[str, Promise] = {
    "incubator": _("Lead incubator"),
    "startup": _("Startup"),
    "phase": _("Phase"),
    "source": _("Source"),
    "supplier": _("Supplier"),
    "activity": _("Activity"),
    "year": _("Year"),
}
FIGURE_LABELS: Mapping[str, Promise] = {
    "granted": _("Granted"),
    "committed": _("Committed"),
    "paid": _("Paid"),
    "available": _("Available"),
    "unpaid": _("Ordered and not paid"),
}
# What each figure adds up, for the page of its lines.
FIGURE_SUMS: Mapping[str, Promise] = {
    "granted": _("Fundings, their corrections included."),
    "committed": _("Orders and internal costs, with corrections and credit notes."),
    "paid": _("Payments, less what came back."),
    "available": _("Fundings, less orders and internal costs."),
    "unpaid": _("Orders and internal costs, less payments."),
}


def order_choices() -> list[tuple[str, Any]]:
    """Every order that can be asked for."""
    return [
        ("", _("In their own order")),
        (f"-{LABEL}", _("In the reverse order")),
        *((f"-{name}", _falling(label)) for name, label in FIGURE_LABELS.items()),
        *((name, _rising(label)) for name, label in FIGURE_LABELS.items()),
    ]


def _falling(label: Promise) -> Any:
    return _("%(column)s, falling") % {"column": label}


def _rising(label: Promise) -> Any:
    return _("%(column)s, rising") % {"column": label}
