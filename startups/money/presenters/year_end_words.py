"""What the end of the budget year asks of one startup, in sentences."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from startups.core.formats import euros, long_day
from startups.money.ledger import NOTHING
from startups.money.selectors.watch.year_end import YearEnd
from startups.money.year_end import Deadline


def year_end_notes(year_end: YearEnd) -> list[str]:
    """What is to be done before the last days, what came after them, and what is left over."""
    notes = []
    if year_end.order_by and year_end.to_order:
        notes.append(_to_order(year_end, year_end.order_by))
    if year_end.pay_by and year_end.to_pay:
        notes.append(_to_pay(year_end, year_end.pay_by))
    notes += _late(year_end)
    return [*notes, *_left_over(year_end)]


def _to_order(year_end: YearEnd, deadline: Deadline) -> str:
    count = len(year_end.to_order)
    sentence = ngettext(
        "%(count)d quote is to be ordered by %(day)s, or dropped.",
        "%(count)d quotes are to be ordered by %(day)s, or dropped.",
        count,
    )
    return sentence % {"count": count, "day": long_day(deadline.last)}


def _to_pay(year_end: YearEnd, deadline: Deadline) -> str:
    unpaid = sum((row.unpaid for row in year_end.to_pay), start=NOTHING)
    sentence = _("%(amount)s of what is ordered is to be paid by %(day)s.")
    return sentence % {"amount": euros(unpaid), "day": long_day(deadline.last)}


def _late(year_end: YearEnd) -> list[str]:
    parts = (
        (year_end.order_by, year_end.late_orders, _("%(amount)s was ordered after %(day)s.")),
        (year_end.pay_by, year_end.late_payments, _("%(amount)s was paid after %(day)s.")),
    )
    return [
        sentence
        % {
            "amount": euros(sum((line.amount for line in lines), start=NOTHING)),
            "day": long_day(deadline.last),
        }
        for deadline, lines, sentence in parts
        if deadline and lines
    ]


def _left_over(year_end: YearEnd) -> list[str]:
    parts = (
        (
            sum((row.not_ordered for row in year_end.leftovers), start=NOTHING),
            _(
                "%(amount)s granted and not ordered: lost at the end of the year unless carried "
                "over."
            ),
        ),
        (
            sum((row.not_paid for row in year_end.leftovers), start=NOTHING),
            _("%(amount)s ordered and not paid: lost at the end of the year unless carried over."),
        ),
    )
    return [sentence % {"amount": euros(amount)} for amount, sentence in parts if amount]
