"""A new order, quote or internal cost."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from startups.money.contracts.selectors.contracts import contracts_of, positions
from startups.money.selectors.lateness import order_warning
from startups.money.services.commitments import record_commitment
from startups.permissions import Permission
from startups.registry.models import Startup
from startups.team.money.forms.orders import OrderForm
from startups.team.money.pages import address, show_form, steps
from startups.web.decorators import on_startup
from startups.web.pages import FORM, attempt, done, posted
from startups.web.requests import day_of


@on_startup(Permission.ENTER_MONEY)
@FORM
def add(request: HttpRequest, startup: Startup) -> HttpResponse:
    on = day_of(request)
    left = positions(contracts_of(startup).values_list("pk", flat=True), on=on)
    form = OrderForm(posted(request), startup=startup, positions=left)
    if form.is_valid():
        order = attempt(
            form,
            lambda: record_commitment(
                startup=startup, values=form.values, on=on, actor=request.user
            ),
        )
        if order:
            message = _("“%(reference)s” is recorded.") % {"reference": order.reference}
            warning = order_warning(order.ordered_on) if order.ordered_on else ""
            return done(request, message, address("order", startup, order.pk), warning=warning)
    title = _("Enter an order or a cost")
    context = {"warning": order_warning(on)}
    return show_form(
        request, "order_form", title, form, startup=startup, breadcrumb=steps(startup), **context
    )
