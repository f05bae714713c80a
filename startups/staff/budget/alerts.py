"""What wants an eye, part by part: ends that are near, orders that wait, the end of the year."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _

from startups.core.formats import long_day
from startups.core.search_text import fold
from startups.money.contracts.models import Contract
from startups.money.contracts.selectors.contract_lists import NEAR, contract_rows, in_state
from startups.money.selectors.watch.envelopes import envelopes_ending
from startups.money.selectors.watch.orders import orders_stuck
from startups.money.selectors.watch.year_end import YearEnd, deadlines, year_end
from startups.money.statements.selectors.remainders import Remainder, remainders
from startups.money.year_end import Deadline
from startups.permissions import Permission
from startups.registry.models import Startup
from startups.staff.budget import alert_tables as tables
from startups.tables.columns import Column, Table
from startups.web.requests import day_of, rights

from .filters import readable


@dataclass
class AlertScope:
    """What is looked at: the startups and the contracts whose money the reader may read."""

    startups: QuerySet[Startup]
    contracts: QuerySet[Contract]
    on: date

    @cached_property
    def year_end(self) -> YearEnd:
        return year_end(startups=self.startups, on=self.on)

    def unexplained(self) -> list[Remainder]:
        """Statements that the lines do not explain to the cent, by startup."""
        by_startup = remainders(on=self.on, startups=self.startups)
        names = self.startups.order_by().in_bulk(list(by_startup)) if by_startup else {}
        rows = [one for each in by_startup.values() for one in each if not one.is_explained]
        for row in rows:
            row.statement.startup = names[row.statement.startup_id]
        return sorted(rows, key=lambda row: fold(row.statement.startup.name))


def alert_scope(request: HttpRequest) -> AlertScope:
    contracts = rights(request).contracts(Permission.READ_MONEY)
    return AlertScope(readable(request), contracts, day_of(request))


@dataclass(frozen=True)
class AlertSection:
    """One question: its address, its title, what it counts, and what reads its rows.

    ``adds_up`` says that its amounts have a total.
    """

    code: str
    title: str
    about: str
    columns: Sequence[Column]
    read: Callable[[], tables.Rows]
    adds_up: bool = True

    @cached_property
    def rows(self) -> tables.Rows:
        return self.read()

    def table(self, shown: Any = None) -> Table:
        """All its rows as a table, or some of them with the total of all."""
        sums = tables.sums(self.columns, self.rows) if self.adds_up and self.rows else {}
        rows = self.rows if shown is None else shown
        return Table(self.title, self.columns, rows, sums, str(_("Total")))


def alert_sections(scope: AlertScope) -> list[AlertSection]:
    """Every question that is asked on the day, in their order; nothing is read yet."""
    return [
        _envelopes(scope),
        _contracts(scope),
        _orders(scope),
        _remainders(scope),
        *_year_end(scope),
    ]


def _envelopes(scope: AlertScope) -> AlertSection:
    return AlertSection(
        "enveloppes",
        _("Envelopes that end"),
        _(
            "Those where more is ordered than granted, then those that are used up, or that end "
            "within 45, 90 and 180 days. Where the day cannot be told, the last one of the period "
            "granted stands for it."
        ),
        tables.envelope_columns(),
        lambda: tables.envelope_rows(envelopes_ending(startups=scope.startups, on=scope.on)),
        adds_up=False,
    )


def _contracts(scope: AlertScope) -> AlertSection:
    about = _("From %(percent)s %% of the ceiling on, or %(days)s days before the end.")
    return AlertSection(
        "marches",
        _("Contracts near their ceiling or their end"),
        about % {"percent": settings.BUDGET_CEILING_PERCENT, "days": settings.BUDGET_CONTRACT_DAYS},
        tables.contract_columns(),
        lambda: tables.contract_row_cells(
            in_state(contract_rows(scope.contracts, on=scope.on), NEAR)[::-1]
        ),
        adds_up=False,
    )


def _orders(scope: AlertScope) -> AlertSection:
    about = _(
        "Quotes of more than %(quote)s days; orders not delivered %(delivery)s days after the "
        "months that they cover; deliveries not invoiced after %(invoice)s days; invoices not "
        "paid after %(payment)s days."
    )
    return AlertSection(
        "commandes",
        _("Orders stuck in their chain"),
        about
        % {
            "quote": settings.BUDGET_QUOTE_DAYS,
            "delivery": settings.BUDGET_DELIVERY_DAYS,
            "invoice": settings.BUDGET_INVOICE_DAYS,
            "payment": settings.BUDGET_PAYMENT_DAYS,
        },
        tables.stuck_columns(),
        lambda: tables.stuck_rows(orders_stuck(startups=scope.startups, on=scope.on)),
    )


def _remainders(scope: AlertScope) -> AlertSection:
    return AlertSection(
        "ecarts",
        _("Unexplained remainders"),
        _("What a budget statement says more than its lines, or less, to the cent."),
        tables.remainder_columns(),
        lambda: tables.remainder_rows(scope.unexplained()),
    )


def _year_end(scope: AlertScope) -> list[AlertSection]:
    """What the end of the budget year asks; nothing at other times of the year."""
    order_by, pay_by = deadlines(scope.on)
    sections = []
    if order_by:
        sections.append(_ordering(scope, order_by))
    if pay_by:
        sections.append(_paying(scope, pay_by))
    return [*sections, _leftovers(scope)] if sections else []


def _ordering(scope: AlertScope, deadline: Deadline) -> AlertSection:
    if deadline.is_over:
        return AlertSection(
            "commandes-tardives",
            _("Orders that came late"),
            _("Ordered after %(day)s: the credit of the year may not cover them.") % _day(deadline),
            tables.late_columns(),
            lambda: tables.late_rows(scope.year_end.late_orders),
        )
    return AlertSection(
        "a-commander",
        _("To be ordered before the end of the year"),
        _("Quotes to be ordered by %(day)s, or dropped.") % _day(deadline),
        tables.due_order_columns(),
        lambda: tables.due_order_rows(scope.year_end.to_order, unpaid=False),
    )


def _paying(scope: AlertScope, deadline: Deadline) -> AlertSection:
    if deadline.is_over:
        return AlertSection(
            "paiements-tardifs",
            _("Payments that came late"),
            _("Paid after %(day)s: they may count for the next year.") % _day(deadline),
            tables.late_columns(),
            lambda: tables.late_rows(scope.year_end.late_payments),
        )
    return AlertSection(
        "a-payer",
        _("To be paid before the end of the year"),
        _("What is left to be paid of orders, by %(day)s; invoiced ones first.") % _day(deadline),
        tables.due_order_columns(),
        lambda: tables.due_order_rows(scope.year_end.to_pay, unpaid=True),
    )


def _leftovers(scope: AlertScope) -> AlertSection:
    return AlertSection(
        "a-reporter",
        _("Unspent credit to carry over"),
        _("What is not ordered, or ordered and not paid, is lost unless it is carried over."),
        tables.leftover_columns(),
        lambda: tables.leftover_rows(scope.year_end.leftovers),
    )


def _day(deadline: Deadline) -> dict[str, str]:
    return {"day": long_day(deadline.last)}
