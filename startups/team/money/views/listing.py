"""The orders of a startup, and one of them."""

from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from startups.money.ledger import Position
from startups.money.presenters.envelope_text import ending_text
from startups.money.presenters.year_end_words import year_end_notes
from startups.money.selectors.orders import (
    OrderRow,
    corrections_of,
    narrowed,
    order_rows,
    orders_of,
    payments_of,
    totals,
)
from startups.money.selectors.position import position_of
from startups.money.selectors.watch.envelopes import envelope_of
from startups.money.selectors.watch.year_end import year_end
from startups.money.services.order_workflow import next_steps
from startups.permissions import Permission
from startups.registry.models import Startup
from startups.team.money.forms.orders import OrderFilterForm
from startups.team.money.pages import may_enter, order_of, show, steps
from startups.web.decorators import on_startup
from startups.web.requests import day_of, kept_query

A_PAGE = 50


@on_startup(Permission.READ_MONEY)
@require_safe
def index(request: HttpRequest, startup: Startup) -> HttpResponse:
    rows = orders_of(startup)
    form = _find_form(request, rows)
    wanted = form.wanted
    found = narrowed(rows, wanted)
    on = day_of(request)
    position = position_of(startup, on=on)
    return show(
        request,
        "index",
        _("Money"),
        startup=startup,
        on=on,
        position=position,
        **_outlook(startup, position, on),
        form=form,
        has_orders=bool(rows),
        is_narrowed=any(vars(wanted).values()),
        sheet=Paginator(found, A_PAGE).get_page(request.GET.get("page")),
        totals=totals(found),
        asked=kept_query(request),
        may_enter=may_enter(request, startup),
    )


def _outlook(startup: Startup, position: Position, on: date) -> dict[str, Any]:
    """When the envelope runs out, and what the end of the year asks."""
    envelope = envelope_of(startup, position, on=on)
    told = year_end(startups=Startup.objects.filter(pk=startup.pk), on=on)
    return {
        "ending": ending_text(envelope.forecast),
        "is_pressing": envelope.band is not None,
        "year_end": year_end_notes(told),
    }


def _find_form(request: HttpRequest, rows: list[OrderRow]) -> OrderFilterForm:
    orders = [row.order for row in rows]
    contracts = {order.contract_id: order.contract for order in orders if order.contract}
    activities = {order.activity_id: order.activity for order in orders}
    return OrderFilterForm(
        request.GET,
        years=sorted({row.day.year for row in rows}, reverse=True),
        contracts=sorted(contracts.values(), key=lambda contract: contract.reference),
        activities=sorted(activities.values(), key=lambda term: term.position),
    )


@on_startup(Permission.READ_MONEY)
@require_safe
def order_page(request: HttpRequest, startup: Startup, order: int) -> HttpResponse:
    found = order_of(startup, order)
    (row,) = order_rows([found])
    return show(
        request,
        "order",
        found.reference,
        startup=startup,
        row=row,
        order=found,
        corrections=corrections_of(found),
        payments=payments_of(found),
        steps=steps(startup),
        next_steps=next_steps(found) if row.step != "cancelled" else [],
        may_enter=may_enter(request, startup),
    )
