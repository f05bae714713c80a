"""What is said of orders and payments after the last days of the budget year."""

from datetime import date

from django.conf import settings
from django.utils.translation import gettext as _

from startups.core.formats import long_day
from startups.money.year_end import is_late, last_day


def order_warning(day: date) -> str:
    """What to say of an order of that day; empty when it is in time."""
    if not is_late(day, settings.BUDGET_LAST_ORDER):
        return ""
    message = _(
        "No new order after %(day)s, as a rule: this year's credit may not cover it any more."
    )
    return message % {"day": _last(settings.BUDGET_LAST_ORDER, day)}


def payment_warning(day: date) -> str:
    """What to say of a payment of that day; empty when it is in time."""
    if not is_late(day, settings.BUDGET_LAST_PAYMENT):
        return ""
    message = _("No payment after %(day)s, as a rule: it may count for the next year.")
    return message % {"day": _last(settings.BUDGET_LAST_PAYMENT, day)}


def _last(rule: str, day: date) -> str:
    return long_day(last_day(rule, day.year))
